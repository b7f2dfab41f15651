/* A directory of calendars, read and written. */
#include "config.h"
#include "place-fixture.h"

static void
test_collections (Fixture *f, gconstpointer data)
{
  fixture_write (f, "many/Salon/a.ics", "A");
  fixture_write (f, "many/Salon/displayname", "Der Salon");
  fixture_write (f, "many/100%/color", "#ff0000");
  fixture_write (f, "many/Частный дом/.hidden", "");
  fixture_write (f, "many/.git/a.ics", "A");
  fixture_write (f, "many/README", "");
  g_autofree char *link = fixture_path (f, "many/out");
  g_assert_cmpint (symlink ("/", link), ==, 0);
  g_assert_true (fixture_open (f, &kt_vdir_driver, "many", TRUE, NULL));
  g_autofree char *many = fixture_collections (f);
  g_assert_cmpstr (many, ==, "/100%25/ 100% rw; /Salon/ Salon rw; /Частный дом/ Частный дом rw");
  f->place->driver->close (f->place);

  fixture_write (f, "one/a.ics", "A");
  fixture_write (f, "one/old/b.ics", "B");
  g_assert_true (fixture_open (f, &kt_vdir_driver, "one", FALSE, NULL));
  g_autofree char *one = fixture_collections (f);
  g_assert_cmpstr (one, ==, "/ one ro");
  f->place->driver->close (f->place);

  fixture_write (f, "none/.keep", "");
  g_assert_true (fixture_open (f, &kt_vdir_driver, "none", TRUE, NULL));
  g_autofree char *none = fixture_collections (f);
  g_assert_cmpstr (none, ==, "/ none rw");
}

static void
test_changes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  fixture_write (f, "v/Salon/a.ics", "A");
  fixture_write (f, "v/Salon/b.ICS", "B");
  fixture_write (f, "v/Salon/c.ics.tmp", "C");
  fixture_write (f, "v/Salon/.d.ics", "D");
  fixture_write (f, "v/Salon/e.ics/inside.ics", "E");
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", TRUE, NULL));
  g_assert_cmpint (fixture_changes (f, "/Salon/", "", &error), ==, 2);
  g_assert_no_error (error);
  g_assert_true (f->whole);
  g_assert_true (g_hash_table_contains (f->etags, "/Salon/a.ics"));
  g_assert_true (g_hash_table_contains (f->etags, "/Salon/b.ICS"));
  g_autofree char *first = g_strdup (f->state), *etag = NULL;
  etag = g_strdup (g_hash_table_lookup (f->etags, "/Salon/a.ics"));
  g_assert_cmpstr (first, !=, "");

  g_assert_cmpint (fixture_changes (f, "/Salon/", first, &error), ==, 0);
  g_assert_false (f->whole);
  g_assert_cmpstr (f->state, ==, first);

  fixture_write (f, "v/Salon/b.ICS", "b");
  g_assert_cmpint (fixture_changes (f, "/Salon/", first, &error), ==, 2);
  g_assert_true (f->whole);
  g_assert_cmpstr (f->state, !=, first);
  g_assert_cmpstr (g_hash_table_lookup (f->etags, "/Salon/a.ics"), ==, etag);

  g_autofree char *second = g_strdup (f->state), *path = fixture_path (f, "v/Salon/b.ICS");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (fixture_changes (f, "/Salon/", second, &error), ==, 1);
  g_assert_true (f->whole);
  g_assert_no_error (error);
}

/* A file of this very moment may change once more without its time showing it. */
static void
test_fresh (Fixture *f, gconstpointer data)
{
  fixture_write (f, "v/a.ics", "A");
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", TRUE, NULL));
  fixture_seconds_ahead = 0;
  g_assert_cmpint (fixture_changes (f, "/", "", NULL), ==, 1);
  g_assert_cmpstr (f->state, ==, "");
  g_assert_true (f->whole);
  fixture_seconds_ahead = 60;
  g_assert_cmpint (fixture_changes (f, "/", "", NULL), ==, 1);
  g_assert_cmpstr (f->state, !=, "");
}

/* Not there is an error; only an empty directory is empty. */
static void
test_vanished (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (fixture_open (f, &kt_vdir_driver, "v", TRUE, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_clear_error (&error);

  fixture_write (f, "v/Salon/.keep", "");
  fixture_write (f, "v/Home/a.ics", "A");
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", TRUE, NULL));
  g_assert_cmpint (fixture_changes (f, "/Salon/", "", &error), ==, 0);
  g_assert_no_error (error);
  g_assert_true (f->whole);

  static const char *const none[]
      = { "/Gone/", "/../v/Home/",    "/..%2fv%2fHome/", "/%2e%2e/", "Home/", "/Home", "/Home%00/",
          "",       "/Home/../Salon/" };
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_assert_cmpint (fixture_changes (f, none[i], "", &error), ==, -1);
      g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  G_GNUC_UNUSED g_autofree char *root = fixture_path (f, "v"), *away = fixture_path (f, "away");
  g_autofree char *home = fixture_path (f, "v/Home"), *link = fixture_path (f, "v/Link");
  g_assert_cmpint (symlink (home, link), ==, 0);
  g_assert_cmpint (fixture_changes (f, "/Link/", "", &error), ==, -1);
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (g_rename (home, away), ==, 0);
  g_assert_cmpint (fixture_changes (f, "/Home/", "", &error), ==, -1);
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

static void
test_texts (Fixture *f, gconstpointer data)
{
  g_autofree char *large = g_strnfill ((4 << 20) + 1, 'x'), *fits = g_strnfill (4 << 20, 'x');
  g_autofree char *link = fixture_path (f, "v/link.ics"), *pipe = fixture_path (f, "v/pipe.ics");
  g_autofree char *odd = fixture_path (f, "v/\xff\n.ics");
  fixture_write (f, "v/a.ics", "A\r\nÄ");
  fixture_write (f, "v/50%.ics", "%");
  fixture_write (f, "v/large.ics", large);
  fixture_write (f, "v/fits.ics", fits);
  fixture_write (f, "secret.ics", "S");
  g_assert_true (g_file_set_contents (odd, "O", -1, NULL));
  g_assert_cmpint (symlink ("../secret.ics", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", TRUE, NULL));
  g_assert_cmpint (fixture_changes (f, "/", "", NULL), ==, 7);

  g_assert_cmpstr (fixture_get (f, "/", "/a.ics"), ==, "A\r\nÄ");
  g_assert_cmpstr (fixture_get (f, "/", "/50%25.ics"), ==, "%");
  g_assert_cmpstr (fixture_get (f, "/", "/%FF%0A.ics"), ==, "O");
  g_assert_cmpstr (fixture_get (f, "/", "/fits.ics"), ==, fits);
  g_assert_cmpstr (fixture_get (f, "/", "/large.ics"), ==, "!it is larger than 4 MB");
  g_assert_cmpstr (fixture_get (f, "/", "/link.ics"), ==, "!it is a symbolic link");
  g_assert_cmpstr (fixture_get (f, "/", "/pipe.ics"), ==, "!it is no file");
  static const char *const none[]
      = { "/gone.ics", "/../secret.ics", "/..%2Fsecret.ics", "secret.ics", "/a.ics%00", "/a" };
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpstr (fixture_get (f, "/", none[i]), ==, "!it is not there any more");
}

static void
test_unreadable (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = fixture_path (f, "v/a.ics"), *dir = fixture_path (f, "v/Salon");
  fixture_write (f, "v/a.ics", "A");
  fixture_write (f, "v/Salon/b.ics", "B");
  g_assert_cmpint (g_chmod (file, 0), ==, 0);
  g_assert_cmpint (g_chmod (dir, 0), ==, 0);
  if (access (file, R_OK) == 0)
    {
      g_test_skip ("nothing is unreadable to root");
      return;
    }
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", TRUE, NULL));
  g_assert_cmpint (fixture_changes (f, "/", "", &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_get (f, "/", "/a.ics"), ==, "!Permission denied");
  g_assert_cmpint (fixture_changes (f, "/Salon/", "", &error), ==, -1);
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static void
test_put (Fixture *f, gconstpointer data)
{
  KtOutcome outcome = { 0 };
  fixture_write (f, "v/Salon/.keep", "");
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", TRUE, NULL));
  g_assert_cmpint (fixture_put (f, "/Salon/", "x@kontor", "", "one", &outcome), ==,
                   KT_OUTCOME_STORED);
  g_assert_cmpstr (outcome.href, ==, "/Salon/x@kontor.ics");
  g_autofree char *etag = g_strdup (outcome.etag), *one = fixture_read (f, "v/Salon/x@kontor.ics");
  g_assert_cmpstr (one, ==, "one");
  g_assert_cmpint (fixture_changes (f, "/Salon/", "", NULL), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (f->etags, outcome.href), ==, etag);

  /* it must not exist yet; it must be what was known; it must exist */
  g_assert_cmpint (fixture_put (f, "/Salon/", "/Salon/x@kontor.ics", "", "two", &outcome), ==,
                   KT_OUTCOME_CHANGED);
  g_assert_cmpint (fixture_put (f, "/Salon/", "/Salon/x@kontor.ics", "other", "two", &outcome), ==,
                   KT_OUTCOME_CHANGED);
  g_assert_cmpint (fixture_put (f, "/Salon/", "/Salon/y.ics", etag, "two", &outcome), ==,
                   KT_OUTCOME_CHANGED);
  g_assert_cmpint (fixture_put (f, "/Salon/", "/Salon/y.ics", "*", "two", &outcome), ==,
                   KT_OUTCOME_CHANGED);
  g_autofree char *still = fixture_read (f, "v/Salon/x@kontor.ics");
  g_assert_cmpstr (still, ==, "one");
  g_assert_cmpint (fixture_put (f, "/Salon/", "/Salon/x@kontor.ics", etag, "two", &outcome), ==,
                   KT_OUTCOME_STORED);
  g_assert_cmpint (fixture_put (f, "/Salon/", "/Salon/x@kontor.ics", "*", "three", &outcome), ==,
                   KT_OUTCOME_STORED);
  g_autofree char *three = fixture_read (f, "v/Salon/x@kontor.ics");
  g_assert_cmpstr (three, ==, "three");

  /* nothing is left beside it */
  g_assert_cmpint (fixture_changes (f, "/Salon/", "", NULL), ==, 1);
  g_autofree char *dir = fixture_path (f, "v/Salon");
  g_autoptr (GDir) listing = g_dir_open (dir, 0, NULL);
  guint files = 0;
  while (g_dir_read_name (listing) != NULL)
    files++;
  g_assert_cmpuint (files, ==, 2);

  g_assert_cmpint (fixture_remove (f, "/Salon/", "/Salon/x@kontor.ics", etag), ==,
                   KT_OUTCOME_CHANGED);
  g_assert_cmpint (fixture_remove (f, "/Salon/", "/Salon/x@kontor.ics", outcome.etag), ==,
                   KT_OUTCOME_STORED);
  g_assert_cmpint (fixture_remove (f, "/Salon/", "/Salon/x@kontor.ics", outcome.etag), ==,
                   KT_OUTCOME_GONE);
  kt_outcome_clear (&outcome);
}

/* Whatever is asked for, nothing is written elsewhere, and no link is followed. */
static void
test_names (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *wanted, *got;
  } names[] = { { "..", "/_...ics" },
                { ".hidden", "/_.hidden.ics" },
                { "a b\xff\x1b", "/a_b__.ics" },
                { "Ünï-1@x.ics", "/Ünï-1@x.ics" },
                { "100%", "/100_.ics" } };
  KtOutcome outcome = { 0 };
  fixture_write (f, "secret.ics", "S");
  fixture_write (f, "v/.keep", "");
  g_autofree char *link = fixture_path (f, "v/link.ics");
  g_assert_cmpint (symlink ("../secret.ics", link), ==, 0);
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", TRUE, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpint (fixture_put (f, "/", names[i].wanted, "", "x", &outcome), ==,
                       KT_OUTCOME_STORED);
      g_assert_cmpstr (outcome.href, ==, names[i].got);
      g_assert_cmpstr (fixture_get (f, "/", names[i].got), ==, "x");
    }
  g_autofree char *long_name = g_strnfill (300, 'n');
  g_assert_cmpint (fixture_put (f, "/", long_name, "", "x", &outcome), ==, KT_OUTCOME_STORED);
  g_assert_cmpuint (strlen (outcome.href), ==, strlen ("/.ics") + 64);

  static const char *const refused[]
      = { "/../secret.ics", "/..%2Fsecret.ics", "/.x.ics", "/x", "/Salon/x.ics" };
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_cmpint (fixture_put (f, "/", refused[i], "", "x", &outcome), ==, KT_OUTCOME_REFUSED);
  g_assert_cmpint (fixture_put (f, "/", "/link.ics", "", "x", &outcome), ==, KT_OUTCOME_CHANGED);
  g_assert_cmpint (fixture_put (f, "/", "/link.ics", "*", "x", &outcome), ==, KT_OUTCOME_STORED);
  g_autofree char *secret = fixture_read (f, "secret.ics");
  g_assert_cmpstr (secret, ==, "S");
  kt_outcome_clear (&outcome);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  KtOutcome outcome = { 0 };
  fixture_write (f, "v/a.ics", "A");
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", FALSE, NULL));
  g_assert_cmpint (fixture_put (f, "/", "b", "", "B", &outcome), ==, KT_OUTCOME_REFUSED);
  g_assert_cmpstr (outcome.reason, ==, "it may not be written (write = no)");
  g_assert_cmpint (fixture_remove (f, "/", "/a.ics", "*"), ==, KT_OUTCOME_REFUSED);
  g_assert_cmpint (fixture_changes (f, "/", "", NULL), ==, 1);
  kt_outcome_clear (&outcome);
}

/* One entry more than is taken: all or nothing. */
static void
test_too_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = fixture_path (f, "v");
  g_assert_cmpint (g_mkdir (dir, 0700), ==, 0);
  int fd = open (dir, O_RDONLY | O_DIRECTORY);
  for (guint i = 0; i <= KT_COLLECTION_RESOURCES_MAX; i++)
    {
      char name[32];
      g_snprintf (name, sizeof name, "%u.ics", i);
      g_assert_cmpint (symlinkat ("x", fd, name), ==, 0);
    }
  close (fd);
  g_assert_true (fixture_open (f, &kt_vdir_driver, "v", TRUE, NULL));
  g_assert_cmpint (fixture_changes (f, "/", "", &error), ==, -1);
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "holds more than 200000 entries"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/vdir/collections", test_collections },
    { "/vdir/changes", test_changes },
    { "/vdir/fresh", test_fresh },
    { "/vdir/vanished", test_vanished },
    { "/vdir/texts", test_texts },
    { "/vdir/unreadable", test_unreadable },
    { "/vdir/put", test_put },
    { "/vdir/names", test_names },
    { "/vdir/read-only", test_read_only },
    { "/vdir/too-many", test_too_many },
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
  return g_test_run ();
}
