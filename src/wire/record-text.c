#include "config.h"
#include "record-text.h"
#include <string.h>

GVariant *
kt_record_cut (const char *text, gsize max)
{
  if (text == NULL)
    text = "";
  gsize length = strlen (text);
  if (length <= max)
    return g_variant_new_string (text);
  while (max > 0 && ((guchar)text[max] & 0xc0) == 0x80)
    max--;
  return g_variant_new_take_string (g_strndup (text, max));
}

gboolean
kt_record_has_controls (const char *text)
{
  for (const guchar *p = (const guchar *)text; *p != 0; p++)
    if (*p < 0x20 || *p == 0x7f)
      return TRUE;
  return FALSE;
}
