#include "config.h"
#include "kontor/local-time.h"
#include <string.h>

#define DAY 86400

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
kt_local_month_days (int year, int month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar, and back; years start in March, so
 * that the leap day is the last one. */
static gint64
days_of (int year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
         - 719468;
}

static void
set_days (KtLocal *local, gint64 days)
{
  days += 719468;
  gint64 era = (days >= 0 ? days : days - 146096) / 146097;
  gint64 day_of_era = days - era * 146097;
  gint64 year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 month = (5 * day_of_year + 2) / 153;
  local->day = day_of_year - (153 * month + 2) / 5 + 1;
  local->month = month < 10 ? month + 3 : month - 9;
  local->year = year_of_era + era * 400 + (local->month <= 2);
}

gint64
kt_local_day_number (KtLocal local)
{
  return days_of (local.year, local.month, local.day);
}

KtLocal
kt_local_of_day (gint64 day)
{
  KtLocal local = { .hour = -1 };
  set_days (&local, day);
  return local;
}

gboolean
kt_local_is_valid (KtLocal local)
{
  if (local.year < 1 || local.year > 9999 || local.month < 1 || local.month > 12 || local.day < 1
      || local.day > kt_local_month_days (local.year, local.month))
    return FALSE;
  if (local.hour == -1)
    return local.minute == 0;
  return local.hour >= 0 && local.hour <= 23 && local.minute >= 0 && local.minute <= 59;
}

/* Exactly n digits; -1 for anything else. */
static int
digits (const char *text, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

gboolean
kt_local_parse (const char *text, KtLocal *local)
{
  gsize length = strnlen (text, KT_LOCAL_TEXT);
  if (length != 10 && length != 16)
    return FALSE;
  int year = digits (text, 4), month = digits (text + 5, 2), day = digits (text + 8, 2);
  int hour = -1, minute = 0;
  if (year < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-')
    return FALSE;
  if (length == 16)
    {
      hour = digits (text + 11, 2);
      minute = digits (text + 14, 2);
      if (text[10] != 'T' || text[13] != ':' || hour < 0 || minute < 0)
        return FALSE;
    }
  KtLocal parsed = { year, month, day, hour, minute };
  if (!kt_local_is_valid (parsed))
    return FALSE;
  *local = parsed;
  return TRUE;
}

void
kt_local_format (KtLocal local, char text[KT_LOCAL_TEXT])
{
  g_return_if_fail (kt_local_is_valid (local));
  if (local.hour < 0)
    g_snprintf (text, KT_LOCAL_TEXT, "%04d-%02d-%02d", local.year, local.month, local.day);
  else
    g_snprintf (text, KT_LOCAL_TEXT, "%04d-%02d-%02dT%02d:%02d", local.year, local.month, local.day,
                local.hour, local.minute);
}

gint64
kt_local_to_utc (KtLocal local, KtZone *zone)
{
  gint64 wall = kt_local_day_number (local) * DAY;
  if (local.hour >= 0)
    wall += local.hour * 3600 + local.minute * 60;
  gint64 before = kt_zone_offset (zone, wall - DAY), after = kt_zone_offset (zone, wall + DAY);
  if (before == after || kt_zone_offset (zone, wall - before) == before)
    return wall - before;
  if (kt_zone_offset (zone, wall - after) == after)
    return wall - after;
  return wall - before;
}

static gint64
whole_days (gint64 seconds)
{
  return seconds >= 0 ? seconds / DAY : -((-seconds + DAY - 1) / DAY);
}

/* On a day on which the zone changes each instant is looked at. */
gint64
kt_day_find (KtDayFinder *finder, gint64 utc)
{
  gint64 day = whole_days (utc) * DAY;
  if (!finder->known || finder->day != day)
    {
      gboolean next = finder->known && finder->day + DAY == day;
      finder->begin = next ? finder->end : kt_zone_offset (finder->zone, day);
      finder->end = kt_zone_offset (finder->zone, day + DAY);
      finder->day = day;
      finder->known = TRUE;
    }
  gint64 offset = finder->begin == finder->end ? finder->begin : kt_zone_offset (finder->zone, utc);
  return whole_days (utc + offset);
}

KtLocal
kt_local_from_utc (gint64 utc, KtZone *zone)
{
  KtLocal local = { 0 };
  gint64 wall = utc + kt_zone_offset (zone, utc);
  gint64 days = whole_days (wall);
  int seconds = wall - days * DAY;
  set_days (&local, days);
  local.hour = seconds / 3600;
  local.minute = seconds / 60 % 60;
  return local;
}

KtLocal
kt_local_add_days (KtLocal local, int days)
{
  gint64 first = days_of (1, 1, 1), last = days_of (9999, 12, 31);
  set_days (&local, CLAMP (kt_local_day_number (local) + days, first, last));
  return local;
}

KtLocal
kt_local_add_months (KtLocal local, int months)
{
  gint64 n = CLAMP ((gint64)local.year * 12 + local.month - 1 + months, 12, 9999 * 12 + 11);
  local.year = n / 12;
  local.month = n % 12 + 1;
  local.day = MIN (local.day, kt_local_month_days (local.year, local.month));
  return local;
}

int
kt_local_weekday (KtLocal local)
{
  gint64 monday = kt_local_day_number (local) - 4; /* 1970-01-05 was a Monday */
  return (monday % 7 + 7) % 7 + 1;
}

int
kt_local_days_between (KtLocal from, KtLocal to)
{
  return kt_local_day_number (to) - kt_local_day_number (from);
}

int
kt_local_compare (KtLocal a, KtLocal b)
{
  gint64 x = kt_local_day_number (a) * 1441 + (a.hour < 0 ? 0 : 1 + a.hour * 60 + a.minute);
  gint64 y = kt_local_day_number (b) * 1441 + (b.hour < 0 ? 0 : 1 + b.hour * 60 + b.minute);
  return (x > y) - (x < y);
}
