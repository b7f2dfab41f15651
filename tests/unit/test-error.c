#include "config.h"
#include "kontor/error.h"

static void
test_lines (void)
{
  g_autoptr (GError) error = NULL;
  g_set_error (&error, KT_ERROR, KT_ERROR_CONFLICT, "«anna b» is more than one person");
  kt_error_detail (&error, "1  %s", "Anna B");
  kt_error_hint (&error, "repeat with more of the name");
  g_assert_cmpstr (
      error->message, ==,
      "«anna b» is more than one person\n  1  Anna B\nhint: repeat with more of the name");
  g_assert_cmpint (kt_error_exit_status (error), ==, 4);
}

static void
test_nothing_set (void)
{
  g_autoptr (GError) error = NULL;
  kt_error_detail (&error, "x");
  kt_error_hint (NULL, "x");
  g_assert_null (error);
}

static void
test_foreign (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "x");
  g_assert_cmpint (kt_error_exit_status (error), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/lines", test_lines);
  g_test_add_func ("/error/nothing-set", test_nothing_set);
  g_test_add_func ("/error/foreign", test_foreign);
  return g_test_run ();
}
