#include "config.h"
#include "../../src/format/lexicon.h"
#include "kontor/fold.h"
#include <string.h>

/* Words are compared with folded text: a phrase that is not folded itself never matches. */
static void
see (const char *phrase, gpointer data)
{
  guint *n = data;
  const char *text = phrase + (*phrase == '^');
  g_autofree char *folded = kt_fold (text);
  (*n)++;
  if (!g_str_equal (folded, text) || strpbrk (text, "{},") != NULL || *text == '\0')
    {
      g_test_message ("not folded: %s", phrase);
      g_test_fail ();
    }
}

static void
folded (void)
{
  guint n = 0;
  kt_lexicon_foreach (see, &n);
  g_assert_cmpuint (n, >, 4000);
}

static guint32
classes_of (const char *text)
{
  g_auto (KtPhrasing) phrasing;
  kt_phrasing_init (&phrasing, text, strlen (text));
  return phrasing.classes;
}

static void
matching (void)
{
  /* where a sentence begins: greetings, a name and "and" aside */
  g_assert_true (classes_of ("Make the logo bigger") & KT_PHRASE_ASK);
  g_assert_true (classes_of ("Hi Anna, make the logo bigger") & KT_PHRASE_ASK);
  g_assert_true (classes_of ("Anna, make the logo bigger") & KT_PHRASE_ASK);
  g_assert_false (classes_of ("They make the logo bigger") & KT_PHRASE_ASK);
  /* any ending, and a gap */
  g_assert_true (classes_of ("Жду вашего решения") & KT_PHRASE_ASK);
  g_assert_true (classes_of ("Your message to Anna Weber was read on 12.11.") & KT_PHRASE_RECEIPT);
  /* the longest wins, an exception too */
  g_assert_false (classes_of ("That is all I need") & KT_PHRASE_ASK);
  g_assert_true (classes_of ("I need it") & KT_PHRASE_ASK);
  /* what is negated is not said */
  g_assert_true (classes_of ("Пришлю завтра") & KT_PHRASE_PROMISE);
  g_assert_false (classes_of ("Не пришлю") & KT_PHRASE_PROMISE);
}

static void
limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  while (text->len < 64 * 1024)
    g_string_append (text, "could you please ");
  g_auto (KtPhrasing) phrasing;
  kt_phrasing_init (&phrasing, text->str, text->len);
  g_assert_cmpuint (phrasing.n_tokens, <=, KT_TOKENS_MAX);
  g_assert_cmpuint (phrasing.n_matches, <=, KT_MATCHES_MAX);
  g_assert_true (phrasing.classes & KT_PHRASE_ASK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lexicon/folded", folded);
  g_test_add_func ("/lexicon/matching", matching);
  g_test_add_func ("/lexicon/limits", limits);
  return g_test_run ();
}
