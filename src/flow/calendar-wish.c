#include "config.h"
#include "kontor/addressbook-engine.h"
#include "kontor/error.h"
#include "kontor/ics-records.h"
#include <string.h>

void
kt_wish_free (KtWish *wish)
{
  if (wish == NULL)
    return;
  g_free (wish->uid);
  g_free (wish->text);
  g_free (wish->props);
  g_free (wish->what);
  g_free (wish);
}

/* --- our own text, line by line --- */

/* Name, parameters, value of a line of ours: no value of ours has a colon before its own. */
static void
append_prop (GString *props, const char *line)
{
  gsize name = strcspn (line, ";:"), params = strcspn (line, ":");
  g_string_append_printf (props, "%.*s\t%.*s\t%s\n", (int)name, line, (int)(params - name),
                          line + name, line + params + (line[params] == ':'));
}

static gboolean
is_stamp (const char *line)
{
  static const char *const stamps[] = { "UID:", "DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:" };
  for (gsize i = 0; i < G_N_ELEMENTS (stamps); i++)
    if (g_str_has_prefix (line, stamps[i]))
      return TRUE;
  return FALSE;
}

/* The properties of the one event that kt_ics_write() wrote; of its alarms when they ring. */
static char *
props_of (const char *text)
{
  g_autofree char *unfolded = g_strdup (text);
  GString *props = g_string_new (NULL);
  char *to = unfolded;
  for (const char *from = unfolded; *from != '\0';)
    if (g_str_has_prefix (from, "\r\n "))
      from += 3;
    else
      *to++ = *from++;
  *to = '\0';
  g_auto (GStrv) lines = g_strsplit (unfolded, "\r\n", -1);
  gboolean event = FALSE, alarm = FALSE;
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (g_str_equal (lines[i], "BEGIN:VEVENT"))
        event = TRUE;
      else if (g_str_equal (lines[i], "END:VEVENT"))
        event = FALSE;
      else if (g_str_equal (lines[i], "BEGIN:VALARM") || g_str_equal (lines[i], "END:VALARM"))
        alarm = g_str_has_prefix (lines[i], "BEGIN");
      else if (alarm && g_str_has_prefix (lines[i], "TRIGGER"))
        append_prop (props, lines[i]);
      else if (event && !alarm && !is_stamp (lines[i]))
        append_prop (props, lines[i]);
    }
  return g_string_free (props, FALSE);
}

static KtWish *
wish_of (KtOutboxKind kind, KtId record, const KtIcsEvent *event, GError **error)
{
  g_autoptr (KtWish) wish = g_new0 (KtWish, 1);
  wish->kind = kind;
  wish->record = record;
  wish->uid = g_strdup (event->uid);
  wish->what = g_strdup (event->summary);
  wish->start = event->start_utc;
  wish->text = kt_ics_write (event, 1, KT_ICS_CALDAV, "", error);
  if (wish->text == NULL)
    return NULL;
  wish->props = props_of (wish->text);
  return g_steal_pointer (&wish);
}

/* --- what is to be there --- */

static KtWish *
wish_of_visit (KtContext *context, const KtAppointment *visit, GError **error)
{
  g_autoptr (KtIcsRecords) records = kt_ics_records_new ();
  kt_ics_add_visit (records, context, visit);
  return wish_of (KT_OUTBOX_APPOINTMENT, visit->id, &g_array_index (records->events, KtIcsEvent, 0),
                  error);
}

/* A repeated one that was snoozed is the snoozed time alone: it repeats again once that is done. */
static KtWish *
wish_of_reminder (KtContext *context, const KtReminder *reminder, GError **error)
{
  g_autoptr (KtIcsRecords) records = kt_ics_records_new ();
  kt_ics_add_reminder (records, context, reminder);
  KtIcsEvent event = g_array_index (records->events, KtIcsEvent, 0);
  event.uid = reminder->uid;
  return wish_of (KT_OUTBOX_REMINDER, reminder->id, &event, error);
}

static gint64
oldest (const KtContext *context)
{
  return context->clock.now - KT_CALENDAR_BACK_SECONDS;
}

static gboolean
add_visits (KtContext *context, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) visits
      = kt_appointment_between (context->store, oldest (context), G_MAXINT64 / 2, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      if (!kt_appointment_stands (visit, context->clock.now))
        continue;
      KtWish *wish = wish_of_visit (context, visit, error);
      if (wish == NULL)
        return FALSE;
      g_ptr_array_add (list, wish);
    }
  return visits != NULL;
}

static gboolean
add_reminders (KtContext *context, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) reminders = kt_reminder_list_open (context->store, 0, error);
  for (guint i = 0; reminders != NULL && i < reminders->len; i++)
    {
      const KtReminder *reminder = reminders->pdata[i];
      if (reminder->due_at < oldest (context))
        continue;
      KtWish *wish = wish_of_reminder (context, reminder, error);
      if (wish == NULL)
        return FALSE;
      g_ptr_array_add (list, wish);
    }
  return reminders != NULL;
}

GPtrArray *
kt_wish_list (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_wish_free);
  return add_visits (context, list, error) && add_reminders (context, list, error)
             ? g_steal_pointer (&list)
             : NULL;
}

static KtWish *
get_visit (KtContext *context, KtId id, gboolean *ret_left, GError **error)
{
  g_autoptr (KtAppointment) visit = kt_appointment_get (context->store, id, error);
  if (visit == NULL)
    return NULL;
  gboolean over = visit->state == KT_VISIT_DONE || visit->state == KT_VISIT_NO_SHOW;
  *ret_left = over || visit->end_at <= oldest (context);
  return !*ret_left && kt_appointment_stands (visit, context->clock.now)
             ? wish_of_visit (context, visit, error)
             : NULL;
}

static KtWish *
get_reminder (KtContext *context, KtId id, gboolean *ret_left, GError **error)
{
  g_autoptr (KtReminder) reminder = kt_reminder_get (context->store, id, error);
  if (reminder == NULL)
    return NULL;
  *ret_left = reminder->due_at < oldest (context);
  return !*ret_left && !reminder->done ? wish_of_reminder (context, reminder, error) : NULL;
}

KtWish *
kt_wish_get (KtContext *context, KtOutboxKind kind, KtId record, gboolean *ret_left, GError **error)
{
  g_autoptr (GError) failed = NULL;
  *ret_left = FALSE;
  if (kind == KT_OUTBOX_CONTACT)
    return kt_card_wish (context, record, error);
  KtWish *wish = kind == KT_OUTBOX_APPOINTMENT ? get_visit (context, record, ret_left, &failed)
                                               : get_reminder (context, record, ret_left, &failed);
  if (failed != NULL && !g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&failed));
  return wish;
}
