#include "config.h"
#include "../../src/format/lexicon.h"
#include "kontor/fold.h"
#include <string.h>

/* The first word is looked up by its first three letters or by the last two of an ending. */
static gboolean
is_found (const char *phrase)
{
  gsize length = strcspn (phrase, " ");
  const char *star = memchr (phrase, '*', length);
  if (star == NULL)
    return *phrase != '~';
  const char *ending = star + 1;
  return g_utf8_strlen (phrase, star - phrase) >= 3
         || g_utf8_strlen (ending, phrase + length - ending) >= 2;
}

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
  if (!is_found (text))
    {
      g_test_message ("never found: %s", phrase);
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
endings (void)
{
  /* verbs that stand in no table; five letters at least, more than the ending alone */
  g_assert_true (classes_of ("Замаринуйте курицу") & KT_PHRASE_ASK);
  g_assert_true (classes_of ("Марта, дайте ему адрес") & KT_PHRASE_ASK);
  g_assert_false (classes_of ("Ойте") & KT_PHRASE_ASK);
  /* in the middle of a phrase, and with its beginning said too */
  g_assert_true (classes_of ("Буду вечером шпаклевать") == classes_of ("Вечером шпаклевать"));
  g_assert_true (classes_of ("Буду точно шпаклевать") & KT_PHRASE_PROMISE);
  g_assert_true (classes_of ("Перештукатурю, перегруппирую") & KT_PHRASE_PROMISE);
  g_assert_false (classes_of ("Оперирую") & KT_PHRASE_PROMISE);
  /* whole words win over endings, longer endings over shorter */
  g_assert_false (classes_of ("Берегите себя") & KT_PHRASE_ASK);
  g_assert_false (classes_of ("Это на новом сайте") & KT_PHRASE_ASK);
  g_assert_true (classes_of ("Договорюсь с ними") & KT_PHRASE_PROMISE);
  g_assert_false (classes_of ("Занимаюсь йогой") & KT_PHRASE_PROMISE);
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
  g_test_add_func ("/lexicon/endings", endings);
  g_test_add_func ("/lexicon/limits", limits);
  return g_test_run ();
}
