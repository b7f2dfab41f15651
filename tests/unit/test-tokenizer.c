#include "config.h"
#include "kontor/search.h"

#include <sqlite3.h>
#include <string.h>

/* Tokens as the index has them, in order, by spaces. */
static char *
tokens (const char *text)
{
  sqlite3 *db = NULL;
  sqlite3_open (":memory:", &db);
  g_assert_true (kt_tokenizer_register (db, NULL));
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE VIRTUAL TABLE f USING fts5 (t, tokenize = 'kontor');"
                                 "CREATE VIRTUAL TABLE v USING fts5vocab ('f', 'instance')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_stmt *statement = NULL;
  sqlite3_prepare_v2 (db, "INSERT INTO f VALUES (?1)", -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  GString *all = g_string_new (NULL);
  sqlite3_prepare_v2 (db, "SELECT term FROM v ORDER BY offset", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "",
                            (const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (all, FALSE);
}

/* The text with every hit of query in brackets: shows the original offsets. */
static char *
highlight (const char *text, const char *query)
{
  sqlite3 *db = NULL;
  sqlite3_open (":memory:", &db);
  g_assert_true (kt_tokenizer_register (db, NULL));
  sqlite3_exec (db, "CREATE VIRTUAL TABLE f USING fts5 (t, tokenize = 'kontor')", NULL, NULL, NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3_prepare_v2 (db, "INSERT INTO f VALUES (?1)", -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  sqlite3_prepare_v2 (db, "SELECT highlight (f, 0, '[', ']') FROM f WHERE f MATCH ?1", -1,
                      &statement, NULL);
  sqlite3_bind_text (statement, 1, query, -1, SQLITE_STATIC);
  char *result = sqlite3_step (statement) == SQLITE_ROW
                     ? g_strdup ((const char *)sqlite3_column_text (statement, 0))
                     : g_strdup ("");
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return result;
}

static void
check_tokens (const char *text, const char *expected)
{
  g_autofree char *got = tokens (text);
  g_assert_cmpstr (got, ==, expected);
}

static void
check_highlight (const char *text, const char *query, const char *expected)
{
  g_autofree char *got = highlight (text, query);
  g_assert_cmpstr (got, ==, expected);
}

static gboolean
is_ours (gunichar c)
{
  return g_utf8_strchr ("ЁёҐґʼ’'", -1, c) != NULL;
}

/* Every other character is what unicode61 makes of it; far ones by samples. */
static void
test_as_unicode61 (void)
{
  const char *sql
      = "CREATE VIRTUAL TABLE k USING fts5 (t, tokenize = 'kontor');"
        "CREATE VIRTUAL TABLE u USING fts5 (t, tokenize = 'unicode61 remove_diacritics 2');"
        "CREATE VIRTUAL TABLE kv USING fts5vocab ('k', 'instance');"
        "CREATE VIRTUAL TABLE uv USING fts5vocab ('u', 'instance'); BEGIN";
  sqlite3 *db = NULL;
  sqlite3_stmt *put[2] = { NULL }, *differ = NULL;
  sqlite3_open (":memory:", &db);
  g_assert_true (kt_tokenizer_register (db, NULL));
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "INSERT INTO k (rowid, t) VALUES (?1, ?2)", -1, &put[0], NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO u (rowid, t) VALUES (?1, ?2)", -1, &put[1], NULL);
  for (gunichar c = 1; c < 0x20000; c += c < 0x3000 ? 1 : 61)
    {
      char one[8] = "";
      if (!g_unichar_validate (c) || is_ours (c))
        continue;
      g_unichar_to_utf8 (c, one);
      g_autofree char *text = g_strconcat ("a", one, "b ", one, "c", one, " ", one, NULL);
      for (guint i = 0; i < 2; i++)
        {
          sqlite3_bind_int64 (put[i], 1, c);
          sqlite3_bind_text (put[i], 2, text, -1, SQLITE_STATIC);
          g_assert_cmpint (sqlite3_step (put[i]), ==, SQLITE_DONE);
          sqlite3_reset (put[i]);
        }
    }
  sqlite3_prepare_v2 (db,
                      "SELECT doc FROM (SELECT doc, offset, term FROM kv EXCEPT"
                      " SELECT doc, offset, term FROM uv) UNION ALL"
                      " SELECT doc FROM (SELECT doc, offset, term FROM uv EXCEPT"
                      " SELECT doc, offset, term FROM kv) LIMIT 1",
                      -1, &differ, NULL);
  if (sqlite3_step (differ) == SQLITE_ROW)
    g_error ("U+%04X differs", (guint)sqlite3_column_int (differ, 0));
  sqlite3_finalize (put[0]);
  sqlite3_finalize (put[1]);
  sqlite3_finalize (differ);
  sqlite3_close (db);
}

static void
test_letters (void)
{
  check_tokens ("Ёлка ещё", "елка еще");
  check_tokens ("Ґанок ґава", "ганок гава");
  check_tokens ("мой МОЙ йод Йод", "мой мой йод йод");
  check_tokens ("їжак Їжак", "їжак їжак");
  check_tokens ("Āboliņa ŪDRE", "abolina udre");
  check_tokens ("и й", "и й");
}

/* unicode61 alone would take the marks off and make и of й. */
static void
test_decomposed (void)
{
  check_tokens ("мои\xcc\x86 И\xcc\x86од", "мой йод");
  check_tokens ("і\xcc\x88жак І\xcc\x88жак", "їжак їжак");
  check_tokens ("е\xcc\x88лка Е\xcc\x88", "елка е");
  check_tokens ("A\xcc\x84"
                "bolin\xcc\xa7"
                "a",
                "abolina");
}

static void
test_apostrophes (void)
{
  check_tokens ("п'ятниці п’ятниці пʼятниці", "пятниці пятниці пятниці");
  check_tokens ("don't O’Neill", "dont oneill");
  check_tokens ("'quoted' ’quoted’ ʼquotedʼ", "quoted quoted quoted");
  check_tokens ("dogs' tail", "dogs tail");
  check_tokens ("' ’ ʼ '' a''b", "a b");
  check_tokens ("rock 'n' roll", "rock n roll");
  check_tokens ("й'ґ", "йг");
  check_tokens ("и\xcc\x86'ё", "йе");
}

static void
test_plain (void)
{
  check_tokens ("", "");
  check_tokens ("anna@x.example follow-up 2026-11", "anna x example follow up 2026 11");
  check_tokens ("'", "");
}

static void
test_offsets (void)
{
  check_highlight ("до п’ятниці, потім", "пятниці", "до [п’ятниці], потім");
  check_highlight ("до п’ятниці, потім", "потім", "до п’ятниці, [потім]");
  check_highlight ("п'ят п'ят кінець", "кінець", "п'ят п'ят [кінець]");
  check_highlight ("ещё ёлка ё", "\"Ёлка\"", "ещё [ёлка] ё");
  check_highlight ("мои\xcc\x86 дом", "мой", "[мои\xcc\x86] дом");
  check_highlight ("мои\xcc\x86 дом", "дом", "мои\xcc\x86 [дом]");
  check_highlight ("'a' b", "b", "'a' [b]");
  check_highlight ("Ā п'я", "\"п’я\"", "Ā [п'я]");
}

static void
test_phrase_and_prefix (void)
{
  check_highlight ("ещё стоит ёлка", "\"еще стоит\"", "[ещё стоит] ёлка");
  check_highlight ("п'ятниця", "\"п’ят\" *", "[п'ятниця]");
}

/* Octets that are no UTF-8 must neither crash nor loop. */
static void
test_broken (void)
{
  static const char *const texts[] = { "\xd0",     "a\xca",        "'\xff'", "\xff'\xff", "и\xcc",
                                       "\xe2\x80", "\xe2\x80\x99", "a'\xd0", "\x80'a" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *got = tokens (texts[i]);
      g_assert_nonnull (got);
    }
}

static void
test_long (void)
{
  GString *text = g_string_new (NULL);
  for (int i = 0; i < 20000; i++)
    g_string_append (text, "п'ять ё ");
  g_string_append (text, "кінець");
  g_autofree char *marked = highlight (text->str, "кінець");
  g_assert_true (g_str_has_suffix (marked, "ё [кінець]"));
  g_assert_cmpuint (strlen (marked), ==, text->len + 2);
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tokenizer/as-unicode61", test_as_unicode61);
  g_test_add_func ("/tokenizer/letters", test_letters);
  g_test_add_func ("/tokenizer/decomposed", test_decomposed);
  g_test_add_func ("/tokenizer/apostrophes", test_apostrophes);
  g_test_add_func ("/tokenizer/plain", test_plain);
  g_test_add_func ("/tokenizer/offsets", test_offsets);
  g_test_add_func ("/tokenizer/phrase-and-prefix", test_phrase_and_prefix);
  g_test_add_func ("/tokenizer/broken", test_broken);
  g_test_add_func ("/tokenizer/long", test_long);
  return g_test_run ();
}
