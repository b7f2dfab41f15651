#include "config.h"
#include "kontor/ask-when.h"
#include "kontor/calendar-sync.h"
#include "kontor/command.h"
#include "kontor/contact.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Figures that may have been meant as an hour. */
#define HOUR_FIRST 7
#define HOUR_LAST 22

static void
print_reminder (KtContext *context, const KtReminder *reminder, const char *who)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "reminder");
      kt_json_reminder (builder, context, reminder, who);
      kt_json_end (context, builder);
      return;
    }
  g_autofree char *about = kt_reminder_about (who, reminder->text);
  g_autofree char *when = kt_say_when (context, reminder->due);
  g_autofree char *repeat = kt_say_repeat (reminder->repeat);
  kt_out (context, "remind  %s  {b:%s}%s%s", about, when, repeat != NULL ? ", " : "",
          repeat != NULL ? repeat : "");
  g_autofree char *calendar = NULL;
  kt_phone_state (context, KT_OUTBOX_REMINDER, reminder->id, &calendar);
  if (calendar != NULL)
    kt_out (context, _ ("   rings on: %s, with the next sync"), calendar);
  kt_out (context, "\n");
}

/* "fri 10 call": the figure belongs to the text, for it may be ten of something. */
static void
print_doubt (KtContext *context, const KtReminder *reminder)
{
  gsize n = strspn (reminder->text, "0123456789");
  int hour = n > 0 && n <= 2 && reminder->text[n] == ' ' ? atoi (reminder->text) : -1;
  if (context->output == KT_OUTPUT_TEXT && !context->quiet && reminder->due.hour < 0
      && hour >= HOUR_FIRST && hour <= HOUR_LAST)
    kt_out (context, _ ("{y:%d stands in the text; for the hour write %d:00, kontor undo first}\n"),
            hour, hour);
}

static gboolean
parse_due (KtContext *context, gpointer data, KtReading reading, KtLocal *ret_due, GError **error)
{
  g_auto (KtReminderRequest) request = { 0 };
  if (!kt_reminder_request_parse (context, data, reading, &request, error))
    return FALSE;
  *ret_due = request.due;
  return TRUE;
}

static gboolean
run_remind (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtReminderRequest) request = { 0 };
  g_autoptr (KtContact) contact = NULL;
  KtReading reading;
  if (args[0] == NULL)
    return kt_command_usage_error (command, error);
  if (!kt_ask_when (context, parse_due, args, &reading, error)
      || !kt_reminder_request_parse (context, args, reading, &request, error))
    return FALSE;
  if (request.contact != 0)
    {
      contact = kt_contact_get (context->store, request.contact, error);
      if (contact == NULL)
        return FALSE;
    }
  g_autoptr (KtReminder) reminder = kt_reminders_add (context, &request, error);
  if (reminder == NULL)
    return FALSE;
  print_reminder (context, reminder, contact != NULL ? contact->name : NULL);
  print_doubt (context, reminder);
  kt_out_dry_run (context);
  return TRUE;
}

const KtCommand kt_cmd_remind = {
  .name = "remind",
  .summary = N_ ("be reminded of something, once or again and again"),
  .usage = "remind [WHO] WHEN TEXT",
  .help = N_ ("WHO is one argument: a name, an address, a number of the last list; without WHO the "
              "reminder is about nobody. WHEN is a day, a time or both, in English, Russian, "
              "Ukrainian or Latvian; «every …» may stand with it or instead of it. A name that is "
              "also a date is written with @. The date understood is said back.\n"
              "Examples:\n"
              "  kontor remind fri 14:00 order oxide\n"
              "  kontor remind kalve tomorrow call about the price\n"
              "  kontor remind \"Ieva Kalve\" +2w send the proofs\n"
              "  kontor remind every mon 10:00 back up the laptop\n"
              "  kontor remind @Марта в пятницу позвонить"),
  .needs = KT_NEED_WRITE,
  .run = run_remind,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_DAILY,
};
