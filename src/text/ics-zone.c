#include "config.h"
#include "kontor/ics.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define DAY 86400
#define YEARS 6 /* looked at: the one before, that of the start, four more */
#define CHANGES_MAX (YEARS * 8)

/* One change of a zone's offset. */
typedef struct
{
  gint64 at; /* UTC */
  int from, to;
  const char *name;
  KtLocal wall; /* of the clock before the change */
  int second;
} Change;

/* Every year the same: the nth (-1 last) weekday of a month at one time of day. */
typedef struct
{
  int month, weekday, nth;
} Rule;

static int
offset_at (GTimeZone *zone, gint64 utc)
{
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc));
}

static gint64
year_start (int year)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, 1, 1, 0, 0, 0);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static Change
make_change (GTimeZone *zone, gint64 at, int from, int to)
{
  g_autoptr (GDateTime) wall = g_date_time_new_from_unix_utc (at + from);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at);
  return (Change){ .at = at,
                   .from = from,
                   .to = to,
                   .name = g_time_zone_get_abbreviation (zone, interval),
                   .wall = { .year = g_date_time_get_year (wall),
                             .month = g_date_time_get_month (wall),
                             .day = g_date_time_get_day_of_month (wall),
                             .hour = g_date_time_get_hour (wall),
                             .minute = g_date_time_get_minute (wall) },
                   .second = g_date_time_get_second (wall) };
}

/* The instants in [first, last) at which the offset changes, found day by day. */
static guint
find_changes (GTimeZone *zone, gint64 first, gint64 last, Change changes[CHANGES_MAX])
{
  guint n = 0;
  int from = offset_at (zone, first);
  for (gint64 day = first; day < last && n < CHANGES_MAX; day += DAY)
    {
      int to = offset_at (zone, day + DAY);
      if (to == from)
        continue;
      gint64 before = day, after = day + DAY;
      while (after - before > 1)
        {
          gint64 middle = before + (after - before) / 2;
          if (offset_at (zone, middle) == from)
            before = middle;
          else
            after = middle;
        }
      changes[n++] = make_change (zone, after, from, to);
      from = to;
    }
  return n;
}

static gboolean
same_rule (const Change *changes, guint n, gboolean from_end, Rule *ret_rule)
{
  Rule rule = { 0 };
  for (guint i = 0; i < n; i += 2)
    {
      const Change *c = &changes[i];
      int days = g_date_get_days_in_month (c->wall.month, c->wall.year);
      int nth = from_end ? -1 : (c->wall.day - 1) / 7 + 1;
      Rule own = { c->wall.month, kt_local_weekday (c->wall), nth };
      if (i == 0)
        rule = own;
      if (memcmp (&own, &rule, sizeof rule) != 0 || c->from != changes[0].from
          || c->to != changes[0].to || c->wall.hour != changes[0].wall.hour
          || c->wall.minute != changes[0].wall.minute || (from_end && c->wall.day + 7 <= days))
        return FALSE;
    }
  *ret_rule = rule;
  return TRUE;
}

/* rule NULL: this once. */
static gboolean
append_observance (GString *out, const Change *change, const Rule *rule, GError **error)
{
  static const char weekdays[][3] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  const char *kind = change->to > change->from ? "DAYLIGHT" : "STANDARD";
  int from = change->from / 60, to = change->to / 60;
  g_string_append_printf (out, "BEGIN:%s\r\nDTSTART:%04d%02d%02dT%02d%02d%02d\r\n", kind,
                          change->wall.year, change->wall.month, change->wall.day,
                          change->wall.hour, change->wall.minute, change->second);
  if (rule != NULL)
    g_string_append_printf (out, "RRULE:FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s\r\n", rule->month,
                            rule->nth, weekdays[rule->weekday - 1]);
  g_string_append_printf (out, "TZOFFSETFROM:%c%02d%02d\r\nTZOFFSETTO:%c%02d%02d\r\n",
                          from < 0 ? '-' : '+', abs (from) / 60, abs (from) % 60,
                          to < 0 ? '-' : '+', abs (to) / 60, abs (to) % 60);
  if (!kt_contentline_text (out, "TZNAME", NULL, change->name, error))
    return FALSE;
  g_string_append_printf (out, "END:%s\r\n", kind);
  return TRUE;
}

/* What holds before the first of the changes known, or always where there are none. */
static Change
standing (GTimeZone *zone, gint64 at)
{
  int offset = offset_at (zone, at);
  return make_change (zone, at - offset, offset, offset);
}

static gboolean
append_changes (GString *out, GTimeZone *zone, int year, GError **error)
{
  Change changes[CHANGES_MAX];
  Rule one, other;
  gint64 first = year_start (year - 1);
  guint n = find_changes (zone, first, year_start (year - 1 + YEARS), changes);
  if (n == 2 * YEARS && (same_rule (changes, n, TRUE, &one) || same_rule (changes, n, FALSE, &one))
      && (same_rule (changes + 1, n - 1, TRUE, &other)
          || same_rule (changes + 1, n - 1, FALSE, &other)))
    return append_observance (out, &changes[0], &one, error)
           && append_observance (out, &changes[1], &other, error);

  Change always = standing (zone, first);
  if (!append_observance (out, &always, NULL, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!append_observance (out, &changes[i], NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
kt_ics_append_zone (GString *out, const char *tzid, int year, GError **error)
{
  g_autoptr (GTimeZone) zone = *tzid == '/' ? NULL : g_time_zone_new_identifier (tzid);
  if (zone == NULL || year < 2 || year > 9990)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("unknown time zone «%s»"), tzid);
      return FALSE;
    }
  g_string_append (out, "BEGIN:VTIMEZONE\r\n");
  if (!kt_contentline_value (out, "TZID", NULL, tzid, error)
      || !append_changes (out, zone, year, error))
    return FALSE;
  g_string_append (out, "END:VTIMEZONE\r\n");
  return TRUE;
}
