#include "config.h"
#include "sentences.h"
#include <string.h>

#define CHARACTER_MAX 4 /* octets of one */
#define WRAP_MIN 50     /* characters: a shorter line was ended by its writer, not by a program */

static void
add_sentence (GArray *sentences, const char *from, const char *end, gboolean question,
              gboolean exclaimed)
{
  while (from < end && g_ascii_isspace (*from))
    from++;
  KtSentence sentence
      = { .from = from, .length = end - from, .question = question, .exclaimed = exclaimed };
  if (sentence.length > 0)
    g_array_append_val (sentences, sentence);
}

static gboolean
is_quotation_mark (const char *p)
{
  static const char *const marks[] = { "\"", "»", "«", "”", "“", "„" };
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (p, marks[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_quotation_mark (const char *from, const char *end)
{
  for (const char *p = from; p < end; p = g_utf8_next_char (p))
    if (is_quotation_mark (p))
      return TRUE;
  return FALSE;
}

static const char *
first_word (const char *p)
{
  while (*p != '\0' && (g_ascii_isspace (*p) || is_quotation_mark (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* The end of a run of marks like "?!", '?"', "?)". */
static const char *
marks_end (const char *p)
{
  while (*p != '\0' && strchr ("?!.)\"']", *p) != NULL)
    p++;
  while (is_quotation_mark (p) || g_str_has_prefix (p, "…"))
    p = g_utf8_next_char (p);
  return p;
}

static gboolean
is_blank_or_end (char c)
{
  return c == '\0' || c == ' ' || c == '\n' || c == '\t';
}

/* "12." and "z." and "тел." do not end a sentence when it goes on in small letters or figures. */
static gboolean
goes_on (const char *p)
{
  while (*p == ' ')
    p++;
  gunichar c = g_utf8_get_char (p);
  return g_unichar_islower (c) || g_unichar_isdigit (c);
}

/* Whether a line end at p ends a sentence too: the line is short, or another paragraph follows. */
static gboolean
line_ends_sentence (const char *line, const char *p)
{
  gsize octets = (gsize)(p - line);
  if (p[1] == '\n' || p[1] == '\0' || p[1] == '-' || p[1] == '*' || octets < WRAP_MIN)
    return TRUE;
  return octets < CHARACTER_MAX * WRAP_MIN && g_utf8_strlen (line, p - line) < WRAP_MIN;
}

GArray *
kt_sentences_split (const char *text)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (KtSentence));
  const char *from = text, *line = text, *end, *p;

  for (p = text; *(p += strcspn (p, "\n?!.")) != '\0'; p++)
    if (*p == '\n')
      {
        if (line_ends_sentence (line, p))
          {
            add_sentence (sentences, from, p, FALSE, FALSE);
            from = p + 1;
          }
        line = p + 1;
      }
    else
      {
        const char *mark = p;
        end = marks_end (mark);
        gboolean quoted = has_quotation_mark (mark, end), stop = *mark == '.' && end == mark + 1;
        p = end - 1;
        if (!is_blank_or_end (*end) || ((quoted || stop) && goes_on (end)))
          continue;
        /* who names "Who is there?" asks nothing; who quotes from the first word on may */
        gboolean named = quoted && has_quotation_mark (first_word (from), mark);
        gboolean question = !named && memchr (mark, '?', end - mark) != NULL;
        add_sentence (sentences, from, end, question, !question && !named && *mark == '!');
        from = end;
      }
  add_sentence (sentences, from, p, FALSE, FALSE);
  return sentences;
}
