#include "config.h"
#include "kontor/ask.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <string.h>

#define UNDO_MAX 1000

static void
print_json (KtContext *context, const KtCommand *command, const GPtrArray *entries)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, command->name);
  kt_json_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const KtJournalEntry *entry = entries->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, entry->id);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, entry->at);
      kt_json_member (builder, "command");
      kt_json_text (builder, entry->command);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

static gboolean
print_entries (KtContext *context, const KtCommand *command, const GPtrArray *entries)
{
  gboolean undo = g_str_equal (command->name, "undo");
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, command, entries);
      return TRUE;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const KtJournalEntry *entry = entries->pdata[i];
      gboolean last = i + 1 == entries->len && !context->quiet && !context->dry_run;
      if (last)
        kt_out (context, "%s    %s   {c:%s}\n", command->name, entry->command,
                undo ? _ ("kontor redo brings it back") : _ ("kontor undo takes it back"));
      else
        kt_out (context, "%s    %s\n", command->name, entry->command);
    }
  return TRUE;
}

/* A plain number is how many, also where a list of that many was printed: its entries are what the
 * log numbers. */
static gboolean
parse_count (const char *argument, guint *ret_count, GError **error)
{
  guint64 count = 0;
  *ret_count = 0;
  if (strspn (argument, "0123456789") != strlen (argument))
    return TRUE;
  if (!g_ascii_string_to_unsigned (argument, 10, 1, UNDO_MAX, &count, NULL))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no number of changes"), argument);
      kt_error_hint (error, _ ("how many of the newest: 1 to %d"), UNDO_MAX);
      return FALSE;
    }
  *ret_count = (guint)count;
  return TRUE;
}

static gint64
find_seq (KtStore *store, KtId id, GError **error)
{
  g_autoptr (GPtrArray) entries = kt_journal_list (store, G_MAXUINT, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (((KtJournalEntry *)entries->pdata[i])->id == id)
      return ((KtJournalEntry *)entries->pdata[i])->seq;
  return 0;
}

static GPtrArray *
undo_ref (KtContext *context, const char *ref, GError **error)
{
  KtHandle handle;
  if (!kt_handle_resolve (context, ref, KT_RECORD_JOURNAL, &handle, error))
    return NULL;
  return kt_journal_undo_entry (context->store, find_seq (context->store, handle.key, NULL),
                                &context->clock, error);
}

/* Who means one line of the log must not lose all above it unasked. What cannot be taken at all is
 * left to kt_journal_undo() to say. */
static gboolean
may_take (KtContext *context, guint count, GError **error)
{
  gboolean yes = TRUE;
  if (count < 2 || context->yes || context->dry_run)
    return TRUE;
  g_autoptr (GPtrArray) entries = kt_journal_list (context->store, G_MAXUINT, error);
  if (entries == NULL)
    return FALSE;
  g_autoptr (GPtrArray) candidates = kt_journal_candidates (entries);
  if (candidates->len < count)
    return TRUE;
  const KtJournalEntry *oldest = candidates->pdata[count - 1];
  g_autofree char *at = kt_say_date (context, kt_local_from_utc (oldest->at, context->clock.zone));
  if (context->no_input || context->output != KT_OUTPUT_TEXT)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   ngettext ("that takes back %u change, the oldest «%s» of %s",
                             "that takes back %u changes, the oldest «%s» of %s", count),
                   count, oldest->command, at);
      kt_error_hint (error, _ ("all of them: kontor undo %u --yes   one only: kontor undo REF"),
                     count);
      return FALSE;
    }
  g_autofree char *question
      = kt_marked (ngettext ("take back {b:%u} change, the oldest «%s» of %s? [y/n] ",
                             "take back {b:%u} changes, the oldest «%s» of %s? [y/n] ", count),
                   count, oldest->command, at);
  return kt_ask_yes (context, question, &yes, error) && (yes || kt_ask_left (error));
}

static gboolean
run_undo (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  guint count = 1;
  if (args[0] != NULL && args[1] != NULL)
    return kt_command_usage_error (command, error);
  if ((args[0] != NULL && !parse_count (args[0], &count, error))
      || !may_take (context, count, error))
    return FALSE;
  kt_store_set_dry_run (context->store, context->dry_run);
  g_autoptr (GPtrArray) taken
      = count > 0 ? kt_journal_undo (context->store, count, &context->clock, error)
                  : undo_ref (context, args[0], error);
  return taken != NULL && print_entries (context, command, taken);
}

/* The newest change done after an undo; NULL: none. */
static const KtJournalEntry *
done_since (const GPtrArray *entries, const KtJournalEntry *undo)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const KtJournalEntry *entry = entries->pdata[i];
      if (entry->seq > undo->seq && entry->undoes == NULL && entry->undone_by == 0
          && !g_str_equal (entry->origin, "sync"))
        return entry;
    }
  return NULL;
}

/* After a redo the next one reaches for an undo of long ago: it is asked where something was done
 * since. What cannot be brought back at all is left to kt_journal_redo() to say. */
static gboolean
may_bring (KtContext *context, guint count, GError **error)
{
  gboolean yes = TRUE;
  g_autoptr (GPtrArray) entries = kt_journal_list (context->store, G_MAXUINT, error);
  if (entries == NULL)
    return FALSE;
  g_autoptr (GPtrArray) undos = kt_journal_undos (entries);
  const KtJournalEntry *oldest = NULL;
  for (guint i = 0, sum = 0; i < undos->len && (i == 0 || sum < count); i++)
    {
      oldest = undos->pdata[i];
      sum += kt_journal_undo_size (oldest);
    }
  const KtJournalEntry *since = oldest != NULL ? done_since (entries, oldest) : NULL;
  if (since == NULL || context->yes || context->dry_run)
    return TRUE;
  g_autofree char *at = kt_say_date (context, kt_local_from_utc (oldest->at, context->clock.zone));
  if (context->no_input || context->output != KT_OUTPUT_TEXT)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("the undo of %s «%s» is not the last thing done, «%s» came after it"), at,
                   oldest->command, since->command);
      kt_error_hint (error, _ ("to bring it back all the same: kontor redo %u --yes"), count);
      return FALSE;
    }
  g_autofree char *question
      = kt_marked (_ ("since the undo of %s «%s» you did «%s»; bring it back? [y/n] "), at,
                   oldest->command, since->command);
  return kt_ask_yes (context, question, &yes, error) && (yes || kt_ask_left (error));
}

static gboolean
run_redo (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  guint count = 0;
  if (args[0] != NULL && args[1] != NULL)
    return kt_command_usage_error (command, error);
  if (args[0] != NULL && !parse_count (args[0], &count, error))
    return FALSE;
  if (args[0] != NULL && count == 0)
    return kt_command_usage_error (command, error);
  if (!may_bring (context, count, error))
    return FALSE;
  kt_store_set_dry_run (context->store, context->dry_run);
  g_autoptr (GPtrArray) back = kt_journal_redo (context->store, count, &context->clock, error);
  return back != NULL && print_entries (context, command, back);
}

const KtCommand kt_cmd_undo = {
  .name = "undo",
  .summary = N_ ("take back the last change, or several, or a certain one"),
  .usage = "undo [N|REF]",
  .help
  = N_ ("Takes back the newest N changes you made (one without N), all of them or none; with a "
        "ref of the log that one only. More than one is asked for first; without a terminal "
        "that takes --yes. Whatever stands on a change has to go first. kontor log numbers what "
        "undo would take: N is the lines 1 to N, not line N alone.\n"
        "Examples:\n"
        "  kontor undo\n"
        "  kontor undo 3\n"
        "  kontor undo 4k2p --dry-run"),
  .needs = KT_NEED_WRITE,
  .run = run_undo,
  .group = KT_GROUP_DAILY,
};

const KtCommand kt_cmd_redo = {
  .name = "redo",
  .summary = N_ ("bring back what the last undo took"),
  .usage = "redo [N]",
  .help = N_ ("Several times: one undo after the other comes back; with N so many changes at once, "
              "as undo N took them. It asks first where you did something since that undo; without "
              "a terminal that takes --yes.\n"
              "Examples:\n"
              "  kontor redo\n"
              "  kontor redo 3"),
  .needs = KT_NEED_WRITE,
  .run = run_redo,
  .group = KT_GROUP_UPKEEP,
};
