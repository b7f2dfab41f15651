#include "config.h"
#include "kontor/sign-off.h"
#include "kontor/quote-words.h"
#include "phrases.h"
#include "sign-words.h"
#include "stems.h"
#include <string.h>

#define TAIL_LINES 40u      /* lines at the end that are looked at */
#define BELOW_MAX 16u       /* filled lines below a sign-off */
#define SIGN_OFF_OCTETS 120 /* of a line that signs off */
#define SHORT_CHARACTERS 90 /* longer lines are prose */
#define NAME_WORDS 5u
#define PHONE_DIGITS 7u
#define NOTICE_OCTETS 4000    /* of a paragraph that are looked at */
#define NOTICE_PARAGRAPHS 12u /* taken off the end */

static const char *
line_at (const GPtrArray *lines, guint i)
{
  return g_ptr_array_index (lines, i);
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t*_|>-=")] == '\0';
}

static char *
words_of (const char *line, gsize max)
{
  return kt_phrases_words (line, strlen (line), max);
}

static gsize
begins_with (const char *words, const char *const *phrases)
{
  return kt_phrases_match (phrases, words + 1);
}

static gboolean
contains (const char *words, const char *const *phrases)
{
  return kt_phrases_contain (phrases, words);
}

static guint
count_words (const char *words)
{
  guint n = 0;

  for (const char *p = words; *p != '\0'; p++)
    n += *p == ' ';
  return n > 0 ? n - 1 : 0;
}

/* "+371 29 555 102", "8 (495) 274-22-22": as many digits as a phone has, in one run. */
static gboolean
has_phone (const char *line)
{
  for (const char *p = line; *p != '\0';)
    {
      gsize run = strspn (p, "+0123456789 ()-./");
      guint digits = 0;
      for (gsize i = 0; i < run; i++)
        digits += g_ascii_isdigit (p[i]);
      const char *first = p + strspn (p, " -./");
      if (digits >= PHONE_DIGITS && digits <= 15 && strchr ("+(08", *first) != NULL)
        return TRUE;
      p += run > 0 ? run : 1;
    }
  return FALSE;
}

gboolean
kt_sign_off_is_reach (const char *line)
{
  if (strchr (line, '@') != NULL || strstr (line, "://") != NULL || has_phone (line))
    return TRUE;
  g_autofree char *words = words_of (line, SIGN_OFF_OCTETS);
  return contains (words, kt_words_reach);
}

/* Nobody asks or explains something in such a line. */
static gboolean
is_short (const char *line)
{
  return strchr (line, '?') == NULL
         && (strlen (line) <= SHORT_CHARACTERS || g_utf8_strlen (line, -1) <= SHORT_CHARACTERS);
}

static gboolean
is_postscript (const char *line)
{
  g_autofree char *words = words_of (line, SIGN_OFF_OCTETS);
  return begins_with (words, kt_words_postscript) > 0;
}

static gboolean
is_sign_off (const char *line)
{
  if (strlen (line) > SIGN_OFF_OCTETS || strchr (line, '?') != NULL)
    return FALSE;
  g_autofree char *words = words_of (line, SIGN_OFF_OCTETS);
  guint n = count_words (words);
  if (begins_with (words, kt_words_sign_off) > 0)
    return n <= 9;
  gsize weak = begins_with (words, kt_words_sign_off_weak);
  return weak > 0 && n <= 4 && words[1 + weak] == ' '
         && (words[2 + weak] == '\0' || strchr (line, ',') != NULL);
}

/* "Anna Bērziņa", perhaps with a title: no figures, nothing to write to. */
static gboolean
is_name (const char *line)
{
  line += strspn (line, " \t*_");
  gunichar first = g_utf8_get_char (line);
  if (!g_unichar_isupper (first) || line[strcspn (line, "0123456789@?:;!")] != '\0')
    return FALSE;
  g_autofree char *words = words_of (line, SIGN_OFF_OCTETS);
  return strlen (line) < SIGN_OFF_OCTETS && count_words (words) <= NAME_WORDS;
}

static void
cut_range (GPtrArray *lines, guint from, guint end)
{
  if (end > from)
    g_ptr_array_remove_range (lines, from, end - from);
}

static void
trim (GPtrArray *lines)
{
  while (lines->len > 0 && is_blank (line_at (lines, lines->len - 1)))
    g_ptr_array_set_size (lines, (gint)lines->len - 1);
}

static guint
paragraph_begin (const GPtrArray *lines, guint last)
{
  while (last > 0 && !is_blank (line_at (lines, last - 1)))
    last--;
  return last;
}

static guint
paragraph_end (const GPtrArray *lines, guint at)
{
  while (at < lines->len && !is_blank (line_at (lines, at)))
    at++;
  return at;
}

/* The words of lines [from, end). */
static char *
paragraph_words (const GPtrArray *lines, guint from, guint end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = from; i < end && text->len < NOTICE_OCTETS; i++)
    {
      g_string_append (text, line_at (lines, i));
      g_string_append_c (text, ' ');
    }
  return words_of (text->str, NOTICE_OCTETS);
}

/* Whether a look at its octets leaves a notice possible: nearly no paragraph is one. */
static gboolean
may_be_notice (const GPtrArray *lines, guint from)
{
  static KtStems latin = KT_STEMS (kt_words_notice_stem);
  static KtStems cyrillic = KT_STEMS (kt_words_notice_stem_cyrillic);
  gsize octets = 0;

  for (guint i = from; i < lines->len; i++)
    if ((octets += strlen (line_at (lines, i))) > NOTICE_OCTETS)
      return FALSE;
  for (guint i = from; i < lines->len; i++)
    {
      const char *line = line_at (lines, i);
      if (kt_stems_any_in (strchr (line, '\xd0') != NULL ? &cyrillic : &latin, line))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_notice (const char *words)
{
  return contains (words, kt_words_notice)
         || (contains (words, kt_words_this_letter) && contains (words, kt_words_confidential));
}

/* Marks of devices, notices and advertisements, as many as stand at the end. */
static void
cut_notices (GPtrArray *lines)
{
  for (guint n = 0; n < NOTICE_PARAGRAPHS; n++)
    {
      trim (lines);
      if (lines->len == 0)
        return;
      guint last = lines->len - 1;
      if (kt_quote_words_device (line_at (lines, last)))
        {
          g_ptr_array_set_size (lines, (gint)last);
          continue;
        }
      guint from = paragraph_begin (lines, last);
      if (!may_be_notice (lines, from))
        return;
      g_autofree char *words = paragraph_words (lines, from, lines->len);
      if (!is_notice (words))
        return;
      /* in one paragraph with the rest: only the line itself */
      g_autofree char *line = words_of (line_at (lines, last), NOTICE_OCTETS);
      gboolean alone = is_notice (line);
      while (!alone && from < last && !is_name (line_at (lines, from)) && last - from > 12)
        from++;
      g_ptr_array_set_size (lines, (gint)(alone ? last : from));
    }
}

/* A notice that many paragraphs follow, none of them anybody's words. */
static void
cut_long_notice (GPtrArray *lines)
{
  guint first = lines->len > 4 * TAIL_LINES ? lines->len - 4 * TAIL_LINES : 1;

  for (guint at = MAX (first, 1); at < lines->len; at++)
    {
      if (!is_blank (line_at (lines, at - 1)))
        continue;
      const char *line = line_at (lines, at) + strspn (line_at (lines, at), " *_[");
      for (guint i = 0; kt_words_notice_heading[i] != NULL; i++)
        if (g_ascii_tolower (*line) == g_ascii_tolower (*kt_words_notice_heading[i])
            && g_ascii_strncasecmp (line, kt_words_notice_heading[i],
                                    strlen (kt_words_notice_heading[i]))
                   == 0)
          {
            g_ptr_array_set_size (lines, (gint)at);
            return;
          }
    }
}

/* Where the last sign-off stands; lines->len: nowhere. */
static guint
find_sign_off (const GPtrArray *lines)
{
  guint filled = 0;

  for (guint i = lines->len; i-- > 0 && filled <= BELOW_MAX && lines->len - i <= TAIL_LINES;)
    {
      const char *line = line_at (lines, i);
      if (is_blank (line))
        continue;
      filled++;
      if (is_sign_off (line))
        return i;
    }
  return lines->len;
}

/* "Best regards, Anna" in one line. */
static gboolean
names_its_writer (const char *sign_off)
{
  const char *comma = strchr (sign_off, ',');

  return comma != NULL && comma[1 + strspn (comma + 1, " \t*")] != '\0';
}

/* The first line below the sign-off that is not the name. */
static guint
after_name (const GPtrArray *lines, guint sign_off)
{
  guint at = sign_off + 1;

  if (names_its_writer (line_at (lines, sign_off)))
    return at;
  while (at < lines->len && is_blank (line_at (lines, at)))
    at++;
  return at < lines->len && is_name (line_at (lines, at)) && !is_postscript (line_at (lines, at))
             ? at + 1
             : sign_off + 1;
}

/* What belongs to the signature from `from` on: its own paragraph, and all that a way to reach the
 * writer follows, unless somebody says something in between. */
static guint
signature_end (const GPtrArray *lines, guint from)
{
  guint end = from;
  gboolean prose = FALSE;

  for (guint i = from; i < lines->len && !prose; i++)
    {
      const char *line = line_at (lines, i);
      if (is_blank (line))
        continue;
      prose = is_postscript (line) || !is_short (line);
      if (!prose && kt_sign_off_is_reach (line))
        end = paragraph_end (lines, i);
    }
  if (end > from)
    return end;
  for (guint i = from; i < lines->len && !is_blank (line_at (lines, i)); i++)
    {
      if (is_postscript (line_at (lines, i)) || !is_short (line_at (lines, i)))
        return from;
      end = i + 1;
    }
  return end;
}

/* "Anna Bērziņa / +371 29 555 102 / www.studio.example" at the end, without any sign-off. */
static void
cut_bare_signature (GPtrArray *lines)
{
  guint from = lines->len > 0 ? paragraph_begin (lines, lines->len - 1) : 0, reach = 0;

  if (from == 0 || lines->len - from < 2 || lines->len - from > 8
      || !is_name (line_at (lines, from)))
    return;
  guint before = from;
  while (before > 0 && is_blank (line_at (lines, before - 1)))
    before--;
  /* "Here is her number:" announces what was asked for */
  if (before == 0 || g_str_has_suffix (line_at (lines, before - 1), ":"))
    return;
  for (guint i = from + 1; i < lines->len; i++)
    {
      if (!is_short (line_at (lines, i)) || is_postscript (line_at (lines, i)))
        return;
      reach += kt_sign_off_is_reach (line_at (lines, i));
    }
  if (reach > 0 && reach * 2 >= lines->len - from - 1)
    cut_range (lines, from + 1, lines->len);
}

/* Whether there was one. */
static gboolean
cut_signature (GPtrArray *lines)
{
  guint sign_off = find_sign_off (lines), before = lines->len;

  if (sign_off == lines->len)
    cut_bare_signature (lines);
  else
    {
      guint from = after_name (lines, sign_off);
      cut_range (lines, from, signature_end (lines, from));
    }
  return lines->len < before;
}

/* A warning that a gateway put over the letter. */
static void
cut_caution (GPtrArray *lines)
{
  guint at = 0;

  while (at < lines->len && is_blank (line_at (lines, at)))
    at++;
  guint end = paragraph_end (lines, at);
  if (at == lines->len || end == lines->len)
    return;
  g_autofree char *words = words_of (line_at (lines, at), SIGN_OFF_OCTETS);
  if (begins_with (words, kt_words_caution) > 0)
    cut_range (lines, 0, end);
}

void
kt_sign_off_cut (GPtrArray *lines)
{
  cut_caution (lines);
  cut_long_notice (lines);
  cut_notices (lines);
  if (cut_signature (lines))
    cut_notices (lines);
}
