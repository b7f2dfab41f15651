#include "config.h"
#include "../../src/format/act-signs.h"
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
  g_autoptr (KtWeights) weights = kt_weights_new ("bias 16 0|order -16 64|anna 32 0|");
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
  g_assert_true (kt_weighing_understands (&weighing));
  add (&weighing, "seen");
  g_assert_false (kt_weighing_understands (&weighing));
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
  kt_act_signs (&sentence, &phrasing, &(KtSeer){ remember, seen });
  return g_string_free (seen, FALSE);
}

/* Words, what stands beside what, what stands at the beginning, how it ends, what rules say. */
static void
acts (void)
{
  g_autofree char *seen = act_signs ("Könnten Sie 3 Seiten senden?"), *none = act_signs ("…");

  g_assert_nonnull (strstr (seen, "konnt end:ten sie # seite end:ten sende end:den first:konnt "));
  g_assert_nonnull (strstr (seen, " ^_konnt gap:^_sie konnt_sie gap:konnt_# "));
  g_assert_nonnull (strstr (seen, " sende_? @end_? @long_1 "));
  g_assert_nonnull (strstr (seen, " @says_ask "));
  g_assert_cmpstr (none, ==, "^_. @end_. @long_0 ");
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

/* Two signs of one hash would weigh the same. */
static void
check_table (const char *table, guint classes)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (NULL, NULL);
  g_autoptr (KtWeights) weights = kt_weights_new (table);
  g_auto (GStrv) rows = g_strsplit (table, "|", 0);
  guint n = 0;

  g_assert_cmpuint (kt_weights_classes (weights), ==, classes);
  for (char **row = rows; **row != '\0'; row++, n++)
    {
      g_auto (GStrv) fields = g_strsplit (*row, " ", 0);
      g_assert_cmpuint (g_strv_length (fields), ==, 1 + classes);
      g_assert_cmpuint (strlen (fields[0]), <=, KT_SIGN_MAX);
      guint hash = kt_sign_hash (fields[0], strlen (fields[0]));
      g_assert_true (g_hash_table_add (hashes, GUINT_TO_POINTER (hash)));
    }
  g_assert_cmpuint (n, >, 1000);
}

static void
tables (void)
{
  check_table (kt_kind_weights, 3);
  check_table (kt_act_weights, 5);
  check_table (kt_want_weights, 3);
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
