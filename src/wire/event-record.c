#include "config.h"
#include "kontor/addr.h"
#include "kontor/error.h"
#include "kontor/event.h"
#include "kontor/local-time.h"
#include "record-text.h"
#include <string.h>

#define TZID_MAX 64
#define RECURRENCE_MAX 16 /* YYYYMMDDTHHMMSSZ */
#define SEQUENCE_MAX G_MAXINT32
#define INSTANT_MIN G_GINT64_CONSTANT (-62135596800) /* year 1 */
#define INSTANT_MAX G_GINT64_CONSTANT (253402300800) /* after year 9999 */
#define FLAGS_ALL ((KT_EVENT_PRIVATE << 1) - 1)

static const char *const roles[] = { "organizer", "required", "optional", "other", NULL };
static const char *const partstats[]
    = { "needs-action", "accepted", "declined", "tentative", "delegated", "", NULL };
static const char *const statuses[] = { "confirmed", "tentative", "cancelled", "", NULL };

GVariant *
kt_event_to_variant (const KtEvent *event)
{
  GVariantBuilder people;
  guint32 flags = event->flags;

  g_variant_builder_init (&people, G_VARIANT_TYPE ("a(ssss)"));
  for (gsize i = 0; i < MIN (event->n_attendees, KT_EVENT_ATTENDEES_MAX); i++)
    {
      const KtAttendee *a = &event->attendees[i];
      g_variant_builder_add (&people, "(s@sss)", a->norm,
                             kt_record_cut (a->name, KT_EVENT_NAME_MAX), a->role, a->partstat);
    }
  if (event->n_occurrences > KT_ICAL_OCCURRENCES_MAX)
    flags |= KT_EVENT_CUT;
  return g_variant_new (
      "(t@s@sxx(@s@s@ss)(sssxx)u@ss@sa(ssss)@ai@a(xx))", event->item,
      kt_record_cut (event->uid, KT_EVENT_UID_MAX),
      kt_record_cut (event->recurrence, RECURRENCE_MAX), event->sequence, event->dtstamp,
      kt_record_cut (event->summary, KT_EVENT_SUMMARY_MAX),
      kt_record_cut (event->location, KT_EVENT_SUMMARY_MAX),
      kt_record_cut (event->description, KT_EVENT_DESCRIPTION_MAX), event->status,
      event->start_local, event->end_local, event->tzid, event->start, event->end, flags,
      kt_record_cut (event->rrule, KT_EVENT_RULE_MAX), event->organizer,
      kt_record_cut (event->warning, KT_EVENT_WARNING_MAX), &people,
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, event->alarms,
                                 MIN (event->n_alarms, KT_EVENT_ALARMS_MAX), sizeof (gint32)),
      g_variant_new_fixed_array (G_VARIANT_TYPE ("(xx)"), event->occurrences,
                                 MIN (event->n_occurrences, KT_ICAL_OCCURRENCES_MAX),
                                 sizeof (KtOccurrence)));
}

static gboolean
is_address (const char *norm)
{
  return *norm != 0 && strlen (norm) <= KT_ADDR_MAX && !kt_record_has_controls (norm);
}

static gboolean
is_instant (gint64 instant)
{
  return instant >= INSTANT_MIN && instant < INSTANT_MAX;
}

/* YYYYMMDD[THHMMSS[Z]], or nothing. */
static gboolean
is_recurrence (const char *text)
{
  gsize n = strlen (text);
  if (n != 0 && n != 8 && n != 15 && n != 16)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (i == 8 ? text[i] != 'T' : i == 15 ? text[i] != 'Z' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_zone (const char *tzid)
{
  for (const char *p = tzid; *p != 0; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/_+-", *p) == NULL)
      return FALSE;
  return strlen (tzid) <= TZID_MAX && *tzid != '/';
}

static gboolean
take_attendees (KtEvent *event, GVariant *array)
{
  event->n_attendees = g_variant_n_children (array);
  if (event->n_attendees > KT_EVENT_ATTENDEES_MAX)
    return FALSE;
  event->attendees = g_new (KtAttendee, event->n_attendees);
  for (gsize i = 0; i < event->n_attendees; i++)
    {
      KtAttendee *a = &event->attendees[i];
      g_variant_get_child (array, i, "(&s&s&s&s)", &a->norm, &a->name, &a->role, &a->partstat);
      if (!is_address (a->norm) || strlen (a->name) > KT_EVENT_NAME_MAX
          || !g_strv_contains (roles, a->role) || !g_strv_contains (partstats, a->partstat))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_alarms (KtEvent *event, GVariant *array)
{
  event->alarms = g_variant_get_fixed_array (array, &event->n_alarms, sizeof (gint32));
  if (event->n_alarms > KT_EVENT_ALARMS_MAX)
    return FALSE;
  for (gsize i = 0; i < event->n_alarms; i++)
    if (event->alarms[i] < -KT_EVENT_ALARM_MAX || event->alarms[i] > KT_EVENT_ALARM_MAX)
      return FALSE;
  return TRUE;
}

static gboolean
take_occurrences (KtEvent *event, GVariant *array)
{
  const KtOccurrence *all
      = g_variant_get_fixed_array (array, &event->n_occurrences, sizeof (KtOccurrence));
  if (event->n_occurrences > KT_ICAL_OCCURRENCES_MAX)
    return FALSE;
  for (gsize i = 0; i < event->n_occurrences; i++)
    if (!is_instant (all[i].start) || !is_instant (all[i].end) || all[i].end < all[i].start
        || (i > 0 && all[i].start <= all[i - 1].start))
      return FALSE;
  event->occurrences = g_memdup2 (all, event->n_occurrences * sizeof (KtOccurrence));
  return TRUE;
}

/* Both dates, or both with a time of day, as the flag says. */
static gboolean
times_agree (const KtEvent *event)
{
  KtLocal start, end;
  if (!kt_local_parse (event->start_local, &start) || !kt_local_parse (event->end_local, &end))
    return FALSE;
  gboolean all_day = (event->flags & KT_EVENT_ALL_DAY) != 0;
  gboolean floating = (event->flags & KT_EVENT_FLOATING) != 0;
  return (start.hour < 0) == all_day && (end.hour < 0) == all_day
         && (*event->tzid == 0) == (all_day || floating);
}

/* What is wrong with it, or NULL. */
static const char *
check (const KtEvent *event)
{
  if (*event->uid == 0 || strlen (event->uid) > KT_EVENT_UID_MAX
      || kt_record_has_controls (event->uid))
    return "its UID cannot be";
  if (!is_recurrence (event->recurrence))
    return "its RECURRENCE-ID cannot be";
  if (event->sequence < 0 || event->sequence > SEQUENCE_MAX || !is_instant (event->dtstamp))
    return "its version is out of range";
  if (strlen (event->summary) > KT_EVENT_SUMMARY_MAX
      || strlen (event->location) > KT_EVENT_SUMMARY_MAX
      || strlen (event->description) > KT_EVENT_DESCRIPTION_MAX
      || strlen (event->rrule) > KT_EVENT_RULE_MAX
      || strlen (event->warning) > KT_EVENT_WARNING_MAX)
    return "its text is too long";
  if (kt_record_has_controls (event->rrule))
    return "its rule cannot be";
  if (!g_strv_contains (statuses, event->status) || (event->flags & ~(guint32)FLAGS_ALL) != 0)
    return "its state is unknown";
  if (!is_zone (event->tzid) || !times_agree (event))
    return "its local time cannot be";
  if (!is_instant (event->start) || !is_instant (event->end) || event->end < event->start)
    return "its time is out of range";
  if (*event->organizer != 0 && !is_address (event->organizer))
    return "its organizer cannot be";
  return NULL;
}

KtEvent *
kt_event_from_frame (const KtFrame *frame, GError **error)
{
  g_autoptr (KtEvent) event = g_new0 (KtEvent, 1);
  g_autoptr (GVariant) attendees = NULL, alarms = NULL, occurrences = NULL;

  event->variant = kt_frame_record (frame, KT_TYPE_EVENT, error);
  if (event->variant == NULL)
    return NULL;
  g_variant_get (event->variant, "(t&s&sxx(&s&s&s&s)(&s&s&sxx)u&s&s&s@a(ssss)@ai@a(xx))",
                 &event->item, &event->uid, &event->recurrence, &event->sequence, &event->dtstamp,
                 &event->summary, &event->location, &event->description, &event->status,
                 &event->start_local, &event->end_local, &event->tzid, &event->start, &event->end,
                 &event->flags, &event->rrule, &event->organizer, &event->warning, &attendees,
                 &alarms, &occurrences);
  const char *wrong = check (event);
  if (wrong == NULL && !take_attendees (event, attendees))
    wrong = "its attendees pass a limit";
  if (wrong == NULL && !take_alarms (event, alarms))
    wrong = "its alarms pass a limit";
  if (wrong == NULL && !take_occurrences (event, occurrences))
    wrong = "its occurrences pass a limit";
  if (wrong == NULL)
    return g_steal_pointer (&event);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the reader sent an event that cannot be, %s",
               wrong);
  return NULL;
}

void
kt_event_free (KtEvent *event)
{
  if (event == NULL)
    return;
  g_clear_pointer (&event->variant, g_variant_unref);
  g_free (event->attendees);
  g_free (event->occurrences);
  g_free (event);
}
