#pragma once
#include "kontor/zone.h"

/* A wall-clock date, with or without a time of day: the truth of whatever a person planned
 * (RULES: time). Text form is ISO 8601: "2026-11-25" or "2026-11-25T10:00". */
typedef struct
{
  gint16 year;
  guint8 month, day;
  gint8 hour, minute; /* hour -1: all day */
} KtLocal;

#define KT_LOCAL_TEXT 17 /* bytes with NUL */

/* Years 1 to 9999. Exactly the text form; kt_local_format() takes valid ones only. */
gboolean kt_local_parse (const char *text, KtLocal *local);
void kt_local_format (KtLocal local, char text[KT_LOCAL_TEXT]);

/* UTC seconds in a zone. All day is 00:00. In a gap the offset before it holds, in an overlap the
 * first instant (RFC 5545 §3.3.5). */
gint64 kt_local_to_utc (KtLocal local, KtZone *zone);
KtLocal kt_local_from_utc (gint64 utc, KtZone *zone);

/* Days since 1970-01-01, and such a day as an all-day date. */
gint64 kt_local_day_number (KtLocal local);
KtLocal kt_local_of_day (gint64 day);

/* kt_local_day_number() of many instants of one zone: what was found of a UTC day is kept, so that
 * those in order cost little. Set the zone, the rest to 0. */
typedef struct
{
  KtZone *zone; /* borrowed */
  gboolean known;
  gint64 day;        /* UTC seconds it begins */
  gint64 begin, end; /* offsets then, and a day later */
} KtDayFinder;
gint64 kt_day_find (KtDayFinder *finder, gint64 utc);

/* Calendar arithmetic on the date; the time of day stays. Months clamp to the last day. */
KtLocal kt_local_add_days (KtLocal local, int days);
KtLocal kt_local_add_months (KtLocal local, int months);
gboolean kt_local_is_valid (KtLocal local);
int kt_local_month_days (int year, int month); /* month 1 to 12 */
int kt_local_weekday (KtLocal local);          /* 1 Monday … 7 Sunday */
int kt_local_days_between (KtLocal from, KtLocal to);
int kt_local_compare (KtLocal a, KtLocal b); /* all day before any time of that day */
