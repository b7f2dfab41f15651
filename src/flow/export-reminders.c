#include "config.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/export-reminders.h"
#include "kontor/reminders.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <sys/stat.h>

#define DURATION 15 /* minutes a reminder takes in a calendar */
#define CLAMPED_FROM 28

/* What the events point at. */
typedef struct
{
  GArray *events; /* KtIcsEvent */
  GPtrArray *strings;
} Export;

static const char *
keep (Export *export, char *string)
{
  g_ptr_array_add (export->strings, string);
  return string;
}

/* Our months end early where iCalendar's rules skip: monthly from the 31st is said there as the
 * last of the days 28 to 31. */
static const char *
phone_rule (Export *export, const KtReminder *reminder)
{
  char unit;
  int interval, weekday;
  if (!kt_repeat_read (reminder->repeat, &unit, &interval, &weekday))
    return NULL;
  gboolean leap_day = unit == 'Y' && reminder->start.month == 2 && reminder->start.day == 29;
  if (!leap_day && !(unit == 'M' && reminder->start.day > CLAMPED_FROM))
    return reminder->repeat;
  GString *rule = g_string_new (reminder->repeat);
  g_string_append (rule, leap_day ? ";BYMONTH=2;BYMONTHDAY=28" : ";BYMONTHDAY=28");
  for (int day = CLAMPED_FROM + 1; day <= reminder->start.day; day++)
    g_string_append_printf (rule, ",%d", day);
  g_string_append (rule, ";BYSETPOS=-1");
  return keep (export, g_string_free (rule, FALSE));
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

static void
add_event (Export *export, KtContext *context, const KtReminder *reminder, const char *summary)
{
  KtIcsEvent event = { .uid = reminder->uid,
                       .sequence = reminder->sequence,
                       .stamp = reminder->updated,
                       .summary = summary,
                       .start = reminder->due,
                       .start_utc = reminder->due_at,
                       .tzid = reminder->tzid,
                       .duration = DURATION,
                       .n_alarms = 1 };
  KtLocal next;
  if (reminder->repeat == NULL)
    {
      g_array_append_val (export->events, event);
      return;
    }
  if (!is_in_rhythm (reminder))
    {
      KtIcsEvent once = event; /* the snoozed time, and the rhythm after it */
      once.uid = keep (export, g_strconcat (reminder->uid, "-snoozed", NULL));
      g_array_append_val (export->events, once);
      if (!kt_repeat_next (reminder->repeat, reminder->start, reminder->due, &next))
        return;
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (reminder->tzid);
      event.start = next;
      event.start_utc = kt_local_to_utc (next, zone != NULL ? zone : context->clock.zone);
    }
  event.rrule = phone_rule (export, reminder);
  g_array_append_val (export->events, event);
}

/* "Ieva Kalve: call": what the phone shows must say whom. */
static const char *
summary_of (Export *export, KtContext *context, const KtReminder *reminder)
{
  g_autoptr (KtContact) contact
      = reminder->contact != 0 ? kt_contact_get (context->store, reminder->contact, NULL) : NULL;
  return keep (export, kt_reminder_about (contact != NULL ? contact->name : NULL, reminder->text));
}

char *
kt_export_reminders (KtContext *context, KtIcsPreset preset, guint *ret_count, GError **error)
{
  g_autoptr (GPtrArray) reminders = kt_reminder_list_open (context->store, 0, error);
  if (reminders == NULL)
    return NULL;
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (KtIcsEvent));
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Export export = { events, strings };
  for (guint i = 0; i < reminders->len; i++)
    {
      const KtReminder *reminder = reminders->pdata[i];
      add_event (&export, context, reminder, summary_of (&export, context, reminder));
    }
  *ret_count = reminders->len;
  return kt_ics_write ((const KtIcsEvent *)events->data, events->len, preset, _ ("Kontor"), error);
}

/* The file a path leads to in the end: renaming onto a link would put a file in its place, and
 * /dev/stdout is one. NULL: nothing there yet. */
static char *
final_path (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real);
  free (real);
  return copy;
}

static gboolean
is_writable_place (const char *path)
{
  struct stat link, file;
  if (lstat (path, &link) != 0)
    return TRUE; /* nothing there */
  return stat (path, &file) == 0 && S_ISREG (file.st_mode) && !g_str_has_prefix (path, "/dev/")
         && !g_str_has_prefix (path, "/proc/");
}

gboolean
kt_export_write (const char *path, const char *data, gsize length, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *final = final_path (path);
  if (!is_writable_place (path))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot write «%s», it is not a file"),
                   path);
      kt_error_hint (error, _ ("without --output it goes to standard output"));
      return FALSE;
    }
  if (g_file_set_contents_full (final != NULL ? final : path, data, length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &failure))
    return TRUE;
  gboolean full = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  const char *why = g_strrstr (failure->message, ": "); /* "… /path.XXXXXX: No such file" */
  g_set_error (error, KT_ERROR, full ? KT_ERROR_DATABASE : KT_ERROR_FAILED,
               _ ("cannot write «%s», %s"), path, why != NULL ? why + 2 : failure->message);
  return FALSE;
}
