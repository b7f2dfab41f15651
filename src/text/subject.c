#include "config.h"
#include "kontor/subject.h"

#define TOPIC_LETTERS_MIN 3

static guint64
mix (guint64 hash, gunichar c)
{
  return (hash ^ c) * G_GUINT64_CONSTANT (1099511628211);
}

static const guint64 seed = G_GUINT64_CONSTANT (14695981039346656037);

static const char *
skip_spaces (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
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

const char *
kt_subject_base (const char *subject)
{
  static const char *const marks[]
      = { "re",  "aw",  "fwd",   "fw",     "wg",   "antw",    "отв",  "ответ",  "ha", "на",
          "atb", "пер", "перед", "пересл", "відп", "пересил", "pārs", "pārsūt", "sv", "vs" };
  const char *text = skip_spaces (subject);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *rest = skip_mark (text, marks[i]);
      if (rest == NULL)
        continue;
      text = skip_spaces (rest);
      i = G_MAXUINT; /* from the first mark again */
    }
  return text;
}

guint64
kt_subject_topic (const char *subject)
{
  guint64 hash = seed;
  guint letters = 0;
  for (const char *p = kt_subject_base (subject); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_isalnum (c))
        continue;
      hash = mix (hash, g_unichar_tolower (c));
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
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isalnum (c))
        word = mix (word, g_unichar_tolower (c));
      else if (word != seed)
        {
          sum += word;
          words++;
          word = seed;
        }
      if (c == 0)
        break;
    }
  return words >= 2 ? sum | 1 : 0;
}
