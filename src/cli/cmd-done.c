#include "config.h"
#include "deal-parts.h"
#include "visit-parts.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/handle-file.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/shell-text.h"
#include "kontor/snoozed.h"
#include <glib/gi18n.h>
#include <string.h>

static void
print_json (KtContext *context, const GPtrArray *outcomes)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "reminders");
  kt_json_begin_array (builder);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const KtReminderOutcome *outcome = outcomes->pdata[i];
      if (outcome->reminder != NULL)
        kt_json_reminder (builder, context, outcome->reminder, outcome->who);
    }
  kt_json_end_array (builder);
  kt_json_member (builder, "follow_ups");
  kt_json_begin_array (builder);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const KtReminderOutcome *outcome = outcomes->pdata[i];
      if (outcome->reminder == NULL)
        kt_json_follow_up (builder, context, outcome);
    }
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

/* What is left to say behind a line: the next time, how long a follow-up stays away, at the last
 * line of several how to take them back. */
static char *
say_after (const KtContext *context, const KtReminderOutcome *outcome, gboolean last, guint n)
{
  GString *after = g_string_new (NULL);
  if (outcome->moved)
    {
      g_autofree char *when = kt_say_when (context, outcome->reminder->due);
      g_string_append_printf (after, _ ("next: %s"), when);
    }
  else if (outcome->reminder == NULL)
    g_string_append (after, _ ("until a newer letter comes"));
  if (last && n > 1 && !context->quiet && !context->dry_run)
    {
      g_string_append (after, after->len > 0 ? "   " : "");
      if (n == 2)
        g_string_append (after, _ ("kontor undo takes both back"));
      else
        g_string_append_printf (after, _ ("kontor undo takes all %u back"), n);
    }
  return g_string_free (after, FALSE);
}

static void
print_lines (KtContext *context, const GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      const KtReminderOutcome *outcome = outcomes->pdata[i];
      g_autofree char *about = kt_reminder_about (outcome->who, outcome->text);
      g_autofree char *after = say_after (context, outcome, i + 1 == outcomes->len, outcomes->len);
      const char *gap = *after != '\0' ? "   " : "";
      if (outcome->handle.number > 0)
        kt_out (context, "done %4d  %s%s{d:%s}\n", outcome->handle.number, about, gap, after);
      else
        kt_out (context, "done    %s%s{d:%s}\n", about, gap, after);
    }
}

static gboolean
finish (KtContext *context, char **args, GError **error)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; args[i] != NULL; i++)
    {
      KtHandle handle;
      if (!kt_follow_up_resolve (context, args[i], &handle, error))
        return FALSE;
      g_array_append_val (handles, handle);
    }
  g_autoptr (GPtrArray) outcomes = kt_reminders_done (context, handles, error);
  if (outcomes == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, outcomes);
  else
    print_lines (context, outcomes);
  kt_out_dry_run (context);
  return TRUE;
}

/* Numbers and refs of reminders and letters; what names a client, an hour or a visit is a visit. */
static gboolean
is_visit (KtContext *context, const char *argument)
{
  KtHandle handle;
  gboolean number = strspn (argument, "0123456789") == strlen (argument) && strlen (argument) <= 3;
  if (!number && !kt_ref_has_form (argument))
    return TRUE;
  if (kt_handle_listed (context, argument) == KT_RECORD_LETTER)
    return FALSE;
  if (kt_handle_resolve (context, argument,
                         KT_RECORD_REMINDER | KT_RECORD_FOLLOW_UP | KT_RECORD_APPOINTMENT
                             | KT_RECORD_CONTACT,
                         &handle, NULL))
    return handle.kind == KT_RECORD_APPOINTMENT || handle.kind == KT_RECORD_CONTACT;
  return FALSE;
}

/* A birthday, somebody quiet or due for a visit: a line of the agenda that names a person has
 * nothing that could be done with, and must not end a visit of hers. */
static gboolean
refuse_person (KtContext *context, const char *number, GError **error)
{
  g_autoptr (KtHandleList) list = kt_handle_file_read (context);
  KtHandle handle;
  if (list == NULL || !g_str_equal (list->command, "agenda")
      || kt_handle_listed (context, number) != KT_RECORD_CONTACT)
    return TRUE;
  if (!kt_handle_resolve (context, number, KT_RECORD_CONTACT, &handle, error))
    return FALSE;
  g_autofree char *who = kt_contact_name (context->store, handle.key, error);
  if (who == NULL)
    return FALSE;
  g_autofree char *quoted = kt_shell_text (who);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               _ ("number %s is about «%s»: there is nothing to be done with"), number, who);
  kt_error_hint (error, _ ("what you did: kontor note %s TEXT, or call %s TEXT"), number, number);
  kt_error_hint (error, _ ("a visit took place: kontor done \"%s\""), quoted);
  return FALSE;
}

static gboolean
run_done (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] == NULL)
    return kt_command_usage_error (command, error);
  if (kt_deal_is_number (context, args[0]))
    return kt_deal_cmd_done (context, args, error);
  if (!refuse_person (context, args[0], error))
    return FALSE;
  return is_visit (context, args[0]) ? kt_visit_cmd_done (context, command, args, error)
                                     : finish (context, args, error);
}

const KtCommand kt_cmd_done = {
  .name = "done",
  .summary = N_ ("a reminder is done, a letter needs no answer, a visit took place"),
  .usage = "done REF…\n"
           "done WHO | HH:MM | N [SUM] [cash|card|transfer|later] [tip N] [+GOODS…]",
  .help = N_ (
      "REF is a number of the last list or a ref, several at once. A reminder that repeats "
      "moves to its next time. A letter that waits for an answer leaves the list until "
      "a newer one comes in its thread, whichever list its number is from. A visit is named by client, hour or number: "
      "without SUM it costs what is listed, without a way to pay it was cash. What was to "
      "be paid later is paid by another done.\n"
      "Examples:\n"
      "  kontor done 9\n"
      "  kontor done 9 10\n"
      "  kontor done 4k2p\n"
      "  kontor done zane 92 card +shampoo tip 5\n"
      "  kontor done 11:30 later"),
  .needs = KT_NEED_WRITE,
  .run = run_done,
  .group = KT_GROUP_DAILY,
};
