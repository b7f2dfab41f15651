#include "config.h"
#include "kontor/command.h"
#include "kontor/deal-log.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/visit-log.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHOWN 20 /* on a terminal, without --all */

static const KtColumn columns[] = {
  { "ref", N_ ("REF"), KT_COLUMN_REF },       { "at", N_ ("WHEN"), KT_COLUMN_TIME },
  { "origin", N_ ("BY"), KT_COLUMN_TEXT },    { "command", N_ ("WHAT"), KT_COLUMN_TEXT },
  { "state", N_ ("STATE"), KT_COLUMN_TEXT },  { "device", N_ ("DEVICE"), KT_COLUMN_TEXT },
  { "services", N_ ("FOR"), KT_COLUMN_TEXT }, { "how", N_ ("HOW"), KT_COLUMN_TEXT },
  { "from", N_ ("FROM"), KT_COLUMN_TEXT },    { "to", N_ ("TO"), KT_COLUMN_TEXT },
  { "text", N_ ("TEXT"), KT_COLUMN_TEXT },
};
#define COLUMNS_ALONE 6 /* without WHO: what follows is of visits and deals */

/* The fixed English word of a state. */
static const char *
state_id (const KtJournalEntry *entry)
{
  return entry->erased ? "erased" : entry->undone_by != 0 ? "undone" : "done";
}

/* With WHO (contact not 0) what happened to visits and deals stands first, as on the terminal. */
static gboolean
print_data (KtContext *context, KtId contact, const GPtrArray *entries, GError **error)
{
  g_autoptr (KtTable) table
      = kt_table_new (columns, contact != 0 ? G_N_ELEMENTS (columns) : COLUMNS_ALONE);
  if (contact != 0
      && (!kt_visit_log_rows (table, context, contact, error)
          || !kt_deal_log_rows (table, context, contact, error)))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const KtJournalEntry *entry = entries->pdata[i];
      kt_table_add (table, entry->id, entry->at, entry->origin, entry->command, state_id (entry),
                    entry->device, NULL, NULL, NULL, NULL, NULL);
    }
  kt_table_print (table, context, "log");
  return TRUE;
}

static char *
say_at (const KtContext *context, gint64 at)
{
  KtLocal local = kt_local_from_utc (at, context->clock.zone);
  g_autofree char *date = kt_say_short (context, at);
  return g_strdup_printf ("%s %s %02d:%02d", kt_say_weekday (local), date, local.hour,
                          local.minute);
}

static const char *
say_remark (const KtJournalEntry *entry)
{
  if (entry->erased)
    return _ ("erased");
  if (entry->undone_by != 0)
    return _ ("taken back");
  return strcmp (entry->origin, "sync") == 0 ? _ ("by sync") : "";
}

/* number: how many "kontor undo" must be told to take back this one and all newer; 0 none. */
static void
print_line (KtContext *context, const KtJournalEntry *entry, guint number)
{
  g_autofree char *at = say_at (context, entry->at);
  g_autofree char *ref = context->refs ? kt_ref_short (context, entry->id) : g_strdup ("");
  g_autofree char *handle = number > 0 ? g_strdup_printf ("%3u", number) : g_strdup ("   ");
  const char *remark = say_remark (entry);
  kt_out (context, "{d:%s}  %-16s  %s%s%s{d:%s%s}\n", handle, at, ref, *ref != '\0' ? "  " : "",
          entry->command, *remark != '\0' ? "   " : "", remark);
}

static void
print_text (KtContext *context, const GPtrArray *entries, GPtrArray *numbered)
{
  guint shown = context->all ? entries->len : MIN (entries->len, SHOWN);
  for (guint i = 0; i < shown; i++)
    {
      guint place = 0;
      gboolean own = numbered != NULL && g_ptr_array_find (numbered, entries->pdata[i], &place);
      print_line (context, entries->pdata[i], own ? place + 1 : 0);
    }
  if (shown < entries->len)
    kt_out (context, "{d:+ %u older: kontor log --all}\n", entries->len - shown);
  if (numbered != NULL && numbered->len > 0 && !context->quiet)
    kt_out (context, "\n{c:%s}\n", _ ("kontor undo N takes back the lines 1 to N"));
}

/* With WHO: the same rows and what happened to visits and deals; `log` alone keeps its table. */
static gboolean
print_json_of (KtContext *context, KtId contact, const GPtrArray *entries, GError **error)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "log");
  kt_json_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const KtJournalEntry *entry = entries->pdata[i];
      const char *const names[] = { "origin", "command", "state", "device" };
      const char *const values[]
          = { entry->origin, entry->command, state_id (entry), entry->device };
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, entry->id);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, entry->at);
      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        {
          kt_json_member (builder, names[j]);
          kt_json_text (builder, values[j]);
        }
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  gboolean ok = kt_json_visit_log (builder, context, contact, error)
                && kt_json_deal_log (builder, context, contact, error);
  kt_json_end (context, builder);
  return ok;
}

static gboolean
run_log (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtId contact = 0;
  g_autofree char *who = args[0] != NULL ? g_strjoinv (" ", args) : NULL;
  if (who != NULL && !kt_who_resolve (context, who, &contact, error))
    return FALSE;
  g_autoptr (GPtrArray) entries
      = contact != 0 ? kt_journal_list_of (context->store, contact, G_MAXUINT, error)
                     : kt_journal_list (context->store, G_MAXUINT, error);
  if (entries == NULL)
    return FALSE;
  if (contact != 0 && context->output == KT_OUTPUT_JSON)
    return print_json_of (context, contact, entries, error);
  if (!context->terminal || context->output != KT_OUTPUT_TEXT)
    return print_data (context, contact, entries, error);
  if (contact != 0
      && (!kt_visit_log_print (context, contact, error)
          || !kt_deal_log_print (context, contact, error)))
    return FALSE;
  if (entries->len == 0)
    kt_out (context, "%s\n", _ ("nothing was changed yet"));
  /* a part of the log has no numbers: undo counts in the whole */
  g_autoptr (GPtrArray) numbered = contact == 0 ? kt_journal_candidates (entries) : NULL;
  print_text (context, entries, numbered);
  return TRUE;
}

const KtCommand kt_cmd_log = {
  .name = "log",
  .summary = N_ ("what was changed and when, the newest first"),
  .usage = "log [WHO]",
  .help
  = N_ ("Every command that changed your book; with WHO only what touched that contact, after what "
        "happened to each visit and each deal: booked, moved, told, won, and when. The "
        "number at the left is what kontor undo wants. --refs shows refs, --all everything.\n"
        "Examples:\n"
        "  kontor log\n"
        "  kontor log kalns\n"
        "  kontor log --all --json"),
  .needs = KT_NEED_READ,
  .run = run_log,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_UPKEEP,
};
