/* Whatever names a contact is known to deletion and merge: the schema is walked, so that no table
 * of tomorrow is forgotten. A merge loses nothing and is undone whole. */
#include "book-fixture.h"
#include "config.h"
#include "kontor/contact-columns.h"
#include "kontor/merge.h"
#include <string.h>

#define KEPT 101
#define GONE 102

static void
run (Office *office, const char *sql)
{
  char *failed = NULL;
  sqlite3_exec (kt_store_db (office->store), sql, NULL, NULL, &failed);
  g_assert_cmpstr (failed, ==, NULL);
}

static gboolean
is_known (const char *table, const char *column)
{
  for (const KtContactColumn *known = kt_contact_columns; known->table != NULL; known++)
    if (g_str_equal (known->table, table) && g_str_equal (known->column, column))
      return TRUE;
  return FALSE;
}

/* table and column of every reference to a contact, as the schema has it. */
static GPtrArray *
references (Office *office)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;
  const char *sql = "SELECT m.name, f.\"from\" FROM main.sqlite_master AS m"
                    " JOIN pragma_foreign_key_list (m.name) AS f"
                    " WHERE m.type = 'table' AND f.\"table\" = 'contact' ORDER BY 1, 2";
  g_assert_cmpint (sqlite3_prepare_v2 (kt_store_db (office->store), sql, -1, &statement, NULL), ==,
                   SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_ptr_array_add (found, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
      g_ptr_array_add (found, g_strdup ((const char *)sqlite3_column_text (statement, 1)));
    }
  sqlite3_finalize (statement);
  return found;
}

static void
test_schema (Office *office, gconstpointer data)
{
  guint known = 0;
  g_autoptr (GPtrArray) found = references (office);
  g_assert_cmpuint (found->len, >, 20);
  for (guint i = 0; i < found->len; i += 2)
    {
      g_test_message ("%s.%s", (char *)found->pdata[i], (char *)found->pdata[i + 1]);
      g_assert_true (is_known (found->pdata[i], found->pdata[i + 1]));
    }
  while (kt_contact_columns[known].table != NULL)
    known++;
  g_assert_cmpuint (known * 2, ==, found->len);
  /* a new table is missed */
  run (office,
       "CREATE TABLE badge (id INTEGER PRIMARY KEY, owner INTEGER REFERENCES contact (id))");
  g_autoptr (GPtrArray) more = references (office);
  g_assert_cmpuint (more->len, ==, found->len + 2);
  g_assert_false (is_known ("badge", "owner"));
}

/* One row of everything for each of two people, the same and different. */
static const char people[]
    = "INSERT INTO contact (id, name, fold, family, company, birthday, consent, created, updated)"
      " VALUES (101, 'Oleg Savchuk', 'oleg savchuk', NULL, 'Koks', '1980-02-03', 'yes', 50, 50),"
      " (102, 'Олег Савчук', 'олег савчук', 'Савчук', 'Metāls', '1980-02-04', 'no', 40, 40),"
      " (103, 'Rita', 'rita', NULL, NULL, NULL, NULL, 1, 1);"
      "UPDATE contact SET city = 'Rīga', discount = 500, kind = 'company' WHERE id = 102;"
      "UPDATE contact SET employer = 102, company = 'Олег Савчук' WHERE id = 103;"
      "INSERT INTO contact_point (id, contact, kind, raw, norm, match, label, position, created)"
      " VALUES (1, 101, 'phone', '29', '+29', '+29', NULL, 0, 1),"
      " (2, 102, 'phone', '2 9', '+29', '+29', 'work', 0, 1),"
      " (3, 102, 'email', 'o@x', 'o@x', 'o@x', NULL, 0, 1);"
      "INSERT INTO contact_tag (id, contact, tag, fold) VALUES (11, 101, 'VIP', 'vip'),"
      " (12, 102, 'vip', 'vip'), (13, 102, 'new', 'new');"
      "INSERT INTO note (id, contact, kind, at, text, created, updated)"
      " VALUES (21, 102, 'note', 1, 'tea', 1, 1);"
      "INSERT INTO reminder (id, contact, text, due_local, tzid, due_at, start_local, uid, created,"
      " updated) VALUES (31, 102, 'call', '2026-01-01', 'UTC', 1, '2026-01-01', 'u', 1, 1);"
      "INSERT INTO letter_verdict (id, letter, verdict, contact, created)"
      " VALUES (41, 7, 'linked', 101, 1), (42, 7, 'not-linked', 102, 1), (43, 8, 'linked', 102, 1);"
      "INSERT INTO event_verdict (id, uid, verdict, contact, created)"
      " VALUES (51, 'e', 'linked', 101, 1), (52, 'e', 'not-linked', 102, 1),"
      " (53, 'f', 'linked', 102, 1);"
      "INSERT INTO appointment (id, contact, start_local, tzid, start_at, end_at, state, uid,"
      " created, updated) VALUES (61, 102, '2026-01-01T10:00', 'UTC', 1, 2, 'booked', 'v', 1, 1);"
      "INSERT INTO waiting_list (id, contact, created, updated) VALUES (71, 102, 1, 1);"
      "INSERT INTO formula (id, contact, kind, at, text, created, updated)"
      " VALUES (81, 102, 'colour', 1, '7.1', 1, 1);"
      "INSERT INTO allergy (id, contact, text, created, updated) VALUES (91, 102, 'PPD', 1, 1);";
static const char clients[]
    = "INSERT INTO field (id, name, fold, kind, created, updated) VALUES"
      " (201, 'Size', 'size', 'number', 1, 1), (202, 'Skin', 'skin', 'text', 1, 1);"
      "INSERT INTO contact_field (id, contact, field, value) VALUES (211, 101, 201, '38'),"
      " (212, 102, 201, '39'), (213, 102, 202, 'dry');"
      "INSERT INTO relation (id, contact, kind, other, created) VALUES"
      " (221, 102, 'referred-by', 103, 1), (222, 103, 'manager', 102, 1),"
      " (223, 101, 'not-same', 102, 1), (224, 102, 'not-same', 103, 1);"
      "INSERT INTO contact_vcard (id, contact, uid, text) VALUES (9231, 101, 'a', 'A'),"
      " (232, 102, 'b', 'B');"
      "INSERT INTO pipeline (id, name, fold, position, created, updated)"
      " VALUES (241, 'P', 'p', 0, 1, 1);"
      "INSERT INTO stage (id, pipeline, name, fold, kind, position, probability, created, updated)"
      " VALUES (242, 241, 'S', 's', 'open', 0, 10, 1, 1);"
      "INSERT INTO deal (id, contact, stage, title, since, created, updated)"
      " VALUES (243, 102, 242, 'book', 1, 1, 1);"
      "INSERT INTO invoice (id, kind, number, contact, deal, amount, currency, issued, due, state,"
      " created, updated) VALUES (251, 'invoice', '1', 102, 243, 5, 'EUR', '2026-01-01',"
      " '2026-01-15', 'open', 1, 1);"
      "INSERT INTO outbox (id, kind, record, source, collection, href, uid, state, updated)"
      " VALUES (261, 'contact', 102, 's', 'c', 'h', 'u', 'agreed', 1);";

static void
fill (Office *office)
{
  run (office, people);
  run (office, clients);
}

/* Rows that still name a contact, over all columns. */
static int
count_named (Office *office, int contact)
{
  int total = 0;
  for (const KtContactColumn *column = kt_contact_columns; column->table != NULL; column++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE %s = %d",
                                              column->table, column->column, contact);
      g_autofree char *value = office_value (office->store, sql);
      g_test_message ("%s.%s of %d: %s", column->table, column->column, contact, value);
      total += atoi (value);
    }
  return total;
}

static void
test_every_column_is_tried (Office *office, gconstpointer data)
{
  fill (office);
  for (const KtContactColumn *column = kt_contact_columns; column->table != NULL; column++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) > 0 FROM %s WHERE %s = %d",
                                              column->table, column->column, GONE);
      assert_value (office->store, sql, "1");
    }
}

static void
begin (Office *office)
{
  g_autoptr (GError) error = NULL;
  kt_journal_begin (office->store, KT_ORIGIN_USER, "test", &error);
  g_assert_no_error (error);
}

static void
commit (Office *office)
{
  g_autoptr (GError) error = NULL;
  kt_journal_commit (office->store, "test", NOW, TRUE, NULL, &error);
  g_assert_no_error (error);
}

static void
take_back (Office *office)
{
  g_autoptr (GError) error = NULL;
  KtClock clock = { .now = NOW, .zone = kt_zone_new_utc () };
  g_autoptr (GPtrArray) undone = kt_journal_undo (office->store, 1, &clock, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->len, ==, 1);
  kt_zone_unref (clock.zone);
}

/* All of the journaled tables as text. */
static char *
dump (Office *office)
{
  GString *text = g_string_new (NULL);
  for (const char *const *table = KT_JOURNALED; *table != NULL; table++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1", *table);
      sqlite3_stmt *row = NULL;
      sqlite3_prepare_v2 (kt_store_db (office->store), sql, -1, &row, NULL);
      while (sqlite3_step (row) == SQLITE_ROW)
        {
          g_string_append (text, *table);
          for (int i = 0; i < sqlite3_column_count (row); i++)
            g_string_append_printf (text, "|%s", (const char *)sqlite3_column_text (row, i));
          g_string_append_c (text, '\n');
        }
      sqlite3_finalize (row);
    }
  return g_string_free (text, FALSE);
}

static void
merge (Office *office)
{
  g_autoptr (GError) error = NULL;
  KtClock clock = { .now = NOW, .zone = kt_zone_new_utc () };
  begin (office);
  g_autoptr (KtMergePlan) plan = kt_merge_plan (office->store, KEPT, GONE, &error);
  g_assert_no_error (error);
  kt_merge_do (office->store, plan, &clock, &error);
  g_assert_no_error (error);
  commit (office);
  kt_zone_unref (clock.zone);
}

static void
test_merge (Office *office, gconstpointer data)
{
  fill (office);
  merge (office);
  KtStore *store = office->store;
  assert_value (store, "SELECT count (*) FROM contact WHERE id = 102", "0");
  g_assert_cmpint (count_named (office, GONE), ==, 0);
  assert_value (store, "SELECT count (*) FROM pragma_foreign_key_check", "0");
  assert_value (store,
                "SELECT group_concat (coalesce (label, '') || raw) FROM (SELECT * FROM"
                " contact_point WHERE contact = 101 ORDER BY kind DESC)",
                "work29,o@x");
  assert_value (store, "SELECT group_concat (tag) FROM (SELECT * FROM contact_tag ORDER BY fold)",
                "new,VIP");
  assert_value (store,
                "SELECT name || company || birthday || consent || city || discount || created"
                " || kind FROM contact WHERE id = 101",
                "Oleg SavchukKoks1980-02-03noRīga50040company");
  assert_value (store, "SELECT family FROM contact WHERE id = 101", "Савчук");
  assert_value (store, "SELECT verdict FROM letter_verdict WHERE letter = 7", "linked");
  assert_value (store, "SELECT group_concat (value) FROM (SELECT * FROM contact_field ORDER BY 3)",
                "38,dry");
  assert_value (store, "SELECT group_concat (text) FROM (SELECT * FROM contact_vcard ORDER BY id)",
                "A,B");
  assert_value (store, "SELECT count (*) FROM relation WHERE kind = 'not-same'", "1");
  assert_value (store, "SELECT count (*) FROM relation", "3");
  assert_value (store, "SELECT company || employer FROM contact WHERE id = 103", "Oleg Savchuk101");
  assert_value (store, "SELECT count (*) FROM note WHERE contact = 101", "2");
  g_autofree char *noted = office_value (store, "SELECT text FROM note WHERE id <> 21");
  g_assert_nonnull (strstr (noted, "Олег Савчук"));
  g_assert_nonnull (strstr (noted, "birthday 1980-02-04"));
  g_assert_nonnull (strstr (noted, "company Metāls"));
  g_assert_nonnull (strstr (noted, "consent yes"));
  g_assert_nonnull (strstr (noted, "Size 39"));
  assert_value (store, "SELECT count (*) FROM contact_fts WHERE contact_fts MATCH 'савчук'", "0");
  /* the card that lies on a server is that of the one who stays, and knows whose it was */
  assert_value (store,
                "SELECT record || ' ' || (reason LIKE '% from 102 into 101') FROM outbox"
                " WHERE id = 261",
                "101 1");
}

static void
test_merge_undone (Office *office, gconstpointer data)
{
  fill (office);
  g_autofree char *before = dump (office);
  merge (office);
  g_autofree char *merged = dump (office);
  g_assert_cmpstr (before, !=, merged);
  take_back (office);
  g_autofree char *after = dump (office);
  g_assert_cmpstr (before, ==, after);
  assert_value (office->store, "SELECT count (*) FROM contact_fts WHERE contact_fts MATCH 'савчук'",
                "2"); /* his name, and the company of who worked there */
}

static void
test_delete (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  fill (office);
  g_autofree char *before = dump (office);
  begin (office);
  kt_contact_delete (office->store, GONE, NOW, &error);
  g_assert_no_error (error);
  commit (office);
  KtStore *store = office->store;
  g_assert_cmpint (count_named (office, GONE), ==, 0);
  assert_value (store, "SELECT count (*) FROM pragma_foreign_key_check", "0");
  assert_value (store, "SELECT count (*) FROM deal WHERE contact IS NULL", "1");
  assert_value (store, "SELECT count (*) FROM invoice WHERE contact IS NULL", "1");
  assert_value (store, "SELECT count (*) FROM appointment WHERE contact IS NULL", "1");
  assert_value (store, "SELECT count (*) FROM reminder WHERE contact IS NULL", "1");
  assert_value (store, "SELECT company FROM contact WHERE id = 103 AND employer IS NULL",
                "Олег Савчук");
  take_back (office);
  g_autofree char *after = dump (office);
  g_assert_cmpstr (before, ==, after);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/contact-columns/" name, Office, NULL, office_setup, test, office_teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("schema", test_schema);
  ADD ("every column is tried", test_every_column_is_tried);
  ADD ("merge", test_merge);
  ADD ("merge undone", test_merge_undone);
  ADD ("delete", test_delete);
  return g_test_run ();
}
