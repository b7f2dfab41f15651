#include "config.h"
#include "demo-script.h"
#include <string.h>

#define WORD_OCTETS 42 /* of an encoded word: 56 characters, 75 with what is around them */
#define LINE_OCTETS 72
#define FLOWED_COLUMNS 66

static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text < ' ' || *text == 0x7f)
      return FALSE;
  return TRUE;
}

char *
kt_demo_convert (const char *text, const char **charset, gsize *ret_length)
{
  char *bytes = g_convert (text, -1, *charset, "UTF-8", NULL, ret_length, NULL);
  if (bytes != NULL)
    return bytes;
  *charset = "utf-8";
  *ret_length = strlen (text);
  return g_strdup (text);
}

/* RFC 2047, a new word where one would become too long. */
char *
kt_demo_header_text (const char *text, const char *charset)
{
  gsize whole;
  if (is_plain (text))
    return g_strdup (text);
  g_free (kt_demo_convert (text, &charset, &whole));
  GString *out = g_string_new (NULL);
  while (*text != '\0')
    {
      const char *end = text;
      while (*end != '\0' && g_utf8_next_char (end) - text <= WORD_OCTETS)
        end = g_utf8_next_char (end);
      gsize length;
      g_autofree char *bytes = g_convert (text, end - text, charset, "UTF-8", NULL, &length, NULL);
      g_autofree char *word = g_base64_encode ((const guchar *)bytes, bytes != NULL ? length : 0);
      g_string_append_printf (out, "%s=?%s?B?%s?=", out->len > 0 ? "\n " : "", charset, word);
      text = end;
    }
  return g_string_free (out, FALSE);
}

void
kt_demo_append_base64 (GString *out, const char *bytes, gsize length)
{
  g_autofree char *text = g_base64_encode ((const guchar *)bytes, length);
  for (const char *p = text; *p != '\0'; p += MIN (strlen (p), LINE_OCTETS))
    g_string_append_printf (out, "%.*s\n", LINE_OCTETS, p);
}

void
kt_demo_append_quoted (GString *out, const char *bytes, gsize length)
{
  gsize column = 0;
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar)bytes[i];
      gboolean last = i + 1 == length || bytes[i + 1] == '\n';
      if (c != '\n' && column > LINE_OCTETS - 3)
        {
          g_string_append (out, "=\n");
          column = 0;
        }
      if (c == '\n')
        g_string_append_c (out, '\n');
      else if (c > 0x7e || c == '=' || (c < ' ' && c != '\t') || (c == ' ' && last))
        g_string_append_printf (out, "=%02X", c);
      else
        g_string_append_c (out, (char)c);
      column = c == '\n' ? 0 : column + (c > 0x7e || c == '=' ? 3 : 1);
    }
  if (length == 0 || bytes[length - 1] != '\n')
    g_string_append_c (out, '\n');
}

/* RFC 3676: a blank before the line end says that the paragraph goes on. */
char *
kt_demo_flowed (const char *text)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      glong column = 0;
      gboolean signature = g_str_equal (lines[i], "-- ");
      for (guint j = 0; words[j] != NULL && !signature; j++)
        {
          glong width = g_utf8_strlen (words[j], -1);
          if (column > 0 && column + width > FLOWED_COLUMNS)
            {
              g_string_append (out, " \n");
              column = 0;
            }
          g_string_append_printf (out, "%s%s", column > 0 ? " " : "", words[j]);
          column += width + 1;
        }
      g_string_append_printf (out, "%s\n", signature ? lines[i] : "");
    }
  return g_string_free (out, FALSE);
}

char *
kt_demo_html (const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);
  GString *out = g_string_new ("<html><body>\n");
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autofree char *safe = g_markup_escape_text (paragraphs[i], -1);
      g_auto (GStrv) lines = g_strsplit (safe, "\n", -1);
      g_autofree char *broken = g_strjoinv ("<br>\n", lines);
      g_string_append_printf (out, "<p>%s</p>\n", broken);
    }
  g_string_append (out, "</body></html>\n");
  return g_string_free (out, FALSE);
}
