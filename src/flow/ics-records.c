#include "config.h"
#include "kontor/ics-records.h"
#include "kontor/contact.h"
#include "kontor/reminders.h"
#include "kontor/visit.h"
#include "kontor/when.h"
#include <glib/gi18n.h>
#include <string.h>

#define CLAMPED_FROM 28

KtIcsRecords *
kt_ics_records_new (void)
{
  KtIcsRecords *records = g_new0 (KtIcsRecords, 1);
  records->events = g_array_new (FALSE, FALSE, sizeof (KtIcsEvent));
  records->strings = g_ptr_array_new_with_free_func (g_free);
  return records;
}

void
kt_ics_records_free (KtIcsRecords *records)
{
  g_array_unref (records->events);
  g_ptr_array_unref (records->strings);
  g_free (records);
}

static const char *
keep (KtIcsRecords *records, char *string)
{
  g_ptr_array_add (records->strings, string);
  return string;
}

/* Our months end early where iCalendar's rules skip: monthly from the 31st is said there as the
 * last of the days 28 to 31. */
static const char *
phone_rule (KtIcsRecords *records, const char *rule, KtLocal start)
{
  char unit;
  int interval, weekday;
  if (!kt_repeat_read (rule, &unit, &interval, &weekday))
    return NULL;
  gboolean leap_day = unit == 'Y' && start.month == 2 && start.day == 29;
  if (!leap_day && !(unit == 'M' && start.day > CLAMPED_FROM))
    return keep (records, g_strdup (rule));
  GString *said = g_string_new (rule);
  g_string_append (said, leap_day ? ";BYMONTH=2;BYMONTHDAY=28" : ";BYMONTHDAY=28");
  for (int day = CLAMPED_FROM + 1; day <= start.day; day++)
    g_string_append_printf (said, ",%d", day);
  g_string_append (said, ";BYSETPOS=-1");
  return keep (records, g_string_free (said, FALSE));
}

/* Whether due is an occurrence of its rule; a snoozed one is not. */
static gboolean
is_in_rhythm (const KtReminder *reminder)
{
  KtLocal next;
  return kt_repeat_next (reminder->repeat, reminder->start, kt_local_add_days (reminder->due, -1),
                         &next)
         && kt_local_compare (next, reminder->due) == 0;
}

/* "Ieva Kalve: call": what the phone shows must say whom. */
static const char *
summary_of (KtIcsRecords *records, KtContext *context, const KtReminder *reminder)
{
  g_autoptr (KtContact) contact
      = reminder->contact != 0 ? kt_contact_get (context->store, reminder->contact, NULL) : NULL;
  return keep (records, kt_reminder_about (contact != NULL ? contact->name : NULL, reminder->text));
}

void
kt_ics_add_reminder (KtIcsRecords *records, KtContext *context, const KtReminder *reminder)
{
  KtIcsEvent event = { .uid = keep (records, g_strdup (reminder->uid)),
                       .sequence = reminder->sequence,
                       .stamp = reminder->updated,
                       .summary = summary_of (records, context, reminder),
                       .start = reminder->due,
                       .start_utc = reminder->due_at,
                       .tzid = keep (records, g_strdup (reminder->tzid)),
                       .duration = KT_ICS_REMINDER_MINUTES,
                       .n_alarms = 1 };
  KtLocal next;
  if (reminder->repeat == NULL)
    {
      g_array_append_val (records->events, event);
      return;
    }
  if (!is_in_rhythm (reminder))
    {
      KtIcsEvent once = event; /* the snoozed time, and the rhythm after it */
      once.uid = keep (records, g_strconcat (reminder->uid, "-snoozed", NULL));
      g_array_append_val (records->events, once);
      if (!kt_repeat_next (reminder->repeat, reminder->start, reminder->due, &next))
        return;
      g_autoptr (KtZone) zone = kt_zone_new (reminder->tzid);
      event.start = next;
      event.start_utc = kt_local_to_utc (next, zone != NULL ? zone : context->clock.zone);
    }
  event.rrule = phone_rule (records, reminder->repeat, reminder->start);
  g_array_append_val (records->events, event);
}

static char *
describe_visit (KtContext *context, const KtAppointment *visit)
{
  g_autofree char *hands = kt_visit_hands (context, visit);
  g_autoptr (GPtrArray) points
      = visit->contact != 0 ? kt_point_list (context->store, visit->contact, NULL) : NULL;
  GString *text = g_string_new (hands);
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (strcmp (point->kind, "phone") == 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", point->raw);
    }
  if (*visit->text != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", visit->text);
  return g_string_free (text, FALSE);
}

static char *
name_visit (KtContext *context, const KtAppointment *visit)
{
  g_autofree char *services = kt_visit_services (visit);
  g_autoptr (KtContact) contact
      = visit->contact != 0 ? kt_contact_get (context->store, visit->contact, NULL) : NULL;
  if (contact == NULL)
    return g_steal_pointer (&services);
  return *services != '\0' ? g_strdup_printf ("%s: %s", contact->name, services)
                           : g_strdup (contact->name);
}

void
kt_ics_add_visit (KtIcsRecords *records, KtContext *context, const KtAppointment *visit)
{
  gboolean over = visit->state == KT_VISIT_DONE || visit->state == KT_VISIT_NO_SHOW;
  KtIcsEvent event = { .uid = keep (records, g_strdup (visit->uid)),
                       .sequence = visit->sequence,
                       .stamp = visit->updated,
                       .summary = keep (records, name_visit (context, visit)),
                       .description = keep (records, describe_visit (context, visit)),
                       .start = visit->start,
                       .start_utc = visit->start_at,
                       .tzid = keep (records, g_strdup (visit->tzid)),
                       .duration = (int)((visit->end_at - visit->start_at) / 60),
                       .alarms = { KT_ICS_VISIT_ALARM },
                       .n_alarms = over ? 0 : 1,
                       .busy = TRUE,
                       .tentative = visit->state == KT_VISIT_PENCILLED,
                       .cancelled = !over && !kt_appointment_stands (visit, context->clock.now) };
  g_array_append_val (records->events, event);
}

/* The day itself where the year of birth is known; else in the year the contact was made: both stay
 * as they are. */
gboolean
kt_ics_add_birthday (KtIcsRecords *records, KtContext *context, const KtOwner *owner)
{
  KtLocal start;
  char ref[KT_REF_LENGTH + 1];
  gboolean yearless = owner->birthday != NULL && g_str_has_prefix (owner->birthday, "--");
  int year = kt_local_from_utc (owner->created, context->clock.zone).year;
  g_autofree char *iso = yearless
                             ? g_strdup_printf ("%04d-%s", year - year % 4, owner->birthday + 2)
                             : g_strdup (owner->birthday);
  if (iso == NULL || !kt_local_parse (iso, &start) || start.hour >= 0)
    return FALSE;
  kt_ref_full (owner->id, ref);
  KtIcsEvent event = { .uid = keep (records, g_strdup_printf ("birthday-%s@kontor", ref)),
                       .stamp = owner->updated,
                       .summary = keep (records, g_strdup_printf (_ ("birthday %s"), owner->name)),
                       .start = start,
                       .rrule = phone_rule (records, "FREQ=YEARLY", start),
                       .alarms = { 0 },
                       .n_alarms = 1 };
  g_array_append_val (records->events, event);
  return TRUE;
}
