#include "config.h"
#include "kontor/subject.h"
#include <string.h>

#define TOPIC_LETTERS_MIN 3
#define MARK_MAX (7 * 4) /* bytes of the longest mark, however it is written */

static guint64
mix (guint64 hash, gunichar c)
{
  return (hash ^ c) * G_GUINT64_CONSTANT (1099511628211);
}

static const guint64 seed = G_GUINT64_CONSTANT (14695981039346656037);

/* Subjects are read by the thousand, and nearly all of them are ASCII and Cyrillic: those are
 * known without the tables of Unicode. 0: neither a letter nor a digit. */
static gunichar
small_letter (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char)c) ? (gunichar)g_ascii_tolower ((char)c) : 0;
  if (c >= 0x400 && c <= 0x45f)
    return c < 0x410 ? c + 0x50 : c < 0x430 ? c + 0x20 : c;
  return g_unichar_isalnum (c) ? g_unichar_tolower (c) : 0;
}

static gunichar
char_at (const char *text)
{
  return (guchar)*text < 0x80 ? (gunichar)*text : g_utf8_get_char (text);
}

static const char *
skip_spaces (const char *text)
{
  while (g_unichar_isspace (char_at (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* What follows the mark, which is in small letters; NULL: something else stands there. */
static const char *
skip_mark (const char *text, const char *mark)
{
  for (; *mark != '\0'; mark = g_utf8_next_char (mark), text = g_utf8_next_char (text))
    if (*text == '\0' || g_unichar_tolower (g_utf8_get_char (text)) != g_utf8_get_char (mark))
      return NULL;
  if (*text == '[') /* "Re[2]:" */
    for (text++; g_ascii_isdigit (*text) || *text == ']'; text++)
      ;
  return *text == ':' ? text + 1 : NULL;
}

/* A mark ends with one of two signs, and most subjects have neither near their beginning. */
static gboolean
may_begin_with_mark (const char *text)
{
  const char *end = strpbrk (text, ":[");
  return end != NULL && end - text <= MARK_MAX;
}

/* What follows the first mark; NULL: none stands there. */
static const char *
skip_any_mark (const char *text)
{
  static const char *const marks[]
      = { "re",  "aw",  "fwd",   "fw",     "wg",   "antw",    "отв",  "ответ",  "ha", "на",
          "atb", "пер", "перед", "пересл", "відп", "пересил", "pārs", "pārsūt", "sv", "vs" };
  const char *rest = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (marks) && rest == NULL; i++)
    rest = skip_mark (text, marks[i]);
  return rest;
}

const char *
kt_subject_base (const char *subject)
{
  const char *text = skip_spaces (subject), *rest;
  while (may_begin_with_mark (text) && (rest = skip_any_mark (text)) != NULL)
    text = skip_spaces (rest);
  return text;
}

guint64
kt_subject_topic (const char *subject)
{
  guint64 hash = seed;
  guint letters = 0;
  for (const char *p = kt_subject_base (subject); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = small_letter (char_at (p));
      if (c == 0)
        continue;
      hash = mix (hash, c);
      letters++;
    }
  return letters >= TOPIC_LETTERS_MIN ? hash | 1 : 0;
}

guint64
kt_name_number (const char *name)
{
  guint64 sum = 0, word = seed;
  guint words = 0;
  for (const char *p = name;; p = g_utf8_next_char (p))
    {
      gunichar c = small_letter (char_at (p));
      if (c != 0)
        word = mix (word, c);
      else if (word != seed)
        {
          sum += word;
          words++;
          word = seed;
        }
      if (*p == '\0')
        break;
    }
  return words >= 2 ? sum | 1 : 0;
}
