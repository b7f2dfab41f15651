/* Databases that are written anew beside readers. */
#include "config.h"
#include "book-fixture.h"
#include "kontor/erase.h"
#include "kontor/error.h"

static goffset
log_size (Office *office)
{
  g_autofree char *log = g_strconcat (office->paths.mirror, "-wal", NULL);
  GStatBuf status;
  return g_stat (log, &status) == 0 ? status.st_size : 0;
}

/* Who reads keeps the old pages in their file: writing anew has then failed, and says so. */
static void
test_rewrite_beside_reader (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtStore) reader = office_open (office, KT_STORE_READ);
  kt_store_set_wait (office->store, 0);
  g_assert_true (kt_store_snapshot_begin (reader));
  assert_value (reader, "SELECT count(*) FROM mirror.letter", "0");
  g_assert_false (kt_store_rewrite (office->store, "test", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_clear_error (&error);
  g_assert_true (kt_store_checkpoint (office->store, &error)); /* may wait for next time */
  g_assert_cmpint (log_size (office), >, 0);

  kt_store_snapshot_leave (reader);
  g_assert_true (kt_store_rewrite (office->store, "test", &error));
  g_assert_no_error (error);
  g_assert_cmpint (log_size (office), ==, 0);
}

/* A statement at its row reads as well, with or without a snapshot; a transaction stays. */
static void
test_snapshot_leave (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtStore) reader = office_open (office, KT_STORE_READ);
  office_sql (office->store, "INSERT INTO setting VALUES ('a', '1'), ('b', '2')");
  kt_store_set_wait (office->store, 0);
  for (int begun = 0; begun < 2; begun++)
    {
      g_assert_true (!begun || kt_store_snapshot_begin (reader));
      sqlite3_stmt *statement = kt_store_statement (reader, "SELECT name FROM setting", &error);
      g_assert_true (kt_step (statement, &error));
      g_assert_false (kt_store_rewrite (office->store, "test", NULL));
      kt_store_snapshot_leave (reader);
      g_assert_true (kt_store_rewrite (office->store, "test", &error));
    }
  g_assert_true (kt_store_begin (office->store, "test", &error));
  kt_store_snapshot_leave (office->store);
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/rewrite/beside-reader", test_rewrite_beside_reader);
  add_office ("/rewrite/snapshot-leave", test_snapshot_leave);
  return g_test_run ();
}
