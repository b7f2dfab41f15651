#include "config.h"
#include "../../src/store/store-private.h"
#include "book-fixture.h"
#include "kontor/error.h"
#include "kontor/search.h"

/* Widening a CHECK means building the table anew, with children that refer to it. */
#define REBUILD_CONTACT                                                                            \
  "CREATE TABLE contact_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL"       \
  " CHECK (kind IN ('person', 'company', 'pet'))) STRICT;"                                         \
  "INSERT INTO contact_new SELECT id, name, kind FROM contact;"                                    \
  "DROP TABLE contact; ALTER TABLE contact_new RENAME TO contact;"

static sqlite3 *
open_raw (const char *file)
{
  sqlite3 *db = NULL;
  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  g_assert_true (kt_tokenizer_register (db, NULL));
  sqlite3_exec (db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
  return db;
}

static gint64
number (sqlite3 *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;
  kt_sqlite_number (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* The migrations up to a number and those given after it. */
static KtMigration *
up_to (int last, const KtMigration *more)
{
  GArray *all = g_array_new (TRUE, TRUE, sizeof (KtMigration));
  for (const KtMigration *m = kt_book_migrations; m->number != 0 && m->number <= last; m++)
    g_array_append_vals (all, m, 1);
  for (; more != NULL && more->number != 0; more++)
    g_array_append_vals (all, more, 1);
  return (KtMigration *)g_array_free (all, FALSE);
}

static void
run_fixture (sqlite3 *db, int version)
{
  g_autofree char *name = g_strdup_printf ("book-%03d.sql", version);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "tests", "fixtures", name, NULL);
  g_autofree char *sql = NULL;
  char *message = NULL;
  g_assert_true (g_file_get_contents (file, &sql, NULL, NULL));
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* A book of an older version that came up from the first; the fixture of each version fills what
 * came with it. */
static void
make_old_book (Office *office, int version)
{
  kt_store_close (g_steal_pointer (&office->store));
  g_unlink (office->paths.book);
  sqlite3 *db = open_raw (office->paths.book);
  for (int step = 1; step <= version; step++)
    {
      g_autofree KtMigration *migrations = up_to (step, NULL);
      KtSchema schema = { "main", office->paths.book, migrations, 0x4b54626b };
      g_autoptr (GError) error = NULL;
      g_assert_true (kt_schema_migrate (db, &schema, office->paths.data, &error));
      run_fixture (db, step);
    }
  sqlite3_close (db);
}

static GHashTable *
count_tables (sqlite3 *db)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const char *const *table = KT_JOURNALED; *table != NULL; table++)
    {
      g_autofree char *known
          = g_strdup_printf ("SELECT count(*) FROM main.sqlite_schema WHERE name = '%s'", *table);
      if (number (db, known) == 0)
        continue; /* younger than this book */
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", *table);
      g_hash_table_insert (counts, g_strdup (*table), GINT_TO_POINTER (number (db, sql)));
    }
  g_hash_table_insert (counts, g_strdup ("journal"),
                       GINT_TO_POINTER (number (db, "SELECT count(*) FROM journal")));
  return counts;
}

/* Every released version, brought up to date, keeps every row. */
static void
test_fixtures (Office *office, gconstpointer data)
{
  for (const KtMigration *m = kt_book_migrations; m->number != 0; m++)
    {
      make_old_book (office, m->number);
      sqlite3 *db = open_raw (office->paths.book);
      g_autoptr (GHashTable) before = count_tables (db);
      sqlite3_close (db);
      office->store = office_open (office, KT_STORE_WRITE);
      g_autoptr (GHashTable) after = count_tables (kt_store_db (office->store));
      GHashTableIter iterator;
      gpointer table, count;
      g_hash_table_iter_init (&iterator, before);
      while (g_hash_table_iter_next (&iterator, &table, &count))
        {
          g_test_message ("version %d, %s: %d rows", m->number, (char *)table,
                          GPOINTER_TO_INT (count));
          g_assert_cmpint (GPOINTER_TO_INT (count), >, 0);
          g_assert_true (g_hash_table_lookup (after, table) == count);
        }
      assert_value (office->store, "PRAGMA integrity_check", "ok");
      assert_value (office->store, "PRAGMA foreign_key_check", "");
      assert_value (office->store, "SELECT count(*) FROM note_fts WHERE note_fts MATCH 'елка'",
                    "1");
    }
}

static void
test_rebuild_keeps_children (Office *office, gconstpointer data)
{
  make_old_book (office, 1);
  const KtMigration more[] = { { 2, "002-pets.sql", REBUILD_CONTACT }, { 0, NULL, NULL } };
  g_autofree KtMigration *migrations = up_to (1, more);
  KtSchema schema = { "main", office->paths.book, migrations, 0x4b54626b };
  sqlite3 *db = open_raw (office->paths.book);
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_schema_migrate (db, &schema, office->paths.data, &error));
  g_assert_no_error (error);
  g_assert_cmpint (number (db, "SELECT count(*) FROM contact_point"), ==, 4);
  g_assert_cmpint (number (db, "SELECT count(*) FROM contact"), ==, 3);
  g_assert_cmpint (number (db, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (number (db, "PRAGMA foreign_keys"), ==, 1);
  sqlite3_close (db);
  g_autofree char *copy = g_build_filename (office->paths.data, "book-before-002.db", NULL);
  db = open_raw (copy);
  g_assert_cmpint (number (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (number (db, "SELECT count(*) FROM contact WHERE cadence = 42"), ==, 1);
  sqlite3_close (db);
  GStatBuf status;
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
}

/* What goes wrong leaves the book as it was, with the copy beside it. */
static void
check_refused (Office *office, const char *sql)
{
  make_old_book (office, 1);
  const KtMigration more[] = { { 2, "002-wrong.sql", sql }, { 0, NULL, NULL } };
  g_autofree KtMigration *migrations = up_to (1, more);
  KtSchema schema = { "main", office->paths.book, migrations, 0x4b54626b };
  sqlite3 *db = open_raw (office->paths.book);
  g_autoptr (GError) error = NULL;
  g_assert_false (kt_schema_migrate (db, &schema, office->paths.data, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_assert_cmpint (number (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (number (db, "SELECT count(*) FROM contact"), ==, 3);
  g_assert_cmpint (number (db, "SELECT count(*) FROM contact_point"), ==, 4);
  g_assert_cmpint (number (db, "PRAGMA foreign_keys"), ==, 1);
  sqlite3_close (db);
}

static void
test_orphans_refused (Office *office, gconstpointer data)
{
  check_refused (office, "DELETE FROM contact WHERE id = 101;");
}

static void
test_bad_sql_refused (Office *office, gconstpointer data)
{
  check_refused (office, "DELETE FROM contact_point; CREATE TABLE broken (;");
}

/* Without room for the copy nothing is begun. */
static void
test_no_copy_no_migration (Office *office, gconstpointer data)
{
  make_old_book (office, 1);
  const KtMigration more[] = { { 2, "002-pets.sql", REBUILD_CONTACT }, { 0, NULL, NULL } };
  g_autofree KtMigration *migrations = up_to (1, more);
  KtSchema schema = { "main", office->paths.book, migrations, 0x4b54626b };
  sqlite3 *db = open_raw (office->paths.book);
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (office->paths.data, "missing", NULL);
  g_assert_false (kt_schema_migrate (db, &schema, nowhere, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_assert_cmpint (number (db, "PRAGMA user_version"), ==, 1);
  sqlite3_close (db);
}

static void
test_numbers_rise (void)
{
  const KtMigration *lists[] = { kt_book_migrations, kt_mirror_migrations };
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (int n = 0; lists[i][n].number != 0; n++)
      g_assert_cmpint (lists[i][n].number, ==, n + 1);
}

/* A mirror of before the address books keeps its calendars, as calendars. */
static void
test_mirror_books (Office *office, gconstpointer data)
{
  static const char rows[]
      = "INSERT INTO mirror.calendar (source, href, name, writable) VALUES ('s', '/c/', 'Work', 1);"
        "INSERT INTO mirror.object (calendar, href, etag, text) VALUES (1, '/c/a.ics', 'e', 't');";
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof (KtMigration));
  g_array_append_vals (all, kt_mirror_migrations, 2);
  g_autofree char *file = g_build_filename (office->paths.data, "old-mirror.db", NULL);
  KtSchema schema = { "mirror", file, (const KtMigration *)(void *)all->data, 0x4b546d72 };
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS mirror", file);
  sqlite3 *db = open_raw (":memory:");
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (sqlite3_exec (db, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (kt_schema_migrate (db, &schema, office->paths.data, &error));
  g_assert_cmpint (sqlite3_exec (db, rows, NULL, NULL, NULL), ==, SQLITE_OK);
  schema.migrations = kt_mirror_migrations;
  g_assert_true (kt_schema_migrate (db, &schema, office->paths.data, &error));
  g_assert_no_error (error);
  g_assert_cmpint (number (db, "PRAGMA mirror.user_version"), >=, 3);
  g_assert_cmpint (number (db,
                           "SELECT count(*) FROM mirror.calendar AS c JOIN mirror.object AS o"
                           " ON o.calendar = c.id WHERE c.kind = 'calendar' AND c.name = 'Work'"),
                   ==, 1);
  g_assert_cmpint (number (db, "SELECT count(*) FROM mirror.card"), ==, 0);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/migrate/fixtures", test_fixtures);
  add_office ("/migrate/rebuild-keeps-children", test_rebuild_keeps_children);
  add_office ("/migrate/orphans-refused", test_orphans_refused);
  add_office ("/migrate/bad-sql-refused", test_bad_sql_refused);
  add_office ("/migrate/no-copy-no-migration", test_no_copy_no_migration);
  add_office ("/migrate/mirror-books", test_mirror_books);
  g_test_add_func ("/migrate/numbers-rise", test_numbers_rise);
  return g_test_run ();
}
