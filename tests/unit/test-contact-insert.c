#include "config.h"
#include "book-fixture.h"
#include "kontor/contact.h"
#include "kontor/id.h"

#define MANY 1100u /* more than one statement writes */

/* All columns of the contacts, one after the other. */
static char *
written (Office *office)
{
  g_autoptr (GError) error = NULL;
  GString *all = g_string_new (NULL);
  struct sqlite3_stmt *statement
      = kt_store_statement (office->store, "SELECT * FROM contact ORDER BY id", &error);
  g_assert_no_error (error);
  while (kt_step (statement, &error))
    for (int i = 1; i < sqlite3_column_count (statement); i++)
      {
        const char *text = kt_column_text_or_null (statement, i);
        g_string_append_printf (all, "%d:%s|", sqlite3_column_type (statement, i),
                                text != NULL ? text : "");
      }
  g_assert_no_error (error);
  return g_string_free (all, FALSE);
}

static gint64
found (Office *office, const char *word)
{
  gint64 n = 0;
  g_autoptr (GError) error = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (
      office->store, "SELECT count(*) FROM contact_fts WHERE contact_fts MATCH ?", &error);
  g_assert_no_error (error);
  kt_bind (statement, "s", word);
  while (kt_step (statement, &error))
    n = kt_column_int (statement, 0);
  g_assert_no_error (error);
  return n;
}

static void
begin (Office *office)
{
  g_autoptr (GError) error = NULL;
  kt_store_begin (office->store, "test", &error);
  g_assert_no_error (error);
}

/* Many at once are written as each of them would be. */
static void
same (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtContact full = { .id = 1,
                     .kind = (char *)"company",
                     .name = (char *)"A\xcc\x88pfel \"O'Neil\" \\ \t\xe2\x80\x8b Ёж",
                     .given = (char *)"",
                     .family = (char *)"null",
                     .company = (char *)"[1]",
                     .type = (char *)"12",
                     .birthday = (char *)"1990-01-02",
                     .language = (char *)"lv",
                     .cadence = 30,
                     .origin = (char *)"sync",
                     .created = G_MAXINT64 >> 3,
                     .updated = 5,
                     .discount = 15,
                     .city = (char *)"Rīga" };
  KtContact bare = { .id = 2, .name = (char *)"Anna", .created = 1, .updated = 2 };
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_ptr_array_add (both, &full);
  g_ptr_array_add (both, &bare);
  begin (office);
  g_assert_true (kt_contact_insert (office->store, &full, &error)
                 && kt_contact_insert (office->store, &bare, &error));
  g_autofree char *apart = written (office);
  kt_store_rollback (office->store);
  begin (office);
  g_assert_true (kt_contact_insert_all (office->store, both, &error));
  g_assert_no_error (error);
  g_autofree char *together = written (office);
  g_assert_cmpstr (apart, ==, together);
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_cmpint (found (office, "apfel"), ==, 1);
  gboolean there;
  g_assert_true (kt_contact_exists (office->store, 2, &there, &error) && there);
  g_assert_true (kt_contact_exists (office->store, 3, &there, &error) && !there);
}

static void
many (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) contacts = g_ptr_array_new ();
  g_autofree KtContact *all = g_new0 (KtContact, MANY);
  for (guint i = 0; i < MANY; i++)
    {
      all[i] = (KtContact){ .id = i + 1, .name = (char *)"Anna Weber", .created = 1 };
      g_ptr_array_add (contacts, &all[i]);
    }
  begin (office);
  g_assert_true (kt_contact_insert_all (office->store, contacts, &error));
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_cmpint (found (office, "weber"), ==, MANY);
}

/* An address is owned by whoever has it. */
static void
owned (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtContact anna = { .id = 7, .name = (char *)"Anna" };
  char address[] = "anna@weber.example";
  KtPoint point = { 8, 7, (char *)"email", address, address, address, NULL, FALSE, 0 };
  gboolean is_owned = TRUE;
  g_assert_true (kt_point_is_owned (office->store, address, &is_owned, &error));
  g_assert_false (is_owned);
  begin (office);
  g_assert_true (kt_contact_insert (office->store, &anna, &error)
                 && kt_point_insert (office->store, &point, 1, &error)
                 && kt_store_commit (office->store, &error));
  g_assert_true (kt_point_is_owned (office->store, address, &is_owned, &error));
  g_assert_true (is_owned);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/contact-insert/same", Office, NULL, office_setup, same, office_teardown);
  g_test_add ("/contact-insert/many", Office, NULL, office_setup, many, office_teardown);
  g_test_add ("/contact-insert/owned", Office, NULL, office_setup, owned, office_teardown);
  return g_test_run ();
}
