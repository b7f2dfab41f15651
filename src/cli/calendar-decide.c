#include "config.h"
#include "calendar-parts.h"
#include "kontor/ask.h"
#include "kontor/addressbook-sync.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/sync-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static void
say (KtContext *context, const KtCalendar *calendar, const char *verb, guint n)
{
  const char *name = calendar->name;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *json = kt_json_begin ();
      kt_json_member (json, calendar->cards ? "addressbook" : "calendar");
      kt_json_text (json, name);
      kt_json_member (json, "done");
      kt_json_text (json, verb);
      kt_json_member (json, "entries");
      kt_json_int (json, n);
      kt_json_end (context, json);
    }
  else if (g_str_equal (verb, "push"))
    kt_out (context,
            ngettext ("put back  {b:%s}  %u entry; it is synced again\n",
                      "put back  {b:%s}  %u entries; it is synced again\n", n),
            name, n);
  else
    kt_out (context, _ ("accepted  {b:%s}  it is synced again\n"), name);
}

/* The one calendar that the command names. */
static KtCalendar *
find_stopped (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean cards = g_str_equal (command->name, "addressbook");
  if (!kt_command_parse (command, NULL, &args, error))
    return NULL;
  if (args[0] == NULL || args[1] != NULL)
    {
      kt_command_missing (command, "NAME", error);
      return NULL;
    }
  if (context->settings == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                   cards ? _ ("there is no address book «%s»") : _ ("there is no calendar «%s»"),
                   args[0]);
      kt_error_hint (error, "kontor init");
      return NULL;
    }
  KtCalendar *calendar = cards ? kt_addressbook_find (context, args[0], error)
                               : kt_calendar_find (context, args[0], error);
  if (calendar == NULL || calendar->stopped != NULL)
    return calendar;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               cards ? _ ("the address book «%s» is not stopped")
                     : _ ("the calendar «%s» is not stopped"),
               calendar->name);
  kt_error_hint (error, _ ("how they stand: kontor %s"), command->name);
  kt_calendar_free (calendar);
  return NULL;
}

gboolean
kt_calendar_cmd_push (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  guint n = 0;
  KtCalendar *calendar = find_stopped (context, command, args, error);
  if (calendar == NULL)
    return FALSE;
  gboolean ok = kt_calendar_put_back (context, calendar, &n, error);
  if (ok)
    say (context, calendar, "push", n);
  kt_calendar_free (calendar);
  return ok;
}

static gboolean
accept (KtContext *context, const KtCalendar *calendar, GError **error)
{
  gboolean yes = FALSE;
  g_autofree char *name = kt_safe (calendar->name);
  g_autofree char *question = g_strdup_printf (
      calendar->cards
          ? _ ("Cards gone from «%s» are given up; their contacts stay. Is it meant? [y/N] ")
          : _ ("What is gone from «%s» is gone here too. Is it meant? [y/N] "),
      name);
  if (!kt_ask_yes (context, question, &yes, error))
    return FALSE;
  if (!yes)
    {
      kt_out (context, _ ("nothing was changed\n"));
      return TRUE;
    }
  KtSyncResult *result = kt_calendar_accept (context, calendar, error);
  if (result == NULL)
    return FALSE;
  gboolean ok = result->error == NULL;
  if (ok)
    say (context, calendar, "accept", result->gone);
  else
    g_propagate_error (error, g_error_copy (result->error));
  kt_sync_result_free (result);
  return ok;
}

gboolean
kt_calendar_cmd_accept (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtCalendar *calendar = find_stopped (context, command, args, error);
  if (calendar == NULL)
    return FALSE;
  gboolean ok = accept (context, calendar, error);
  kt_calendar_free (calendar);
  return ok;
}

/* --- resolve --- */

/* A conflict by its ref, or the record it is about: a contact by whatever names one. */
static gboolean
find_record (KtContext *context, const char *argument, gboolean cards, KtHandle *ret,
             GError **error)
{
  guint kinds
      = KT_RECORD_OUTBOX | (cards ? KT_RECORD_CONTACT : KT_RECORD_APPOINTMENT | KT_RECORD_REMINDER);
  if (!cards || kt_ref_has_form (argument))
    return kt_handle_resolve (context, argument, kinds, ret, error);
  *ret = (KtHandle){ .kind = KT_RECORD_CONTACT };
  return kt_who_resolve (context, argument, &ret->key, error);
}

static gboolean
find_row (KtContext *context, const char *argument, gboolean cards, KtId *ret_row, GError **error)
{
  KtHandle handle;
  if (!find_record (context, argument, cards, &handle, error))
    return FALSE;
  *ret_row = handle.key;
  if (handle.kind == KT_RECORD_OUTBOX)
    return TRUE;
  KtOutboxKind kind = handle.kind == KT_RECORD_APPOINTMENT ? KT_OUTBOX_APPOINTMENT
                      : handle.kind == KT_RECORD_CONTACT   ? KT_OUTBOX_CONTACT
                                                           : KT_OUTBOX_REMINDER;
  g_autoptr (GPtrArray) rows = kt_outbox_of (context->store, kind, handle.key, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const KtOutbox *row = g_ptr_array_index (rows, i);
      if (row->state != KT_OUTBOX_CONFLICT && row->state != KT_OUTBOX_ASKED)
        continue;
      *ret_row = row->id;
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("there is nothing to decide about «%s»"),
               argument);
  kt_error_hint (error, _ ("what waits for a decision: kontor doctor"));
  return FALSE;
}

static void
say_resolved (KtContext *context, gboolean cards, KtResolve how)
{
  if (how == KT_RESOLVE_MINE)
    kt_out (context, _ ("decided  yours goes out with the next sync\n"));
  else if (how == KT_RESOLVE_BOTH)
    kt_out (context, _ ("decided  both stay, each for itself\n"));
  else
    kt_out (context, cards ? _ ("decided  it is as it is in the address book\n")
                           : _ ("decided  it is as it is in the calendar\n"));
}

gboolean
kt_calendar_cmd_resolve (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const char *const words[] = { "mine", "theirs", "both" };
  gboolean mine = FALSE, theirs = FALSE, both = FALSE;
  gboolean cards = g_str_equal (command->name, "addressbook"); /* a contact is never both */
  const GOptionEntry entries[] = { { "both", 0, 0, G_OPTION_ARG_NONE, &both, NULL, NULL },
                                   { "mine", 0, 0, G_OPTION_ARG_NONE, &mine, NULL, NULL },
                                   { "theirs", 0, 0, G_OPTION_ARG_NONE, &theirs, NULL, NULL },
                                   { NULL } };
  KtId row;
  if (!kt_command_parse (command, entries + cards, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_missing (command, "REF", error);
  if (mine + theirs + both != 1)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("which one shall it be?"));
      kt_error_hint (error, cards ? _ ("one of --mine and --theirs")
                                  : _ ("one of --mine, --theirs and --both"));
      return FALSE;
    }
  KtResolve how = mine ? KT_RESOLVE_MINE : theirs ? KT_RESOLVE_THEIRS : KT_RESOLVE_BOTH;
  if (!find_row (context, args[0], cards, &row, error)
      || !kt_calendar_resolve (context, row, how, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *json = kt_json_begin ();
      kt_json_member (json, "ref");
      kt_json_ref (json, row);
      kt_json_member (json, "resolved");
      kt_json_text (json, words[how]);
      kt_json_end (context, json);
      return TRUE;
    }
  say_resolved (context, cards, how);
  return TRUE;
}
