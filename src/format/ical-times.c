#include "config.h"
#include "kontor/local-time.h"
#include "ical-part.h"
#include <stdarg.h>
#include <string.h>

void
kt_ical_part_warn (KtIcalPart *part, const char *format, ...)
{
  va_list arguments;
  if (part->warning == NULL)
    part->warning = g_string_new (NULL);
  if (part->warning->len > KT_EVENT_WARNING_MAX)
    return;
  if (part->warning->len > 0)
    g_string_append (part->warning, "; ");
  va_start (arguments, format);
  g_string_append_vprintf (part->warning, format, arguments);
  va_end (arguments);
}

/* The zone a time was written in: of UTC, of its TZID, floating. */
static const KtIcalZone *
zone_of (KtIcalPart *part, KtIcalZones *zones, const char *params, const KtIcalTime *time,
         const KtIcalZone *floating)
{
  gboolean guessed = FALSE;
  if (time->is_utc)
    return kt_ical_zones_utc (zones);
  g_autofree char *tzid = time->is_date ? NULL : kt_ical_param (params, "TZID");
  if (tzid == NULL || *tzid == 0)
    return floating;
  const KtIcalZone *zone = kt_ical_zones_find (zones, tzid, &guessed);
  if (guessed && (part->event.flags & KT_EVENT_ZONE_GUESSED) == 0)
    {
      g_autofree char *shown = g_utf8_substring (tzid, 0, MIN (g_utf8_strlen (tzid, -1), 60));
      part->event.flags |= KT_EVENT_ZONE_GUESSED;
      kt_ical_part_warn (part, "the time zone «%s» is unknown", shown);
    }
  return zone;
}

gboolean
kt_ical_part_moment (KtIcalPart *part, KtIcalZones *zones, const char *params, const char *value,
                     KtIcalTime *ret_time, gint64 *ret_utc)
{
  if (!kt_ical_time_parse (value, ret_time))
    return FALSE;
  const KtIcalZone *zone = zone_of (part, zones, params, ret_time, part->zone);
  *ret_utc = kt_ical_zone_to_utc (zone, ret_time->wall);
  if (zone != part->zone)
    ret_time->wall = kt_ical_zone_to_wall (part->zone, *ret_utc);
  return TRUE;
}

gint64
kt_ical_part_end (const KtIcalPart *part, gint64 wall, gint64 start)
{
  gint64 end = start;
  if (part->length.days != 0)
    end = kt_ical_zone_to_utc (part->zone, wall + part->length.days * KT_ICAL_DAY);
  return CLAMP (end + part->length.seconds, start, KT_ICAL_WALL_END - 1);
}

/* --- the start --- */

static void
take_start (KtIcalPart *part, KtIcalZones *zones)
{
  const KtIcalLine *line = kt_ical_line_find (part->component, "DTSTART");
  KtIcalTime time;
  if (line == NULL) /* RFC 5546: a CANCEL or REPLY may name the instance only */
    line = kt_ical_line_find (part->component, "RECURRENCE-ID");
  part->zone = kt_ical_zones_own (zones);
  if (line == NULL || !kt_ical_time_parse (line->value, &time))
    {
      kt_ical_part_warn (part, "it has no start");
      part->zone = kt_ical_zones_utc (zones);
      part->wall = part->event.dtstamp;
      return;
    }
  g_autofree char *tzid = kt_ical_param (line->params, "TZID");
  part->has_start = TRUE;
  part->is_date = time.is_date;
  part->wall = time.wall;
  part->zone = zone_of (part, zones, line->params, &time, part->zone);
  if (time.is_date)
    part->event.flags |= KT_EVENT_ALL_DAY;
  else if (!time.is_utc && (tzid == NULL || *tzid == 0))
    part->event.flags |= KT_EVENT_FLOATING;
}

/* --- the length (RFC 5545 §3.6.1) --- */

static void
take_default_length (KtIcalPart *part)
{
  part->length = (KtIcalDuration){ part->is_date ? 1 : 0, 0 };
}

/* DTEND: whole days, or the same exact time for all instances (§3.8.5.3). */
static void
take_end (KtIcalPart *part, KtIcalZones *zones, const KtIcalLine *line)
{
  KtIcalTime time;
  gint64 end;
  if (!part->has_start
      || !kt_ical_part_moment (part, zones, line->params, line->value, &time, &end))
    return;
  if (part->is_date)
    part->length.days = kt_ical_day_of (time.wall + (time.is_date ? 0 : KT_ICAL_DAY - 1))
                        - kt_ical_day_of (part->wall);
  else
    part->length = (KtIcalDuration){ 0, end - kt_ical_zone_to_utc (part->zone, part->wall) };
}

static void
take_duration (KtIcalPart *part, const char *value)
{
  KtIcalDuration length;
  if (!kt_ical_duration_parse (value, &length))
    return;
  if (part->is_date)
    length = (KtIcalDuration){ length.days + (length.seconds + KT_ICAL_DAY - 1) / KT_ICAL_DAY, 0 };
  part->length = length;
}

static void
take_length (KtIcalPart *part, KtIcalZones *zones)
{
  const KtIcalLine *end = kt_ical_line_find (part->component, "DTEND");
  const KtIcalLine *duration = kt_ical_line_find (part->component, "DURATION");
  take_default_length (part);
  if (end != NULL)
    take_end (part, zones, end);
  else if (duration != NULL)
    take_duration (part, duration->value);
  if (part->length.days < 0 || part->length.seconds < 0)
    {
      kt_ical_part_warn (part, "it ended before it began");
      take_default_length (part);
    }
  else if (part->is_date && part->length.days == 0)
    take_default_length (part);
}

/* --- RECURRENCE-ID --- */

static void
take_recurrence (KtIcalPart *part, KtIcalZones *zones, GStringChunk *strings)
{
  const KtIcalLine *line = kt_ical_line_find (part->component, "RECURRENCE-ID");
  KtIcalTime time;
  part->event.recurrence = "";
  if (line == NULL || !kt_ical_time_parse (line->value, &time))
    return;
  KtLocal date = kt_local_of_day (kt_ical_day_of (time.wall));
  int clock = (int)(time.wall - kt_ical_day_of (time.wall) * KT_ICAL_DAY);
  g_autofree char *text = g_strdup_printf ("%04d%02d%02d", date.year, date.month, date.day);
  g_autofree char *whole = g_strdup_printf ("%sT%02d%02d%02d%s", text, clock / 3600,
                                            clock / 60 % 60, clock % 60, time.is_utc ? "Z" : "");
  g_autofree char *range = kt_ical_param (line->params, "RANGE");
  part->event.recurrence = g_string_chunk_insert (strings, time.is_date ? text : whole);
  part->is_override = TRUE;
  part->replaces_day = time.is_date;
  part->this_and_future = range != NULL && g_ascii_strcasecmp (range, "THISANDFUTURE") == 0;
  kt_ical_part_moment (part, zones, line->params, line->value, &time, &part->replaces);
  part->replaces_wall = time.wall;
}

/* --- what people see --- */

/* Minutes: the local form has no seconds. Another zone's clock may be past the calendar's last day,
 * or before its first. */
static const char *
local_text (const KtIcalPart *part, gint64 any_wall, GStringChunk *strings)
{
  char text[KT_LOCAL_TEXT];
  gint64 wall = CLAMP (any_wall, KT_ICAL_WALL_MIN, KT_ICAL_WALL_END - 1);
  KtLocal local = kt_local_of_day (kt_ical_day_of (wall));
  int clock = (int)(wall - kt_ical_day_of (wall) * KT_ICAL_DAY);
  if (!part->is_date)
    {
      local.hour = (gint8)(clock / 3600);
      local.minute = (gint8)(clock / 60 % 60);
    }
  kt_local_format (local, text);
  return g_string_chunk_insert (strings, text);
}

/* A zone without a name of its own is told on the user's clock: the instants are the same. */
static void
tell_local (KtIcalPart *part, KtIcalZones *zones, GStringChunk *strings)
{
  KtEvent *event = &part->event;
  const KtIcalZone *zone = part->zone;
  if (*kt_ical_zone_name (zone) == 0)
    zone = kt_ical_zones_own (zones);
  gboolean has_zone = (event->flags & (KT_EVENT_ALL_DAY | KT_EVENT_FLOATING)) == 0;
  event->tzid = has_zone ? g_string_chunk_insert_const (strings, kt_ical_zone_name (zone)) : "";
  gint64 start = zone == part->zone ? part->wall : kt_ical_zone_to_wall (zone, event->start);
  gint64 end = part->is_date ? part->wall + part->length.days * KT_ICAL_DAY
                             : kt_ical_zone_to_wall (zone, event->end);
  event->start_local = local_text (part, start, strings);
  event->end_local = local_text (part, end, strings);
}

void
kt_ical_part_times (KtIcalPart *part, KtIcalZones *zones, GStringChunk *strings)
{
  take_start (part, zones);
  take_length (part, zones);
  take_recurrence (part, zones, strings);
  gint64 start = kt_ical_zone_to_utc (part->zone, part->wall);
  part->event.start = CLAMP (start, KT_ICAL_WALL_MIN, KT_ICAL_WALL_END - 1);
  part->event.end = kt_ical_part_end (part, part->wall, part->event.start);
  tell_local (part, zones, strings);
}
