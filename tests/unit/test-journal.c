#include "config.h"
#include "book-fixture.h"
#include "kontor/error.h"
#include "kontor/migrations.h"

static KtClock clock_of_test = { .now = NOW };

#define INSERT_ANNA                                                                                \
  "INSERT INTO contact (id, name, fold, created, updated) VALUES (1, 'Anna', 'anna', 1, 1)"
#define INSERT_NOTE                                                                                \
  "INSERT INTO note (id, contact, kind, at, text, created, updated)"                               \
  " VALUES (7, 1, 'note', 1, 'likes apples', 1, 1)"
#define NAMES "SELECT group_concat (name || ':' || updated, ' ') FROM contact"

/* One command: SQL as a journal entry. */
static gint64
command_of (KtStore *store, KtOrigin origin, const char *line, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = 0;
  g_assert_true (kt_journal_begin (store, origin, "test", &error));
  office_sql (store, sql);
  g_assert_true (kt_journal_commit (store, line, NOW, TRUE, &seq, &error));
  g_assert_no_error (error);
  g_assert_cmpint (seq, >, 0);
  return seq;
}

static gint64
command (KtStore *store, const char *line, const char *sql)
{
  return command_of (store, KT_ORIGIN_USER, line, sql);
}

static void
check_index (KtStore *store)
{
  office_sql (store, "INSERT INTO contact_fts (contact_fts, rank) VALUES ('integrity-check', 1)");
  office_sql (store, "INSERT INTO note_fts (note_fts, rank) VALUES ('integrity-check', 1)");
  office_sql (store, "INSERT INTO reminder_fts (reminder_fts, rank) VALUES ('integrity-check', 1)");
  assert_value (store, "SELECT count(*) FROM pragma_foreign_key_check", "0");
}

static guint
taken (GPtrArray *entries, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (entries);
  guint n = entries->len;
  g_ptr_array_unref (entries);
  return n;
}

static guint
undo (KtStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = kt_journal_undo (store, n, &clock_of_test, &error);
  return taken (entries, error);
}

static guint
undo_entry (KtStore *store, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = kt_journal_undo_entry (store, seq, &clock_of_test, &error);
  return taken (entries, error);
}

static guint
redo_n (KtStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = kt_journal_redo (store, n, &clock_of_test, &error);
  return taken (entries, error);
}

static guint
redo (KtStore *store)
{
  return redo_n (store, 0);
}

static char *
refused (GPtrArray *entries, GError *error, int code)
{
  g_assert_null (entries);
  g_assert_error (error, KT_ERROR, code);
  char *message = g_strdup (error->message);
  g_error_free (error);
  return message;
}

static char *
undo_refused (KtStore *store, guint n, int code)
{
  GError *error = NULL;
  GPtrArray *entries = kt_journal_undo (store, n, &clock_of_test, &error);
  return refused (entries, error, code);
}

static char *
undo_entry_refused (KtStore *store, gint64 seq, int code)
{
  GError *error = NULL;
  GPtrArray *entries = kt_journal_undo_entry (store, seq, &clock_of_test, &error);
  return refused (entries, error, code);
}

static char *
redo_n_refused (KtStore *store, guint n, int code)
{
  GError *error = NULL;
  GPtrArray *entries = kt_journal_redo (store, n, &clock_of_test, &error);
  return refused (entries, error, code);
}

static char *
redo_refused (KtStore *store, int code)
{
  return redo_n_refused (store, 0, code);
}

#define assert_has(text, part) g_assert_nonnull (strstr (text, part))

static void
test_every_table_is_named (Office *office, gconstpointer data)
{
  sqlite3_stmt *statement = kt_store_statement (
      office->store,
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')"
      " AND name NOT LIKE 'sqlite_%' ORDER BY name",
      NULL);
  guint n = 0;
  for (; kt_step (statement, NULL); n++)
    {
      const char *name = kt_column_text (statement, 0);
      if (g_strv_contains (KT_JOURNALED, name) == g_strv_contains (KT_NOT_JOURNALED, name))
        g_error ("table %s must be in one of KT_JOURNALED and KT_NOT_JOURNALED", name);
    }
  g_assert_cmpuint (
      n, ==, g_strv_length ((char **)KT_JOURNALED) + g_strv_length ((char **)KT_NOT_JOURNALED));
}

static void
test_key_is_first_column (Office *office, gconstpointer data)
{
  for (const char *const *table = KT_JOURNALED; *table != NULL; table++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT group_concat (cid) FROM pragma_table_info ('%s') WHERE pk > 0", *table);
      assert_value (office->store, sql, "0");
    }
}

/* What list_of() counts on: the column that says whose a row is. */
static void
test_owner_columns (Office *office, gconstpointer data)
{
  assert_value (
      office->store,
      "SELECT group_concat (m.name || p.cid, ' ') FROM main.sqlite_schema AS m,"
      " pragma_table_info (m.name) AS p WHERE p.name = 'contact'"
      " AND m.type = 'table' ORDER BY m.name",
      "contact_point1 contact_tag1 note1 reminder1 letter_verdict3 appointment1 waiting_list1"
      " formula1 allergy1 event_verdict3 contact_field1 relation1 contact_vcard1 deal1 invoice3");
}

static void
test_undo_redo_chain (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "contact Anna", INSERT_ANNA);
  command (store, "note Anna", INSERT_NOTE);
  command (store, "edit", "UPDATE contact SET name = 'Anna B', updated = 2 WHERE id = 1");
  g_assert_cmpuint (undo (store, 1), ==, 1);
  assert_value (store, NAMES, "Anna:1");
  g_assert_cmpuint (undo (store, 1), ==, 1);
  assert_value (store, "SELECT count(*) FROM note", "0");
  g_assert_cmpuint (redo (store), ==, 1);
  assert_value (store, "SELECT text FROM note", "likes apples");
  g_assert_cmpuint (redo (store), ==, 1);
  assert_value (store, NAMES, "Anna B:2");
  g_free (redo_refused (store, KT_ERROR_NOT_FOUND));
  check_index (store);
  /* several at once, but none in part */
  g_assert_cmpuint (undo (store, 1), ==, 1);
  g_assert_cmpuint (undo (store, 2), ==, 2);
  assert_value (store, "SELECT count(*) FROM contact", "0");
  g_free (redo_n_refused (store, 1, KT_ERROR_CONFLICT));
  g_autofree char *most = redo_n_refused (store, 4, KT_ERROR_NOT_FOUND);
  assert_has (most, "3 changes were taken back");
  g_assert_cmpuint (redo_n (store, 3), ==, 3);
  assert_value (store, NAMES, "Anna B:2");
  /* a command brought back is the newest again */
  g_assert_cmpuint (undo (store, 3), ==, 3);
  assert_value (store, "SELECT count(*) FROM contact", "0");
  g_assert_cmpuint (redo (store), ==, 3);
  assert_value (store, NAMES, "Anna B:2");
  check_index (store);
  assert_value (store, "SELECT count(*) FROM note_fts WHERE note_fts MATCH 'apples'", "1");
}

static void
test_undo_n_all_or_none (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "contact Anna", INSERT_ANNA);
  command (store, "note Anna", INSERT_NOTE);
  command_of (store, KT_ORIGIN_SYNC, "sync", "UPDATE contact SET cadence = 3, updated = 5");
  g_autofree char *message = undo_refused (store, 2, KT_ERROR_CONFLICT);
  assert_has (message, "«contact Anna»");
  assert_has (message, "  22:13  sync");
  assert_value (store, "SELECT count(*) FROM note", "1");
  assert_value (store, NAMES, "Anna:5");
  assert_value (store, "SELECT count(*) FROM journal", "3");
  g_autofree char *much = undo_refused (store, 9, KT_ERROR_NOT_FOUND);
  assert_has (much, "2 changes");
  g_assert_cmpuint (undo (store, 1), ==, 1);
  check_index (store);
}

static void
test_nothing_to_undo (Office *office, gconstpointer data)
{
  g_free (undo_refused (office->store, 1, KT_ERROR_NOT_FOUND));
  command_of (office->store, KT_ORIGIN_SYNC, "sync", INSERT_ANNA);
  g_free (undo_refused (office->store, 1, KT_ERROR_NOT_FOUND));
  g_free (undo_entry_refused (office->store, 99, KT_ERROR_NOT_FOUND));
}

static void
test_conflict_names_later (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "contact Anna", INSERT_ANNA);
  gint64 edit = command (store, "cadence Anna", "UPDATE contact SET cadence = 9, updated = 2");
  command (store, "unrelated", "INSERT INTO setting VALUES ('x', 'y')");
  command (store, "cadence again", "UPDATE contact SET cadence = 12, updated = 3");
  g_autofree char *message = undo_entry_refused (store, edit, KT_ERROR_CONFLICT);
  assert_has (message, "cannot take back «cadence Anna» of 22:13, later changes stand on it");
  assert_has (message, "\n  22:13  cadence again\n");
  assert_has (message, "hint: take all 3 back: kontor undo 3");
  g_assert_null (strstr (message, "unrelated"));
  assert_value (store, "SELECT cadence FROM contact", "12");
  assert_value (store, "SELECT count(*) FROM journal", "4");
  g_assert_cmpuint (undo (store, 3), ==, 3);
  assert_value (store, "SELECT cadence IS NULL FROM contact", "1");
}

/* Nothing cascades: a newer note keeps its contact. */
static void
test_conflict_by_reference (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  gint64 made = command_of (store, KT_ORIGIN_SYNC, "sync", INSERT_ANNA);
  command (store, "note Anna", INSERT_NOTE);
  g_autofree char *message = undo_entry_refused (store, made, KT_ERROR_CONFLICT);
  assert_has (message, "  22:13  note Anna");
  assert_has (message, "hint: take back the later one first: kontor undo ");
  assert_value (store, "SELECT count(*) FROM note", "1");
  assert_value (store, "SELECT count(*) FROM contact", "1");
  g_assert_cmpuint (undo (store, 1), ==, 1);
  g_assert_cmpuint (undo_entry (store, made), ==, 1);
  assert_value (store, "SELECT count(*) FROM contact", "0");
  check_index (store);
}

static void
test_interleaved_sync (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "contact Anna", INSERT_ANNA);
  command_of (store, KT_ORIGIN_SYNC, "sync",
              "INSERT INTO contact (id, name, fold, origin, created, updated)"
              " VALUES (2, 'Toms', 'toms', 'sync', 1, 1)");
  command_of (store, KT_ORIGIN_IMPORT, "import vcf", "INSERT INTO setting VALUES ('a', 'b')");
  command_of (store, KT_ORIGIN_SYNC, "sync", "UPDATE contact SET cadence = 3 WHERE id = 2");
  g_assert_cmpuint (undo (store, 2), ==, 2);
  assert_value (store, NAMES, "Toms:1");
  assert_value (store, "SELECT count(*) FROM setting", "0");
  assert_value (store, "SELECT undoes FROM journal ORDER BY seq DESC LIMIT 1", "3 1");
#define LAST "SELECT command FROM journal ORDER BY seq DESC LIMIT 1"
  assert_value (store, LAST, "took back 2 changes");
  redo (store);
  assert_value (store, LAST, "brought back 2 changes");
  undo (store, 1);
  assert_value (store, LAST, "took back «import vcf»");
  redo (store);
  assert_value (store, LAST, "brought back «import vcf»");
  undo_entry (store, 8);
  assert_value (store, LAST, "took back «import vcf»");
  check_index (store);
}

/* A command that swaps values of a NOT NULL column and deletes and makes rows again. */
static void
test_swaps (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "make", INSERT_ANNA);
  command (store, "points",
           "INSERT INTO contact_point (id, contact, kind, raw, norm, match, position, created)"
           " VALUES (1, 1, 'email', 'a', 'a', 'a', 0, 1), (2, 1, 'email', 'b', 'b', 'b', 1, 1)");
  command (store, "swap",
           "UPDATE contact_point SET position = -1 WHERE id = 1;"
           "UPDATE contact_point SET position = 0 WHERE id = 2;"
           "UPDATE contact_point SET position = 1 WHERE id = 1;"
           "DELETE FROM contact_point WHERE id = 1;"
           "INSERT INTO contact_point (id, contact, kind, raw, norm, match, position, created)"
           " VALUES (1, 1, 'phone', 'c', 'c', 'c', 1, 2)");
#define POINTS "SELECT group_concat (id || kind || position, ' ') FROM contact_point"
  assert_value (store, POINTS, "1phone1 2email0");
  undo (store, 1);
  assert_value (store, POINTS, "1email0 2email1");
  redo (store);
  assert_value (store, POINTS, "1phone1 2email0");
}

static void
test_no_change (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "make", INSERT_ANNA);
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "edit", &error));
  office_sql (store, "UPDATE contact SET name = 'Anna'");
  g_assert_false (kt_journal_commit (store, "edit", NOW, TRUE, NULL, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  gint64 seq = 77;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_SYNC, "sync", &error));
  g_assert_true (kt_journal_commit (store, "sync", NOW, FALSE, &seq, &error));
  g_assert_cmpint (seq, ==, 0);
  assert_value (store, "SELECT count(*) FROM journal", "1");
}

static void
test_rollback_leaves_nothing (Office *office, gconstpointer data)
{
  g_assert_true (kt_journal_begin (office->store, KT_ORIGIN_USER, "x", NULL));
  office_sql (office->store, INSERT_ANNA);
  kt_journal_rollback (office->store);
  assert_value (office->store, "SELECT count(*) FROM contact", "0");
  command (office->store, "after it", INSERT_ANNA);
}

static void
test_mirror_is_not_recorded (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "sync", INSERT_ANNA "; INSERT INTO mirror.fact VALUES ('a', 'b')");
  undo (store, 1);
  assert_value (store, "SELECT count(*) FROM mirror.fact", "1");
}

static void
test_undone_twice (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  gint64 made = command (store, "make", INSERT_ANNA);
  undo (store, 1);
  g_autofree char *message = undo_entry_refused (store, made, KT_ERROR_CONFLICT);
  assert_has (message, "taken back already");
  /* undoing the undo is bringing back */
  g_assert_cmpuint (undo_entry (store, made + 1), ==, 1);
  assert_value (store, NAMES, "Anna:1");
  g_assert_cmpuint (undo (store, 1), ==, 1);
  assert_value (store, "SELECT count(*) FROM contact", "0");
}

static void
test_dry_run (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "make", INSERT_ANNA);
  kt_store_set_dry_run (store, TRUE);
  g_assert_cmpuint (undo (store, 1), ==, 1);
  assert_value (store, NAMES, "Anna:1");
  assert_value (store, "SELECT count(*) FROM journal", "1");
  kt_store_set_dry_run (store, FALSE);
  g_assert_cmpuint (undo (store, 1), ==, 1);
  assert_value (store, "SELECT count(*) FROM contact", "0");
}

static void
test_erased (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "make", INSERT_ANNA);
  office_sql (store, "UPDATE journal SET changeset = NULL");
  g_autofree char *message = undo_refused (store, 1, KT_ERROR_CONFLICT);
  assert_has (message, "erased");
}

static void
test_across_migration (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "make", INSERT_ANNA);
  office_sql (store, "UPDATE journal SET schema = 0");
  g_autofree char *message = undo_refused (store, 1, KT_ERROR_CONFLICT);
  assert_has (message, "update");
  const KtMigration steps[] = { { 1, "a", "CREATE" },
                                { 2, "b", "-- undo: safe\nALTER" },
                                { 3, "c", "-- undo: safe\nALTER" },
                                { 4, "d", "UPDATE" },
                                { 0, NULL, NULL } };
  g_assert_true (kt_migrations_keep_undo (steps, 1, 1));
  g_assert_true (kt_migrations_keep_undo (steps, 1, 3));
  g_assert_false (kt_migrations_keep_undo (steps, 0, 3));
  g_assert_false (kt_migrations_keep_undo (steps, 3, 4));
  g_assert_false (kt_migrations_keep_undo (steps, 4, 3));
}

/* A column added at the end does not disturb what was recorded before. */
static void
test_added_column (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "make", INSERT_ANNA);
  office_sql (store, "ALTER TABLE contact ADD COLUMN shoe TEXT NOT NULL DEFAULT '40'");
  undo (store, 1);
  assert_value (store, "SELECT count(*) FROM contact", "0");
}

static void
test_list (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "one", INSERT_ANNA);
  command (store, "two", INSERT_NOTE);
  undo (store, 1);
  g_autoptr (GPtrArray) all = kt_journal_list (store, 10, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  const KtJournalEntry *last = all->pdata[0], *two = all->pdata[1], *one = all->pdata[2];
  g_assert_cmpstr (last->undoes, ==, "2");
  g_assert_cmpint (two->undone_by, ==, 3);
  g_assert_cmpint (one->undone_by, ==, 0);
  g_assert_cmpstr (one->command, ==, "one");
  g_assert_cmpstr (one->origin, ==, "user");
  g_assert_cmpint (one->at, ==, NOW);
  g_assert_cmpint (strlen (one->device), ==, KT_REF_LENGTH);
  g_assert_cmpstr (one->device, ==, last->device);
  g_assert_cmpint (one->id, !=, two->id);
  g_autoptr (GPtrArray) some = kt_journal_list (store, 2, NULL);
  g_assert_cmpuint (some->len, ==, 2);
}

static char *
lines_of (KtStore *store, KtId contact)
{
  g_autoptr (GPtrArray) entries = kt_journal_list_of (store, contact, 100, NULL);
  GString *lines = g_string_new (NULL);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (lines, "%s ", ((KtJournalEntry *)entries->pdata[i])->command);
  return g_string_free (lines, FALSE);
}

static void
test_list_of (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "anna", INSERT_ANNA);
  command (store, "note", INSERT_NOTE);
  command (store, "toms",
           "INSERT INTO contact (id, name, fold, created, updated)"
           " VALUES (2, 'Toms', 'toms', 1, 1)");
  command (store, "edit-note", "UPDATE note SET text = 'pears' WHERE id = 7");
  command (store, "drop-note", "DELETE FROM note WHERE id = 7");
  command (store, "edit-toms", "UPDATE contact SET cadence = 4 WHERE id = 2");
  g_autofree char *anna = lines_of (store, 1), *toms = lines_of (store, 2);
  g_assert_cmpstr (anna, ==, "drop-note edit-note note anna ");
  g_assert_cmpstr (toms, ==, "edit-toms toms ");
}

static void
test_trim (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  command (store, "old", INSERT_ANNA);
  office_sql (store, "UPDATE journal SET at = at - 367 * 86400");
  command (store, "new", INSERT_NOTE);
  assert_value (store, "SELECT group_concat (command) FROM journal", "new");
  for (int i = 0; i < 3; i++)
    office_sql (store,
                "INSERT INTO journal (id, at, device, origin, command, changeset, schema)"
                " VALUES (random(), 1700000000, 'd', 'user', 'big', zeroblob (30 << 20), 1)");
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_begin (store, "trim", &error));
  g_assert_true (kt_journal_trim (store, NOW, &error));
  g_assert_true (kt_store_commit (store, &error));
  assert_value (store, "SELECT group_concat (command) FROM journal", "big,big");
}

static void
test_device (Office *office, gconstpointer data)
{
  command (office->store, "one", INSERT_ANNA);
  g_autofree char *file = g_build_filename (office->paths.data, "device", NULL);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_strstrip (text);
  assert_value (office->store, "SELECT device FROM journal", text);
  GStatBuf status;
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  g_unlink (file);
  command (office->store, "two", INSERT_NOTE);
  assert_value (office->store, "SELECT count (DISTINCT device) FROM journal", "2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clock_of_test.zone = kt_zone_new_utc ();
  add_office ("/journal/every-table-is-named", test_every_table_is_named);
  add_office ("/journal/key-is-first-column", test_key_is_first_column);
  add_office ("/journal/owner-columns", test_owner_columns);
  add_office ("/journal/undo-redo-chain", test_undo_redo_chain);
  add_office ("/journal/undo-n-all-or-none", test_undo_n_all_or_none);
  add_office ("/journal/nothing-to-undo", test_nothing_to_undo);
  add_office ("/journal/conflict-names-later", test_conflict_names_later);
  add_office ("/journal/conflict-by-reference", test_conflict_by_reference);
  add_office ("/journal/interleaved-sync", test_interleaved_sync);
  add_office ("/journal/swaps", test_swaps);
  add_office ("/journal/no-change", test_no_change);
  add_office ("/journal/rollback", test_rollback_leaves_nothing);
  add_office ("/journal/mirror-is-not-recorded", test_mirror_is_not_recorded);
  add_office ("/journal/undone-twice", test_undone_twice);
  add_office ("/journal/dry-run", test_dry_run);
  add_office ("/journal/erased", test_erased);
  add_office ("/journal/across-migration", test_across_migration);
  add_office ("/journal/added-column", test_added_column);
  add_office ("/journal/list", test_list);
  add_office ("/journal/list-of", test_list_of);
  add_office ("/journal/trim", test_trim);
  add_office ("/journal/device", test_device);
  int status = g_test_run ();
  kt_zone_unref (clock_of_test.zone);
  return status;
}
