#include "config.h"
#include "kontor/fold.h"
#include <string.h>

/* No script needs more marks on one letter (UAX #15, stream-safe text); putting thousands of them
 * in order takes GLib quadratic time. */
#define MAX_MARKS 30

static gboolean
is_ascii (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar)text[i] >= 0x80 || text[i] == '\0')
      return FALSE;
  return TRUE;
}

/* Latin and Cyrillic letters and the usual dashes and quotes, without marks of their own: composed
 * as they are, and casefolding takes none of them apart. Nearly all names are so. */
static gboolean
is_composed (const char *text, gsize length)
{
  if (memchr (text, '\0', length) != NULL || !g_utf8_validate (text, (gssize)length, NULL))
    return FALSE;
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c >= 0x300 && (c < 0x400 || c > 0x482) && (c < 0x2010 || c > 0x2027))
        return FALSE;
    }
  return TRUE;
}

static char *
limit_marks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  guint marks = 0;
  for (const char *p = text; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);
      marks = g_unichar_combining_class (g_utf8_get_char (p)) != 0 ? marks + 1 : 0;
      if (marks <= MAX_MARKS)
        g_string_append_len (out, p, next - p);
      p = next;
    }
  return g_string_free (out, FALSE);
}

char *
kt_nfc (const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;
  if (is_ascii (text, n) || is_composed (text, n))
    return g_strndup (text, n);
  g_autofree char *valid = g_utf8_make_valid (text, n);
  g_autofree char *limited = limit_marks (valid);
  return g_utf8_normalize (limited, -1, G_NORMALIZE_NFC);
}

static char *
fold_ascii (const char *text)
{
  char *folded = g_ascii_strdown (text, -1), *to = folded;
  for (const char *from = folded; *from != '\0'; from++)
    if (*from != '\'')
      *to++ = *from;
  *to = '\0';
  return folded;
}

/* The marks that make another letter rather than dress one: й is not и, ї is not і. */
static gboolean
keeps_mark (gunichar base, gunichar mark)
{
  return (base == 0x438 && mark == 0x306) || (base == 0x456 && mark == 0x308);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2BC;
}

/* text: casefolded and decomposed. */
static char *
strip_marks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gunichar base = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);
      if (type == G_UNICODE_NON_SPACING_MARK)
        {
          if (keeps_mark (base, c))
            {
              g_string_truncate (out, out->len - 2); /* и and і have two bytes */
              g_string_append_unichar (out, base == 0x438 ? 0x439 : 0x457);
              base = 0;
            }
          continue;
        }
      if (type == G_UNICODE_FORMAT || is_apostrophe (c))
        continue; /* soft hyphens, zero-width characters: no part of a name */
      base = c;
      g_string_append_unichar (out, c == 0x491 ? 0x433 : c);
    }
  return g_string_free (out, FALSE);
}

char *
kt_fold (const char *text)
{
  gsize length = strlen (text);
  if (is_ascii (text, length))
    return fold_ascii (text);
  if (is_composed (text, length))
    {
      g_autofree char *parts = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
      g_autofree char *small = g_utf8_casefold (parts, -1);
      return strip_marks (small);
    }
  g_autofree char *valid = g_utf8_make_valid (text, length);
  g_autofree char *limited = limit_marks (valid);
  g_autofree char *apart = g_utf8_normalize (limited, -1, G_NORMALIZE_NFKD);
  g_autofree char *lower = g_utf8_casefold (apart, -1);
  g_autofree char *again = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  return strip_marks (again);
}
