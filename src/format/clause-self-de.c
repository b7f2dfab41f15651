#include "config.h"
#include "clause-de.h"
#include <string.h>

/* "fotografiere ich dir die Seiten", "drucke ich Ihre Karten": what I do, whatever it is, is done
 * for the reader. */
static gboolean
is_for_you (const KtClauses *clauses, guint verb, guint after, guint end)
{
  static const char *const you[] = { "dir", "ihnen", "euch", NULL };
  static const char *const your[]
      = { "ihre", "ihren", "deine", "deinen", "dein", "eure", "euren", NULL };
  guint32 classes = kt_word_is (clauses, verb, ~0u);
  if ((classes & (KT_WORD_STAY | KT_WORD_MIND | FINITE | KT_WORD_WISH)) != 0)
    return FALSE;
  if (!kt_german_ends (clauses, verb, "e")
      && !(verb + 1 < after && kt_word_is (clauses, verb, KT_WORD_VERB)))
    return FALSE;
  for (guint i = after; i < end && i < after + 3; i++)
    if (kt_word_says (clauses, i, you) || (verb + 2 == after && kt_word_says (clauses, i, your)))
      return TRUE;
  return FALSE;
}

/* What one says of oneself: verb stands beside ich or wir, before or behind it. */
static guint32
said_of_self (const KtClauses *clauses, guint verb, guint after)
{
  static const char *const offers[] = { "könnte", "könnten", "koennte", "koennten", NULL };
  static const char *const must[] = { "muss", "müssen", "will", "wollen", "muß", NULL };
  static const char *const kann[] = { "kann", "können", "konnte", "konnten", "schaffe", NULL };
  static const char *const durch[] = { "durch", NULL };
  static const char *const bene[] = { "erwarten", "klagen", "meckern", "anders", NULL };
  guint32 classes = kt_word_is (clauses, verb, ~0u);
  guint end = kt_clause_end (clauses, MAX (verb, after - 1));
  gboolean negated = kt_german_holds (clauses, after, MIN (end, after + 3), KT_WORD_NOT);
  if (kt_word_says (clauses, verb, kann) && kt_german_holds (clauses, after, end, KT_WORD_NOT)
      && !kt_german_holds_word (clauses, after, clauses->n, bene))
    return KT_PHRASE_TROUBLE;
  if (kt_word_says (clauses, verb, offers))
    return negated ? KT_PHRASE_TROUBLE : KT_PHRASE_ASK;
  if ((classes & (KT_WORD_WOULD | KT_WORD_WISH)) != 0)
    return negated ? 0 : kt_german_thanks (clauses, after) ? KT_PHRASE_INFORM : KT_PHRASE_ASK;
  if ((classes & KT_WORD_WILL) != 0)
    {
      guint32 what = kt_german_infinitive (clauses, after - 1);
      return !negated && (kt_german_is_work (what) || (what & KT_WORD_PONDER) != 0)
                 ? KT_PHRASE_PROMISE
                 : 0;
    }
  if (kt_word_says (clauses, verb, must))
    {
      guint32 what = kt_german_infinitive (clauses, after - 1);
      if ((what & KT_WORD_SHIFT) != 0)
        return KT_PHRASE_TROUBLE;
      return (what & KT_WORD_PONDER) != 0 ? KT_PHRASE_PROMISE : 0;
    }
  if ((classes & KT_WORD_HAVE) != 0)
    return kt_german_holds (clauses, after, end, KT_WORD_PART) ? KT_PHRASE_INFORM : 0;
  if (negated || kt_german_is_enclosed (clauses) || kt_german_is_noun (clauses, verb))
    return 0;
  if (kt_german_ends (clauses, verb, "gehe") || kt_german_ends (clauses, verb, "gehen")
      || kt_german_ends (clauses, verb, "geh"))
    return kt_german_holds_word (clauses, after, clauses->n, durch) ? KT_PHRASE_PROMISE : 0;
  if (kt_german_ends (clauses, verb, "t"))
    return 0;
  if ((classes & (KT_WORD_CARRY | KT_WORD_PONDER)) != 0 && (classes & KT_WORD_VERB) != 0)
    return (kt_german_is_work (classes) && kt_german_ends (clauses, verb, "e"))
                   || kt_german_is_dated (clauses, after)
               ? KT_PHRASE_PROMISE
               : 0;
  if (kt_german_is_work (classes) && kt_german_is_dated (clauses, 0))
    return KT_PHRASE_PROMISE;
  return is_for_you (clauses, verb, after, end) ? KT_PHRASE_PROMISE : 0;
}

guint32
kt_german_by_first (const KtClauses *clauses, guint at)
{
  guint32 said = 0;
  guint next = kt_word_skip (clauses, at + 1, KT_WORD_ADV);
  if (next < clauses->n && !clauses->words[at + 1].clause
      && kt_word_is (clauses, next, FINITE | VERBAL | KT_WORD_WISH) != 0
      && !(at > 0 && kt_word_is (clauses, at - 1, FINITE | VERBAL) != 0
           && !clauses->words[at].clause))
    said |= said_of_self (clauses, next, next + 1);
  if (at > 0 && !clauses->words[at].clause
      && (kt_word_is (clauses, at - 1, FINITE | VERBAL | KT_WORD_WISH) != 0
          || (clauses->words[at - 1].classes == 0 && kt_german_ends (clauses, at - 1, "e"))))
    said |= said_of_self (clauses, at - 1, at + 1);
  return said;
}

/* "schicke dir morgen alles": I, left out. */
guint32
kt_german_without_subject (const KtClauses *clauses, guint at)
{
  static const char *const bin[] = { "bin", "habe", "hab", "komme", NULL };
  if (kt_german_is_noun (clauses, at) || kt_word_says (clauses, at, bin)
      || !kt_german_ends (clauses, at, "e"))
    return 0;
  if (kt_word_is (clauses, at + 1, KT_WORD_FIRST) != 0)
    return 0;
  if ((kt_word_is (clauses, at, KT_WORD_WISH) != 0 || kt_word_is (clauses, at, KT_WORD_WOULD) != 0)
      && kt_word_is (clauses, at + 1, KT_WORD_YOU | KT_WORD_THIRD) == 0)
    return said_of_self (clauses, at, at + 1);
  if (kt_word_is (clauses, at, KT_WORD_WILL) != 0
      || kt_german_is_work (kt_german_verbal (clauses, at))
      || ((kt_german_verbal (clauses, at) & (KT_WORD_CARRY | KT_WORD_PONDER)) != 0))
    return said_of_self (clauses, at, at + 1);
  return 0;
}
