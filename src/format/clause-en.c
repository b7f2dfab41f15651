#include "config.h"
#include "clause-en.h"
#include <string.h>

/* Something finite further on: "order 4711 has been shipped" orders nothing. */
static gboolean
is_noun_subject (const KtClauses *clauses, guint at)
{
  guint end = kt_clause_end (clauses, at);
  for (guint i = at + 1; i < end && i < at + 7; i++)
    {
      if (kt_word_is (clauses, i, KT_WORD_IF | KT_WORD_WH | SUBJECT) != 0)
        return FALSE;
      if (kt_word_is (clauses, i, FINITE) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_imperative (const KtClauses *clauses, guint at)
{
  static const char *const known[] = { "note", "see", "find", "check", "rest", "look", NULL };
  static const char *const objects[]
      = { "me", "us", "it", "them", "him", "her", "whatever", "whichever", NULL };
  guint32 classes = kt_word_is (clauses, at, ~0u);
  if ((classes & KT_WORD_VERB) == 0
      || (classes & (KT_WORD_MIND | KT_WORD_PART | KT_WORD_ING | FINITE)) != 0)
    return FALSE;
  guint next = kt_word_skip (clauses, at + 1, KT_WORD_ADV);
  gboolean alone = next >= clauses->n || clauses->words[next].clause;
  gboolean object
      = !alone
        && (kt_word_says (clauses, next, objects) || kt_word_is (clauses, next, KT_WORD_DET) != 0);
  static const char *const any[] = { "anytime", "any", "whenever", NULL };
  static const char *const anything[] = { "anything", "something", "anyone", "need", NULL };
  for (guint i = next; i < clauses->n; i++)
    if (kt_word_says (clauses, i, any)
        || (kt_word_is (clauses, i, KT_WORD_IF) != 0
            && (kt_word_says (clauses, i + 1, anything)
                || kt_word_says (clauses, i + 2, anything))))
      return FALSE; /* "call me any time": a courtesy */
  if ((classes & KT_WORD_NOUNY) != 0)
    return object && !is_noun_subject (clauses, at);
  if (alone)
    return clauses->n <= 3 && !kt_word_says (clauses, at, known);
  guint joined = next + (kt_word_is (clauses, next, KT_WORD_LINK) != 0); /* "complete and timed" */
  if (kt_word_is (clauses, joined, KT_WORD_PART) != 0 && !object)
    return FALSE;
  return object || !is_noun_subject (clauses, at);
}

/* "do you", "is the price", "did it", "could somebody": the subject behind its verb. */
static gboolean
is_inverted (const KtClauses *clauses, guint at)
{
  static const char *const past[] = { "was", "were", "had", "have", "has", "should", NULL };
  static const char *const article[] = { "a", "an", "no", NULL };
  guint32 verb = kt_word_is (clauses, at, FINITE);
  if (verb == 0 || kt_word_is (clauses, at, SUBJECT | KT_WORD_WH) != 0)
    return FALSE;
  guint next = at + 1;
  if (next >= clauses->n || clauses->words[next].clause || next + 1 >= clauses->n
      || clauses->words[next + 1].clause) /* "isn't it": a tag */
    return FALSE;
  if (kt_word_is (clauses, next, KT_WORD_YOU | KT_WORD_FIRST) != 0)
    return !g_str_equal (clauses->words[at].text, "should") || !clauses->words[at].start
           || !g_str_equal (clauses->words[next].text, "you");
  if (kt_word_says (clauses, at, past) && (verb & KT_WORD_HAVE) != 0
      && !g_str_equal (clauses->words[at].text, "has"))
    return FALSE;
  if (kt_word_is (clauses, next, KT_WORD_THIRD) != 0)
    return TRUE;
  if (kt_word_is (clauses, at, KT_WORD_NOT | KT_WORD_WILL) == 0 && clauses->words[at].start
      && (kt_word_is (clauses, next, ~0u) == 0 || kt_word_is (clauses, next, KT_WORD_TIME) != 0))
    return TRUE; /* "are dogs allowed", "would Friday suit" */
  if ((verb & KT_WORD_DO) != 0 && kt_word_is (clauses, at, KT_WORD_NOT) != 0)
    return FALSE;
  return kt_word_is (clauses, next, KT_WORD_DET) != 0 && !kt_word_says (clauses, next, article);
}

/* An interrogative word and its verb in front of the subject, or nothing but a few words. */
static gboolean
is_interrogative (const KtClauses *clauses, guint at, gboolean first)
{
  static const char *const about[] = { "about", "if", NULL };
  static const char *const relative[] = { "which", "who", "whose", "whom", "where", NULL };
  if (kt_word_is (clauses, at, KT_WORD_WH) == 0)
    return FALSE;
  if (kt_word_says (clauses, at + 1, about))
    return TRUE;
  if (!first && kt_word_says (clauses, at, relative))
    return FALSE;
  guint end = kt_clause_end (clauses, at);
  if (first && end == clauses->n && end - at <= FRAGMENT_WORDS && end - at >= 2 && at <= 1
      && kt_word_is (clauses, at + 1, SUBJECT | KT_WORD_DET) == 0
      && kt_word_is (clauses, at + 1, KT_WORD_GOOD) == 0)
    return TRUE;
  if (g_str_equal (clauses->words[at].text, "which") && kt_word_is (clauses, at + 1, FINITE) != 0)
    return FALSE;
  for (guint i = at + 1; i < end && i <= at + NEAR; i++)
    {
      if (kt_word_is (clauses, i, FINITE) != 0)
        return i + 1 < end
               && (i == at + 1 || kt_word_is (clauses, i + 1, SUBJECT | KT_WORD_DET) != 0);
      if (kt_word_is (clauses, i, SUBJECT & ~KT_WORD_THIRD) != 0)
        return FALSE;
    }
  return FALSE;
}

/* "my boss will confirm", "you'll have it", "it will be sent". */
static guint32
said_by_others (const KtClauses *clauses, guint at)
{
  static const char *const given[] = { "have", "get", "receive", "hear", "find", NULL };
  static const char *const got[]
      = { "it", "the", "them", "my", "our", "from", "everything", "an", "a", "your", NULL };
  static const char *const done[] = { "ready", "finished", "with", "back", "up", "online", NULL };
  guint verb = kt_word_skip (clauses, at + 1, BETWEEN);
  if (kt_word_is (clauses, at, KT_WORD_NOT) != 0
      || (verb < clauses->n && clauses->words[verb].plain))
    return 0;
  if (kt_word_is (clauses, at, KT_WORD_YOU) != 0
      || (at > 0 && g_str_equal (clauses->words[at - 1].text, "you")))
    return kt_word_says (clauses, verb, given) && kt_word_says (clauses, verb + 1, got)
               ? KT_PHRASE_PROMISE
               : 0;
  if (kt_word_is (clauses, verb, KT_WORD_CARRY) != 0)
    return KT_PHRASE_PROMISE;
  if (verb < clauses->n && g_str_equal (clauses->words[verb].text, "be"))
    {
      guint next = kt_word_skip (clauses, verb + 1, KT_WORD_ADV);
      static const char *const in[] = { "in", "on", "at", NULL };
      static const char *const your[] = { "your", NULL };
      if (kt_word_says (clauses, next, in) && kt_word_says (clauses, next + 1, your))
        return KT_PHRASE_PROMISE;
      static const char *const sent[] = { "sent", "paid", "done", "made", "put", NULL };
      if (kt_word_says (clauses, next, sent) || kt_word_says (clauses, next, done)
          || (kt_word_is (clauses, next, KT_WORD_PART) != 0
              && kt_english_stem (clauses->words[next].text, 2) & (KT_WORD_CARRY | KT_WORD_PONDER)))
        return KT_PHRASE_PROMISE;
    }
  return kt_english_leaves_work (clauses, verb) ? KT_PHRASE_PROMISE : 0;
}

/* "I'll ask her, and pass on what she says": the verb has its subject before. */
static gboolean
is_coordinated (const KtClauses *clauses, guint at)
{
  static const char *const and[] = { "and", "or", "then", NULL };
  if (at == 0 || !kt_word_says (clauses, at - 1, and))
    return FALSE;
  for (guint i = 0; i + 1 < at; i++)
    if (kt_word_is (clauses, i, SUBJECT) != 0)
      return TRUE;
  return FALSE;
}

/* Where a clause begins. */
static guint32
said_at_start (const KtClauses *clauses, guint at, gboolean first)
{
  static const char *const dont[] = { "don't", "dont", NULL };
  static const char *const doing[] = { "do", NULL };
  static const char *const lets[] = { "let's", "lets", NULL };
  static const char *const agreed[]
      = { "do", "keep", "go", "hope", "see", "stick", "leave", "say", "not", NULL };
  static const char *const any[] = { "any", NULL };
  static const char *const news[]
      = { "news",     "idea",     "chance",      "word",     "update",     "updates", "luck",
          "thoughts", "feedback", "suggestions", "progress", "objections", "sign",    NULL };
  guint32 classes = clauses->words[at].classes;
  guint next = kt_word_skip (clauses, at + 1, KT_WORD_ADV);
  if ((kt_word_says (clauses, at, doing) || kt_word_says (clauses, at, dont))
      && kt_word_is (clauses, next, KT_WORD_VERB) != 0)
    return kt_word_is (clauses, next, KT_WORD_MIND) == 0 ? KT_PHRASE_ASK : 0;
  static const char *const no[] = { "no", NULL };
  if (at > 0 && kt_word_says (clauses, at - 1, no) && !clauses->words[at].clause)
    return 0; /* "no hurry" */
  if (is_inverted (clauses, at) || is_interrogative (clauses, at, first))
    return KT_PHRASE_QUERY;
  if (kt_word_says (clauses, at, any) && kt_word_says (clauses, at + 1, news) && first)
    return KT_PHRASE_ASK;
  if (kt_word_says (clauses, at, lets))
    return kt_word_says (clauses, next, agreed) ? 0 : KT_PHRASE_ASK;
  static const char *const let[] = { "let", NULL };
  static const char *const me[] = { "me", "us", NULL };
  if (kt_word_says (clauses, at, let) && kt_word_says (clauses, at + 1, me))
    return kt_word_is (clauses, at + 2, KT_WORD_PONDER) != 0
                   && !g_str_equal (clauses->words[at + 2].text, "know")
               ? KT_PHRASE_PROMISE
               : 0;
  if (is_imperative (clauses, at))
    return is_coordinated (clauses, at) ? 0 : KT_PHRASE_ASK;
  if (!first)
    return 0;
  if ((classes & KT_WORD_WILL) != 0 && (classes & (SUBJECT | KT_WORD_NOT)) == 0)
    return kt_english_is_work (clauses, next) ? KT_PHRASE_PROMISE : 0;
  if ((classes & KT_WORD_WISH) != 0)
    return kt_english_by_need (clauses, at);
  if ((classes & KT_WORD_SEEK) != 0 && (classes & KT_WORD_ING) == 0)
    {
      static const char *const forward[] = { "forward", "good", "great", NULL };
      return kt_word_says (clauses, at + 1, forward) || clauses->n < 3 ? 0 : KT_PHRASE_ASK;
    }
  static const char *const writing[] = { "writing", "calling", "attaching", "replying", NULL };
  static const char *const going[] = { "going", NULL };
  if ((classes & KT_WORD_ING) != 0 && kt_word_is (clauses, next, KT_WORD_IF) != 0)
    return KT_PHRASE_ASK;
  if (kt_word_says (clauses, at, going) && kt_english_is_work (clauses, at + 2))
    return KT_PHRASE_PROMISE;
  if ((classes & KT_WORD_ING) != 0 && kt_english_is_work (clauses, at)
      && !is_noun_subject (clauses, at) && !kt_word_says (clauses, at, writing))
    return KT_PHRASE_PROMISE;
  return 0;
}

/* "until I know your choice", "as soon as we have the file from you". */
static guint32
waits_for_you (const KtClauses *clauses, guint at)
{
  static const char *const yours[] = { "your", NULL };
  static const char *const from[] = { "from", "you", NULL };
  guint end = kt_clause_end (clauses, at);
  for (guint i = at; i < end && i < at + 6; i++)
    if (kt_word_says (clauses, i, yours)
        || (kt_word_says (clauses, i, from) && kt_word_is (clauses, i + 1, KT_WORD_YOU) != 0)
        || (kt_word_is (clauses, i, KT_WORD_WH | KT_WORD_IF) != 0
            && kt_word_is (clauses, i + 1, KT_WORD_YOU) != 0))
      return KT_PHRASE_ASK;
  return 0;
}

/* "my colleague is going to call", "the payment goes out today". */
static guint32
said_by_going (const KtClauses *clauses, guint at)
{
  static const char *const going[] = { "going", NULL };
  static const char *const goes[] = { "going", "goes", "go", NULL };
  static const char *const out[] = { "out", "off", NULL };
  static const char *const to[] = { "to", NULL };
  if (kt_word_says (clauses, at, going) && kt_word_says (clauses, at + 1, to)
      && kt_word_is (clauses, at + 2, KT_WORD_CARRY) != 0)
    return KT_PHRASE_PROMISE;
  if (!kt_word_says (clauses, at, goes) || !kt_word_says (clauses, at + 1, out))
    return 0;
  for (guint i = at + 2; i < clauses->n; i++)
    if (kt_word_is (clauses, i, KT_WORD_TIME) != 0)
      return KT_PHRASE_PROMISE;
  return 0;
}

/* "the bill is settled", "they have arrived", "the key is in the box": how things stand. */
static guint32
said_of_things (const KtClauses *clauses, guint at)
{
  static const char *const stands[]
      = { "here", "ready", "finished", "done",   "back",    "in",     "on", "at",
          "up",   "open",  "under",    "behind", "through", "online", NULL };
  static const char *const wants[]
      = { "needed",       "required",  "interested", "concerned", "worried",
          "disappointed", "confused",  "supposed",   "wanted",    "expected",
          "asked",        "delighted", "pleased",    "in",        NULL };
  static const char *const happened[]
      = { "arrived", "landed", "came",     "posted", "settled", "signed", "found",
          "put",     "picked", "received", "paid",   "done",    NULL };
  guint32 classes = clauses->words[at].classes;
  if ((classes & (KT_WORD_BE | KT_WORD_HAVE)) == 0)
    return kt_word_says (clauses, at, happened) && at < 6 ? KT_PHRASE_INFORM : 0;
  if ((classes & (KT_WORD_NOT | KT_WORD_YOU)) != 0 || clauses->words[at].clause)
    return 0;
  guint next = kt_word_skip (clauses, at + 1, KT_WORD_ADV);
  static const char *const been[] = { "been", NULL };
  next += kt_word_says (clauses, next, been);
  if (kt_word_is (clauses, next, KT_WORD_PART) != 0)
    return kt_word_says (clauses, next, wants) ? 0 : KT_PHRASE_INFORM;
  return (classes & KT_WORD_BE) != 0 && kt_word_says (clauses, next, stands) ? KT_PHRASE_INFORM : 0;
}

/* Wherever it stands. */
static guint32
said_inside (const KtClauses *clauses, guint at)
{
  static const char *const waiting[] = { "until", "till", "before", "once", "when", NULL };
  static const char *const having[] = { "have", "know", "hear", "get", "receive", "see", NULL };
  static const char *const soon[] = { "soon", NULL };
  static const char *const there[] = { "there", "there's", "theres", NULL };
  static const char *const no[] = { "no", NULL };
  static const char *const harmless[]
      = { "rush",  "hurry",  "need",  "problem",    "problems", "pressure", "issue", "question",
          "doubt", "charge", "cost",  "obligation", "reason",   "point",    "one",   "harm",
          "news",  "better", "place", "school",     "worries",  "trouble",  NULL };
  static const char *const link[] = { "and", "but", "then", NULL };
  static const char *const if_[] = { "if", "whenever", "once", NULL };
  static const char *const modals[] = { "can",  "could", "would",   "might",   "were", "had",
                                        "send", "agree", "approve", "confirm", NULL };
  static const char *const be[] = { "be", "be,", NULL };
  static const char *const need[] = { "need", "have", "want", NULL };
  static const char *const you[] = { "you", NULL };
  static const char *const counts[]
      = { "a",     "one",   "two",  "three", "another", "quick", "small",
          "short", "silly", "last", "my",    "big",     "few",   NULL };
  static const char *const didnt[]
      = { "say", "mention", "tell", "specify", "write", "include", "answer", "state", NULL };
  guint32 said = 0;
  guint32 classes = clauses->words[at].classes;
  if ((classes & KT_WORD_YOU) != 0 && kt_word_is (clauses, at + 1, KT_WORD_DO | KT_WORD_HAVE) != 0
      && kt_word_is (clauses, at + 1, KT_WORD_NOT) != 0 && kt_word_says (clauses, at + 2, didnt))
    said |= KT_PHRASE_ASK;
  if (kt_word_says (clauses, at, if_) && kt_word_says (clauses, at + 1, you)
      && kt_word_says (clauses, at + 2, modals)
      && !kt_word_says (clauses, kt_word_skip (clauses, at + 3, KT_WORD_ADV), need))
    said |= KT_PHRASE_ASK;
  if ((classes & KT_WORD_WOULD) != 0 && (classes & (KT_WORD_NOT | KT_WORD_FIRST | KT_WORD_YOU)) == 0
      && kt_word_says (clauses, at + 1, be) && kt_english_is_wish_for (clauses, at + 2, FALSE))
    said |= KT_PHRASE_ASK;
  if ((classes & KT_WORD_QUERY) != 0 && at > 0 && kt_word_says (clauses, at - 1, counts))
    said |= KT_PHRASE_ASK;
  if ((classes & KT_WORD_WILL) != 0 && (classes & KT_WORD_FIRST) == 0 && at > 0
      && !kt_word_is (clauses, at - 1, KT_WORD_FIRST | KT_WORD_ADV))
    said |= said_by_others (clauses, at);
  if ((classes & (KT_WORD_YOU | KT_WORD_WILL)) == (KT_WORD_YOU | KT_WORD_WILL)
      || (classes & (KT_WORD_THIRD | KT_WORD_WILL)) == (KT_WORD_THIRD | KT_WORD_WILL))
    said |= said_by_others (clauses, at);
  if ((classes & KT_WORD_WILL) != 0 && at > 0 && kt_word_says (clauses, at - 1, link)
      && (classes & KT_WORD_NOT) == 0
      && kt_english_is_work (clauses, kt_word_skip (clauses, at + 1, KT_WORD_ADV)))
    said |= KT_PHRASE_PROMISE;
  if ((kt_word_says (clauses, at, waiting)
       || (kt_word_is (clauses, at, KT_WORD_PREP) != 0 && at > 1
           && kt_word_says (clauses, at - 1, soon)))
      && kt_word_is (clauses, at + 1, KT_WORD_FIRST) != 0
      && (kt_word_says (clauses, at + 2, having)
          || kt_word_is (clauses, at + 1, KT_WORD_HAVE) != 0))
    said |= waits_for_you (clauses, at + 2);
  static const char *const help[] = { "help", NULL };
  static const char *const needs[] = { "needs", "wants", "requires", NULL };
  static const char *const ours[] = { "my", "our", NULL };
  if ((classes & KT_WORD_WOULD) != 0 && (classes & KT_WORD_FIRST) == 0
      && kt_word_says (clauses, at + 1, help))
    said |= KT_PHRASE_ASK;
  for (guint i = at + 1; kt_word_says (clauses, at, ours) && i < clauses->n && i < at + 4; i++)
    if (kt_word_says (clauses, i, needs))
      said |= KT_PHRASE_ASK;
  said |= said_by_going (clauses, at) | said_of_things (clauses, at);
  if (kt_word_says (clauses, at, there))
    {
      guint next = at + 1 + (kt_word_is (clauses, at, KT_WORD_BE) == 0);
      if (kt_word_says (clauses, next, no) && !kt_word_says (clauses, next + 1, harmless))
        said |= KT_PHRASE_TROUBLE;
    }
  return said;
}

/* "too short", "it is too dark": with a word after it that is no end. */
static gboolean
is_too_much (const KtClauses *clauses, guint at)
{
  static const char *const fine[]
      = { "much", "kind", "early", "bad", "many", "good", "far", "soon", "please", NULL };
  if (!g_str_equal (clauses->words[at].text, "too") || at == 0 || at + 1 >= clauses->n)
    return FALSE;
  if (clauses->words[at + 1].clause || kt_word_says (clauses, at + 1, fine))
    return FALSE;
  return kt_word_is (clauses, at + 1, FINITE | SUBJECT | KT_WORD_PREP | KT_WORD_TIME) == 0;
}

guint32
kt_clauses_english (const KtClauses *clauses)
{
  guint32 said = 0;
  for (guint at = 0; at < clauses->n; at++)
    {
      const KtWord *word = &clauses->words[at];
      if (word->clause || word->start)
        {
          guint start = kt_word_skip (clauses, at, KT_WORD_LINK | KT_WORD_ADV);
          if (start < clauses->n && (start == at || !clauses->words[start].clause)
              && !clauses->words[start].known && !clauses->words[start].plain)
            said |= said_at_start (clauses, start, word->start);
        }
      if ((word->classes & KT_WORD_FIRST) != 0 && !word->plain)
        said |= kt_english_by_first (clauses, at);
      said |= said_inside (clauses, at);
      if (is_too_much (clauses, at))
        said |= KT_PHRASE_TROUBLE;
    }
  return said;
}
