#pragma once
#include "kontor/local-time.h"

/* Writes reminders and appointments as an iCalendar file that phones take and ring for: VEVENT with
 * VALARM. The same events give the same bytes whenever they are written. */

/* For whom: caldav writes what a CalDAV server stores (no METHOD, no names); ios a file to open;
 * google and android a file that may also be subscribed to. Google drops alarms whatever is
 * written. */
typedef enum
{
  KT_ICS_IOS,
  KT_ICS_GOOGLE,
  KT_ICS_ANDROID,
  KT_ICS_CALDAV,
} KtIcsPreset;

#define KT_ICS_ALARMS 2
#define KT_ICS_EVENTS_MAX 100000u

typedef struct
{
  const char *uid;
  int sequence;
  gint64 stamp;                      /* UTC, the record's last change */
  const char *summary, *description; /* description may be NULL */
  KtLocal start;                     /* hour -1: all day */
  gint64 start_utc;                  /* the same instant; of timed events */
  const char *tzid;                  /* of recurring timed events */
  int duration;                      /* minutes; at least 1 is written, all day: one day */
  const char *rrule;                 /* value of RRULE, NULL: once */
  int alarms[KT_ICS_ALARMS];         /* minutes before; all day: any makes one at 9:00 of the day */
  guint n_alarms;
  gboolean busy;      /* takes time of the day: OPAQUE, with a STATUS */
  gboolean tentative; /* of busy ones: STATUS:TENTATIVE, not CONFIRMED */
  gboolean cancelled; /* STATUS:CANCELLED, never rings */
} KtIcsEvent;

/* name: of the calendar. KT_ERROR_FAILED: too many events, an unknown zone, a field that cannot be
 * written. The caller frees. */
char *kt_ics_write (const KtIcsEvent *events, gsize n_events, KtIcsPreset preset, const char *name,
                    GError **error);

/* "ios", "google", "android", "caldav". */
gboolean kt_ics_preset_parse (const char *text, KtIcsPreset *ret_preset);

/* Appends a VTIMEZONE for what happens from the start of year on: rules where the zone has them,
 * else the changes of some years. */
gboolean kt_ics_append_zone (GString *out, const char *tzid, int year, GError **error);
