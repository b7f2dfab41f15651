#include "config.h"
#include "kontor/judgement.h"
#include "kontor/plain-text.h"
#include "kontor/records.h"
#include "asking-words.h"
#include "phrases.h"
#include <string.h>

#define WRAP_MIN 50 /* characters: a shorter line was ended by its writer, not by a program */
#define CLOSING_LENGTH 300 /* characters of a letter that merely closes */
#define CLOSING_WORDS 9    /* of one of its sentences */
#define SALUTATION_WORDS 6
#define NAME_WORDS 3
#define WORD_MAX 60        /* octets of the longest word of any language here */
#define SENTENCE_MAX 1200u /* octets of one that are looked at */

/* One sentence or line, in the text it is of. */
typedef struct
{
  const char *from;
  gsize length;
  gboolean question;
} Sentence;

static char *
folded_words (const Sentence *sentence)
{
  return kt_phrases_words (sentence->from, sentence->length, SENTENCE_MAX);
}

static guint
count_words (const char *words)
{
  guint n = 0;

  for (const char *p = words; *p != '\0'; p++)
    n += *p == ' ';
  return n > 0 ? n - 1 : 0;
}

static gboolean
begins_with (const char *words, const char *const *phrases)
{
  return kt_phrases_match (phrases, words + 1) > 0;
}

static gboolean
contains (const char *words, const char *const *phrases)
{
  return kt_phrases_contain (phrases, words);
}

static void
add_sentence (GArray *sentences, const char *from, const char *end, gboolean question)
{
  while (from < end && g_ascii_isspace (*from))
    from++;
  Sentence sentence = { .from = from, .length = end - from, .question = question };
  if (sentence.length > 0)
    g_array_append_val (sentences, sentence);
}

/* The end of a run of marks like "?!", '?"', "?)" when a blank or the end follows; else NULL. */
static const char *
sentence_end (const char *p)
{
  while (*p != '\0' && strchr ("?!.)\"']", *p) != NULL)
    p++;
  while (g_str_has_prefix (p, "»") || g_str_has_prefix (p, "”") || g_str_has_prefix (p, "…"))
    p = g_utf8_next_char (p);
  return *p == '\0' || *p == ' ' || *p == '\n' || *p == '\t' ? p : NULL;
}

/* Whether a line end at p ends a sentence too: the line is short, or another paragraph follows. */
static gboolean
line_ends_sentence (const char *line, const char *p)
{
  return p[1] == '\n' || p[1] == '\0' || p[1] == '-' || p[1] == '*'
         || g_utf8_strlen (line, p - line) < WRAP_MIN;
}

static GArray *
split_sentences (const char *text)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (Sentence));
  const char *from = text, *line = text, *end, *p;

  for (p = text; *p != '\0'; p++)
    if (*p == '\n')
      {
        if (line_ends_sentence (line, p))
          {
            add_sentence (sentences, from, p, FALSE);
            from = p + 1;
          }
        line = p + 1;
      }
    else if ((*p == '?' || *p == '!' || *p == '.') && (end = sentence_end (p)) != NULL)
      {
        add_sentence (sentences, from, end, memchr (p, '?', end - p) != NULL);
        from = end;
        p = end - 1;
      }
  add_sentence (sentences, from, p, FALSE);
  return sentences;
}

static gboolean
is_request (const char *words)
{
  if (contains (words, kt_words_formula))
    return FALSE;
  return contains (words, kt_words_request) || begins_with (words, kt_words_request_first)
         || (count_words (words) > 2 && contains (words, kt_words_please));
}

/* Greetings, sign-offs, names and what has no letters. */
static gboolean
says_nothing (const Sentence *sentence, const char *words, gboolean last)
{
  guint n = count_words (words);

  if (n == 0)
    return TRUE;
  if (n <= SALUTATION_WORDS && begins_with (words, kt_words_salutation))
    return TRUE;
  return last && n <= NAME_WORDS && g_unichar_isupper (g_utf8_get_char (sentence->from));
}

static gboolean
is_closing (const char *words)
{
  guint n = count_words (words);
  if (n > CLOSING_WORDS || (n > 3 && begins_with (words, kt_words_please)))
    return FALSE;
  gsize length = kt_phrases_match (kt_words_closing, words + 1);
  if (length == 0)
    return FALSE;
  const char *rest = words + 1 + length;
  return !contains (rest + strcspn (rest, " "), kt_words_objection);
}

/* Every sentence closes or says nothing, and one closes. */
static gboolean
merely_closes (GArray *sentences)
{
  gboolean closes = FALSE;

  for (guint i = 0; i < sentences->len; i++)
    {
      Sentence *sentence = &g_array_index (sentences, Sentence, i);
      g_autofree char *words = folded_words (sentence);
      if (is_closing (words))
        closes = TRUE;
      else if (!says_nothing (sentence, words, i + 1 == sentences->len))
        return FALSE;
    }
  return closes;
}

static void
take_question (KtJudgement *judgement, const Sentence *sentence)
{
  judgement->asks = TRUE;
  g_autofree char *text = g_strndup (sentence->from, sentence->length);
  judgement->question = kt_plain_line (text, KT_LETTER_QUESTION_MAX);
}

/* Encoded files and addresses of pages have question marks too. */
static gboolean
is_prose (const Sentence *sentence)
{
  gsize run = 0;

  for (gsize i = 0; i < sentence->length; i++)
    {
      run = sentence->from[i] == ' ' || sentence->from[i] == '\n' ? 0 : run + 1;
      if (run >= WORD_MAX)
        return FALSE;
    }
  return sentence->length >= 2;
}

static gboolean
is_greeting (const Sentence *sentence)
{
  g_autofree char *words = folded_words (sentence);

  return contains (words, kt_words_greeting_question) && count_words (words) <= 6;
}

/* A question beats a request, either beats "how are you?". */
static void
find_question (GArray *sentences, KtJudgement *judgement)
{
  const Sentence *greeting = NULL;

  for (guint i = 0; i < sentences->len; i++)
    {
      Sentence *sentence = &g_array_index (sentences, Sentence, i);
      if (!sentence->question || !is_prose (sentence))
        continue;
      if (!is_greeting (sentence))
        {
          take_question (judgement, sentence);
          return;
        }
      greeting = sentence;
    }
  for (guint i = 0; i < sentences->len; i++)
    {
      Sentence *sentence = &g_array_index (sentences, Sentence, i);
      g_autofree char *words = folded_words (sentence);
      if (!is_request (words))
        continue;
      take_question (judgement, sentence);
      return;
    }
  if (greeting != NULL)
    take_question (judgement, greeting);
}

void
kt_judge (const char *own_text, KtJudgement *ret_judgement)
{
  gsize length = kt_plain_cut (own_text, strlen (own_text), KT_JUDGEMENT_LOOK_MAX);
  g_autofree char *head = g_strndup (own_text, length);
  g_autoptr (GArray) sentences = split_sentences (head);

  *ret_judgement = (KtJudgement){ .question = NULL };
  find_question (sentences, ret_judgement);
  if (!ret_judgement->asks && g_utf8_strlen (head, -1) <= CLOSING_LENGTH)
    ret_judgement->closes = merely_closes (sentences);
  if (ret_judgement->question == NULL)
    ret_judgement->question = g_strdup ("");
}

void
kt_judgement_clear (KtJudgement *judgement)
{
  g_clear_pointer (&judgement->question, g_free);
}
