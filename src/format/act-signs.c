#include "config.h"
#include "act-signs.h"
#include <string.h>

#define PLACES 3      /* words of its beginning whose place counts */
#define LENGTH_STEP 3 /* words by which lengths are told apart */
#define LENGTH_MAX 6

/* Of KtPhraseClass, each bit; NULL: says nothing of a sentence. */
static const char *const class_names[32] = {
  "ask",     "please",    "courtesy", "noanswer", "rhetoric", "tag",      "praise",  "smalltalk",
  "close",   "objection", "salute",   "promise",  "trouble",  "resolved", "decline", "inform",
  "negate",  "person",    "machine",  "errand",   "mailing",  "advert",   "away",    "awaytoo",
  "receipt", "lead",      "query",    NULL,       "doubt",    "unmarked", NULL,      NULL,
};

static void
see_classes (const KtSeer *seer, const char *stem, guint32 classes)
{
  KtStem first = kt_stem_new (stem, strlen (stem));
  for (int i = -1; (i = g_bit_nth_lsf (classes, i)) >= 0;)
    if (class_names[i] != NULL)
      {
        KtStem name = kt_stem_new (class_names[i], strlen (class_names[i]));
        kt_sign_see (seer, "", 0, &first, &name);
      }
}

/* By what it ends: "?", "!", ".", "~" nothing at all, "," any other mark. */
static const char *
end_of (const KtSentence *sentence)
{
  const char *end = sentence->from + sentence->length;
  if (sentence->question)
    return "?";
  if (sentence->exclaimed)
    return "!";
  if (sentence->length == 0)
    return "~";
  end = g_utf8_prev_char (end);
  if (*end == '.' || g_str_has_prefix (end, "…"))
    return ".";
  return g_unichar_isalnum (g_utf8_get_char (end)) ? "~" : ",";
}

/* stems: that of the beginning, of each word, of the end */
static void
see_pairs (const KtSeer *seer, const KtStem *stems, guint n)
{
  guint32 tag = kt_stem_new ("gap", 3).hash;
  for (guint i = 0; i + 1 < n; i++)
    {
      kt_sign_see (seer, "", 0, &stems[i], &stems[i + 1]);
      if (i + 2 < n)
        kt_sign_see (seer, "gap", tag, &stems[i], &stems[i + 2]);
    }
}

KtTongue
kt_tongue_of (const KtPhrasing *phrasing, guint understood[KT_TONGUES])
{
  KtTongue most = 0;
  for (KtTongue tongue = 0; tongue < KT_TONGUES; tongue++)
    {
      for (guint i = 0; i < phrasing->n_tokens; i++)
        understood[tongue] += phrasing->tokens[i].facts->classes[tongue] != 0;
      if (understood[tongue] > understood[most])
        most = tongue;
    }
  return most;
}

/* Figures are a class of their own in every language. */
static const KtStem *
class_of (const KtWordFacts *word, KtTongue tongue)
{
  if (*word->stem.text == '#')
    return &word->stem;
  return kt_word_class_stem (word->classes[tongue]);
}

/* mark: by which the sentence ends */
static void
see_word_classes (const KtSeer *seer, const KtPhrasing *phrasing, KtTongue tongue,
                  const KtStem *mark)
{
  KtStem begin = kt_stem_new ("^", 1);
  const KtStem *before = &begin;
  guint32 is = kt_stem_new ("is", 2).hash, are = kt_stem_new ("are", 3).hash;

  for (guint i = 0; i < phrasing->n_tokens; i++)
    {
      const KtStem *stem = class_of (phrasing->tokens[i].facts, tongue);
      kt_sign_see (seer, "is", is, stem, NULL);
      kt_sign_see (seer, "are", are, before, stem);
      before = stem;
    }
  kt_sign_see (seer, "are", are, before, mark);
}

void
kt_act_signs (const KtSentence *sentence, const KtPhrasing *phrasing, KtTongue tongue,
              const KtSeer *seer)
{
  static const char *const places[PLACES] = { "first", "second", "third" };
  KtStem stems[KT_TOKENS_MAX + 2], end = kt_stem_new ("@end", 4);
  guint n = phrasing->n_tokens;
  const char *mark = end_of (sentence);
  guint32 tag = kt_stem_new ("end", 3).hash;

  stems[0] = kt_stem_new ("^", 1);
  for (guint i = 0; i < n; i++)
    {
      const KtWordFacts *word = phrasing->tokens[i].facts;
      stems[i + 1] = word->stem;
      kt_sign_see (seer, "", 0, &word->stem, NULL);
      if (word->ending.length > 0)
        kt_sign_see (seer, "end", tag, &word->ending, NULL);
    }
  for (guint i = 0; i < MIN (n, PLACES); i++)
    kt_sign_see (seer, places[i], kt_stem_new (places[i], strlen (places[i])).hash, &stems[i + 1],
                 NULL);
  stems[n + 1] = kt_stem_new (mark, 1);
  see_pairs (seer, stems, n + 2);
  kt_sign_see (seer, "", 0, &end, &stems[n + 1]);
  kt_sign_count (seer, "@long", MIN (n / LENGTH_STEP, LENGTH_MAX));
  see_classes (seer, "@says", phrasing->classes);
  see_word_classes (seer, phrasing, tongue, &stems[n + 1]);
}
