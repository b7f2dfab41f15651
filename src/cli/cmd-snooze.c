#include "config.h"
#include "booking-words.h"
#include "deal-parts.h"
#include "kontor/ask-when.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/reminder-view.h"
#include "kontor/snoozed.h"
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

/* `snooze REF --off`: a letter waits again. */
static gboolean
wake (KtContext *context, const char *argument, GError **error)
{
  KtHandle handle;
  if (!kt_follow_up_resolve (context, argument, &handle, error))
    return FALSE;
  if (handle.kind != KT_RECORD_FOLLOW_UP)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is a reminder: say when instead"),
                   argument);
      kt_error_hint (error, _ ("such as: kontor snooze %s today"), argument);
      return FALSE;
    }
  if (!kt_snoozed_wake (context, &handle, error))
    return FALSE;
  kt_out (context, _ ("awake    it waits again: kontor waiting --all\n"));
  kt_out_dry_run (context);
  return TRUE;
}

static gboolean
run_snooze (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  KtLocal until;
  KtReading reading;
  gboolean off = FALSE;
  const GOptionEntry entries[] = { { "off", 0, 0, G_OPTION_ARG_NONE, &off, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL || (off && args[1] != NULL))
    return kt_command_usage_error (command, error);
  if (off)
    return wake (context, args[0], error);
  char **words = args + 1;
  if (words[0] != NULL && words[1] != NULL && kt_when_is_until (words[0]))
    words++; /* "till" says what the command means anyhow */
  g_autofree char *said = g_strjoinv (" ", words);
  if (kt_deal_is_number (context, args[0]))
    return (!parse_until (context, words, KT_READING_FIRST, &until, NULL)
            || kt_words_not_just_past (context, until, said, error))
           && kt_deal_cmd_snooze (context, args[0], words, error);
  if (!kt_ask_when (context, parse_until, words, &reading, error)
      || !parse_until (context, words, reading, &until, error)
      || !kt_words_not_just_past (context, until, said, error)
      || !kt_follow_up_resolve (context, args[0], &handle, error))
    return FALSE;
  g_autoptr (KtReminderOutcome) outcome = kt_reminders_snooze (context, &handle, until, error);
  if (outcome == NULL)
    return FALSE;
  print_outcome (context, outcome);
  kt_out_dry_run (context);
  return TRUE;
}

static const GOptionEntry options[]
    = { { "off", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("wake a letter: it waits again"), NULL },
        { NULL } };

const KtCommand kt_cmd_snooze = {
  .name = "snooze",
  .summary = N_ ("put a reminder or a letter off, till tomorrow or WHEN"),
  .usage = "snooze REF [WHEN]\n"
           "snooze REF --off",
  .help = N_ (
      "REF is a number of the last list or a ref. A reminder keeps its time of day where "
      "WHEN says only a day; one that repeats keeps its rhythm. A letter in any list does as well. "
      "kontor waiting --snoozed lists the letters that were put off.\n"
      "Examples:\n"
      "  kontor snooze 4\n"
      "  kontor snooze 4 till fri\n"
      "  kontor snooze 4 in 2 hours\n"
      "  kontor snooze 9 next week\n"
      "  kontor snooze 1 --off"),
  .needs = KT_NEED_WRITE,
  .run = run_snooze,
  .options = options,
  .group = KT_GROUP_DAILY,
};
