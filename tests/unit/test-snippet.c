#include "config.h"
#include "kontor/search.h"

#include <sqlite3.h>
#include <string.h>

static sqlite3 *
open_texts (void)
{
  sqlite3 *db = NULL;
  sqlite3_open (":memory:", &db);
  g_assert_true (kt_tokenizer_register (db, NULL));
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE TABLE d (id INTEGER PRIMARY KEY, s TEXT, t TEXT);"
                                 "CREATE VIRTUAL TABLE f USING fts5 (s, t, content = 'd',"
                                 " content_rowid = 'id', tokenize = 'kontor')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  return db;
}

/* Hits in brackets; "error": the call was refused. */
static char *
ask (sqlite3 *db, const char *sql, const char *query, int words)
{
  sqlite3_stmt *statement = NULL;
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, query, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, words);
  int code = sqlite3_step (statement);
  const char *text = code == SQLITE_ROW ? (const char *)sqlite3_column_text (statement, 0) : NULL;
  char *got = g_strdup (text != NULL ? text : "error");
  sqlite3_finalize (statement);
  for (char *p = got; *p != '\0'; p++)
    *p = *p == '\002' ? '[' : *p == '\003' ? ']' : *p;
  return got;
}

#define SNIPPET "SELECT kt_snippet (f, 1, d.t, ?2) FROM f JOIN d ON d.id = f.rowid WHERE f MATCH ?1"
#define FTS5_SNIPPET "SELECT snippet (f, 1, char (2), char (3), '…', ?2) FROM f WHERE f MATCH ?1"

static char *
snippet (const char *sql, const char *text, const char *query, int words)
{
  sqlite3 *db = open_texts ();
  sqlite3_stmt *put = NULL;
  sqlite3_prepare_v2 (db, "INSERT INTO d VALUES (1, 'the subject', ?1)", -1, &put, NULL);
  sqlite3_bind_text (put, 1, text, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (put), ==, SQLITE_DONE);
  sqlite3_finalize (put);
  sqlite3_exec (db, "INSERT INTO f (f) VALUES ('rebuild')", NULL, NULL, NULL);
  char *got = ask (db, sql, query, words);
  sqlite3_close (db);
  return got;
}

#define TEN "one two three four five six seven eight nine ten"

/* What FTS5's snippet() shows of the same. */
static void
test_chosen (void)
{
  static const struct
  {
    const char *text, *query;
    int words;
    const char *expected;
  } cases[] = {
    { "short", "short", 5, "[short]" },
    { "a short text.", "short", 5, "a [short] text." },
    /* marks of its own do not pass for hits */
    { "a \002forged\003 short\037 text", "short", 5, "a ␂forged␃ [short]\037 text" },
    { "", "subject", 5, "" },
    { TEN, "subject", 3, "one two three…" },
    { TEN, "one", 3, "[one] two three…" },
    { TEN, "seven", 3, "…six [seven] eight…" },
    { TEN, "ten", 3, "…eight nine [ten]" },
    { TEN, "two OR three OR nine", 4, "one [two] [three] four…" },
    { TEN, "one OR eight OR nine", 4, "…seven [eight] [nine] ten" },
    { TEN, "\"two three\"", 4, "one [two three] four…" },
    { TEN, "\"two three\" OR \"three four\"", 5, "one [two three four] five…" },
    { TEN, "\"two three four five\"", 2, "one [two]…" },
    { TEN, "\"se\"*", 3, "…six [seven] eight…" },
    { TEN ". New words here", "words", 3, "…New [words] here" },
    { "One here. New words follow " TEN, "words", 4, "…New [words] follow one…" },
    { "One here: new words follow " TEN, "words", 4, "…new [words] follow one…" },
    { "One here, new words follow " TEN, "words", 4, "One here, new [words]…" },
    { "word and word and more and word word word", "word", 4, "[word] and [word] and…" },
    { "Ещё ёлка, п'ятниця и край.\n", "елка", 2, "Ещё [ёлка]…" },
    { "Ещё ёлка, п'ятниця и край.\n", "край", 2, "…и [край].\n" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = snippet (SNIPPET, cases[i].text, cases[i].query, cases[i].words);
      g_test_message ("%s in %s", cases[i].query, cases[i].text);
      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

/* A text of no hit within reach of the first is read to its end. */
static void
test_far (void)
{
  g_autoptr (GString) text = g_string_new ("hit ");
  for (guint i = 0; i < 3000; i++)
    g_string_append (text, "x ");
  g_string_append (text, "hit other end");
  g_autofree char *both = snippet (SNIPPET, text->str, "hit other", 4);
  g_assert_cmpstr (both, ==, "…x [hit] [other] end");
  g_autofree char *first = snippet (SNIPPET, text->str, "hit", 4);
  g_assert_cmpstr (first, ==, "[hit] x x x…");
}

static GString *
random_text (GRand *random, const char *const *words, guint n_words)
{
  GString *text = g_string_new (NULL);
  for (int n = g_rand_int_range (random, 0, 40); n > 0; n--)
    g_string_append_printf (text, "%s%s", words[g_rand_int_range (random, 0, (gint32)n_words)],
                            g_rand_int_range (random, 0, 6) == 0 ? ". " : " ");
  return text;
}

/* What FTS5's own shows, whatever the text. */
static void
test_as_fts5 (void)
{
  static const char *const words[] = { "hit", "other", "x", "y", "x", "y", "x" };
  static const char *const queries[]
      = { "hit", "hit OR other", "\"hit other\" OR hit", "\"hit x\" OR \"x hit\" OR other", "x" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  for (guint i = 0; i < 600; i++)
    {
      const char *query = queries[i % G_N_ELEMENTS (queries)];
      int shown = g_rand_int_range (random, 2, 12);
      g_autoptr (GString) text = random_text (random, words, G_N_ELEMENTS (words));
      g_autofree char *ours = snippet (SNIPPET, text->str, query, shown);
      g_autofree char *theirs = snippet (FTS5_SNIPPET, text->str, query, shown);
      g_test_message ("%s: %s (%d)", query, text->str, shown);
      g_assert_cmpstr (ours, ==, theirs);
    }
}

/* A text of hits only: were each compared with all, this would take minutes. */
static void
test_very_many (void)
{
  g_autoptr (GString) text = g_string_new ("x. ");
  for (guint i = 0; i < 300000; i++)
    g_string_append (text, i % 10 == 9 ? "hit. " : "hit ");
  g_string_append (text, "other end");
  g_autofree char *got = snippet (SNIPPET, text->str, "hit OR other", 3);
  g_assert_cmpstr (got, ==, "…[hit] [hit]. [other]…");
}

static void
test_refused (void)
{
  static const char *const calls[]
      = { "kt_snippet (f, 1, 'text', 0 * ?2)", "kt_snippet (f, 1, 'text', 65 + ?2)",
          "kt_snippet (f, 1, ?2)", "kt_snippet (f)" };
  sqlite3 *db = open_texts ();
  sqlite3_exec (db,
                "INSERT INTO d VALUES (1, 'subject', 'text');"
                "INSERT INTO f (f) VALUES ('rebuild')",
                NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM f WHERE f MATCH ?1", calls[i]);
      g_autofree char *got = ask (db, sql, "text", 1);
      g_assert_cmpstr (got, ==, "error");
    }
  g_autofree char *none
      = ask (db, "SELECT kt_snippet (f, 1, NULL, 5) FROM f WHERE f MATCH ?1", "subject", 5);
  g_assert_cmpstr (none, ==, "");
  /* a text that is not the one that was indexed */
  g_autofree char *other
      = ask (db, "SELECT kt_snippet (f, 1, '', 5) FROM f WHERE f MATCH ?1", "text", 5);
  g_assert_cmpstr (other, ==, "");
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snippet/chosen", test_chosen);
  g_test_add_func ("/snippet/far", test_far);
  g_test_add_func ("/snippet/as-fts5", test_as_fts5);
  g_test_add_func ("/snippet/very-many", test_very_many);
  g_test_add_func ("/snippet/refused", test_refused);
  return g_test_run ();
}
