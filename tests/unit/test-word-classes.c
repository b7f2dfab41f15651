#include "config.h"
#include "../../src/format/act-signs.h"
#include "kontor/fold.h"
#include <string.h>

static const char *
class_of (const char *word, KtTongue tongue)
{
  guint8 classes[KT_TONGUES];
  kt_word_classes_find (word, strlen (word), classes);
  return kt_word_class_stem (classes[tongue])->text;
}

static void
of_languages (void)
{
  g_assert_cmpstr (class_of ("send", KT_TONGUE_ENGLISH), ==, "send");
  g_assert_cmpstr (class_of ("schicken", KT_TONGUE_GERMAN), ==, "send");
  g_assert_cmpstr (class_of ("отправлю", KT_TONGUE_RUSSIAN), ==, "send");
  g_assert_cmpstr (class_of ("надіслати", KT_TONGUE_UKRAINIAN), ==, "send");
  g_assert_cmpstr (class_of ("nosutisu", KT_TONGUE_LATVIAN), ==, "send");
  g_assert_cmpstr (class_of ("was", KT_TONGUE_ENGLISH), ==, "be");
  g_assert_cmpstr (class_of ("was", KT_TONGUE_GERMAN), ==, "which");
  g_assert_cmpstr (class_of ("xyzzy", KT_TONGUE_ENGLISH), ==, "-");
  /* by its first letters: in no table */
  g_assert_cmpstr (class_of ("invoicing", KT_TONGUE_ENGLISH), ==, "invoice");
}

/* What each table says: classes that German knows, folded words, each once. */
static void
tables (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  for (const KtWordClassRow *row = kt_word_classes[KT_TONGUE_GERMAN]; row->name != NULL; row++)
    g_assert_true (g_hash_table_add (names, (gpointer)row->name));
  for (KtTongue tongue = 0; tongue < KT_TONGUES; tongue++)
    {
      g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (const KtWordClassRow *row = kt_word_classes[tongue]; row->name != NULL; row++)
        {
          g_auto (GStrv) all = g_strsplit (row->words, " ", 0);
          g_autofree char *folded = kt_fold (row->words);
          g_assert_cmpstr (row->words, ==, folded);
          g_assert_true (g_hash_table_contains (names, row->name));
          g_assert_null (strpbrk (row->name, "_: "));
          for (char **word = all; *word != NULL; word++)
            {
              g_assert_cmpstr (*word, !=, "");
              g_assert_true (g_hash_table_add (words, g_strdup (*word)));
              g_assert_cmpstr (class_of (*word, tongue), ==, row->name);
            }
        }
    }
}

static KtTongue
tongue_after (const char *text, guint understood[KT_TONGUES])
{
  g_auto (KtPhrasing) phrasing;
  kt_phrasing_init (&phrasing, text, strlen (text));
  return kt_tongue_of (&phrasing, understood);
}

/* A word of two languages is read in that of the letter. */
static void
tongues (void)
{
  guint german[KT_TONGUES] = { 0 }, none[KT_TONGUES] = { 0 }, eastern[KT_TONGUES] = { 0 };

  g_assert_cmpuint (tongue_after ("Ich schicke Ihnen morgen die Rechnung.", german), ==,
                    KT_TONGUE_GERMAN);
  g_assert_cmpuint (tongue_after ("Hi Bill", german), ==, KT_TONGUE_GERMAN);
  g_assert_cmpuint (tongue_after ("I will send you the invoice.", none), ==, KT_TONGUE_ENGLISH);
  g_assert_cmpuint (tongue_after ("Надішліть, будь ласка, рахунок.", eastern), ==,
                    KT_TONGUE_UKRAINIAN);
  g_assert_cmpuint (tongue_after ("", eastern), ==, KT_TONGUE_UKRAINIAN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-classes/languages", of_languages);
  g_test_add_func ("/word-classes/tables", tables);
  g_test_add_func ("/word-classes/tongues", tongues);
  return g_test_run ();
}
