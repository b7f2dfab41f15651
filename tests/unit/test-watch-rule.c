/* When a watcher tries again, when it asks, and when it distrusts its connections. */
#include "config.h"
#include "kontor/watch-rule.h"

#define SECOND G_USEC_PER_SEC
#define MINUTE_MS 60000

static void
test_backoff (void)
{
  static const guint longest[] = { 2000, 8000, 32000, 128000, 512000, 900000, 900000 };
  for (guint i = 0; i < G_N_ELEMENTS (longest); i++)
    {
      g_assert_cmpuint (kt_watch_backoff_ms (i + 1, 0), ==, longest[i] / 2);
      g_assert_cmpuint (kt_watch_backoff_ms (i + 1, G_MAXUINT32), ==, longest[i] - 1);
    }
  g_assert_cmpuint (kt_watch_backoff_ms (G_MAXUINT, G_MAXUINT32), <=, 15 * MINUTE_MS);
  g_assert_cmpuint (kt_watch_backoff_ms (0, 0), ==, 1000);
}

static void
test_calm (void)
{
  g_assert_cmpuint (kt_watch_calm_ms (0, 300000), ==, 0);
  g_assert_cmpuint (kt_watch_calm_ms (1, 300000), ==, 0);
  g_assert_cmpuint (kt_watch_calm_ms (2, 300000), ==, 1000);
  g_assert_cmpuint (kt_watch_calm_ms (5, 300000), ==, 8000);
  g_assert_cmpuint (kt_watch_calm_ms (12, 300000), ==, 300000);
  g_assert_cmpuint (kt_watch_calm_ms (G_MAXUINT, 300000), ==, 300000);
}

static void
test_poll (void)
{
  g_assert_cmpuint (kt_watch_poll_ms (5 * MINUTE_MS), ==, MINUTE_MS);
  g_assert_cmpuint (kt_watch_poll_ms (1000), ==, 1000);
  g_assert_cmpuint (kt_watch_poll_ms (10000), ==, 2000);
  g_assert_cmpuint (kt_watch_poll_ms (KT_WATCH_EVERY_MAX * 1000u), ==, MINUTE_MS);
}

static void
test_slept (void)
{
  g_assert_false (kt_watch_slept (100 * SECOND, 90 * SECOND, 130 * SECOND, 120 * SECOND));
  g_assert_false (kt_watch_slept (100 * SECOND, 90 * SECOND, 132 * SECOND, 120 * SECOND));
  g_assert_true (kt_watch_slept (100 * SECOND, 90 * SECOND, 140 * SECOND, 120 * SECOND));
  g_assert_true (kt_watch_slept (0, 0, G_MAXINT64 / 2, SECOND));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/watch-rule/backoff", test_backoff);
  g_test_add_func ("/watch-rule/calm", test_calm);
  g_test_add_func ("/watch-rule/poll", test_poll);
  g_test_add_func ("/watch-rule/slept", test_slept);
  return g_test_run ();
}
