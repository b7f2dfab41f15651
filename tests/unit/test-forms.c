#include "config.h"
#include "kontor/judgement.h"

/* Sentences written without a look at the words the program knows, to measure how many it
 * understands by the build of words. A line of tests/fixtures/sentences-LANG.txt: w (wants a
 * reaction), p (promises) or - (neither), a blank, the sentence. */
#define MAY_FAIL 0.01 /* of them: what is learned has exceptions */

static gboolean
is_understood (const char *labelled)
{
  g_auto (KtJudgement) judgement = { 0 };
  kt_judge (labelled + 2, FALSE, &judgement);
  gboolean wants = judgement.asks || (judgement.troubles && !judgement.promises);
  char verdict = wants ? 'w' : judgement.promises ? 'p' : '-';
  if (verdict != *labelled)
    g_test_message ("%c, should be %s", verdict, labelled);
  return verdict == *labelled;
}

static void
of_language (gconstpointer name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests", "fixtures", name, NULL);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint wrong = 0, n = g_strv_length (lines);
  g_assert_cmpuint (n, >, 150);
  for (char **line = lines; *line != NULL; line++)
    wrong += **line != '\0' && !is_understood (*line);
  g_assert_cmpfloat (wrong, <=, MAY_FAIL * n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/forms/russian", "sentences-ru.txt", of_language);
  g_test_add_data_func ("/forms/ukrainian", "sentences-uk.txt", of_language);
  g_test_add_data_func ("/forms/latvian", "sentences-lv.txt", of_language);
  return g_test_run ();
}
