#include "config.h"
#include "../../src/format/stems.h"

static const char *const list[] = { "abcd", "bcdefg", "ключ", NULL };

static void
found (void)
{
  static KtStems stems = KT_STEMS (list);
  g_assert_true (kt_stems_any_in (&stems, "abcd"));
  g_assert_true (kt_stems_any_in (&stems, "it is abcdef"));
  g_assert_true (kt_stems_any_in (&stems, "bcdebcdefg"));
  g_assert_true (kt_stems_any_in (&stems, "заключение"));
  g_assert_false (kt_stems_any_in (&stems, ""));
  g_assert_false (kt_stems_any_in (&stems, "abc"));
  g_assert_false (kt_stems_any_in (&stems, "xabc"));
  g_assert_false (kt_stems_any_in (&stems, "abc d bcdef"));
  g_assert_false (kt_stems_any_in (&stems, "ABCD клю"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stems/found", found);
  return g_test_run ();
}
