#pragma once
#include "kontor/ical-read.h"
#include "kontor/local-time.h"
#include <string.h>

/* iCalendar text read in Riga, from 2024-11-20 to 2029-11-20; now is 2026-11-22. */
#define FIXTURE_NOW G_GINT64_CONSTANT (1795305600)
#define FIXTURE_FROM (FIXTURE_NOW - 732 * KT_ICAL_DAY)
#define FIXTURE_TO (FIXTURE_NOW + 1098 * KT_ICAL_DAY)
#define FIXTURE_BEGIN "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define FIXTURE_EVENT FIXTURE_BEGIN "BEGIN:VEVENT\r\nUID:u1\r\n"
#define FIXTURE_END "END:VEVENT\r\nEND:VCALENDAR\r\n"

static inline KtIcalEvents *
fixture_read_bytes (const char *text, gsize length, GError **error)
{
  g_autoptr (KtIcalZones) zones = kt_ical_zones_new ("Europe/Riga", NULL);
  KtIcalWindow window = { 7, FIXTURE_FROM, FIXTURE_TO, FIXTURE_NOW, zones };
  g_assert_nonnull (zones);
  return kt_ical_read (text, length, &window, error);
}

static inline KtIcalEvents *
fixture_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  KtIcalEvents *events = fixture_read_bytes (text, strlen (text), &error);
  g_assert_no_error (error);
  return events;
}

/* Of one VEVENT whose lines these are. */
static inline KtIcalEvents *
fixture_event (const char *lines)
{
  g_autofree char *text = g_strconcat (FIXTURE_EVENT, lines, FIXTURE_END, NULL);
  return fixture_read (text);
}

static inline const KtEvent *
fixture_nth (const KtIcalEvents *events, guint n)
{
  g_assert_cmpuint (n, <, events->events->len);
  return &g_array_index (events->events, KtEvent, n);
}

/* "20260302T080000Z 20260309T080000Z …", at most max of them. */
static inline char *
fixture_starts (const KtEvent *event, gsize max)
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
