#include "config.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/reminders.h"
#include <glib/gi18n.h>
#include <string.h>

void
kt_reminder_request_clear (KtReminderRequest *request)
{
  g_clear_pointer (&request->text, g_free);
  g_clear_pointer (&request->repeat, g_free);
}

void
kt_context_when (const KtContext *context, KtWhenContext *ret_when)
{
  kt_when_context_init (ret_when, &context->clock);
  if (context->settings != NULL)
    ret_when->day_starts = context->settings->day_starts;
}

/* When and how often, as far as the arguments said. */
typedef struct
{
  gboolean has_when;
  KtLocal when;
  char *rule;
  guint used;
} Schedule;

/* Parses one more piece at args[used]; FALSE without error: nothing more. */
static gboolean
take_piece (const KtWhenContext *when, char **args, guint n, Schedule *schedule, GError **error)
{
  const char *const *words = (const char *const *)args + schedule->used;
  guint left = n - schedule->used, used = 0;
  g_autoptr (GError) inner = NULL;
  gboolean taken = FALSE;
  if (schedule->rule == NULL)
    taken = kt_repeat_parse (words, left, &schedule->rule, &used, &inner);
  if (!taken && !schedule->has_when
      && (inner == NULL || g_error_matches (inner, KT_ERROR, KT_ERROR_NOT_FOUND)))
    {
      g_clear_error (&inner);
      taken = kt_when_parse (words, left, when, &schedule->when, &used, &inner);
      schedule->has_when = taken;
    }
  schedule->used += taken ? used : 0;
  if (!taken && inner != NULL && !g_error_matches (inner, KT_ERROR, KT_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&inner));
  return taken;
}

/* TRUE with used 0: no date begins here. */
static gboolean
parse_schedule (const KtWhenContext *when, char **args, Schedule *schedule, GError **error)
{
  GError *doubt = NULL;
  guint n = g_strv_length (args);
  while (schedule->used < n && take_piece (when, args, n, schedule, &doubt))
    ;
  if (doubt == NULL)
    return TRUE;
  g_propagate_error (error, doubt);
  return FALSE;
}

/* The first time. A repetition alone begins at its next day, one interval from today at most. */
static KtLocal
first_due (const KtWhenContext *when, const Schedule *schedule)
{
  KtLocal start = schedule->when, after, due;
  if (schedule->rule == NULL)
    return start;
  if (schedule->has_when)
    after = kt_local_add_days (start, -1);
  else
    {
      start = when->now;
      start.hour = -1;
      start.minute = 0;
      after = start;
    }
  return kt_repeat_next (schedule->rule, start, after, &due) ? due : start;
}

/* typed: the arguments that said when. */
static gboolean
check_future (const KtWhenContext *when, KtLocal due, const char *typed, GError **error)
{
  KtLocal now = when->now;
  if (due.hour < 0)
    now.hour = -1, now.minute = 0;
  if (kt_local_compare (due, now) >= 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is past"), typed);
  kt_error_hint (error, _ ("a reminder wants a day or time to come"));
  return FALSE;
}

/* A number of the last list: WHO, never an hour. */
static gboolean
is_list_number (const char *argument)
{
  gsize length = strspn (argument, "0123456789");
  return length >= 1 && length <= 3 && argument[length] == '\0';
}

static gboolean
no_when (char **args, GError **error)
{
  if (args[1] == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("when? «%s» is no date or time"), args[0]);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                 _ ("when? neither «%s» nor «%s» is a date or time"), args[0], args[1]);
  for (int i = 0; i < 2 && args[i] != NULL; i++)
    if (kt_when_nearest (args[i]) != NULL)
      {
        kt_error_hint (error, _ ("did you mean «%s»?"), kt_when_nearest (args[i]));
        break;
      }
  kt_error_hint (error, _ ("such as: tomorrow, fri 14:00, 25.11., +3d, «in 2 weeks», every mon"));
  kt_error_hint (error, _ ("WHO is one argument: kontor remind \"Ieva Kalve\" fri call"));
  return FALSE;
}

/* "7 december" is no number of the last list. */
static gboolean
take_day_of_month (const KtWhenContext *when, char **args, Schedule *schedule, char ***ret_text,
                   GError **error)
{
  if (!parse_schedule (when, args, schedule, error))
    return FALSE;
  *ret_text = args + schedule->used;
  return schedule->used > 1 || no_when (args, error);
}

/* Finds WHO and the schedule; *ret_text is what is left. */
static gboolean
split_arguments (KtContext *context, const KtWhenContext *when, char **args, Schedule *schedule,
                 KtId *ret_contact, char ***ret_text, GError **error)
{
  gboolean named = args[0][0] == '@' || is_list_number (args[0]);
  char **rest = args;
  if (!named && !parse_schedule (when, args, schedule, error))
    return FALSE;
  if (schedule->used == 0)
    {
      guint used;
      g_autofree char *taken = kt_who_take (context, args, &used);
      rest = args + used;
      if (!parse_schedule (when, rest, schedule, error))
        return FALSE;
      if (schedule->used == 0 && used > 1)
        {
          rest = args + 1;
          if (!parse_schedule (when, rest, schedule, error))
            return FALSE;
        }
      if (schedule->used == 0 && is_list_number (args[0]))
        return take_day_of_month (when, args, schedule, ret_text, error);
      if (schedule->used == 0)
        return no_when (args, error);
      const char *who = rest == args + 1 ? args[0] : taken;
      if (!kt_who_resolve (context, who, ret_contact, error))
        return FALSE;
    }
  *ret_text = rest + schedule->used;
  return TRUE;
}

static char *
join_text (char **words, GError **error)
{
  g_autofree char *joined = g_strjoinv (" ", words);
  g_strstrip (joined);
  if (*joined == '\0')
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("remind of what? there is no text"));
      kt_error_hint (error, _ ("usage: kontor %s"), "remind [WHO] WHEN TEXT");
      return NULL;
    }
  if (strlen (joined) > KT_REMINDER_TEXT_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the text is longer than %d bytes"),
                   KT_REMINDER_TEXT_MAX);
      kt_error_hint (error, _ ("keep long texts in a note: kontor note WHO TEXT"));
      return NULL;
    }
  return kt_nfc (joined, -1);
}

gboolean
kt_reminder_request_parse (KtContext *context, char **args, KtReading reading,
                           KtReminderRequest *ret_request, GError **error)
{
  KtWhenContext when;
  Schedule schedule = { 0 };
  KtId contact = 0;
  char **text = args;
  kt_context_when (context, &when);
  when.reading = reading;
  gboolean ok = split_arguments (context, &when, args, &schedule, &contact, &text, error);
  g_autofree char *rule = schedule.rule;
  if (!ok)
    return FALSE;
  KtLocal due = first_due (&when, &schedule);
  g_autoptr (GString) typed = g_string_new (text[-(int)schedule.used]);
  for (int i = 1 - (int)schedule.used; i < 0; i++)
    g_string_append_printf (typed, " %s", text[i]);
  if (!check_future (&when, due, typed->str, error))
    return FALSE;
  char *joined = join_text (text, error);
  if (joined == NULL)
    return FALSE;
  *ret_request = (KtReminderRequest){ contact, joined, due, g_steal_pointer (&rule) };
  return TRUE;
}
