#include "config.h"
#include "kontor/clock.h"
#include "kontor/error.h"

static void
test_fixed (void)
{
  g_autoptr (GError) error = NULL;
  KtClock clock;
  g_setenv ("KONTOR_NOW", "2026-11-24T09:00:00+02:00", TRUE);
  g_assert_true (kt_clock_init (&clock, "Europe/Riga", &error));
  g_assert_cmpint (clock.now, ==, 1795503600);
  g_assert_cmpstr (clock.tzid, ==, "Europe/Riga");
  g_assert_cmpint (kt_zone_offset (clock.zone, 0), !=, 1);
  kt_clock_clear (&clock);
  kt_clock_clear (&clock);
}

static void
test_refused (void)
{
  static const char *const bad[]
      = { "tomorrow", "2026-11-24", "2026-11-24T09:00:00", "2026-13-24T09:00:00Z", "1795503600" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      KtClock clock;
      g_setenv ("KONTOR_NOW", bad[i], TRUE);
      g_assert_false (kt_clock_init (&clock, NULL, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
    }
  g_setenv ("KONTOR_NOW", "2026-11-24T09:00:00Z", TRUE);
  g_autoptr (GError) error = NULL;
  KtClock clock;
  g_assert_false (kt_clock_init (&clock, "Europe/Rigga", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
}

static void
test_environment (void)
{
  static const char *const names[][2] = { { "Europe/Kyiv", "Europe/Kyiv" },
                                          { ":Europe/Berlin", "Europe/Berlin" },
                                          { "/usr/share/zoneinfo/Europe/Riga", "Europe/Riga" } };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      KtClock clock;
      g_setenv ("TZ", names[i][0], TRUE);
      g_assert_true (kt_clock_init (&clock, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (clock.tzid, ==, names[i][1]);
      kt_clock_clear (&clock);
    }
}

static void
test_running (void)
{
  KtClock clock;
  g_unsetenv ("KONTOR_NOW");
  g_unsetenv ("TZ");
  g_assert_true (kt_clock_init (&clock, NULL, NULL));
  g_assert_cmpint (clock.now, >, 1700000000);
  g_assert_nonnull (clock.zone);
  g_assert_nonnull (clock.tzid);
  kt_clock_clear (&clock);
}

/* A dialogue that stays open is told the time anew; nonsense leaves it as it is. */
static void
test_tick (void)
{
  g_autoptr (GError) error = NULL;
  KtClock clock;
  g_setenv ("KONTOR_NOW", "2026-11-24T09:00:00+02:00", TRUE);
  g_assert_true (kt_clock_init (&clock, "Europe/Riga", &error));
  gint64 morning = clock.now;
  g_setenv ("KONTOR_NOW", "2026-11-24T11:30:00+02:00", TRUE);
  kt_clock_tick (&clock);
  g_assert_cmpint (clock.now - morning, ==, 9000);
  g_setenv ("KONTOR_NOW", "later", TRUE);
  kt_clock_tick (&clock);
  g_assert_cmpint (clock.now - morning, ==, 9000);
  kt_clock_clear (&clock);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/fixed", test_fixed);
  g_test_add_func ("/clock/refused", test_refused);
  g_test_add_func ("/clock/environment", test_environment);
  g_test_add_func ("/clock/running", test_running);
  g_test_add_func ("/clock/tick", test_tick);
  return g_test_run ();
}
