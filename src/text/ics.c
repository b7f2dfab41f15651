#include "config.h"
#include "kontor/ics.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define FEED_REFRESH "PT1H"

static void
format_utc (gint64 utc, char text[20])
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (utc);
  g_autofree char *formatted
      = time != NULL ? g_date_time_format (time, "%Y%m%dT%H%M%SZ") : g_strdup ("19700101T000000Z");
  g_strlcpy (text, formatted, 20);
}

static void
format_local (KtLocal local, char text[20])
{
  int n = g_snprintf (text, 20, "%04d%02d%02d", local.year, local.month, local.day);
  if (local.hour >= 0)
    g_snprintf (text + n, 20 - n, "T%02d%02d00", local.hour, local.minute);
}

static KtLocal
add_minutes (KtLocal local, int minutes)
{
  int of_day = local.hour * 60 + local.minute + minutes;
  local = kt_local_add_days (local, of_day / 1440);
  local.hour = of_day % 1440 / 60;
  local.minute = of_day % 60;
  return local;
}

static gboolean
append_utc (GString *out, const char *name, gint64 utc, GError **error)
{
  char text[20];
  format_utc (utc, text);
  return kt_contentline_value (out, name, NULL, text, error);
}

static gboolean
append_local (GString *out, const char *name, KtLocal local, const char *tzid, GError **error)
{
  KtParam date[] = { { "VALUE", "DATE" }, { NULL } };
  KtParam zoned[] = { { "TZID", tzid }, { NULL } };
  char text[20];
  format_local (local, text);
  return kt_contentline_value (out, name, local.hour < 0 ? date : zoned, text, error);
}

static gboolean
is_all_day (const KtIcsEvent *event)
{
  return event->start.hour < 0;
}

/* Only what repeats needs its zone: the wall clock must hold across the changes of the year. */
static gboolean
is_zoned (const KtIcsEvent *event)
{
  return event->rrule != NULL && !is_all_day (event) && event->tzid != NULL
         && !g_str_equal (event->tzid, "UTC");
}

static gboolean
append_times (GString *out, const KtIcsEvent *event, GError **error)
{
  int duration = CLAMP (event->duration, 1, 366 * 1440);
  if (is_all_day (event))
    return append_local (out, "DTSTART", event->start, NULL, error)
           && append_local (out, "DTEND", kt_local_add_days (event->start, 1), NULL, error);
  if (is_zoned (event))
    return append_local (out, "DTSTART", event->start, event->tzid, error)
           && append_local (out, "DTEND", add_minutes (event->start, duration), event->tzid, error);
  return append_utc (out, "DTSTART", event->start_utc, error)
         && append_utc (out, "DTEND", event->start_utc + 60 * (gint64)duration, error);
}

static char *
trigger (const KtIcsEvent *event, int minutes)
{
  if (is_all_day (event))
    return g_strdup ("PT9H"); /* behind DTSTART: nine in the morning of the day itself */
  if (minutes <= 0)
    return g_strdup ("PT0S");
  if (minutes % 1440 == 0)
    return g_strdup_printf ("-P%dD", minutes / 1440);
  return minutes % 60 == 0 ? g_strdup_printf ("-PT%dH", minutes / 60)
                           : g_strdup_printf ("-PT%dM", minutes);
}

static gboolean
append_alarm (GString *out, const KtIcsEvent *event, int minutes, GError **error)
{
  g_autofree char *when = trigger (event, minutes);
  g_string_append_printf (out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:%s\r\n", when);
  const char *text = event->summary != NULL && *event->summary != '\0' ? event->summary : "Kontor";
  if (!kt_contentline_text (out, "DESCRIPTION", NULL, text, error))
    return FALSE;
  g_string_append (out, "END:VALARM\r\n");
  return TRUE;
}

static gboolean
append_event (GString *out, const KtIcsEvent *event, GError **error)
{
  g_string_append (out, "BEGIN:VEVENT\r\n");
  if (!kt_contentline_text (out, "UID", NULL, event->uid, error)
      || !append_utc (out, "DTSTAMP", event->stamp, error)
      || !append_utc (out, "LAST-MODIFIED", event->stamp, error))
    return FALSE;
  g_string_append_printf (out, "SEQUENCE:%d\r\n", MAX (event->sequence, 0));
  if (!append_times (out, event, error)
      || (event->rrule != NULL && !kt_contentline_value (out, "RRULE", NULL, event->rrule, error))
      || !kt_contentline_text (out, "SUMMARY", NULL, event->summary ? event->summary : "", error)
      || (event->description != NULL && *event->description != '\0'
          && !kt_contentline_text (out, "DESCRIPTION", NULL, event->description, error)))
    return FALSE;
  /* a reminder takes no time from the day */
  g_string_append_printf (out, "TRANSP:%s\r\n", event->busy ? "OPAQUE" : "TRANSPARENT");
  if (event->cancelled || event->busy)
    g_string_append_printf (out, "STATUS:%s\r\n",
                            event->cancelled   ? "CANCELLED"
                            : event->tentative ? "TENTATIVE"
                                               : "CONFIRMED");

  guint n_alarms = event->cancelled ? 0 : MIN (event->n_alarms, KT_ICS_ALARMS);
  if (is_all_day (event))
    n_alarms = MIN (n_alarms, 1);
  for (guint i = 0; i < n_alarms; i++)
    if (!append_alarm (out, event, event->alarms[i], error))
      return FALSE;
  g_string_append (out, "END:VEVENT\r\n");
  return TRUE;
}

static gboolean
append_head (GString *out, KtIcsPreset preset, const char *name, GError **error)
{
  g_string_append (out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                        "PRODID:-//Kontor//Kontor//EN\r\nCALSCALE:GREGORIAN\r\n");
  if (preset == KT_ICS_CALDAV) /* RFC 4791 §4.1 forbids it METHOD */
    return TRUE;
  g_string_append (out, "METHOD:PUBLISH\r\n");
  if (preset == KT_ICS_IOS)
    return TRUE;
  g_string_append (out, "REFRESH-INTERVAL;VALUE=DURATION:" FEED_REFRESH "\r\n"
                        "X-PUBLISHED-TTL:" FEED_REFRESH "\r\n");
  return kt_contentline_text (out, "NAME", NULL, name, error)
         && kt_contentline_text (out, "X-WR-CALNAME", NULL, name, error);
}

/* Each zone once, from its earliest year, in order of first use. */
static gboolean
append_zones (GString *out, const KtIcsEvent *events, gsize n_events, GError **error)
{
  g_autoptr (GHashTable) years = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  for (gsize i = 0; i < n_events; i++)
    if (is_zoned (&events[i]))
      {
        gpointer tzid = (gpointer)events[i].tzid;
        int known = GPOINTER_TO_INT (g_hash_table_lookup (years, tzid)),
            year = events[i].start.year;
        if (known == 0)
          g_ptr_array_add (order, tzid);
        if (known == 0 || year < known)
          g_hash_table_insert (years, tzid, GINT_TO_POINTER (year));
      }
  for (guint i = 0; i < order->len; i++)
    if (!kt_ics_append_zone (out, order->pdata[i],
                             GPOINTER_TO_INT (g_hash_table_lookup (years, order->pdata[i])), error))
      return FALSE;
  return TRUE;
}

char *
kt_ics_write (const KtIcsEvent *events, gsize n_events, KtIcsPreset preset, const char *name,
              GError **error)
{
  if (n_events > KT_ICS_EVENTS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot write more than %u events"),
                   KT_ICS_EVENTS_MAX);
      return NULL;
    }
  g_autoptr (GString) out = g_string_new (NULL);
  if (!append_head (out, preset, name, error) || !append_zones (out, events, n_events, error))
    return NULL;
  for (gsize i = 0; i < n_events; i++)
    if (!append_event (out, &events[i], error))
      return NULL;
  g_string_append (out, "END:VCALENDAR\r\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
kt_ics_preset_parse (const char *text, KtIcsPreset *ret_preset)
{
  static const char *const names[] = { "ios", "google", "android", "caldav" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        *ret_preset = i;
        return TRUE;
      }
  return FALSE;
}
