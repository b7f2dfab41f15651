#include "config.h"
#include "deal-parts.h"
#include "kontor/ask-when.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>

/* All of the arguments are the time; none: tomorrow. */
static gboolean
parse_until (KtContext *context, gpointer data, KtReading reading, KtLocal *ret_until,
             GError **error)
{
  static const char *const tomorrow[] = { "tomorrow", NULL };
  char **args = data;
  const char *const *words = args[0] != NULL ? (const char *const *)args : tomorrow;
  guint n = g_strv_length ((char **)words), used;
  KtWhenContext when;
  kt_context_when (context, &when);
  when.reading = reading;
  if (!kt_when_parse (words, n, &when, ret_until, &used, error))
    return FALSE;
  if (used == n)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no part of a date or time"),
               words[used]);
  return FALSE;
}

static void
print_outcome (KtContext *context, const KtReminderOutcome *outcome)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      gboolean is_reminder = outcome->reminder != NULL;
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, is_reminder ? "reminder" : "follow_up");
      if (is_reminder)
        kt_json_reminder (builder, context, outcome->reminder, outcome->who);
      else
        kt_json_follow_up (builder, context, outcome);
      kt_json_end (context, builder);
      return;
    }
  g_autofree char *about = kt_reminder_about (outcome->who, outcome->text);
  g_autofree char *when = kt_say_when (context, outcome->until);
  if (outcome->handle.number > 0)
    kt_out (context, "snoozed %d  %s  {b:%s}\n", outcome->handle.number, about, when);
  else
    kt_out (context, "snoozed  %s  {b:%s}\n", about, when);
}

static gboolean
run_snooze (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  KtLocal until;
  KtReading reading;
  if (args[0] == NULL)
    return kt_command_usage_error (command, error);
  if (kt_deal_is_number (context, args[0]))
    return kt_deal_cmd_snooze (context, args, error);
  if (!kt_ask_when (context, parse_until, args + 1, &reading, error)
      || !parse_until (context, args + 1, reading, &until, error)
      || !kt_handle_resolve (context, args[0], KT_RECORD_REMINDER | KT_RECORD_FOLLOW_UP, &handle,
                             error))
    return FALSE;
  g_autoptr (KtReminderOutcome) outcome = kt_reminders_snooze (context, &handle, until, error);
  if (outcome == NULL)
    return FALSE;
  print_outcome (context, outcome);
  kt_out_dry_run (context);
  return TRUE;
}

const KtCommand kt_cmd_snooze = {
  .name = "snooze",
  .summary = N_ ("put a reminder or a letter off, till tomorrow or WHEN"),
  .usage = "snooze REF [WHEN]",
  .help = N_ ("REF is a number of the last list or a ref. A reminder keeps its time of day where "
              "WHEN says only a day; one that repeats keeps its rhythm.\n"
              "Examples:\n"
              "  kontor snooze 4\n"
              "  kontor snooze 4 fri\n"
              "  kontor snooze 4 in 2 hours\n"
              "  kontor snooze 9 next week"),
  .needs = KT_NEED_WRITE,
  .run = run_snooze,
  .group = KT_GROUP_DAILY,
};
