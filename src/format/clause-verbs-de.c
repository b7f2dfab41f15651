#include "config.h"
#include "clause-de.h"
#include <string.h>

static const char *const prefixes[]
    = { "zurück", "weiter", "durch",  "nach",     "fest",  "frei", "vor",  "ab",   "an",
        "auf",    "aus",    "bei",    "ein",      "her",   "hin",  "los",  "mit",  "um",
        "zu",     "weg",    "fertig", "zusammen", "rüber", "rein", "raus", "hoch", NULL };
static const char *const endings[]
    = { "test", "ten", "est", "en", "et", "st", "te", "e", "n", "t", "", NULL };

static guint32
of_stem (const char *word)
{
  char stem[STEM_MAX];
  gsize length = strlen (word);
  for (const char *const *ending = endings; *ending != NULL; ending++)
    {
      gsize n = strlen (*ending);
      if (length < n + 3 || length - n >= sizeof stem || !g_str_has_suffix (word, *ending))
        continue;
      memcpy (stem, word, length - n);
      stem[length - n] = '\0';
      guint32 classes = kt_word_known (1, stem) & VERBAL;
      if (classes != 0)
        return classes;
    }
  return 0;
}

guint32
kt_word_of_german (const char *word)
{
  gsize length = strlen (word);
  if (length > 5 && g_str_has_prefix (word, "ge")
      && (g_str_has_suffix (word, "t") || g_str_has_suffix (word, "en")))
    return KT_WORD_PART;
  if (length > 6 && g_str_has_suffix (word, "iert"))
    return KT_WORD_PART | of_stem (word);
  guint32 classes = of_stem (word);
  for (const char *const *prefix = prefixes; *prefix != NULL && classes == 0; prefix++)
    if (g_str_has_prefix (word, *prefix))
      {
        const char *rest = word + strlen (*prefix);
        if (g_str_has_prefix (rest, "ge") && strlen (rest) > 5)
          return KT_WORD_PART;
        if (g_str_has_prefix (rest, "zu") && strlen (rest) > 5)
          rest += 2;
        classes = of_stem (rest);
      }
  return classes;
}

gboolean
kt_german_ends (const KtClauses *clauses, guint at, const char *suffix)
{
  return at < clauses->n && g_str_has_suffix (clauses->words[at].text, suffix);
}

/* Whether one of the words, or of the classes, stands from at on in the sentence. */
gboolean
kt_german_holds_word (const KtClauses *clauses, guint at, guint end, const char *const *words)
{
  for (; at < end; at++)
    if (kt_word_says (clauses, at, words))
      return TRUE;
  return FALSE;
}

gboolean
kt_german_holds (const KtClauses *clauses, guint at, guint end, guint32 classes)
{
  for (; at < end; at++)
    if (kt_word_is (clauses, at, classes) != 0)
      return TRUE;
  return FALSE;
}

/* A noun, where nouns are written large. */
gboolean
kt_german_is_noun (const KtClauses *clauses, guint at)
{
  return clauses->words[at].capital && !clauses->words[at].clause && !clauses->words[at].start
         && at > 0;
}

guint32
kt_german_verbal (const KtClauses *clauses, guint at)
{
  return at < clauses->n && !kt_german_is_noun (clauses, at) ? kt_word_is (clauses, at, VERBAL) : 0;
}

gboolean
kt_german_is_work (guint32 classes)
{
  return (classes & KT_WORD_VERB) != 0 && (classes & (KT_WORD_STAY | KT_WORD_MIND)) == 0;
}

/* What merely thanks, tells or excuses: "ich möchte mich bedanken". */
gboolean
kt_german_thanks (const KtClauses *clauses, guint at)
{
  static const char *const verbs[]
      = { "bedanken",    "danken",      "entschuldigen", "gratulieren", "mitteilen",
          "informieren", "wünschen",    "loswerden",     "ausrichten",  "erwähnen",
          "dank",        "sagen",       "gedacht",       "gewusst",     "gewesen",
          "gefreut",     "weitergeben", "hinweisen",     "anmerken",    "ankündigen",
          NULL };
  return kt_german_holds_word (clauses, at, clauses->n, verbs);
}

/* The infinitive at the end of "werde … schicken", "muss … fragen". */
guint32
kt_german_infinitive (const KtClauses *clauses, guint at)
{
  guint end = kt_clause_end (clauses, at);
  for (guint i = end; i-- > at + 1;)
    if (kt_german_ends (clauses, i, "n") && kt_german_verbal (clauses, i) != 0)
      return kt_german_verbal (clauses, i);
  return 0;
}

/* A day or hour is named from at on. */
gboolean
kt_german_is_dated (const KtClauses *clauses, guint at)
{
  return kt_german_holds (clauses, at, clauses->n, KT_WORD_TIME);
}

gboolean
kt_german_is_enclosed (const KtClauses *clauses)
{
  static const char *const words[] = { "anbei", "hiermit", "anhang", "angehängt", NULL };
  return kt_german_holds_word (clauses, 0, clauses->n, words);
}
