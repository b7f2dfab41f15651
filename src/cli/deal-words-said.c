#include "config.h"
#include "deal-parts.h"
#include "kontor/ask-when.h"
#include "kontor/calendar-sync.h"
#include "kontor/deal-letters.h"
#include "kontor/error.h"
#include "kontor/note.h"
#include "kontor/reminder-view.h"

#include <glib/gi18n.h>

#define NOTE_MAX (64 * 1024) /* bytes */

static gboolean
write_note (KtContext *context, KtDeal *deal, gpointer text, GError **error)
{
  KtNote note = { .id = kt_id_random (),
                  .contact = deal->contact,
                  .kind = (char *)"note",
                  .at = context->clock.now,
                  .created = context->clock.now,
                  .updated = context->clock.now,
                  .text = text,
                  .deal = deal->id };
  if (deal->contact != 0)
    return kt_note_insert (context->store, &note, error);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("the client of «%s» was forgotten"),
               deal->title);
  kt_error_hint (error, _ ("give it one first: kontor deal edit DEAL client=WHO"));
  return FALSE;
}

/* `note DEAL TEXT` */
gboolean
kt_deal_cmd_note (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  char **rest;
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_deal_cmd_take (context, command, args, TRUE, &handle, &rest, error))
    return FALSE;
  if (*rest == NULL)
    return kt_command_missing (command, "TEXT", error);
  g_autofree char *text = kt_deal_text (rest, NOTE_MAX, _ ("a text"), error);
  if (text == NULL)
    return FALSE;
  g_autoptr (KtDeal) deal = kt_deals_change (context, &handle, "note", write_note, text, error);
  if (deal == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON && !context->dry_run)
    return kt_json_print_deal (context, deal->id, error);
  g_autofree char *said = kt_say_deal (deal);
  kt_out (context, "note    {b:%s}  %.*s\n", said, 120, text);
  kt_out_dry_run (context);
  return TRUE;
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

/* WHEN TEXT, without a WHO: that is the deal's. */
static gboolean
read_step (KtContext *context, char **words, KtReminderRequest *request, GError **error)
{
  KtReading reading;
  KtWhenContext when;
  KtLocal first;
  guint used;
  g_autoptr (GError) no_date = NULL;
  g_autofree char *rule = NULL;
  const char *const *args = (const char *const *)words;
  guint n = g_strv_length (words);
  kt_context_when (context, &when);
  when.reading = KT_READING_FIRST;
  if (!kt_when_parse (args, n, &when, &first, &used, &no_date)
      && g_error_matches (no_date, KT_ERROR, KT_ERROR_NOT_FOUND)
      && !kt_repeat_parse (args, n, &rule, &used, NULL))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no day or time"), words[0]);
      if (kt_when_nearest (words[0]) != NULL)
        kt_error_hint (error, _ ("did you mean «%s»?"), kt_when_nearest (words[0]));
      kt_error_hint (error, _ ("such as: kontor deal next DEAL fri 14:00 call about the price"));
      return FALSE;
    }
  return kt_ask_when (context, parse_due, words, &reading, error)
         && kt_reminder_request_parse (context, words, reading, request, error);
}

static gboolean
print_step (KtContext *context, const KtDeal *deal, const KtReminder *step, GError **error)
{
  if (context->output == KT_OUTPUT_JSON && !context->dry_run)
    return kt_json_print_deal (context, deal->id, error);
  g_autofree char *said = kt_say_deal (deal), *when = kt_say_when (context, step->due);
  g_autofree char *calendar = NULL;
  kt_out (context, "next    %s: %s  {b:%s}", said, step->text, when);
  kt_phone_state (context, KT_OUTBOX_REMINDER, step->id, &calendar);
  if (calendar != NULL)
    kt_out (context, _ ("   rings on: %s, with the next sync"), calendar);
  kt_out (context, "\n");
  kt_out_dry_run (context);
  return TRUE;
}

/* `next DEAL WHEN TEXT` */
gboolean
kt_deal_cmd_next (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  char **rest;
  g_auto (KtReminderRequest) request = { 0 };
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_deal_cmd_take (context, command, args, FALSE, &handle, &rest, error))
    return FALSE;
  if (*rest == NULL)
    return kt_command_missing (command, "WHEN", error);
  g_autoptr (KtDeal) deal = kt_deal_get (context->store, handle.key, error);
  if (deal == NULL || !read_step (context, rest, &request, error))
    return FALSE;
  request.contact = deal->contact;
  request.deal = deal->id;
  g_autoptr (KtReminder) step = kt_reminders_add (context, &request, error);
  return step != NULL && print_step (context, deal, step, error);
}

static gboolean
print_said (KtContext *context, const KtStoredLetter *letter, const KtDeal *deal, gboolean linked,
            GError **error)
{
  if (context->output == KT_OUTPUT_JSON && !context->dry_run && deal != NULL)
    return kt_json_print_deal (context, deal->id, error);
  g_autofree char *said = deal != NULL ? kt_say_deal (deal) : NULL;
  const char *subject = *letter->subject != '\0' ? letter->subject : _ ("(no subject)");
  if (linked)
    kt_out (context, _ ("linked  «%s» and its thread to {b:%s}\n"), subject, said);
  else if (said != NULL)
    kt_out (context, _ ("unlinked  «%s» and its thread from {b:%s}\n"), subject, said);
  else
    kt_out (context, _ ("unlinked  «%s» and its thread from every open deal of the client\n"),
            subject);
  kt_out_dry_run (context);
  return TRUE;
}

/* `link|unlink LETTER [DEAL]`: without DEAL the client's only one; unlink: all open ones. */
static gboolean
say (KtContext *context, const KtCommand *command, char **args, gboolean linked, GError **error)
{
  KtHandle letter_handle, handle = { 0 };
  char **rest;
  g_autoptr (GPtrArray) deals = NULL;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "LETTER", error);
  if (!kt_handle_resolve (context, args[0], KT_RECORD_LETTER, &letter_handle, error))
    return FALSE;
  char *who[] = { args[0], NULL };
  if (args[1] != NULL || linked)
    {
      if (!kt_deal_cmd_take (context, command, args[1] != NULL ? args + 1 : who, TRUE, &handle,
                             &rest, error))
        return FALSE;
      if (args[1] != NULL && *rest != NULL)
        return kt_command_usage_error (command, error);
    }
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, letter_handle.key, error);
  g_autoptr (KtDeal) deal
      = letter != NULL && handle.key != 0 ? kt_deal_get (context->store, handle.key, error) : NULL;
  if (letter == NULL || (handle.key != 0 && deal == NULL))
    return FALSE;
  if (deal != NULL)
    return kt_deal_say (context, letter->key, (const KtDeal *const *)&deal, 1, linked, error)
           && print_said (context, letter, deal, linked, error);
  deals = kt_deal_list_of (context->store, letter_handle.contact, FALSE, error);
  if (deals == NULL)
    return FALSE;
  if (deals->len == 0)
    return kt_command_missing (command, "DEAL", error);
  return kt_deal_say (context, letter->key, (const KtDeal *const *)deals->pdata, deals->len, linked,
                      error)
         && print_said (context, letter, NULL, linked, error);
}

gboolean
kt_deal_cmd_link (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return say (context, command, args, TRUE, error);
}

gboolean
kt_deal_cmd_unlink (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return say (context, command, args, FALSE, error);
}
