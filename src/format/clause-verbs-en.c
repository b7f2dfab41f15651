#include "config.h"
#include "clause-en.h"
#include <string.h>

guint32
kt_english_stem (const char *word, gsize cut)
{
  gsize length = strlen (word) - cut;
  char stem[STEM_MAX];
  if (length < 3 || length + 2 > sizeof stem)
    return 0;
  memcpy (stem, word, length);
  stem[length] = '\0';
  guint32 classes = kt_word_known (0, stem);
  if (classes == 0 && stem[length - 1] == stem[length - 2]) /* get-t-ing */
    {
      stem[length - 1] = '\0';
      return kt_word_known (0, stem);
    }
  if (classes != 0)
    return classes;
  stem[length] = 'e'; /* mak-ing */
  stem[length + 1] = '\0';
  return kt_word_known (0, stem);
}

guint32
kt_word_of_english (const char *word)
{
  gsize length = strlen (word);
  if (length > 5 && g_str_has_suffix (word, "ing"))
    return KT_WORD_ING
           | (kt_english_stem (word, 3)
              & (KT_WORD_VERB | KT_WORD_STAY | KT_WORD_CARRY | KT_WORD_PONDER | KT_WORD_MIND));
  if (length > 4 && g_str_has_suffix (word, "ed") && !g_str_has_suffix (word, "eed"))
    return KT_WORD_PART;
  return 0;
}

/* Whether what follows a verb at at leaves something to do although the verb by itself does not:
 * "go through it", "keep you posted", "get it to you", "take a look", "be in touch". */
gboolean
kt_english_leaves_work (const KtClauses *clauses, guint at)
{
  static const char *const through[] = { "through", "over", "back", "into", "ahead", NULL };
  static const char *const back[]
      = { "back", "to",   "hold", "the",  "it",   "them", "those", "you",
          "your", "this", "that", "some", "onto", "on",   NULL };
  static const char *const in[] = { "in", NULL };
  static const char *const out[] = { "out", "a", "another", "someone", "somebody", "time", NULL };
  static const char *const whom[] = { "you", "him", "her", "them", "my", "our", NULL };
  static const char *const keep[] = { "you", "an", NULL };
  static const char *const look[] = { "look", "think", "word",   "chat",     "care", "read",
                                      "try",  "shot",  "answer", "decision", NULL };
  static const char *const touch[] = { "touch", "back", NULL };
  static const char *const what[] = { "what", "if", "whether", "to", "about", NULL };
  const char *verb = at < clauses->n ? clauses->words[at].text : "";
  guint next = kt_word_skip (clauses, at + 1, KT_WORD_ADV);
  static const char *const posted[] = { "post", "mail", "inbox", "basket", NULL };
  if (g_str_equal (verb, "pop") || g_str_equal (verb, "drop") || g_str_equal (verb, "stick"))
    for (guint i = at + 2; i < clauses->n && i < at + 7; i++)
      if (kt_word_says (clauses, i, posted))
        return TRUE;
  static const char *const past[] = { "past", "by", NULL };
  if (g_str_equal (verb, "run"))
    return kt_word_says (clauses, next, through) || kt_word_says (clauses, next + 1, past);
  if (g_str_equal (verb, "go") || g_str_equal (verb, "look") || g_str_equal (verb, "come"))
    return kt_word_says (clauses, next, through)
           || (g_str_equal (verb, "look") && kt_word_is (clauses, next, KT_WORD_PREP) != 0);
  if (g_str_equal (verb, "get"))
    return kt_word_says (clauses, next, back);
  if (g_str_equal (verb, "find"))
    return kt_word_says (clauses, next, out);
  if (g_str_equal (verb, "tell") || g_str_equal (verb, "show"))
    return kt_word_says (clauses, next, whom);
  if (g_str_equal (verb, "keep"))
    return kt_word_says (clauses, next, keep) && !kt_word_says (clauses, next + 1, in);
  if (g_str_equal (verb, "see") || g_str_equal (verb, "know"))
    return kt_word_says (clauses, next, what);
  static const char *const somebody[] = { "her", "him", "them", "someone", "somebody", NULL };
  if (g_str_equal (verb, "have") && kt_word_says (clauses, next, somebody)) /* "have her send it" */
    return kt_word_is (clauses, next + 1, KT_WORD_VERB) != 0;
  if (g_str_equal (verb, "have") || g_str_equal (verb, "take"))
    return kt_word_says (clauses, next + 1, look) || kt_word_says (clauses, next + 2, look)
           || kt_word_says (clauses, next, touch);
  if (g_str_equal (verb, "be"))
    return kt_word_says (clauses, next + 1, touch) || kt_word_says (clauses, next, touch)
           || (kt_word_is (clauses, next, KT_WORD_ING) != 0
               && kt_word_is (clauses, next, KT_WORD_VERB) != 0
               && kt_word_is (clauses, next, KT_WORD_STAY) == 0);
  return FALSE;
}

/* Whether one who says "I will" before the verb at at leaves something to wait for. */
gboolean
kt_english_is_work (const KtClauses *clauses, guint at)
{
  if (at >= clauses->n)
    return FALSE;
  if (kt_english_leaves_work (clauses, at))
    return TRUE;
  guint32 classes = clauses->words[at].classes;
  if (classes == 0) /* a verb nobody listed, with an object */
    return kt_word_is (clauses, at + 1, KT_WORD_YOU | KT_WORD_DET | KT_WORD_THIRD) != 0;
  return (classes & (KT_WORD_VERB | KT_WORD_PONDER)) != 0 && (classes & KT_WORD_STAY) == 0;
}
