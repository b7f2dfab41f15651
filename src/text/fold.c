#include "config.h"
#include "kontor/fold.h"
#include "kontor/utf8.h"
#include <string.h>

/* No script needs more marks on one letter (UAX #15, stream-safe text); putting thousands of them
 * in order takes GLib quadratic time. */
#define MAX_MARKS 30

static gboolean
is_ascii (const char *text, gsize length)
{
  const guchar *end = (const guchar *)text + length;
  return kt_utf8_skip_ascii ((const guchar *)text, end) == end
         && memchr (text, '\0', length) == NULL;
}

/* Latin and Cyrillic letters and the usual dashes and quotes, without marks of their own: composed
 * as they are, and casefolding takes none of them apart. Nearly all names are so. */
static gboolean
is_composed (const char *text, gsize length)
{
  if (!kt_utf8_is_valid (text, length))
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

static inline char
lower (char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static char *
fold_ascii (const char *text, gsize length)
{
  char *folded = g_malloc (length + 1), *to = folded;
  for (gsize i = 0; i < length; i++)
    {
      *to = lower (text[i]);
      to += text[i] != '\'';
    }
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

static char *
fold_slowly (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  g_autofree char *limited = limit_marks (valid);
  g_autofree char *apart = g_utf8_normalize (limited, -1, G_NORMALIZE_NFKD);
  g_autofree char *lower = g_utf8_casefold (apart, -1);
  g_autofree char *again = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  return strip_marks (again);
}

/* What a letter of these becomes depends on none before it: remembered once it was asked for, as
 * every letter of a first sync's sentences is. */
#define LATIN_END 0x300
#define CYRILLIC 0x400
#define CYRILLIC_END 0x483
#define DASHES 0x2010 /* and quotes */
#define DASHES_END 0x2028
#define REMEMBERED (LATIN_END + CYRILLIC_END - CYRILLIC + DASHES_END - DASHES)

typedef union
{
  guint64 word;
  guint8 octets[8]; /* one more than the length, the text */
} Folded;

/* -1: it is none of them. */
static int
place_of (gunichar c)
{
  if (c < LATIN_END)
    return (int)c;
  if (c >= CYRILLIC && c < CYRILLIC_END)
    return (int)(c - CYRILLIC + LATIN_END);
  if (c >= DASHES && c < DASHES_END)
    return (int)(c - DASHES + CYRILLIC_END - CYRILLIC + LATIN_END);
  return -1;
}

static Folded
fold_letter (gunichar c, int place)
{
  static guint64 remembered[REMEMBERED]; /* a constant table, made as it is read */
  Folded folded = { .word = __atomic_load_n (&remembered[place], __ATOMIC_RELAXED) };
  if (folded.word != 0)
    return folded;
  char text[8] = "";
  g_unichar_to_utf8 (c, text);
  g_autofree char *slow = fold_slowly (text, strlen (text));
  gsize length = MIN (strlen (slow), sizeof folded - 1);
  folded.octets[0] = (guint8)(length + 1);
  memcpy (folded.octets + 1, slow, length);
  __atomic_store_n (&remembered[place], folded.word, __ATOMIC_RELAXED);
  return folded;
}

/* The character of two or three octets at p; 0 where there is none. */
static inline gunichar
character (const guchar *p, const guchar *end)
{
  if (end - p < 2 || (p[1] & 0xc0) != 0x80)
    return 0;
  if (p[0] >= 0xc2 && p[0] < 0xe0)
    return (gunichar)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
  gboolean dash = p[0] == 0xe2 && p[1] == 0x80 && end - p >= 3 && (p[2] & 0xc0) == 0x80;
  return dash ? 0x2000 | (p[2] & 0x3f) : 0;
}

/* NULL: text has other letters than Latin and Cyrillic, marks of their own, or is no UTF-8. */
static char *
fold_composed (const char *text, gsize length)
{
  const guchar *p = (const guchar *)text, *end = p + length;
  g_autofree char *folded = g_malloc (length * 4 + sizeof (Folded)); /* 2 octets become 7 */
  char *to = folded;
  while (p < end)
    {
      if (*p < 0x80)
        {
          if (*p != '\'')
            *to++ = lower ((char)*p);
          p++;
          continue;
        }
      gunichar c = character (p, end);
      int place = c != 0 ? place_of (c) : -1;
      if (place < 0)
        return NULL;
      Folded letter = fold_letter (c, place);
      memcpy (to, letter.octets + 1, sizeof letter - 1);
      to += letter.octets[0] - 1;
      p += c < 0x800 ? 2 : 3;
    }
  *to = '\0';
  return g_steal_pointer (&folded);
}

char *
kt_fold (const char *text)
{
  return kt_fold_head (text, strlen (text));
}

char *
kt_fold_head (const char *text, gsize length)
{
  if (is_ascii (text, length))
    return fold_ascii (text, length);
  char *folded = fold_composed (text, length);
  return folded != NULL ? folded : fold_slowly (text, length);
}
