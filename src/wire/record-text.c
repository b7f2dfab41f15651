#include "config.h"
#include "record-text.h"
#include <string.h>

#define LONG 256 /* octets; the check of g_variant_new_string() costs more than a copy */

/* Checked where it arrives, as every record is. */
static GVariant *
unchecked (const char *text, gsize length)
{
  char *copy = g_malloc (length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';
  return g_variant_new_from_data (G_VARIANT_TYPE_STRING, copy, length + 1, TRUE, g_free, copy);
}

GVariant *
kt_record_cut (const char *text, gsize max)
{
  if (text == NULL)
    text = "";
  gsize length = strlen (text);
  if (length <= max)
    return length < LONG ? g_variant_new_string (text) : unchecked (text, length);
  while (max > 0 && ((guchar)text[max] & 0xc0) == 0x80)
    max--;
  return unchecked (text, max);
}

gboolean
kt_record_has_controls (const char *text)
{
  for (const guchar *p = (const guchar *)text; *p != 0; p++)
    if (*p < 0x20 || *p == 0x7f)
      return TRUE;
  return FALSE;
}
