#include "config.h"
#include "kontor/term.h"
#include <string.h>

/* Controls have pictures of their own (U+2400…); what else would act without being seen is named.
 */
static void
append_visible (GString *out, gunichar c)
{
  if (c < 0x20)
    g_string_append_unichar (out, 0x2400 + c);
  else if (c == 0x7f)
    g_string_append_unichar (out, 0x2421);
  else
    g_string_append_printf (out, "<U+%04X>", c);
}

/* Latin with its marks made one, and Cyrillic letters: nearly all there is. None of them acts, is
 * combining or wide. */
static gboolean
is_common (gunichar c)
{
  return (c > 0xA0 && c < 0x300 && c != 0xAD) || (c >= 0x400 && c < 0x483);
}

static gboolean
acts_unseen (gunichar c)
{
  if (is_common (c))
    return FALSE;

  GUnicodeType type = g_unichar_type (c);
  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT
         || (c >= 0xE0000 && c <= 0xE0FFF) /* tags and other ignorables, assigned or not */
         || c == 0x34F; /* combining grapheme joiner: a mark that joins nothing */
}

static void
append_char (GString *out, gunichar c, KtTermMode mode)
{
  if (c == '\n' && mode == KT_TERM_BLOCK)
    g_string_append_c (out, '\n');
  else if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029)
    g_string_append_c (out, ' ');
  else if (acts_unseen (c))
    append_visible (out, c);
  else
    g_string_append_unichar (out, c);
}

void
kt_term_append (GString *out, const char *text, gssize length, KtTermMode mode)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize)length);
  for (const char *p = text; p < end;)
    {
      const char *plain = p;
      while (p < end && *p >= 0x20 && *p < 0x7f)
        p++;
      g_string_append_len (out, plain, p - plain);
      if (p == end)
        break;

      gunichar c = *p == '\0' ? 0 : g_utf8_get_char_validated (p, end - p);
      if (c == (gunichar)-1 || c == (gunichar)-2)
        {
          g_string_append_unichar (out, 0xFFFD);
          p++;
        }
      else if (c == '\r') /* a line break of its own, or the first half of one */
        {
          p++;
          if (p == end || *p != '\n')
            append_char (out, '\n', mode);
        }
      else
        {
          append_char (out, c, mode);
          p += *p == '\0' ? 1 : g_utf8_skip[(guchar)*p];
        }
    }
}

char *
kt_term_safe (const char *text, KtTermMode mode)
{
  GString *out = g_string_sized_new (strlen (text));
  kt_term_append (out, text, -1, mode);
  return g_string_free (out, FALSE);
}

static int
char_width (gunichar c)
{
  if ((c >= 0x20 && c < 0x7f) || is_common (c))
    return 1;
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

int
kt_term_width (const char *text)
{
  int width = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));
  return width;
}

void
kt_term_append_cell (GString *out, const char *text, int width, gboolean pad)
{
  int whole = kt_term_width (text), used = 0;
  int room = whole > width ? width - 1 : width; /* one for the ellipsis */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      int w = char_width (g_utf8_get_char (p));
      if (used + w > room)
        break;
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
      used += w;
    }
  if (whole > width && width > 0)
    {
      g_string_append (out, "…");
      used++;
    }
  for (; pad && used < width; used++)
    g_string_append_c (out, ' ');
}

char *
kt_term_wrap (const char *text, int width, int margin, int used)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GString *out = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL; i++)
    {
      int w = kt_term_width (words[i]);
      if (i > 0 && width > 0 && used + 1 + w > width && used > margin)
        {
          g_string_append_printf (out, "\n%*s", margin, "");
          used = margin;
        }
      else if (i > 0)
        {
          g_string_append_c (out, ' ');
          used++;
        }
      g_string_append (out, words[i]);
      used += w;
    }
  return g_string_free (out, FALSE);
}
