#pragma once
#include "kontor/ical-read.h"
#include "kontor/local-time.h"
#include <string.h>

/* iCalendar text read in Riga, from 2024-11-20 to 2029-11-20; now is 2026-11-22. */
#define ICAL_NOW G_GINT64_CONSTANT (1795305600)
#define ICAL_FROM (ICAL_NOW - 732 * KT_ICAL_DAY)
#define ICAL_TO (ICAL_NOW + 1098 * KT_ICAL_DAY)
#define ICAL_BEGIN "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define ICAL_EVENT ICAL_BEGIN "BEGIN:VEVENT\r\nUID:u1\r\n"
#define ICAL_END "END:VEVENT\r\nEND:VCALENDAR\r\n"

static inline KtIcalEvents *
ical_read_bytes (const char *text, gsize length, GError **error)
{
  g_autoptr (KtIcalZones) zones = kt_ical_zones_new ("Europe/Riga", NULL);
  KtIcalWindow window = { 7, ICAL_FROM, ICAL_TO, ICAL_NOW, zones };
  g_assert_nonnull (zones);
  return kt_ical_read (text, length, &window, error);
}

static inline KtIcalEvents *
ical_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  KtIcalEvents *events = ical_read_bytes (text, strlen (text), &error);
  g_assert_no_error (error);
  return events;
}

/* Of one VEVENT whose lines these are. */
static inline KtIcalEvents *
ical_event (const char *lines)
{
  g_autofree char *text = g_strconcat (ICAL_EVENT, lines, ICAL_END, NULL);
  return ical_read (text);
}

static inline const KtEvent *
ical_nth (const KtIcalEvents *events, guint n)
{
  g_assert_cmpuint (n, <, events->events->len);
  return &g_array_index (events->events, KtEvent, n);
}

/* "20260302T080000Z 20260309T080000Z …", at most max of them. */
static inline char *
ical_starts (const KtEvent *event, gsize max)
{
  GString *text = g_string_new (NULL);
  for (gsize i = 0; i < MIN (event->n_occurrences, max); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (event->occurrences[i].start);
      g_autofree char *one = g_date_time_format (time, "%Y%m%dT%H%M%SZ");
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", one);
    }
  return g_string_free (text, FALSE);
}
