#include "config.h"
#include "clause-en.h"
#include <string.h>

/* "would be great if", "would be good to have". */
gboolean
kt_english_is_wish_for (const KtClauses *clauses, guint at, gboolean mine)
{
  guint good = kt_word_skip (clauses, at, KT_WORD_ADV | KT_WORD_DET);
  static const char *const what[] = { "if", "when", "for", "to", NULL };
  if (kt_word_is (clauses, good, KT_WORD_GOOD) == 0)
    return FALSE;
  for (guint i = good + 1; i <= good + 3 && i < clauses->n; i++)
    if (kt_word_says (clauses, i, what)) /* "I would be glad to" agrees */
      return !mine || !g_str_equal (clauses->words[i].text, "to");
  return FALSE;
}

static gboolean
thanks_or_tells (const KtClauses *clauses, guint at)
{
  static const char *const verbs[]
      = { "thank",  "say",  "tell",   "congratulate", "apologise", "apologize",
          "share",  "let",  "point",  "express",      "wish",      "see",
          "inform", "show", "assure", "hear",         NULL };
  static const char *const hear[] = { "see", "hear", NULL };
  guint verb = kt_word_skip (clauses, at, BETWEEN);
  static const char *const to[] = { "to", NULL };
  if (kt_word_says (clauses, verb, to))
    verb = kt_word_skip (clauses, verb + 1, BETWEEN);
  return kt_word_says (clauses, verb, verbs) && !kt_word_says (clauses, verb, hear);
}

/* After "I need", "we want": what one has to do oneself asks nobody. */
guint32
kt_english_by_need (const KtClauses *clauses, guint at)
{
  static const char *const to[] = { "to", NULL };
  static const char *const verbs[]
      = { "know",   "have",     "get",  "book", "hear",  "see", "order", "find",     "buy", "be",
          "return", "exchange", "make", "use",  "start", "put", "add",   "register", NULL };
  guint next = kt_word_skip (clauses, at + 1, KT_WORD_ADV);
  if (!kt_word_says (clauses, next, to))
    return next < clauses->n && kt_word_is (clauses, next, KT_WORD_LINK) == 0 ? KT_PHRASE_ASK : 0;
  guint verb = kt_word_skip (clauses, next + 1, BETWEEN);
  gboolean wants = g_str_equal (clauses->words[at].text, "want");
  if (kt_word_is (clauses, verb, KT_WORD_SHIFT) != 0 || kt_word_says (clauses, verb, verbs))
    return KT_PHRASE_ASK;
  if (wants)
    return thanks_or_tells (clauses, verb) ? KT_PHRASE_INFORM : KT_PHRASE_ASK;
  return kt_word_is (clauses, verb, KT_WORD_PONDER | KT_WORD_CARRY) != 0
                 || (verb < clauses->n && kt_english_leaves_work (clauses, verb))
             ? KT_PHRASE_PROMISE
             : 0;
}

/* "I am": looking for, not sure whether, going to send, sending it tomorrow. */
static guint32
said_by_being (const KtClauses *clauses, guint at)
{
  static const char *const forward[] = { "forward", "good", "great", NULL };
  static const char *const going[] = { "going", "about", NULL };
  static const char *const writing[] = { "writing", "calling", "sending", "attaching", NULL };
  static const char *const sure[] = { "sure", "certain", "clear", NULL };
  static const char *const after[] = { "after", "in", NULL };
  static const char *const of[] = { "of", "about", "to", NULL };
  static const char *const been[] = { "been", NULL };
  static const char *const still[] = { "still", NULL };
  static const char *const short_of[] = { "short", "missing", "lacking", NULL };
  gboolean negated = FALSE, pending = FALSE;
  guint next = at + 1;
  for (; kt_word_is (clauses, next, BETWEEN) != 0; next++)
    {
      negated |= kt_word_is (clauses, next, KT_WORD_NOT) != 0;
      pending |= kt_word_says (clauses, next, still);
    }
  next += kt_word_says (clauses, next, been);
  if (!negated && kt_word_says (clauses, next, short_of) && next + 1 < clauses->n)
    return KT_PHRASE_ASK;
  if (negated)
    return kt_word_says (clauses, next, sure) && next + 1 < clauses->n ? KT_PHRASE_ASK : 0;
  if (kt_word_says (clauses, next, after))
    return kt_word_is (clauses, next + 1, KT_WORD_DET) != 0
                   && g_str_equal (clauses->words[next].text, "after")
               ? KT_PHRASE_ASK
               : 0;
  if (kt_word_is (clauses, next, KT_WORD_SEEK) != 0)
    {
      if (kt_word_says (clauses, next + 1, forward))
        return 0;
      static const char *const debating[]
          = { "debating", "undecided", "considering", "thinking", "torn", NULL };
      if (pending && kt_word_says (clauses, next, debating))
        return KT_PHRASE_PROMISE;
      static const char *const thinking[]
          = { "thinking", "considering", "planning", "trying", NULL };
      if (kt_word_says (clauses, next, thinking) && !kt_word_says (clauses, next + 1, of)
          && !g_str_equal (clauses->words[next].text, "considering"))
        return 0;
      return KT_PHRASE_ASK;
    }
  static const char *const past[] = { "was", "were", NULL };
  if (kt_word_says (clauses, next, going) && kt_word_says (clauses, at, past))
    return 0;
  if (kt_word_says (clauses, next, going) || kt_word_says (clauses, next, sure))
    {
      static const char *const to[] = { "to", NULL };
      return kt_word_says (clauses, next, going) && kt_word_says (clauses, next + 1, to)
                     && kt_english_is_work (clauses, next + 2)
                 ? KT_PHRASE_PROMISE
                 : 0;
    }
  if (kt_word_is (clauses, next, KT_WORD_ING) == 0 || !kt_english_is_work (clauses, next))
    return 0;
  if (!kt_word_says (clauses, next, writing))
    return KT_PHRASE_PROMISE;
  for (guint i = next + 1; i < clauses->n; i++)
    if (kt_word_is (clauses, i, KT_WORD_TIME) != 0)
      return KT_PHRASE_PROMISE;
  return 0;
}

/* Two times with "or" between them: a choice is offered. */
static gboolean
offers_choice (const KtClauses *clauses, guint at)
{
  static const char *const or [] = { "or", "and", NULL };
  gboolean before = FALSE;
  for (guint i = at; i < clauses->n; i++)
    {
      before |= kt_word_is (clauses, i, KT_WORD_TIME) != 0;
      if (before && kt_word_says (clauses, i, or) && g_str_equal (clauses->words[i].text, "or"))
        for (guint j = i + 1; j < clauses->n && j <= i + 3; j++)
          if (kt_word_is (clauses, j, KT_WORD_TIME) != 0)
            return TRUE;
    }
  return FALSE;
}

/* "I can", "we could", "I can't". */
static guint32
said_by_modal (const KtClauses *clauses, guint modal, guint verb, gboolean negated, gboolean so)
{
  static const char *const senses[]
      = { "see",     "hear",     "feel",    "tell",      "imagine", "understand", "wait",
          "thank",   "complain", "believe", "recommend", "stop",    "say",        "find",
          "promise", "remember", "think",   "only",      NULL };
  static const char *const good[] = { "be", "like", "love", "appreciate", NULL };
  static const char *const offers[]
      = { "want",   "rather", "suggest", "propose", "recommend", "offer",
          "charge", "need",   "advise",  "say",     NULL };
  const char *word = clauses->words[modal].text;
  gboolean would
      = g_str_has_suffix (word, "'d") || g_str_equal (word, "would") || g_str_equal (word, "id");
  if (negated)
    return !would && !kt_word_says (clauses, verb, senses)
                   && kt_word_is (clauses, verb, KT_WORD_VERB | KT_WORD_STAY) != 0
               ? KT_PHRASE_TROUBLE
               : 0;
  if (would && kt_word_says (clauses, verb, good))
    {
      if (thanks_or_tells (clauses, verb + 1))
        return 0;
      return !g_str_equal (clauses->words[verb].text, "be")
                     || kt_english_is_wish_for (clauses, verb + 1, TRUE)
                 ? KT_PHRASE_ASK
                 : 0;
    }
  if (would)
    return kt_word_says (clauses, verb, offers) ? KT_PHRASE_ASK : 0;
  if (so || kt_word_says (clauses, verb, senses) || kt_word_is (clauses, verb, KT_WORD_VERB) == 0)
    return 0;
  if (g_str_equal (word, "could") || offers_choice (clauses, verb))
    return KT_PHRASE_ASK;
  return 0;
}

/* "I will", "we won't": next is the verb. */
static guint32
said_by_will (const KtClauses *clauses, guint next, gboolean negated)
{
  static const char *const fail[]
      = { "make", "come", "manage", "attend", "reach", "finish", "get", NULL };
  static const char *const need[] = { "need", "want", "require", NULL };
  if (negated)
    return kt_word_says (clauses, next, fail) ? KT_PHRASE_TROUBLE : 0;
  if (kt_word_says (clauses, next, need))
    return kt_english_by_need (clauses, next);
  return kt_english_is_work (clauses, next) ? KT_PHRASE_PROMISE : 0;
}

/* "I do not know when", "we don't understand". */
static guint32
said_by_do_not (const KtClauses *clauses, guint next)
{
  static const char *const know[] = { "know", "understand", "see", "remember", "get", NULL };
  static const char *const understand[] = { "understand", NULL };
  return kt_word_says (clauses, next, know)
                 && (kt_word_is (clauses, next + 1, KT_WORD_WH | KT_WORD_IF) != 0
                     || kt_word_says (clauses, next, understand))
             ? KT_PHRASE_ASK
             : 0;
}

/* "I have": been looking for, to cancel, to ask, sent. */
static guint32
said_by_have (const KtClauses *clauses, guint next, gboolean negated, gboolean follows)
{
  static const char *const to[] = { "to", NULL };
  static const char *const been[] = { "been", NULL };
  if (kt_word_says (clauses, next, been))
    return follows ? 0 : said_by_being (clauses, next) & KT_PHRASE_ASK;
  if (kt_word_says (clauses, next, to))
    {
      guint what = kt_word_skip (clauses, next + 1, BETWEEN);
      if (kt_word_is (clauses, what, KT_WORD_SHIFT) != 0)
        return KT_PHRASE_TROUBLE;
      return kt_word_is (clauses, what, KT_WORD_PONDER) != 0 ? KT_PHRASE_PROMISE : 0;
    }
  return !negated && kt_word_is (clauses, next, KT_WORD_PART) != 0 ? KT_PHRASE_INFORM : 0;
}

/* "I plan to send", "I wonder", "I wanted to ask". */
static guint32
said_by_verb (const KtClauses *clauses, guint verb, guint next, gboolean follows)
{
  static const char *const aim[] = { "aim", "plan", "intend", "expect", "mean", "hope", NULL };
  static const char *const wonder[]
      = { "wonder", "wondered", "request", "propose", "suggest", "ask", "invite", NULL };
  static const char *const wanted[] = { "wanted", "hoped", "meant", NULL };
  static const char *const what[] = { "ask", "know", "book", "order", "check", "see", NULL };
  if (kt_word_says (clauses, verb, aim) && kt_english_is_work (clauses, next + 1))
    return KT_PHRASE_PROMISE;
  if (kt_word_says (clauses, verb, wonder))
    return KT_PHRASE_ASK;
  if (!kt_word_says (clauses, verb, wanted))
    return 0;
  if (kt_word_says (clauses, next + 1, what) && !follows)
    return KT_PHRASE_ASK;
  return thanks_or_tells (clauses, next) ? KT_PHRASE_INFORM : 0;
}

/* What one says of oneself, from "I" or "we" at at on. */
guint32
kt_english_by_first (const KtClauses *clauses, guint at)
{
  static const char *const so[]
      = { "so",    "that", "if",    "as",      "whatever", "what",  "everything", "how",
          "where", "when", "which", "because", "than",     "until", "all",        NULL };
  gboolean follows = at > 0 && kt_word_says (clauses, at - 1, so) && !clauses->words[at].clause;
  gboolean joined = (clauses->words[at].classes & (FINITE | KT_WORD_WOULD)) != 0; /* "I'll" */
  guint verb = joined ? at : kt_word_skip (clauses, at + 1, KT_WORD_ADV);
  guint32 classes = kt_word_is (clauses, verb, ~0u);
  if (!joined && clauses->words[MIN (verb, clauses->n - 1)].clause)
    return 0;
  gboolean negated = (classes & KT_WORD_NOT) != 0;
  guint next = verb + 1;
  for (; kt_word_is (clauses, next, BETWEEN) != 0; next++)
    negated |= kt_word_is (clauses, next, KT_WORD_NOT) != 0;
  if ((classes & KT_WORD_WILL) != 0)
    return said_by_will (clauses, next, negated);
  if ((classes & KT_WORD_BE) != 0)
    return follows ? 0 : said_by_being (clauses, verb);
  if ((classes & (KT_WORD_MODAL | KT_WORD_WOULD)) != 0)
    return said_by_modal (clauses, verb, next, negated, follows);
  if ((classes & KT_WORD_WISH) != 0)
    return follows ? 0 : kt_english_by_need (clauses, verb);
  if ((classes & (KT_WORD_DO | KT_WORD_NOT)) == (KT_WORD_DO | KT_WORD_NOT))
    return said_by_do_not (clauses, next);
  if ((classes & KT_WORD_HAVE) != 0)
    return said_by_have (clauses, next, negated, follows);
  return joined ? 0 : said_by_verb (clauses, verb, next, follows);
}
