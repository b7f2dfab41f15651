#include "config.h"
#include "../../src/format/act-signs.h"
#include "../../src/format/deeds.h"
#include "../../src/format/kind-signs.h"
#include "../../src/format/weights.h"
#include "kontor/fold.h"
#include <math.h>
#include <string.h>

static void
add (KtWeighing *weighing, const char *sign)
{
  kt_sign_say (&(KtSeer){ kt_weighing_add, weighing }, sign);
}

/* How likely class 0 is by weights of two classes that differ by so much. */
static double
of_two (double difference)
{
  return 1 / (1 + exp (-difference));
}

/* A text without signs weighs the bias; the same sign counts once; unknown ones only make less
 * sure. */
static void
weighing (void)
{
  const KtWeightRow rows[] = { { 0, { 16, 0 } },
                               { kt_sign_hash ("order", 5), { -16, 64 } },
                               { kt_sign_hash ("anna", 4), { 32, 0 } } };
  const KtWeightTable table = { rows, G_N_ELEMENTS (rows), 2 };
  g_autoptr (KtWeights) weights = kt_weights_new (&table);
  g_auto (KtWeighing) weighing = { NULL };
  double likely[KT_WEIGHT_CLASSES_MAX];

  kt_weighing_init (&weighing, weights);
  kt_weighing_result (&weighing, likely);
  g_assert_cmpfloat_with_epsilon (likely[0], of_two (1), 1e-9);
  g_assert_cmpfloat_with_epsilon (likely[0] + likely[1], 1, 1e-9);
  add (&weighing, "order");
  add (&weighing, "order");
  add (&weighing, "never");
  kt_weighing_result (&weighing, likely);
  g_assert_cmpfloat_with_epsilon (likely[0], of_two (1 - 5 / sqrt (3)), 1e-9);
  kt_weighing_reset (&weighing);
  add (&weighing, "order");
  kt_weighing_result (&weighing, likely);
  g_assert_cmpfloat_with_epsilon (likely[0], of_two (1 - 5 / sqrt (2)), 1e-9);
}

static void
remember (const KtSign *sign, gpointer data)
{
  char text[KT_SIGN_MAX + 1];
  kt_sign_write (sign, text);
  g_assert_cmpuint (kt_sign_hash (text, strlen (text)), ==, sign->hash);
  g_string_append_printf (data, "%s ", text);
}

static char *
signs_of (const char *folded)
{
  GString *seen = g_string_new (NULL);
  kt_signs_of_text (folded, &(KtSeer){ remember, seen });
  return g_string_free (seen, FALSE);
}

static void
signs (void)
{
  g_autofree char *folded = kt_fold ("Bestellung Nr. 123456: 1.250,00 EUR, 3 Stück");
  g_autofree char *seen = signs_of (folded);
  g_assert_cmpstr (seen, ==, "beste nr ## # # # eur # stuck @amount ");
}

static void
no_figures_no_words (void)
{
  g_autofree char *endless = g_strnfill (5000, 'a');
  g_autofree char *none = signs_of (""), *marks = signs_of ("?! … 1,2 1,234 .");
  g_autofree char *cut = signs_of (endless);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (marks, ==, "# # # # ");
  g_assert_cmpstr (cut, ==, "aaaaa ");
}

static char *
act_signs (const char *text)
{
  GString *seen = g_string_new (NULL);
  KtSentence sentence = { .from = text, .length = strlen (text) };
  sentence.question = g_str_has_suffix (text, "?");
  g_auto (KtPhrasing) phrasing;
  kt_phrasing_init (&phrasing, text, sentence.length);
  guint understood[KT_TONGUES] = { 0 };
  KtTongue tongue = kt_tongue_of (&phrasing, understood);
  kt_act_signs (&sentence, &phrasing, tongue, &(KtSeer){ remember, seen });
  return g_string_free (seen, FALSE);
}

/* Words, what stands beside what, what stands at the beginning, how it ends, what phrases say, of
 * what classes words are. */
static void
acts (void)
{
  g_autofree char *seen = act_signs ("Könnten Sie 3 Seiten senden?"), *none = act_signs ("…");

  g_assert_nonnull (strstr (seen, "konnt end:ten sie # seite end:ten sende end:den first:konnt "));
  g_assert_nonnull (strstr (seen, " ^_konnt gap:^_sie konnt_sie gap:konnt_# "));
  g_assert_nonnull (strstr (seen, " sende_? @end_? @long_1 "));
  g_assert_nonnull (strstr (seen, " @says_ask "));
  g_assert_nonnull (strstr (seen, " is:can are:^_can is:you are:can_you is:# are:you_# "));
  g_assert_cmpstr (none, ==, "^_. @end_. @long_0 are:^_. ");
}

/* More words than are looked at. */
static void
many_words (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < 3 * KT_TOKENS_MAX; i++)
    g_string_append (text, "ab ");
  g_autofree char *seen = act_signs (text->str);
  g_assert_nonnull (strstr (seen, "@long_6 "));
}

/* What the build makes of a file is what the file says; two signs of one hash would weigh the same.
 */
static void
check_table (const char *name, const KtWeightTable *table, guint classes)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "src", "format", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) hashes = g_hash_table_new (NULL, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);

  g_assert_cmpuint (g_strv_length (lines), ==, table->n + 1);
  g_assert_cmpuint (table->classes, ==, classes);
  for (guint i = 0; i < table->n; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", 0);
      guint hash = kt_sign_hash (fields[1], strlen (fields[1]));
      g_assert_cmpuint (g_strv_length (fields), ==, 2 + classes);
      g_assert_cmpuint (strlen (fields[1]), <=, KT_SIGN_MAX);
      g_assert_cmpuint (hash, ==, table->rows[i].hash);
      g_assert_true (g_hash_table_add (hashes, GUINT_TO_POINTER (hash)));
      for (guint j = 0; j < classes; j++)
        g_assert_cmpint (g_ascii_strtoll (fields[2 + j], NULL, 10), ==, table->rows[i].weights[j]);
    }
}

static void
tables (void)
{
  check_table ("kind.weights", &kt_kind_weights, 3);
  check_table ("act.weights", &kt_act_weights, 5);
  check_table ("want.weights", &kt_want_weights, 3);
  check_table ("leave.weights", &kt_leave_weights, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weights/weighing", weighing);
  g_test_add_func ("/weights/signs", signs);
  g_test_add_func ("/weights/no-figures-no-words", no_figures_no_words);
  g_test_add_func ("/weights/acts", acts);
  g_test_add_func ("/weights/many-words", many_words);
  g_test_add_func ("/weights/tables", tables);
  return g_test_run ();
}
