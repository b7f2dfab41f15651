#include "config.h"
#include "book-fixture.h"
#include "kontor/checkup.h"
#include "kontor/source-state.h"
#include "kontor/store-check.h"

static GPtrArray *
problems_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
test_healthy (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = problems_new ();
  office_sql (office->store,
              "INSERT INTO contact (id, name, fold, created, updated) VALUES (1, 'A', 'a', 1, 1)");
  g_assert_true (kt_store_check_pages (office->store, "main", problems, NULL));
  g_assert_true (kt_store_check_pages (office->store, "mirror", problems, NULL));
  g_assert_true (kt_store_check_references (office->store, problems, NULL));
  g_assert_true (kt_store_check_indexes (office->store, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  int book = 0, mirror = 0;
  g_assert_true (kt_store_versions (office->store, &book, &mirror, NULL));
  g_assert_cmpint (book, ==, 3);
  g_assert_cmpint (mirror, ==, 4);
}

static void
test_orphan (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = problems_new ();
  office_sql (office->store,
              "PRAGMA foreign_keys = OFF;"
              "INSERT INTO contact_tag (id, contact, tag, fold) VALUES (5, 77, 'a', 'a')");
  g_assert_true (kt_store_check_references (office->store, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0], ==, "contact_tag 5 refers to nothing");
}

/* A word in the index that is in no text, in both files. */
static void
test_ghost (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = problems_new ();
  office_sql (office->store, "INSERT INTO note_fts (rowid, text) VALUES (99, 'ghost')");
  g_assert_true (kt_store_check_indexes (office->store, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (problems->pdata[0], "note_fts"));
  office_sql (office->store,
              "INSERT INTO mirror.letter_fts (rowid, subject, text) VALUES (99, 'ghost', '')");
  g_ptr_array_set_size (problems, 0);
  g_assert_true (kt_store_check_indexes (office->store, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 2);
}

static void
test_many_problems (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = problems_new ();
  office_sql (office->store, "PRAGMA foreign_keys = OFF");
  for (int i = 1; i <= 2 * KT_STORE_PROBLEMS; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO contact_tag (id, contact, tag, fold) VALUES (%d, 77, 'a', 'a')", i);
      office_sql (office->store, sql);
    }
  g_assert_true (kt_store_check_references (office->store, problems, NULL));
  g_assert_cmpuint (problems->len, ==, KT_STORE_PROBLEMS);
}

static char *
lines (GPtrArray *checks)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < checks->len; i++)
    {
      const KtCheck *check = checks->pdata[i];
      g_string_append_printf (text, "%s %d %s: %s\n", check->id, check->state, check->subject,
                              check->text);
    }
  return g_string_free (text, FALSE);
}

static void
test_courier (void)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_check_free);
  kt_checkup_courier (checks, "landlock 3, no-new-privs, no-core");
  kt_checkup_courier (checks, "no-new-privs, no-core");
  g_autofree char *text = lines (checks);
  g_assert_cmpstr (text, ==,
                   "courier 0 kontor-courier: answers, confined by landlock 3, no-new-privs,"
                   " no-core\ncourier 1 kontor-courier: is NOT confined by landlock\n");
}

static void
test_sources (Office *office, gconstpointer data)
{
  KtContext context = { .clock = { .now = NOW, .zone = kt_zone_new_utc () } };
  office_sql (
      office->store,
      "INSERT INTO mirror.source (name, kind, retired_at, synced_at, error, has_sent) VALUES"
      " ('gmail', 'imaps', NULL, 1699999200, NULL, 1),"
      " ('new', 'imaps', NULL, NULL, NULL, 1),"
      " ('old', 'imaps', 5, NULL, 'never mind', 0),"
      " ('studio', 'imaps', NULL, 1699999200, 'no network', 0);"
      "INSERT INTO mirror.folder (id, source, name, wire_name, role, uidvalidity, uidnext)"
      " VALUES (1, 'gmail', 'INBOX', 'INBOX', 'inbox', 1, 1);"
      "INSERT INTO mirror.quarantine (folder, uid, reason, at, attempts)"
      " VALUES (1, 34, 'the reader died of it', 1699999200, 2)");
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_check_free);
  kt_checkup_sources (&context, office->store, checks);
  g_autofree char *text = lines (checks);
  g_assert_cmpstr (text, ==,
                   "source 0 gmail: last read 2023-11-14 22:00\n"
                   "quarantine 1 gmail: INBOX 34: the reader died of it (2023-11-14 22:00, tried 2"
                   " times)\n"
                   "quarantine 1 gmail: once more: kontor sync --retry gmail\n"
                   "source 1 new: was never read to its end: kontor sync new\n"
                   "source 2 studio: no network\n"
                   "sent 1 studio: no folder of sent letters is known, so nobody waits for you"
                   " there; sent = in the config names one\n");
  kt_zone_unref (context.clock.zone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checkup/courier", test_courier);
  add_office ("/checkup/healthy", test_healthy);
  add_office ("/checkup/orphan", test_orphan);
  add_office ("/checkup/ghost", test_ghost);
  add_office ("/checkup/many-problems", test_many_problems);
  add_office ("/checkup/sources", test_sources);
  return g_test_run ();
}
