#include "config.h"
#include "kontor/local-time.h"
#include "kontor/workday.h"

/* 2026-11-16 is a Monday. */
static const struct
{
  const char *from, *to;
  guint mask, expect;
} cases[] = {
  { "2026-11-16T09:00", "2026-11-16T18:00", KT_WORK_WEEK_DEFAULT, 0 },
  { "2026-11-16T23:59", "2026-11-17T00:00", KT_WORK_WEEK_DEFAULT, 1 },
  { "2026-11-20T18:00", "2026-11-22T18:00", KT_WORK_WEEK_DEFAULT, 0 }, /* Fri → Sun */
  { "2026-11-20T18:00", "2026-11-23T08:12", KT_WORK_WEEK_DEFAULT, 1 }, /* Fri → Mon */
  { "2026-11-19T10:00", "2026-11-23T08:12", KT_WORK_WEEK_DEFAULT, 2 }, /* Thu → Mon */
  { "2026-11-21T10:00", "2026-11-23T08:12", KT_WORK_WEEK_DEFAULT, 1 }, /* Sat → Mon */
  { "2026-11-16T10:00", "2026-11-23T10:00", KT_WORK_WEEK_DEFAULT, 5 },
  { "2026-11-16T10:00", "2026-11-30T10:00", KT_WORK_WEEK_DEFAULT, 10 },
  { "2026-11-18T10:00", "2026-12-01T10:00", KT_WORK_WEEK_DEFAULT, 9 },
  { "2026-11-20T18:00", "2026-11-23T08:12", 0x7eu, 2 }, /* Saturdays too */
  { "2026-11-16T10:00", "2026-11-30T10:00", 0xfeu, 14 },
  { "2026-11-16T10:00", "2026-11-30T10:00", 1u << 7, 2 }, /* Sundays only */
  { "2026-11-16T10:00", "2026-11-30T10:00", 0, 0 },
  { "2026-11-23T10:00", "2026-11-16T10:00", KT_WORK_WEEK_DEFAULT, 0 }, /* backwards */
  { "2026-03-27T12:00", "2026-03-30T12:00", KT_WORK_WEEK_DEFAULT, 1 }, /* over the DST change */
  { "2025-12-31T12:00", "2026-01-02T12:00", KT_WORK_WEEK_DEFAULT, 2 },
};

static gint64
at (const char *text, KtZone *zone)
{
  KtLocal local;
  g_assert_true (kt_local_parse (text, &local));
  return kt_local_to_utc (local, zone);
}

static void
test_between (void)
{
  g_autoptr (KtZone) zone = kt_zone_new ("Europe/Riga");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtWorkWeek week = { zone, cases[i].mask, NULL };
      g_test_message ("%s to %s", cases[i].from, cases[i].to);
      g_assert_cmpuint (
          kt_workdays_between (&week, at (cases[i].from, zone), at (cases[i].to, zone)), ==,
          cases[i].expect);
    }
}

/* One instant is Friday in one zone and Saturday in another. */
static void
test_zone (void)
{
  g_autoptr (KtZone) utc = kt_zone_new_utc ();
  g_autoptr (KtZone) riga = kt_zone_new ("Europe/Riga");
  gint64 from = at ("2026-11-19T22:30", utc), to = at ("2026-11-20T12:00", utc);
  KtWorkWeek here = { utc, KT_WORK_WEEK_DEFAULT, NULL },
             there = { riga, KT_WORK_WEEK_DEFAULT, NULL };
  g_assert_cmpuint (kt_workdays_between (&here, from, to), ==, 1);
  g_assert_cmpuint (kt_workdays_between (&there, from, to), ==, 0);
}

/* A holiday on a working day counts once, one on a Sunday not at all; the first day is behind. */
static void
test_days_off (void)
{
  g_autoptr (KtZone) zone = kt_zone_new ("Europe/Riga");
  g_autoptr (GHashTable) off = g_hash_table_new (g_str_hash, g_str_equal);
  KtWorkWeek week = { zone, KT_WORK_WEEK_DEFAULT, off };
  gint64 from = at ("2026-11-13T12:00", zone), to = at ("2026-11-20T12:00", zone);
  g_assert_cmpuint (kt_workdays_between (&week, from, to), ==, 5);
  g_hash_table_add (off, (gpointer) "2026-11-18");
  g_hash_table_add (off, (gpointer) "2026-11-15");
  g_hash_table_add (off, (gpointer) "2026-11-13");
  g_hash_table_add (off, (gpointer) "2026-11-23");
  g_assert_cmpuint (kt_workdays_between (&week, from, to), ==, 4);
  g_hash_table_add (off, (gpointer) "2026-11-20");
  g_assert_cmpuint (kt_workdays_between (&week, from, to), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workday/between", test_between);
  g_test_add_func ("/workday/zone", test_zone);
  g_test_add_func ("/workday/days-off", test_days_off);
  return g_test_run ();
}
