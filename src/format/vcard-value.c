#include "config.h"
#include "kontor/vcard-text.h"
#include "kontor/charset.h"
#include "kontor/fold.h"
#include <string.h>

#define DECODED_MAX (1u << 20) /* octets of a value that is understood */

static int
hex (char c)
{
  return g_ascii_xdigit_value (c);
}

/* RFC 2045 §6.7; what is no escape stays as it is. */
static GString *
decode_quoted (const char *value)
{
  GString *out = g_string_sized_new (strlen (value));

  for (const char *p = value; *p != '\0'; p++)
    if (*p == '=' && hex (p[1]) >= 0 && hex (p[2]) >= 0)
      {
        g_string_append_c (out, (char)(hex (p[1]) * 16 + hex (p[2])));
        p += 2;
      }
    else
      g_string_append_c (out, *p);
  return out;
}

/* Line ends become line feeds, other controls but tabs go. */
static char *
without_controls (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\r')
      g_string_append (out, p[1] == '\n' ? "" : "\n");
    else if ((guchar)*p >= 0x20 ? *p != 0x7f : *p == '\n' || *p == '\t')
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* The octets a line's value stands for. */
static GString *
octets_of (const KtIcalLine *line)
{
  if (kt_vcard_is_quoted (line))
    return decode_quoted (line->value);
  if (!kt_vcard_is_binary (line))
    return g_string_new (line->value);
  gsize length = 0;
  g_autofree guchar *data = NULL;
  if (strlen (line->value) < DECODED_MAX && g_ascii_strncasecmp (line->value, "data:", 5) != 0)
    data = g_base64_decode (line->value, &length);
  if (data == NULL || memchr (data, 0, length) != NULL)
    return g_string_new (NULL);
  return g_string_new_len ((const char *)data, (gssize)length);
}

char *
kt_vcard_value (const KtIcalLine *line, const char *charset)
{
  g_autoptr (GString) octets = octets_of (line);
  g_autofree char *told = kt_ical_param (line->params, "CHARSET");

  if (octets->len > DECODED_MAX)
    g_string_truncate (octets, DECODED_MAX);
  g_autofree char *utf8
      = kt_charset_to_utf8 (octets->str, octets->len, told != NULL ? told : charset);
  return without_controls (utf8);
}

/* Undoes the escapes of all versions. */
static char *
unescape (const char *at, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (at[i] == '\\' && i + 1 < length && strchr ("\\,;:nN", at[i + 1]) != NULL)
      {
        char c = at[++i];
        g_string_append_c (out, c == 'n' || c == 'N' ? '\n' : c);
      }
    else
      g_string_append_c (out, at[i]);
  return g_string_free (out, FALSE);
}

/* Of NFC text, at most max octets, cut on a character's border. Takes it. */
static char *
limit (char *text, gsize max)
{
  gsize end = MIN (strlen (text), max);

  while (end > 0 && ((guchar)text[end] & 0xc0) == 0x80)
    end--;
  text[end] = '\0';
  return text;
}

char *
kt_vcard_plain (const char *value, gsize max)
{
  g_autofree char *plain = unescape (value, strlen (value));

  return g_strstrip (limit (kt_nfc (plain, -1), max));
}

GPtrArray *
kt_vcard_parts (const char *value, char separator, gsize max)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *from = value;

  for (const char *at = value;; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;
    else if (*at == separator || *at == '\0')
      {
        g_autofree char *part = unescape (from, (gsize)(at - from));
        g_ptr_array_add (parts, g_strstrip (limit (kt_nfc (part, -1), max)));
        if (*at == '\0' || parts->len >= KT_VCARD_LIST_MAX)
          return parts;
        from = at + 1;
      }
}

char *
kt_vcard_one_line (char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (out, out->len > 0 && out->str[out->len - 1] == ',' ? " " : ", ");
    else
      g_string_append_c (out, *p == '\t' ? ' ' : *p);
  g_free (text);
  return g_strstrip (g_string_free (out, FALSE));
}

char *
kt_vcard_clean (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p++)
    if ((guchar)*p >= 0x20 && *p != 0x7f)
      *to++ = *p;
    else if (*p == '\n' || *p == '\t')
      *to++ = ' ';
  *to = '\0';
  return g_strstrip (limit (text, KT_VCARD_LINE_MAX));
}
