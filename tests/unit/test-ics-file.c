/* An .ics file with all events of a calendar: read, never written. */
#include "config.h"
#include "place-fixture.h"

static void
test_read (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  fixture_write (f, "lv.ics", "A");
  g_assert_true (fixture_open (f, &kt_ics_file_driver, "lv.ics", FALSE, NULL));
  g_autofree char *collections = fixture_collections (f);
  g_assert_cmpstr (collections, ==, "/ lv.ics ro single");
  g_assert_cmpint (fixture_changes (f, "/", "", &error), ==, 1);
  g_assert_true (f->whole);
  g_autofree char *etag = g_strdup (g_hash_table_lookup (f->etags, "/"));
  g_autofree char *state = g_strdup (f->state);
  g_assert_cmpstr (state, !=, "");
  g_assert_cmpstr (fixture_get (f, "/", "/"), ==, "A");
  g_assert_cmpstr (fixture_get (f, "/", "/other"), ==, "!it is not there any more");

  g_assert_cmpint (fixture_changes (f, "/", state, &error), ==, 0);
  g_assert_false (f->whole);
  g_assert_cmpstr (f->state, ==, state);

  fixture_write (f, "lv.ics", "B");
  g_assert_cmpint (fixture_changes (f, "/", state, &error), ==, 1);
  g_assert_cmpstr (f->state, !=, state);
  g_assert_cmpstr (g_hash_table_lookup (f->etags, "/"), !=, etag);
  g_assert_no_error (error);

  fixture_seconds_ahead = 0;
  g_assert_cmpint (fixture_changes (f, "/", f->state, &error), ==, 1);
  g_assert_cmpstr (f->state, ==, "");
}

/* Gone is an error, whatever was known before; what is no file is none. */
static void
test_vanished (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (f, "lv.ics"), *pipe = fixture_path (f, "pipe.ics");
  g_assert_false (fixture_open (f, &kt_ics_file_driver, "lv.ics", FALSE, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_false (fixture_open (f, &kt_ics_file_driver, "pipe.ics", FALSE, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (fixture_open (f, &kt_ics_file_driver, "", FALSE, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);

  fixture_write (f, "lv.ics", "A");
  g_assert_true (fixture_open (f, &kt_ics_file_driver, "lv.ics", FALSE, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (fixture_changes (f, "/", "", &error), ==, -1);
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

/* The user's own link to it may stand in the config. */
static void
test_link (Fixture *f, gconstpointer data)
{
  g_autofree char *link = fixture_path (f, "link.ics");
  fixture_write (f, "real/lv.ics", "A");
  g_assert_cmpint (symlink ("real/lv.ics", link), ==, 0);
  g_assert_true (fixture_open (f, &kt_ics_file_driver, "link.ics", FALSE, NULL));
  g_assert_cmpint (fixture_changes (f, "/", "", NULL), ==, 1);
  g_assert_cmpstr (fixture_get (f, "/", "/"), ==, "A");
}

static void
test_limit (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (f, "lv.ics");
  fixture_write (f, "lv.ics", "A");
  g_assert_true (fixture_open (f, &kt_ics_file_driver, "lv.ics", FALSE, NULL));
  g_assert_cmpint (truncate (path, KT_COLLECTION_ICS_MAX), ==, 0);
  g_assert_cmpint (fixture_changes (f, "/", "", &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpint (truncate (path, KT_COLLECTION_ICS_MAX + 1), ==, 0);
  g_assert_cmpint (fixture_changes (f, "/", "", &error), ==, -1);
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "it is larger than 64 MB"));
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  KtOutcome outcome = { 0 };
  fixture_write (f, "lv.ics", "A");
  g_assert_true (fixture_open (f, &kt_ics_file_driver, "lv.ics", TRUE, NULL));
  g_assert_cmpint (fixture_put (f, "/", "b", "", "B", &outcome), ==, KT_OUTCOME_REFUSED);
  g_assert_cmpstr (outcome.reason, ==, "an .ics file is only read");
  g_assert_cmpint (fixture_remove (f, "/", "/", "*"), ==, KT_OUTCOME_REFUSED);
  kt_outcome_clear (&outcome);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/ics-file/read", test_read },           { "/ics-file/vanished", test_vanished },
    { "/ics-file/link", test_link },           { "/ics-file/limit", test_limit },
    { "/ics-file/read-only", test_read_only },
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
  return g_test_run ();
}
