#include "config.h"
#include "kontor/judgement.h"
#include "kontor/plain-text.h"
#include "kontor/records.h"
#include "clause.h"
#include "lexicon.h"
#include "sentences.h"
#include <string.h>

#define CLOSING_LENGTH 300 /* characters of a letter that merely closes */
#define NEWS_LENGTH 80     /* of one that asks nothing and tells of no trouble: it brings news */
#define CLOSING_WORDS 9    /* of one of its sentences */
#define SALUTATION_WORDS 6
#define SMALL_TALK_WORDS 7
#define COURTESY_WORDS 8 /* "Any questions? Call us": no question, when so short */
#define NAME_WORDS 3
#define PLEASE_WORDS 3 /* "please" and what is asked for */
#define WORD_MAX 60    /* octets of the longest word of any language here */

/* What a sentence does; of several in a letter the first of the highest rank is what it asks. */
typedef enum
{
  DOES_NOTHING,
  TELLS_TROUBLE,
  DOUBTS,
  PROMISES,
  TALKS_SMALL,
  REQUESTS,
  QUESTIONS,
} Deed;

/* A letter on the way through its sentences. */
typedef struct
{
  KtJudgement *judgement;
  guint32 classes;          /* of all sentences */
  Deed best;                /* highest so far */
  const KtSentence *asking; /* what did it */
  gboolean promised, troubled;
  gboolean closed;   /* a sentence closes */
  gboolean thanked;  /* a clause does */
  gboolean more;     /* a sentence does neither that nor nothing */
  gboolean linked;   /* names a page */
  gboolean reports;  /* tells how things stand */
  gboolean rejoices; /* one of those is exclaimed: news, a joy */
} Judging;

/* Encoded files and addresses of pages have question marks too. */
static gboolean
is_prose (const KtSentence *sentence)
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

static Deed
judge_question (const KtPhrasing *phrasing)
{
  guint32 said = phrasing->classes;

  if ((said & (KT_PHRASE_NO_ANSWER | KT_PHRASE_RHETORIC)) != 0)
    return DOES_NOTHING;
  if ((said & KT_PHRASE_ASK) != 0)
    return QUESTIONS;
  if ((said & KT_PHRASE_SMALL_TALK) != 0 && phrasing->n_tokens <= SMALL_TALK_WORDS)
    return TALKS_SMALL;
  if ((said & KT_PHRASE_TAG) != 0 && (said & KT_PHRASE_PRAISE) != 0)
    return DOES_NOTHING;
  if ((said & KT_PHRASE_COURTESY) != 0 && phrasing->n_tokens <= COURTESY_WORDS)
    return DOES_NOTHING;
  return QUESTIONS;
}

/* Whether its writer ended it without any mark. */
static gboolean
is_unmarked (const KtSentence *sentence)
{
  const char *end = sentence->from + sentence->length;
  return sentence->length > 0 && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (end)));
}

static gboolean
requests (const KtSentence *sentence, const KtPhrasing *phrasing)
{
  if ((phrasing->classes & (KT_PHRASE_NO_ANSWER | KT_PHRASE_COURTESY | KT_PHRASE_MACHINE)) != 0)
    return FALSE;
  if ((phrasing->classes & KT_PHRASE_ASK) != 0)
    return TRUE;
  if ((phrasing->classes & KT_PHRASE_PROMISE) == 0
      && (((phrasing->classes & KT_PHRASE_QUERY) != 0 && !sentence->exclaimed)
          || ((phrasing->classes & KT_PHRASE_UNMARKED) != 0 && is_unmarked (sentence))))
    return TRUE;
  return (phrasing->classes & KT_PHRASE_PLEASE) != 0 && phrasing->n_tokens >= PLEASE_WORDS;
}

/* Whether it tells of trouble: "thanks, the clock was wrong" does not, "thanks, but" does. */
static gboolean
tells_trouble (const KtPhrasing *phrasing)
{
  gboolean objects = FALSE, thanks = FALSE;

  for (guint i = 0; i < phrasing->n_matches; i++)
    {
      guint32 said = phrasing->matches[i].classes;
      objects |= (said & KT_PHRASE_OBJECTION) != 0 && (said & KT_PHRASE_TROUBLE) == 0;
      thanks |= (said & KT_PHRASE_CLOSING) != 0 && phrasing->tokens[phrasing->matches[i].at].start;
    }
  return (phrasing->classes & KT_PHRASE_TROUBLE) != 0 && (objects || !thanks);
}

static Deed
judge_deed (const KtSentence *sentence, const KtPhrasing *phrasing)
{
  if (sentence->question && is_prose (sentence))
    return judge_question (phrasing);
  if (requests (sentence, phrasing))
    return REQUESTS;
  if ((phrasing->classes & KT_PHRASE_PROMISE) != 0)
    return PROMISES;
  if ((phrasing->classes & KT_PHRASE_DOUBT) != 0)
    return DOUBTS;
  if (tells_trouble (phrasing))
    return TELLS_TROUBLE;
  return DOES_NOTHING;
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

/* Thanks, agreed, see you: where a sentence begins, and nothing after it that makes more of it. */
static gboolean
is_closing (const KtPhrasing *phrasing)
{
  gboolean closes = FALSE;

  if (phrasing->n_tokens > CLOSING_WORDS)
    return FALSE;
  for (guint i = 0; i < phrasing->n_matches; i++)
    {
      const KtPhraseMatch *match = &phrasing->matches[i];
      gboolean closing = (match->classes & KT_PHRASE_CLOSING) != 0;
      if (closing && phrasing->tokens[match->at].start)
        closes = TRUE;
      else if ((match->classes & (KT_PHRASE_OBJECTION | KT_PHRASE_TROUBLE)) != 0 && closes)
        return FALSE;
      if ((match->classes & KT_PHRASE_PROMISE) != 0 && !closing)
        return FALSE;
      if ((match->classes & KT_PHRASE_PLEASE) != 0 && phrasing->n_tokens > PLEASE_WORDS)
        return FALSE;
    }
  return closes;
}

static gboolean
has_closing_clause (const KtPhrasing *phrasing)
{
  for (guint i = 0; i < phrasing->n_matches; i++)
    if ((phrasing->matches[i].classes & KT_PHRASE_CLOSING) != 0
        && phrasing->tokens[phrasing->matches[i].at].clause)
      return TRUE;
  return FALSE;
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
judge_sentence (Judging *judging, const KtSentence *sentence, gboolean last)
{
  g_auto (KtPhrasing) phrasing;
  kt_phrasing_init (&phrasing, sentence->from, sentence->length);
  count_voice (&judging->judgement->voice, &phrasing);
  guint32 said = kt_clauses_said (sentence->from, sentence->length, &phrasing);
  judging->reports |= (said & KT_PHRASE_INFORM) != 0 && !sentence->question;
  if (!sentence->question)
    phrasing.classes |= said & ~(guint32)KT_PHRASE_INFORM;
  Deed deed = judge_deed (sentence, &phrasing);
  if (deed > judging->best)
    {
      judging->best = deed;
      judging->asking = sentence;
    }
  judging->classes |= phrasing.classes;
  judging->promised |= (phrasing.classes & KT_PHRASE_PROMISE) != 0 && !sentence->question;
  judging->troubled |= deed == TELLS_TROUBLE;
  judging->thanked |= has_closing_clause (&phrasing);
  if (is_closing (&phrasing))
    judging->closed = TRUE;
  else if (!says_nothing (sentence, &phrasing, last)
           && !(sentence->question && deed == DOES_NOTHING))
    {
      judging->more = TRUE;
      judging->rejoices |= sentence->exclaimed && deed == DOES_NOTHING;
    }
}

static void
conclude (const Judging *judging, glong length)
{
  KtJudgement *judgement = judging->judgement;
  gboolean declined = (judging->classes & KT_PHRASE_DECLINE) != 0;
  Deed best = judging->best;

  if (best == REQUESTS && (judging->classes & KT_PHRASE_NO_ANSWER) != 0)
    best = DOES_NOTHING;
  if (best == TALKS_SMALL && judging->closed)
    best = DOES_NOTHING;
  judgement->asks = best >= TALKS_SMALL || best == DOUBTS;
  judgement->promises = judging->promised && !declined;
  judgement->troubles = judging->troubled && !declined
                        && (judging->classes & (KT_PHRASE_RESOLVED | KT_PHRASE_NO_ANSWER)) == 0;
  judgement->informs
      = judging->closed || judging->thanked || judging->rejoices || judging->linked
        || (!judgement->asks && length <= NEWS_LENGTH)
        || (judging->reports && (judging->classes & KT_PHRASE_OBJECTION) == 0)
        || (judging->classes & (KT_PHRASE_INFORM | KT_PHRASE_NO_ANSWER | KT_PHRASE_COURTESY)) != 0;
  if (!judgement->asks)
    judgement->closes
        = length <= CLOSING_LENGTH && (declined || (judging->closed && !judging->more));
  if (best == DOES_NOTHING || (best == TELLS_TROUBLE && !judgement->troubles))
    return;
  g_autofree char *text = g_strndup (judging->asking->from, judging->asking->length);
  judgement->question = kt_plain_line (text, KT_LETTER_QUESTION_MAX);
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

/* Octets of text above what looks like a signature that is none to a mail program: below "--"
 * without its blank, or a line of fields "Name | Title". */
static gsize
length_without_signature (const char *text)
{
  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      gboolean dashes = length >= 2 && strspn (line, "-") == length;
      if (line > text && (dashes || g_strstr_len (line, (gssize)length, " | ") != NULL))
        return line - text;
      line += length + (line[length] == '\n');
    }
  return strlen (text);
}

void
kt_judge (const char *own_text, KtJudgement *ret_judgement)
{
  gsize length = kt_plain_cut (own_text, strlen (own_text), KT_JUDGEMENT_LOOK_MAX);
  g_autofree char *head = g_strndup (own_text, length);
  g_autoptr (GArray) sentences = kt_sentences_split (head);
  Judging judging = { .judgement = ret_judgement, .linked = strstr (head, "://") != NULL };

  *ret_judgement = (KtJudgement){ .question = NULL };
  const char *signature = head + length_without_signature (head);
  for (guint i = 0; i < sentences->len; i++)
    {
      const KtSentence *sentence = &g_array_index (sentences, KtSentence, i);
      if (sentence->from < signature)
        judge_sentence (&judging, sentence,
                        i + 1 == sentences->len || sentence[1].from >= signature);
      else
        add_voice (&ret_judgement->voice, sentence->from, sentence->length);
    }
  conclude (&judging, g_utf8_strlen (head, -1));
  if (ret_judgement->question == NULL)
    ret_judgement->question = g_strdup ("");
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
