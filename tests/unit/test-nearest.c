#include "config.h"
#include "kontor/nearest.h"

static const char *const known[]
    = { "addresses", "answer-after", "country", "currency", "name", "since", "url", NULL };

static void
test_near (void)
{
  static const char *const pairs[][2] = {
    { "adresses", "addresses" },
    { "addressses", "addresses" },
    { "Adresses", "addresses" },
    { "cuontry", "country" },
    { "anwser-after", "answer-after" },
    { "nmae", "name" },
    { "names", "name" },
    { "ulr", "url" },
    { "since", "since" },
    { "addr", "addresses" },
    { "ans", "answer-after" },
    { "cou", "country" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpstr (kt_nearest (pairs[i][0], known), ==, pairs[i][1]);
}

static void
test_far (void)
{
  static const char *const far[] = { "", "x", "password", "c", "nothing", "lru2", "ёё" };
  for (gsize i = 0; i < G_N_ELEMENTS (far); i++)
    g_assert_null (kt_nearest (far[i], known));
}

static void
test_limit (void)
{
  g_autofree char *word = g_strnfill (KT_NEAREST_MAX, 'a');
  const char *const itself[] = { word, NULL };
  g_assert_cmpstr (kt_nearest (word, itself), ==, word);

  g_autofree char *longer = g_strnfill (KT_NEAREST_MAX + 1, 'a');
  const char *const too_long[] = { longer, NULL };
  g_assert_null (kt_nearest (longer, itself));
  g_assert_cmpstr (kt_nearest (word, too_long), ==, longer); /* the beginning of it */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nearest/near", test_near);
  g_test_add_func ("/nearest/far", test_far);
  g_test_add_func ("/nearest/limit", test_limit);
  return g_test_run ();
}
