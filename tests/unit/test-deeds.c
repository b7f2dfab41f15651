#include "config.h"
#include "../../src/format/deeds.h"
#include <string.h>

static void
remember (const KtSign *sign, gpointer data)
{
  char text[KT_SIGN_MAX + 1];
  kt_sign_write (sign, text);
  g_string_append_printf (data, "%s ", text);
}

static char *
signs_of (const KtDeeds *deeds, gboolean reply)
{
  const double words[KT_WEIGHT_CLASSES_MAX] = { 0.5, 0.25, 0.25 };
  GString *seen = g_string_new (" ");
  kt_deeds_signs (deeds, words, reply, &(KtSeer){ remember, seen });
  return g_string_free (seen, FALSE);
}

static void
add (KtDeeds *deeds, const char *text, guint words, KtSpeechAct act, double likely)
{
  double all[KT_WEIGHT_CLASSES_MAX];
  KtSentence sentence = { .from = text, .length = strlen (text) };
  sentence.question = g_str_has_suffix (text, "?");
  for (guint i = 0; i < KT_ACTS; i++)
    all[i] = i == act ? likely : (1 - likely) / (KT_ACTS - 1);
  kt_deeds_add (deeds, &sentence, words, all);
}

static void
without_sentences (void)
{
  KtDeeds deeds;
  kt_deeds_init (&deeds);
  g_autofree char *seen = signs_of (&deeds, FALSE);
  g_assert_nonnull (strstr (seen, " @wants_0 @asks_0 @promises_0 "));
  g_assert_nonnull (strstr (seen, " @wordsask_8 @wordspromise_7 @wordsnothing_7 "));
  g_assert_nonnull (strstr (seen, " @sentences_0 @characters_0 @reply_0 @question_0 "));
}

/* Log-odds around 8, of what is nearly sure at most 16; a name at the end is no sentence. */
static void
together (void)
{
  KtDeeds deeds;
  kt_deeds_init (&deeds);
  add (&deeds, "Can you come on Friday?", 5, KT_ACT_ASK, 0.99999);
  add (&deeds, "Thanks for all your help.", 5, KT_ACT_CLOSE, 0.9);
  add (&deeds, "Anna", 1, KT_ACT_TELL, 0.9);
  g_autofree char *seen = signs_of (&deeds, TRUE);
  g_assert_nonnull (strstr (seen, " @wants_16 @asks_16 "));
  g_assert_nonnull (strstr (seen, " @mostask_16 "));
  g_assert_nonnull (strstr (seen, " @lastclose_10 ")); /* log (0.9 / 0.1) is 2.2 */
  g_assert_nonnull (strstr (seen, " @sentences_3 @characters_0 @reply_1 @question_1 "));
  g_assert_nonnull (strstr (seen, " @lastquestion_0 "));
}

static void
many_sentences (void)
{
  KtDeeds deeds;
  kt_deeds_init (&deeds);
  for (guint i = 0; i < 10000; i++)
    add (&deeds, "So it is, and so it was, and so it will be.", 12, KT_ACT_TELL, 0.999);
  g_autofree char *seen = signs_of (&deeds, TRUE);
  g_assert_nonnull (strstr (seen, " @sentences_8 @characters_6 "));
  g_assert_nonnull (strstr (seen, " @wants_13 ")); /* of many that hardly do, one may */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deeds/without-sentences", without_sentences);
  g_test_add_func ("/deeds/together", together);
  g_test_add_func ("/deeds/many-sentences", many_sentences);
  return g_test_run ();
}
