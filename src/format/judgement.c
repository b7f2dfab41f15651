#include "config.h"
#include "kontor/judgement.h"
#include "kontor/plain-text.h"
#include "kontor/records.h"
#include "deeds.h"
#include "lexicon.h"
#include "sentences.h"
#include <string.h>

#define PROMISES_TOO 0.5       /* how likely what asks must promise beside */
#define QUESTION_PREFERRED 1.5 /* where a request is as likely, the question is shown */
#define CLOSING_LENGTH 300     /* characters of a letter that merely closes */
#define SALUTATION_WORDS 6
#define NAME_WORDS 3
#define WORD_MAX 60 /* octets of the longest word of any language here */

/* A letter on the way through its sentences. */
typedef struct
{
  KtJudgement *judgement;
  KtActScales scales;
  KtDeeds deeds;
  double best_want, best_promise; /* of the sentence that does most */
  KtSentence wanting, promising;  /* that one; of length 0: none */
  gboolean closed;                /* a sentence closes */
  gboolean more;                  /* a sentence does neither that nor nothing */
} Judging;

/* The end of the run of what is no blank, and whether it is a word: encoded files and addresses of
 * pages are none. */
static const char *
run_end (const char *run, const char *end, gboolean *ret_word)
{
  const char *p = run;
  gboolean address = FALSE;
  for (; p < end && !g_ascii_isspace (*p); p++)
    address |= *p == ':' && end - p > 2 && p[1] == '/' && p[2] == '/';
  *ret_word = !address && p - run < WORD_MAX;
  return p;
}

static gboolean
has_words_only (const char *p, const char *end)
{
  gboolean word = TRUE;
  while (p < end && word)
    for (p = run_end (p, end, &word); p < end && g_ascii_isspace (*p);)
      p++;
  return word;
}

/* What a sentence says beside them. *ret_text: what it lies in, if it is not as it was. */
static KtSentence
without_addresses (const KtSentence *sentence, char **ret_text)
{
  const char *p = sentence->from, *end = p + sentence->length;
  KtSentence said = *sentence;
  gboolean word;

  if (has_words_only (p, end))
    return said;
  GString *rest = g_string_sized_new (sentence->length + 1);
  while (p < end)
    {
      const char *from = p;
      p = run_end (p, end, &word);
      if (word)
        g_string_append_len (rest, from, p - from);
      for (; p < end && g_ascii_isspace (*p); p++)
        g_string_append_c (rest, *p);
    }
  said.length = rest->len;
  said.from = *ret_text = g_string_free (rest, FALSE);
  return said;
}

/* Greetings, sign-offs, names and what has no letters. */
static gboolean
says_nothing (const KtSentence *sentence, const KtPhrasing *phrasing, gboolean last)
{
  guint n = phrasing->n_tokens;

  if (n == 0)
    return TRUE;
  if (n <= SALUTATION_WORDS && phrasing->n_matches > 0 && phrasing->matches[0].at == 0
      && (phrasing->matches[0].classes & KT_PHRASE_SALUTATION) != 0)
    return TRUE;
  return last && n <= NAME_WORDS && g_unichar_isupper (g_utf8_get_char (sentence->from));
}

static void
count_voice (KtVoice *voice, const KtPhrasing *phrasing)
{
  for (guint i = 0; i < phrasing->n_matches; i++)
    {
      guint32 said = phrasing->matches[i].classes;
      voice->person += (said & KT_PHRASE_PERSON) != 0;
      voice->machine += (said & KT_PHRASE_MACHINE) != 0;
      voice->errand += (said & KT_PHRASE_ERRAND) != 0;
      voice->mailing += (said & KT_PHRASE_MAILING) != 0;
      voice->advert += (said & KT_PHRASE_ADVERT) != 0;
      voice->away += (said & KT_PHRASE_AWAY) != 0;
      voice->away_too += (said & KT_PHRASE_AWAY_TOO) != 0;
      voice->receipt += (said & KT_PHRASE_RECEIPT) != 0;
    }
}

static void
remember_best (Judging *judging, const KtSentence *sentence, const double likely[KT_ACTS])
{
  double want = likely[KT_ACT_ASK] + likely[KT_ACT_TROUBLE];

  double shown = want * (sentence->question ? QUESTION_PREFERRED : 1);
  if (shown > judging->best_want)
    {
      judging->best_want = shown;
      judging->wanting = *sentence;
    }
  if (likely[KT_ACT_PROMISE] > judging->best_promise)
    {
      judging->best_promise = likely[KT_ACT_PROMISE];
      judging->promising = *sentence;
    }
}

static void
judge_sentence (Judging *judging, const KtSentence *sentence, gboolean last)
{
  g_autofree char *text = NULL;
  KtSentence said = without_addresses (sentence, &text);
  g_auto (KtPhrasing) phrasing;
  double likely[KT_WEIGHT_CLASSES_MAX];

  kt_phrasing_init (&phrasing, said.from, said.length);
  count_voice (&judging->judgement->voice, &phrasing);
  if (phrasing.n_tokens == 0)
    return;
  kt_act_weigh (&judging->scales, &said, &phrasing, likely);
  kt_deeds_add (&judging->deeds, &said, phrasing.n_tokens, likely);
  remember_best (judging, sentence, likely);
  if (likely[KT_ACT_CLOSE] > likely[KT_ACT_TELL])
    judging->closed = TRUE;
  else
    judging->more |= !says_nothing (&said, &phrasing, last);
}

static char *
line_of (const KtSentence *sentence)
{
  g_autofree char *text = g_strndup (sentence->from, sentence->length);
  return kt_plain_line (text, KT_LETTER_QUESTION_MAX);
}

static void
conclude (Judging *judging, gboolean reply, gboolean is_short)
{
  KtJudgement *judgement = judging->judgement;
  const double *none = judging->deeds.none;
  KtWant want = kt_deeds_conclude (&judging->deeds, &judging->scales.letter, reply);
  gboolean wants = want == KT_WANT_ANSWER;

  judgement->asks = wants && none[KT_ACT_ASK] <= none[KT_ACT_TROUBLE];
  judgement->troubles = wants && !judgement->asks;
  judgement->promises
      = want == KT_WANT_PROMISE || (judgement->asks && 1 - none[KT_ACT_PROMISE] >= PROMISES_TOO);
  judgement->informs = !wants && kt_act_understands (&judging->scales);
  judgement->closes
      = !wants && !judgement->promises && is_short && judging->closed && !judging->more;
  const KtSentence nothing = { .from = "" };
  judgement->question = line_of (wants                 ? &judging->wanting
                                 : judgement->promises ? &judging->promising
                                                       : &nothing);
}

static void
add_voice (KtVoice *voice, const char *text, gsize length)
{
  g_auto (KtPhrasing) phrasing;
  kt_phrasing_init (&phrasing, text, length);
  count_voice (voice, &phrasing);
}

void
kt_voice_add (KtVoice *voice, const char *line)
{
  add_voice (voice, line, strlen (line));
}

/* A table, or what a rule is drawn above, is none: a question stands in a paragraph of its own. */
static gboolean
asks_below (const char *line)
{
  const char *paragraph = strstr (line, "\n\n");
  for (const char *p = paragraph; p != NULL && (p = strchr (p, '?')) != NULL; p++)
    if (p[1] == '\0' || g_ascii_isspace (p[1]))
      return TRUE;
  return FALSE;
}

/* Octets of text above what looks like a signature that is none to a mail program: below "--"
 * without its blank, or a line of fields "Name | Title". */
static gsize
length_without_signature (const char *text)
{
  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      gboolean dashes = length >= 2 && strspn (line, "-") == length;
      gboolean marks = dashes || memmem (line, length, " | ", 3) != NULL;
      if (line > text && marks && !asks_below (line))
        return line - text;
      line += length + (line[length] == '\n');
    }
  return strlen (text);
}

/* The sentences above what looks like a signature; those below it only have a voice. */
static void
judge_text (Judging *judging, const char *text, const char *signature)
{
  g_autoptr (GArray) sentences = kt_sentences_split (text);

  for (guint i = 0; i < sentences->len; i++)
    {
      const KtSentence *sentence = &g_array_index (sentences, KtSentence, i);
      if (sentence->from < signature)
        judge_sentence (judging, sentence,
                        i + 1 == sentences->len || sentence[1].from >= signature);
      else
        add_voice (&judging->judgement->voice, sentence->from, sentence->length);
    }
}

void
kt_judge (const char *own_text, gboolean reply, KtJudgement *ret_judgement)
{
  gsize length = kt_plain_cut (own_text, strlen (own_text), KT_JUDGEMENT_LOOK_MAX);
  g_autofree char *head = g_strndup (own_text, length);
  Judging judging = { .judgement = ret_judgement };

  *ret_judgement = (KtJudgement){ .question = NULL };
  kt_act_scales_init (&judging.scales);
  kt_deeds_init (&judging.deeds);
  judge_text (&judging, head, head + length_without_signature (head));
  /* of four octets at most each */
  conclude (&judging, reply,
            length <= 4 * CLOSING_LENGTH && g_utf8_strlen (head, -1) <= CLOSING_LENGTH);
  kt_act_scales_clear (&judging.scales);
}

guint32
kt_judgement_flags (const KtJudgement *judgement)
{
  return (judgement->asks ? KT_LETTER_FLAG_ASKS : 0)
         | (judgement->closes ? KT_LETTER_FLAG_CLOSES : 0)
         | (judgement->promises ? KT_LETTER_FLAG_PROMISES : 0)
         | (judgement->troubles ? KT_LETTER_FLAG_TROUBLES : 0)
         | (judgement->informs ? KT_LETTER_FLAG_INFORMS : 0);
}

void
kt_judgement_clear (KtJudgement *judgement)
{
  g_clear_pointer (&judgement->question, g_free);
}
