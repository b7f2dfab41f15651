#include "config.h"
#include "kontor/paths.h"
#include "kontor/error.h"
#include "kontor/helper-dir.h"
#include <glib/gstdio.h>

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

static void
make_file (const char *dir, const char *name, const char *content, gssize length)
{
  g_autofree char *file = g_build_filename (dir, name, NULL);
  g_mkdir_with_parents (dir, 0700);
  g_assert_true (
      g_file_set_contents_full (file, content, length, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      remove_tree (inner);
    }
  g_remove (path);
}

/* Installed somewhere, the program finds the helper by its way from there, and a marker that lies
 * above does not lead it astray. */
static void
test_installed (void)
{
  g_autofree char *root = g_dir_make_tmp ("kontor-XXXXXX", NULL);
  g_autofree char *bin = g_build_filename (root, "a", "b", "c", "bin", NULL);
  g_autofree char *joined = g_build_filename (bin, KT_HELPER_DIR, NULL);
  g_autofree char *dir = g_canonicalize_filename (joined, NULL);
  g_autofree char *self = NULL, *out = NULL, *err = NULL;
  gsize length;
  g_assert_true (g_file_get_contents ("/proc/self/exe", &self, &length, NULL));
  make_file (bin, "kontor", self, length);
  make_file (dir, "kontor-reader", "", 0);
  make_file (root, "kontor-build-tree", "", 0);
  make_file (root, "kontor-reader", "", 0);

  g_autofree char *program = g_build_filename (bin, "kontor", NULL);
  char *argv[] = { program, (char *)"--find", NULL };
  int status;
  g_assert_true (g_spawn_sync (NULL, argv, NULL, 0, NULL, NULL, &out, &err, &status, NULL));
  g_autofree char *expected = g_build_filename (dir, "kontor-reader", NULL);
  g_assert_cmpstr (out, ==, expected);
  remove_tree (root);
}

int
main (int argc, char **argv)
{
  g_setenv ("XDG_CONFIG_HOME", "/tmp/k/config", TRUE);
  g_setenv ("XDG_DATA_HOME", "/tmp/k/data", TRUE);
  g_setenv ("XDG_STATE_HOME", "/tmp/k/state", TRUE);
  if (argc == 2 && g_str_equal (argv[1], "--find"))
    {
      g_autofree char *helper = kt_paths_find_helper ("kontor-reader", NULL);
      g_print ("%s", helper);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paths/default", test_default);
  g_test_add_func ("/paths/override", test_override);
  g_test_add_func ("/paths/helper", test_helper);
  g_test_add_func ("/paths/no-helper", test_no_helper);
  g_test_add_func ("/paths/installed", test_installed);
  return g_test_run ();
}
