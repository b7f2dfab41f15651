#include "config.h"
#include "kontor/error.h"
#include "kontor/search.h"
#include "mirror-fixture.h"

static void
test_queries (void)
{
  static const struct
  {
    const char *words, *query;
  } cases[] = {
    { "catalogue", "\"catalogue\"*" },
    { "cat", "\"cat\"" },
    { "\"catalogue\"", "\"catalogue\"" },
    { "2026 29888777 c4da", "\"2026\" \"29888777\" \"c4da\"" },
    { "договор", "\"договор\"*" },
    { "  two   words ", "\"two\" \"words\"*" },
    { "anna@x", "\"anna@x\"" },
    { "follow-up", "\"follow-up\"" },
    { "NOT", "\"NOT\"" },
    { "a AND b OR", "\"a\" \"AND\" \"b\" \"OR\"" },
    { "kal*", "\"kal\"*" },
    { "kal**", "\"kal\"*" },
    { "\"two words\"", "\"two words\"" },
    { "\"two wor\"* x", "\"two wor\"* \"x\"" },
    { "\"open", "\"open\"" },
    { "a\"b\"c", "\"a\" \"b\" \"c\"" },
    { "(x) {y} ^z text:w", "\"(x)\" \"{y}\" \"^z\" \"text:w\"" },
    { "! x -- *", "\"x\"" },
    { "ё", "\"ё\"" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *query = kt_search_query (cases[i].words, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (query, ==, cases[i].query);
    }
}

static void
test_nothing_to_search (void)
{
  static const char *const cases[] = { "", " ", "*", "\"\"", "-- !", "\"", "😀" };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (kt_search_query (cases[i], &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
    }
}

static void
test_too_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *at_limit = g_strnfill (1000, 'a'), *over = g_strnfill (1001, 'a');
  g_autofree char *query G_GNUC_UNUSED = kt_search_query (at_limit, &error);
  g_assert_no_error (error);
  g_assert_null (kt_search_query (over, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
}

static void
put_text (Office *office, guint n, const char *text)
{
  g_autofree char *id = g_strdup_printf ("%u", n);
  Draft draft = { .id = id, .time = 1000 + n, .subject = "About", .text = text };
  put_letter (office, 1, n, KT_DIRECTION_IN, &draft);
}

static guint
hits (Office *office, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kt_search (office->store, words, 50, &error);
  g_assert_no_error (error);
  return list->len;
}

static void
test_foldings (Office *office, gconstpointer data)
{
  static const struct
  {
    const char *text, *found_by[4], *not_by[3];
  } cases[] = {
    { "Ёлка ещё стоит", { "елка", "ЁЛКА", "\"ёлка еще\"" }, { "ёлк" } },
    { "Vārds Bērziņa", { "vards", "VĀRDS", "berzina", "bērziņa" }, { "var" } },
    { "до п'ятниці", { "пʼятниці", "п’ятниці", "п'ятниці" }, { "пятниця*" } },
    { "до обʼєкта", { "об'єкта", "об’єкта" }, { "обекта" } },
    { "мій край", { "мій", "край" }, { "мии", "краи" } },
    { "Ґанок біля хати", { "ганок", "ґанок" }, { "канок" } },
    { "Їжак", { "їжак" }, { "іжак" } },
    { "e\xcc\x81t\xc3\xa9 ma\xcc\x84"
      "te",
      { "ete", "été" },
      { "et" } },
    { "\xd0\xb8\xcc\x86од", { "йод" }, { "иод" } },
    { "mail anna@brize.example now",
      { "anna@brize.example", "brize.example" },
      { "anna@example" } },
    { "a follow-up call", { "follow-up", "\"follow up\"", "follow" }, { "\"up follow\"" } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    put_text (office, i + 1, cases[i].text);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint k = 0; k < 4 && cases[i].found_by[k] != NULL; k++)
        {
          g_test_message ("%s in %s", cases[i].found_by[k], cases[i].text);
          g_assert_cmpuint (hits (office, cases[i].found_by[k]), ==, 1);
        }
      for (guint k = 0; k < 3 && cases[i].not_by[k] != NULL; k++)
        {
          g_test_message ("%s not in %s", cases[i].not_by[k], cases[i].text);
          g_assert_cmpuint (hits (office, cases[i].not_by[k]), ==, 0);
        }
    }
}

static void
test_prefix_and_phrase (Office *office, gconstpointer data)
{
  put_text (office, 1, "the catalogue of wine labels");
  put_text (office, 2, "labels of the wine catalogue");
  g_assert_cmpuint (hits (office, "wine labels"), ==, 2);
  g_assert_cmpuint (hits (office, "\"wine labels\""), ==, 1);
  g_assert_cmpuint (hits (office, "cata*"), ==, 2);
  g_assert_cmpuint (hits (office, "cata"), ==, 2);
  g_assert_cmpuint (hits (office, "cat"), ==, 0);
  g_assert_cmpuint (hits (office, "\"cata\""), ==, 0);
  g_assert_cmpuint (hits (office, "\"wine cat\"*"), ==, 1);
}

static void
test_newest_first (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put_text (office, 3, "a word here");
  put_text (office, 9, "one more word in the end");
  put_text (office, 5, "a word there");
  g_autoptr (GPtrArray) list = kt_search (office->store, "word", 2, &error);
  g_assert_cmpuint (list->len, ==, 2);
  const KtHit *first = list->pdata[0], *second = list->pdata[1];
  g_assert_cmpint (first->kind, ==, KT_HIT_LETTER);
  g_assert_cmpint (first->time, ==, 1009);
  g_assert_cmpint (second->time, ==, 1005);
  g_assert_cmpstr (first->title, ==, "About");
  g_assert_cmpstr (first->snippet, ==, "one more \002word\003 in the end");
}

static void
test_subject_only (Office *office, gconstpointer data)
{
  Draft draft
      = { .id = "x", .time = 7, .kind = KT_KIND_BULK, .subject = "Autumn sale", .text = "secret" };
  put_letter (office, 1, 1, KT_DIRECTION_IN, &draft);
  g_assert_cmpuint (hits (office, "sale"), ==, 1);
  g_assert_cmpuint (hits (office, "secret"), ==, 0);
}

static void
test_the_book (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  office_sql (office->store,
              "INSERT INTO contact (id, name, fold, company, created, updated) VALUES"
              " (5, 'Zane Kalns', 'zane kalns', NULL, 1, 1),"
              " (6, 'Toms Ozols', 'toms ozols', 'Kalns un Ko', 1, 1);"
              "INSERT INTO note (id, contact, kind, at, text, created, updated)"
              " VALUES (7, 5, 'call', 100, 'asked Kalns about paper', 1, 1);"
              "INSERT INTO reminder (id, contact, text, due_local, tzid, due_at, start_local, uid,"
              " created, updated) VALUES (8, NULL, 'call Kalns', '2026-11-25', 'Europe/Riga', 200,"
              " '2026-11-25', 'u', 1, 1)");
  put_text (office, 1, "Kalns was here");
  g_autoptr (GPtrArray) list = kt_search (office->store, "kalns", 50, &error);
  g_assert_no_error (error);
  static const KtHitKind kinds[]
      = { KT_HIT_CONTACT, KT_HIT_CONTACT, KT_HIT_NOTE, KT_HIT_REMINDER, KT_HIT_LETTER };
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpint (((KtHit *)list->pdata[i])->kind, ==, kinds[i]);
  const KtHit *company = list->pdata[0], *note = list->pdata[2], *reminder = list->pdata[3];
  g_assert_cmpstr (company->title, ==, "Toms Ozols");
  g_assert_cmpstr (company->snippet, ==, "\002Kalns\003 un Ko");
  g_assert_cmpint (note->contact, ==, 5);
  g_assert_cmpstr (note->title, ==, "Zane Kalns");
  g_assert_cmpstr (reminder->title, ==, "");
  g_assert_cmpint (reminder->time, ==, 200);
}

/* Anna's letters: Toms Kalns wrote two, one of them of a contract; Zane wrote of Kalns. */
static void
test_by_person (Office *office, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint letters;
  } cases[] = {
    { "kalns", 1 }, /* the text is found first */
    { "toms", 2 },  /* nobody writes of him by that name */
    { "toms договор", 1 },
    { "договор toms", 1 },
    { "toms kalns договор", 1 },
    { "zane договор", 0 },
    { "toms zane договор", 0 }, /* two people are not one */
    { "\"toms kalns\" договор", 1 },
    { "brize.example договор", 1 },
    { "to договор", 0 },        /* too short for a name */
    { "oms договор", 0 },       /* no beginning */
    { "virsnieks договор", 1 }, /* what the card calls him */
  };
  const Draft drafts[] = {
    { .id = "a",
      .time = 1,
      .subject = "x",
      .text = "по договору",
      .people = { "f toms@brize.example Toms Kalns" } },
    { .id = "b",
      .time = 2,
      .subject = "y",
      .text = "wine",
      .people = { "f toms@brize.example Toms Kalns" } },
    { .id = "c",
      .time = 3,
      .subject = "z",
      .text = "about Kalns",
      .people = { "f zane@other.example Zane" } },
  };
  office_sql (
      office->store,
      "INSERT INTO contact (id, name, fold, created, updated) VALUES"
      " (5, 'Virsnieks', 'virsnieks', 1, 1);"
      "INSERT INTO contact_point (id, contact, kind, raw, norm, match, created) VALUES"
      " (6, 5, 'email', 'toms@brize.example', 'toms@brize.example', 'toms@brize.example', 1)");
  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    put_letter (office, 1, i + 1, KT_DIRECTION_IN, &drafts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) list = kt_search (office->store, cases[i].words, 50, &error);
      guint letters = 0;
      g_assert_no_error (error);
      for (guint k = 0; k < list->len; k++)
        letters += ((KtHit *)list->pdata[k])->kind == KT_HIT_LETTER;
      g_test_message ("%s", cases[i].words);
      g_assert_cmpuint (letters, ==, cases[i].letters);
    }
  g_autoptr (GPtrArray) list = kt_search (office->store, "toms договор", 50, NULL);
  const KtHit *hit = list->pdata[0];
  g_assert_cmpstr (hit->name, ==, "Toms Kalns");
  g_assert_cmpstr (hit->address, ==, "toms@brize.example");
}

/* What was mixed is found by its words, under the client's name. */
static void
test_formulas (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  office_sql (office->store, "INSERT INTO contact (id, name, fold, created, updated)"
                             " VALUES (21, 'Zane Ozola', 'zane ozola', 1, 1);"
                             "INSERT INTO formula (id, contact, kind, at, text, created, updated)"
                             " VALUES (31, 21, 'colour', 100, 'Igora 7.1 30 g, 6 %', 1, 1),"
                             " (32, 21, 'colour', 200, 'igora 8.0 15 g', 1, 1)");
  g_autoptr (GPtrArray) hits = kt_search (office->store, "igora", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 2);
  const KtHit *hit = hits->pdata[0];
  g_assert_cmpint (hit->kind, ==, KT_HIT_FORMULA);
  g_assert_cmpint (hit->key, ==, 32);
  g_assert_cmpint (hit->contact, ==, 21);
  g_assert_cmpstr (hit->title, ==, "Zane Ozola");
  g_assert_cmpstr (hit->snippet, ==, "colour: \002igora\003 8.0 15 g");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/queries", test_queries);
  g_test_add_func ("/search/nothing", test_nothing_to_search);
  g_test_add_func ("/search/too-long", test_too_long);
  add_office ("/search/foldings", test_foldings);
  add_office ("/search/prefix-and-phrase", test_prefix_and_phrase);
  add_office ("/search/newest-first", test_newest_first);
  add_office ("/search/subject-only", test_subject_only);
  add_office ("/search/by-person", test_by_person);
  add_office ("/search/the-book", test_the_book);
  add_office ("/search/formulas", test_formulas);
  return g_test_run ();
}
