#include "config.h"
#include "kontor/paths.h"
#include "kontor/error.h"

static void
test_default (void)
{
  KtPaths paths;
  kt_paths_init (&paths, NULL, NULL);
  g_assert_cmpstr (paths.config, ==, "/tmp/k/config/kontor/config");
  g_assert_cmpstr (paths.data, ==, "/tmp/k/data/kontor");
  g_assert_cmpstr (paths.book, ==, "/tmp/k/data/kontor/book.db");
  g_assert_cmpstr (paths.mirror, ==, "/tmp/k/data/kontor/mirror.db");
  g_assert_cmpstr (paths.lock, ==, "/tmp/k/data/kontor/lock");
  g_assert_cmpstr (paths.state, ==, "/tmp/k/state/kontor");
  kt_paths_clear (&paths);
}

static void
test_override (void)
{
  KtPaths one, two;
  kt_paths_init (&one, "/c/./config", "/o/one/");
  kt_paths_init (&two, "relative", "/o/two");
  g_assert_cmpstr (one.config, ==, "/c/config");
  g_assert_cmpstr (one.book, ==, "/o/one/book.db");
  g_assert_true (g_path_is_absolute (two.config));
  g_assert_true (g_str_has_prefix (one.state, "/tmp/k/state/kontor/at-"));
  g_assert_cmpstr (one.state, !=, two.state);
  kt_paths_clear (&one);
  kt_paths_clear (&two);
}

/* A test program lies two levels below the marker; the helpers lie beside it. */
static void
test_helper (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *helper = kt_paths_find_helper ("kontor-reader", &error);
  g_assert_no_error (error);
  g_assert_true (g_path_is_absolute (helper));
  g_assert_true (g_file_test (helper, G_FILE_TEST_IS_EXECUTABLE));

  g_autofree char *dir = g_path_get_dirname (helper);
  g_autofree char *marker = g_build_filename (dir, "kontor-build-tree", NULL);
  g_assert_true (g_file_test (marker, G_FILE_TEST_EXISTS));
}

static void
test_no_helper (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_paths_find_helper ("kontor-nothing", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_setenv ("XDG_CONFIG_HOME", "/tmp/k/config", TRUE);
  g_setenv ("XDG_DATA_HOME", "/tmp/k/data", TRUE);
  g_setenv ("XDG_STATE_HOME", "/tmp/k/state", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paths/default", test_default);
  g_test_add_func ("/paths/override", test_override);
  g_test_add_func ("/paths/helper", test_helper);
  g_test_add_func ("/paths/no-helper", test_no_helper);
  return g_test_run ();
}
