#include "config.h"
#include "kontor/period.h"
#include "kontor/work-time.h"

#include <string.h>

/* Monday 23 November 2026. */
static const KtWhenContext context
    = { .now = { 2026, 11, 23, 8, 12 }, .day_starts = 9, .past = TRUE };

static void
test_said (void)
{
  static const struct
  {
    const char *text, *first, *last;
  } rows[] = {
    { "2026", "2026-01-01", "2026-12-31" },
    { "2026-02", "2026-02-01", "2026-02-28" },
    { "nov", "2026-11-01", "2026-11-30" },
    { "декабрь", "2025-12-01", "2025-12-31" },
    { "листопад 2025", "2025-11-01", "2025-11-30" },
    { "q3", "2026-07-01", "2026-09-30" },
    { "q1 2025", "2025-01-01", "2025-03-31" },
    { "3кв", "2026-07-01", "2026-09-30" },
    { "last month", "2026-10-01", "2026-10-31" },
    { "прошлый год", "2025-01-01", "2025-12-31" },
    { "минулого тижня", "2026-11-16", "2026-11-22" },
    { "pagājušajā mēnesī", "2026-10-01", "2026-10-31" },
    { "this year", "2026-01-01", "2026-12-31" },
    { "1.10.-30.11.", "2026-10-01", "2026-11-30" },
    { "1.10.-30.11.2025", "2025-10-01", "2025-11-30" },
    { "oct-nov", "2026-10-01", "2026-11-30" },
    { "2026-01..2026-06", "2026-01-01", "2026-06-30" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = g_strsplit (rows[i].text, " ", -1);
      KtLocal first, last;
      gboolean all;
      guint used;
      char from[KT_LOCAL_TEXT], to[KT_LOCAL_TEXT];
      g_assert_true (kt_period_take ((const char *const *)words, g_strv_length (words), &context,
                                     &first, &last, &all, &used, NULL));
      g_assert_cmpuint (used, ==, g_strv_length (words));
      kt_local_format (first, from);
      kt_local_format (last, to);
      g_assert_cmpstr (from, ==, rows[i].first);
      g_assert_cmpstr (to, ==, rows[i].last);
    }
}

static void
test_not_said (void)
{
  static const char *const words[] = { "tag:vip", "vip", "Sales", "" };
  KtLocal first, last;
  gboolean all;
  guint used;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_true (kt_period_take (&words[i], 1, &context, &first, &last, &all, &used, NULL));
      g_assert_cmpuint (used, ==, 0);
    }
  const char *wrong = "31.02.2026";
  g_assert_false (kt_period_take (&wrong, 1, &context, &first, &last, &all, &used, NULL));
}

static void
test_work_minutes (void)
{
  g_autoptr (KtZone) zone = kt_zone_new_utc ();
  KtWorkWeek week = { .zone = zone, .days = KT_WORK_WEEK_DEFAULT };
  gint64 friday = kt_local_to_utc ((KtLocal){ 2026, 11, 20, 18, 0 }, zone);
  gint64 saturday = kt_local_to_utc ((KtLocal){ 2026, 11, 21, 10, 0 }, zone);
  gint64 monday = kt_local_to_utc ((KtLocal){ 2026, 11, 23, 9, 30 }, zone);
  g_assert_cmpint (kt_work_minutes (&week, friday, friday + 600), ==, 10);
  g_assert_cmpint (kt_work_minutes (&week, friday, monday), ==, 6 * 60 + 9 * 60 + 30);
  g_assert_cmpint (kt_work_minutes (&week, saturday, monday), ==, 9 * 60 + 30);
  g_assert_cmpint (kt_work_minutes (&week, friday, saturday), ==, 6 * 60);
  g_assert_cmpint (kt_work_minutes (&week, saturday, saturday + 3600), ==, 0);
  g_assert_cmpint (kt_work_minutes (&week, monday, friday), ==, 0);
}

static void
test_quantile (void)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_assert_cmpint (kt_quantile (values, 50), ==, G_MININT64);
  for (gint64 value = 10; value > 0; value--)
    g_array_append_val (values, value);
  g_assert_cmpint (kt_quantile (values, 50), ==, 5);
  g_assert_cmpint (kt_quantile (values, 90), ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/said", test_said);
  g_test_add_func ("/period/not-said", test_not_said);
  g_test_add_func ("/work-time/minutes", test_work_minutes);
  g_test_add_func ("/work-time/quantile", test_quantile);
  return g_test_run ();
}
