#include "config.h"
#include "kontor/zone.h"
#include <glib/gstdio.h>

#define ZONES "/usr/share/zoneinfo"
#define YEAR (366 * 86400LL)
#define FIRST (-140 * YEAR) /* 1829, before any zone has changed */
#define LAST (150 * YEAR)   /* 2120, after all that files list */

static int
glib_offset (GTimeZone *zone, gint64 utc)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc);
  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval);
}

static void
compare_at (KtZone *zone, GTimeZone *glib, gint64 utc)
{
  if (kt_zone_offset (zone, utc) != glib_offset (glib, utc))
    g_error ("%s at %" G_GINT64_FORMAT ": %d, of GLib %d", kt_zone_name (zone), utc,
             kt_zone_offset (zone, utc), glib_offset (glib, utc));
}

/* Around each change of the 20th century and later, which is found day by day, and in between. */
static void
compare (const char *tzid)
{
  g_autoptr (KtZone) zone = kt_zone_new (tzid);
  g_autoptr (GTimeZone) glib = g_time_zone_new_identifier (tzid);
  g_assert_nonnull (zone);
  g_assert_nonnull (glib);
  g_assert_cmpstr (kt_zone_name (zone), ==, tzid);
  for (gint64 at = FIRST; at < LAST; at += 7 * 86400 + 1234)
    compare_at (zone, glib, at);
}

static void
compare_changes (const char *tzid)
{
  g_autoptr (KtZone) zone = kt_zone_new (tzid);
  g_autoptr (GTimeZone) glib = g_time_zone_new_identifier (tzid);
  for (gint64 day = FIRST; day < LAST; day += 86400)
    {
      gint64 low = day, high = day + 86400;
      if (glib_offset (glib, low) == glib_offset (glib, high))
        continue;
      while (high - low > 1)
        {
          gint64 middle = low + (high - low) / 2;
          if (glib_offset (glib, middle) == glib_offset (glib, day))
            low = middle;
          else
            high = middle;
        }
      compare_at (zone, glib, low);
      compare_at (zone, glib, high);
    }
}

static void
test_same_as_glib (void)
{
  static const char *const regions[]
      = { "Africa", "America", "America/Argentina", "Asia", "Atlantic", "Australia", "Etc",
          "Europe", "Pacific" };
  guint n = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *path = g_build_filename (ZONES, regions[i], NULL);
      g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
      const char *name;
      while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
        {
          g_autofree char *tzid = g_strconcat (regions[i], "/", name, NULL);
          g_autofree char *file = g_build_filename (ZONES, tzid, NULL);
          if (!g_file_test (file, G_FILE_TEST_IS_REGULAR) || n++ % 9 != 0)
            continue;
          compare (tzid);
        }
    }
  if (n == 0)
    g_test_skip ("there are no zone files");
}

static void
test_changes (void)
{
  static const char *const zones[] = { "Europe/Riga", "Europe/Kyiv", "Europe/Dublin",
                                       "America/New_York", "Australia/Lord_Howe" };
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    compare_changes (zones[i]);
}

static void
test_names (void)
{
  static const char *const good[]
      = { "UTC", "Z", "+02:00", "-0330", "EST5EDT", "Etc/GMT-3", "EET-2EEST,M3.5.0/3,M10.5.0/4" };
  static const char *const bad[]
      = { "Mars/Olympus", "Europe", "Europe/", "Europe/../../../etc/passwd", "europe riga" };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    compare (good[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (KtZone) zone = kt_zone_new (bad[i]);
      g_assert_null (zone);
    }
}

static void
test_shared (void)
{
  KtZone *one = kt_zone_new ("Europe/Riga");
  KtZone *other = kt_zone_new ("Europe/Riga");
  g_assert_true (one == other);
  kt_zone_unref (one);
  g_assert_cmpint (kt_zone_offset (other, 1795600000), ==, 2 * 3600);
  kt_zone_unref (other);
  g_autoptr (KtZone) again = kt_zone_new ("Europe/Riga");
  g_assert_cmpint (kt_zone_offset (again, 1795600000), ==, 2 * 3600);
}

static gpointer
ask_late (gpointer zone)
{
  return GINT_TO_POINTER (kt_zone_offset (zone, LAST));
}

/* Past what its file lists GLib is asked, by whichever thread comes first. */
static void
test_threads (void)
{
  GThread *threads[8];
  g_autoptr (KtZone) zone = kt_zone_new ("Europe/Athens");
  g_autoptr (GTimeZone) glib = g_time_zone_new_identifier ("Europe/Athens");
  if (zone == NULL || glib == NULL)
    {
      g_test_skip ("there are no zone files");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("late", ask_late, zone);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (threads[i])), ==, glib_offset (glib, LAST));
}

/* A file that was cut tells no zone; the rest after the changes is not looked at. */
static void
test_broken_files (void)
{
  g_autofree char *directory = g_dir_make_tmp ("zone-XXXXXX", NULL);
  g_autofree char *inside = g_build_filename (directory, "Europe", NULL);
  g_autofree char *file = g_build_filename (inside, "Riga", NULL);
  g_autofree char *octets = NULL;
  gsize length = 0;
  guint refused = 0;
  if (!g_file_get_contents (ZONES "/Europe/Riga", &octets, &length, NULL))
    {
      g_test_skip ("there are no zone files");
      return;
    }
  g_assert_cmpint (g_mkdir (inside, 0700), ==, 0);
  g_setenv ("TZDIR", directory, TRUE);
  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_assert_true (g_file_set_contents (file, octets, (gssize)cut, NULL));
      g_autoptr (KtZone) zone = kt_zone_new ("Europe/Riga");
      if (zone != NULL)
        g_assert_cmpint (kt_zone_offset (zone, 1795600000), ==, 2 * 3600);
      else
        refused++;
    }
  g_unsetenv ("TZDIR");
  g_assert_cmpuint (refused * 7, >, length * 4 / 5);
  g_unlink (file);
  g_rmdir (inside);
  g_rmdir (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone/same-as-glib", test_same_as_glib);
  g_test_add_func ("/zone/changes", test_changes);
  g_test_add_func ("/zone/names", test_names);
  g_test_add_func ("/zone/shared", test_shared);
  g_test_add_func ("/zone/threads", test_threads);
  g_test_add_func ("/zone/broken-files", test_broken_files);
  return g_test_run ();
}
