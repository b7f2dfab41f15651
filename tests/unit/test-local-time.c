#include "config.h"
#include "kontor/local-time.h"

static KtLocal
local_of (const char *text)
{
  KtLocal local;
  if (!kt_local_parse (text, &local))
    g_error ("no local time: %s", text);
  return local;
}

static void
assert_local (KtLocal local, const char *expected)
{
  char text[KT_LOCAL_TEXT];
  kt_local_format (local, text);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  static const char *const bad[] = { "",
                                     "2026",
                                     "2026-11",
                                     "2026-11-2",
                                     "2026-13-01",
                                     "2026-00-10",
                                     "2026-11-31",
                                     "2026-02-29",
                                     "2100-02-29",
                                     "0000-01-01",
                                     "2026-11-25T",
                                     "2026-11-25T24:00",
                                     "2026-11-25T10:60",
                                     "2026-11-25 10:00",
                                     "2026-11-25T10:00Z",
                                     "2026/11/25",
                                     "2026-11-25T1o:00",
                                     "+026-11-25",
                                     "2026-1a-25" };
  KtLocal local;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (kt_local_parse (bad[i], &local))
      g_error ("taken for a time: %s", bad[i]);
  g_autofree char *huge = g_strnfill (1 << 20, '1');
  g_assert_false (kt_local_parse (huge, &local));

  static const char *const good[]
      = { "2026-11-25", "2026-11-25T10:00", "2028-02-29",      "2000-02-29",
          "0001-01-01", "9999-12-31T23:59", "2026-11-25T00:00" };
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_local (local_of (good[i]), good[i]);
}

static void
test_arithmetic (void)
{
  assert_local (kt_local_add_days (local_of ("2026-12-31T10:00"), 1), "2027-01-01T10:00");
  assert_local (kt_local_add_days (local_of ("2028-02-28"), 1), "2028-02-29");
  assert_local (kt_local_add_days (local_of ("2027-03-01"), -1), "2027-02-28");
  assert_local (kt_local_add_days (local_of ("2026-11-22"), 36525), "2126-11-23");
  assert_local (kt_local_add_days (local_of ("2026-11-22"), G_MAXINT), "9999-12-31");
  assert_local (kt_local_add_days (local_of ("2026-11-22"), G_MININT), "0001-01-01");
  assert_local (kt_local_add_months (local_of ("2026-01-31T09:15"), 1), "2026-02-28T09:15");
  assert_local (kt_local_add_months (local_of ("2027-11-30"), 3), "2028-02-29");
  assert_local (kt_local_add_months (local_of ("2028-02-29"), 12), "2029-02-28");
  assert_local (kt_local_add_months (local_of ("2026-01-31"), -2), "2025-11-30");
  assert_local (kt_local_add_months (local_of ("2026-01-31"), G_MAXINT), "9999-12-31");
  assert_local (kt_local_add_months (local_of ("2026-01-31"), G_MININT), "0001-01-31");
  g_assert_cmpint (kt_local_weekday (local_of ("2026-11-22")), ==, 7);
  g_assert_cmpint (kt_local_weekday (local_of ("2026-11-23")), ==, 1);
  g_assert_cmpint (kt_local_weekday (local_of ("1969-12-31")), ==, 3);
  g_assert_cmpint (kt_local_weekday (local_of ("2000-02-29")), ==, 2);
  g_assert_cmpint (kt_local_days_between (local_of ("2026-11-22T23:00"), local_of ("2026-11-23")),
                   ==, 1);
  g_assert_cmpint (kt_local_days_between (local_of ("2027-01-01"), local_of ("2026-01-01")), ==,
                   -365);
}

/* Each day of 400 years follows the one before, and back. */
static void
test_calendar (void)
{
  KtLocal day = local_of ("1900-01-01");
  int weekday = kt_local_weekday (day);
  for (int i = 0; i < 146097; i++)
    {
      KtLocal next = kt_local_add_days (day, 1);
      gboolean same_month = day.day < kt_local_month_days (day.year, day.month);
      g_assert_cmpint (next.day, ==, same_month ? day.day + 1 : 1);
      g_assert_cmpint (next.month, ==, same_month ? day.month : day.month % 12 + 1);
      weekday = weekday % 7 + 1;
      g_assert_cmpint (kt_local_weekday (next), ==, weekday);
      day = next;
    }
  assert_local (day, "2300-01-01");
}

static void
test_compare (void)
{
  static const char *const rising[] = { "2025-12-31T23:59", "2026-01-01",       "2026-01-01T00:00",
                                        "2026-01-01T00:01", "2026-01-01T23:59", "2026-01-02" };
  for (guint i = 0; i < G_N_ELEMENTS (rising); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rising); j++)
      g_assert_cmpint (kt_local_compare (local_of (rising[i]), local_of (rising[j])), ==,
                       (i > j) - (i < j));
}

static void
test_zones (void)
{
  static const struct
  {
    const char *zone, *local, *utc, *back;
  } rows[] = {
    { "Europe/Riga", "2026-11-25T10:00", "2026-11-25T08:00", "2026-11-25T10:00" },
    { "Europe/Riga", "2026-07-01T10:00", "2026-07-01T07:00", "2026-07-01T10:00" },
    { "Europe/Riga", "2026-03-29T02:59", "2026-03-29T00:59", "2026-03-29T02:59" },
    { "Europe/Riga", "2026-03-29T03:30", "2026-03-29T01:30", "2026-03-29T04:30" }, /* gap */
    { "Europe/Riga", "2026-03-29T04:00", "2026-03-29T01:00", "2026-03-29T04:00" },
    { "Europe/Riga", "2026-10-25T02:59", "2026-10-24T23:59", "2026-10-25T02:59" },
    { "Europe/Riga", "2026-10-25T03:30", "2026-10-25T00:30", "2026-10-25T03:30" }, /* overlap */
    { "Europe/Riga", "2026-10-25T04:00", "2026-10-25T02:00", "2026-10-25T04:00" },
    { "Europe/Riga", "2026-11-25", "2026-11-24T22:00", "2026-11-25T00:00" },
    { "Europe/Riga", "2038-01-19T05:14", "2038-01-19T03:14", "2038-01-19T05:14" },
    { "Europe/Riga", "2038-07-01T10:00", "2038-07-01T07:00", "2038-07-01T10:00" },
    { "Europe/Riga", "2040-03-25T03:30", "2040-03-25T01:30", "2040-03-25T04:30" },
    { "Europe/Riga", "2040-10-28T03:30", "2040-10-28T00:30", "2040-10-28T03:30" },
    { "Europe/Riga", "2099-12-31T23:59", "2099-12-31T21:59", "2099-12-31T23:59" },
    { "America/New_York", "2026-11-25T20:00", "2026-11-26T01:00", "2026-11-25T20:00" },
    { "America/New_York", "2026-03-08T02:30", "2026-03-08T07:30", "2026-03-08T03:30" },
    { "Asia/Kolkata", "1969-12-31T23:30", "1969-12-31T18:00", "1969-12-31T23:30" },
    { "UTC", "2026-03-29T03:30", "2026-03-29T03:30", "2026-03-29T03:30" },
  };
  g_autoptr (KtZone) utc = kt_zone_new_utc ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KtZone) zone = kt_zone_new (rows[i].zone);
      g_assert_nonnull (zone);
      gint64 at = kt_local_to_utc (local_of (rows[i].local), zone);
      assert_local (kt_local_from_utc (at, utc), rows[i].utc);
      assert_local (kt_local_from_utc (at, zone), rows[i].back);
    }
}

/* The days of many instants are those of each of them, over a spring and an autumn. */
static void
test_finder (void)
{
  static const char *const zones[]
      = { "Europe/Riga", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC" };
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (KtZone) zone = kt_zone_new (zones[i]);
      g_assert_nonnull (zone);
      gint64 first = kt_local_to_utc (local_of ("2026-01-01"), zone);
      KtDayFinder finder = { .zone = zone }, back = { .zone = zone };
      for (gint64 at = first; at < first + 400 * 86400; at += 1500)
        g_assert_cmpint (kt_day_find (&finder, at), ==,
                         kt_local_day_number (kt_local_from_utc (at, zone)));
      for (gint64 at = first + 400 * 86400; at > first; at -= 25 * 3600)
        g_assert_cmpint (kt_day_find (&back, at), ==,
                         kt_local_day_number (kt_local_from_utc (at, zone)));
      g_assert_cmpint (kt_day_find (&back, -1), ==,
                       kt_local_day_number (kt_local_from_utc (-1, zone)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/local-time/text", test_text);
  g_test_add_func ("/local-time/arithmetic", test_arithmetic);
  g_test_add_func ("/local-time/calendar", test_calendar);
  g_test_add_func ("/local-time/compare", test_compare);
  g_test_add_func ("/local-time/zones", test_zones);
  g_test_add_func ("/local-time/finder", test_finder);
  return g_test_run ();
}
