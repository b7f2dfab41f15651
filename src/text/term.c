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

/* Bytes of what stands at p if it is such a letter or printable ASCII: one column wide and shown as
 * it is. 0: something else, or broken. */
static gsize
plain_at (const char *p, const char *end)
{
  const guchar *at = (const guchar *)p;
  if (*at >= 0x20 && *at < 0x7f)
    return 1;
  if (*at < 0xC2 || *at > 0xDF || end - p < 2 || (at[1] & 0xC0) != 0x80)
    return 0;
  return is_common (((gunichar)*at & 0x1f) << 6 | (at[1] & 0x3f)) ? 2 : 0;
}

/* Octets of printable ASCII at p, in whole eights: those behind them are looked at one by one. */
static gsize
ascii_at (const char *p, const char *end)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const char *start = p;
  for (guint64 eight; end - p >= 8; p += 8)
    {
      memcpy (&eight, p, sizeof eight);
      if ((eight | (eight + ones) | (eight - 0x20 * ones)) & (0x80 * ones))
        break;
    }
  return (gsize)(p - start);
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
      p += ascii_at (p, end);
      for (gsize n; p < end && (n = plain_at (p, end)) > 0;)
        p += n;
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
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

/* Columns of what stands at *p, which is moved past it. */
static inline int
take_width (const char **p)
{
  gsize plain = plain_at (*p, *p + 2);
  if (plain > 0)
    {
      *p += plain;
      return 1;
    }
  int width = char_width (g_utf8_get_char (*p));
  *p = g_utf8_next_char (*p);
  return width;
}

int
kt_term_width (const char *text)
{
  gsize ascii = ascii_at (text, text + strlen (text));
  int width = (int)ascii;
  for (const char *p = text + ascii; *p != '\0';)
    width += take_width (&p);
  return width;
}

int
kt_term_cut_cell (GString *out, gsize start, int width)
{
  const char *end = out->str + out->len, *p = out->str + start;
  if (width > 0 && end - p <= width) /* no character is wider than its octets */
    return kt_term_width (p);
  gsize ascii = width > 0 ? ascii_at (p, p + width - 1) : 0;
  const char *cut = p += ascii;
  int used = (int)ascii, kept = used;
  while (*p != '\0' && used <= width)
    {
      used += take_width (&p);
      if (used <= width - 1) /* one for the ellipsis */
        {
          cut = p;
          kept = used;
        }
    }
  if (used <= width)
    return used;
  g_string_truncate (out, (gsize)(cut - out->str));
  if (width <= 0)
    return kept;
  g_string_append (out, "…");
  return kept + 1;
}

void
kt_term_append_cell (GString *out, const char *text, int width, gboolean pad)
{
  gsize start = out->len;
  g_string_append (out, text);
  int used = kt_term_cut_cell (out, start, width);
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
