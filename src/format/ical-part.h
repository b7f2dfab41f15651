#pragma once
#include "kontor/ical-read.h"

/* One VEVENT on the way to a KtEvent. */
typedef struct
{
  const KtIcalComponent *component;
  KtEvent event; /* its strings lie in the chunk of KtIcalEvents */
  GString *warning;
  gboolean has_start, is_date;
  const KtIcalZone *zone; /* of the start; the user's where it has none */
  gint64 wall;            /* the start */
  KtIcalDuration length;
  /* RECURRENCE-ID */
  gboolean is_override, replaces_day, this_and_future;
  gint64 replaces_wall, replaces; /* UTC; replaces_day: any time of that day */
} KtIcalPart;

/* A sentence of the warning. */
void kt_ical_part_warn (KtIcalPart *part, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* DTSTART, DTEND, DURATION, RECURRENCE-ID: times, zone and flags of event. */
void kt_ical_part_times (KtIcalPart *part, KtIcalZones *zones, GStringChunk *strings);
/* When an instance that starts then ends. */
gint64 kt_ical_part_end (const KtIcalPart *part, gint64 wall, gint64 start);
/* A time as a property tells it, on the clock of the part and in UTC: EXDATE, RDATE. TZID from
 * params, without one the part's zone. */
gboolean kt_ical_part_moment (KtIcalPart *part, KtIcalZones *zones, const char *params,
                              const char *value, KtIcalTime *ret_time, gint64 *ret_utc);

/* ATTENDEE and ORGANIZER; VALARM. attendees and alarms of event are the caller's (g_free). */
void kt_ical_part_people (KtIcalPart *part, GStringChunk *strings);
void kt_ical_part_alarms (KtIcalPart *part, KtIcalZones *zones);

/* Occurrences of a master (NULL: none is there) and its overrides, into each event. */
void kt_ical_series_expand (KtIcalPart *master, KtIcalPart **overrides, gsize n_overrides,
                            const KtIcalWindow *window);
