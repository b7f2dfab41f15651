#include "config.h"
#include "../../src/format/kind-signs.h"
#include "../../src/format/weights.h"
#include "kontor/fold.h"
#include <string.h>

/* A letter without signs weighs the bias; the same sign counts once; unknown ones do not count. */
static void
weighing (void)
{
  g_autoptr (KtWeights) weights = kt_weights_new ("bias 16 0 -32|order -16 64 0|anna 32 0 0|");
  g_auto (KtWeighing) weighing;

  kt_weighing_init (&weighing, weights);
  g_assert_cmpfloat (kt_weighing_result (&weighing, 0), ==, 1.0);
  g_assert_cmpfloat (kt_weighing_result (&weighing, 2), ==, -2.0);
  kt_weighing_add ("order", &weighing);
  kt_weighing_add ("order", &weighing);
  kt_weighing_add ("never seen", &weighing);
  g_assert_cmpuint (weighing.n, ==, 1);
  g_assert_cmpfloat_with_epsilon (kt_weighing_result (&weighing, 1), 4 / 1.41421356, 1e-6);
  kt_weighing_add ("anna", &weighing);
  g_assert_cmpfloat_with_epsilon (kt_weighing_result (&weighing, 0), 1 + 1 / 1.7320508, 1e-6);
}

static void
remember (const char *sign, gpointer data)
{
  g_string_append_printf (data, "%s ", sign);
}

static void
signs (void)
{
  g_autoptr (GString) seen = g_string_new (NULL);

  g_autofree char *folded = kt_fold ("Bestellung Nr. 123456: 1.250,00 EUR, 3 Stück");

  kt_signs_of_text (folded, remember, seen);
  g_assert_cmpstr (seen->str, ==, "beste nr ## # # # eur # stuck @amount ");
}

static void
no_figures_no_words (void)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autofree char *endless = g_strnfill (5000, 'a');

  kt_signs_of_text ("", remember, seen);
  kt_signs_of_text ("?! … 1,2 1,234 .", remember, seen);
  g_assert_cmpstr (seen->str, ==, "# # # # ");
  g_string_truncate (seen, 0);
  kt_signs_of_text (endless, remember, seen);
  g_assert_cmpstr (seen->str, ==, "aaaaa ");
}

/* Two signs of one hash would weigh the same. */
static void
tables (void)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) rows = g_strsplit (kt_kind_weights, "|", 0);
  guint n = 0;

  for (char **row = rows; **row != '\0'; row++, n++)
    {
      g_auto (GStrv) fields = g_strsplit (*row, " ", 0);
      g_assert_cmpuint (g_strv_length (fields), ==, 1 + KT_WEIGHT_CLASSES);
      g_assert_cmpuint (strlen (fields[0]), <=, KT_SIGN_MAX);
      guint hash = kt_weights_hash (fields[0], strlen (fields[0]));
      g_assert_true (g_hash_table_add (hashes, GUINT_TO_POINTER (hash)));
    }
  g_assert_cmpuint (n, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weights/weighing", weighing);
  g_test_add_func ("/weights/signs", signs);
  g_test_add_func ("/weights/no-figures-no-words", no_figures_no_words);
  g_test_add_func ("/weights/tables", tables);
  return g_test_run ();
}
