#include "config.h"
#include "contact-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/query.h"
#include "kontor/segment.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define NAME_LENGTH 60 /* characters */

/* --- list --- */

static const KtColumn columns[] = {
  { "name", N_ ("Segment"), KT_COLUMN_TEXT },
  { "contacts", N_ ("Contacts"), KT_COLUMN_NUMBER },
  { "query", N_ ("Query"), KT_COLUMN_TEXT },
};

/* Of one whose query cannot be read any more (its stage is gone) the number is missing. */
static gint64
count (KtContext *context, const KtSegment *segment)
{
  g_autoptr (GHashTable) contacts = kt_query_contacts (context, segment->query, NULL);
  return contacts != NULL ? (gint64)g_hash_table_size (contacts) : KT_TABLE_NULL;
}

static gboolean
run_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) segments = kt_segment_list (context->store, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  if (segments == NULL)
    return FALSE;
  for (guint i = 0; i < segments->len; i++)
    {
      const KtSegment *segment = segments->pdata[i];
      kt_table_add (table, segment->name, count (context, segment), segment->query);
    }
  kt_table_print (table, context, "segments");
  if (segments->len == 0 && context->terminal && context->output == KT_OUTPUT_TEXT)
    kt_out (context, _ ("no segment yet; keep a query: {c:%s}\n"), "kontor segment add NAME QUERY");
  return TRUE;
}

static gboolean
run_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *sort = NULL, *wanted = NULL;
  KtContactListing how = { 0 };
  const GOptionEntry entries[] = { { "columns", 0, 0, G_OPTION_ARG_STRING, &wanted, NULL, NULL },
                                   { "limit", 'n', 0, G_OPTION_ARG_INT, &how.limit, NULL, NULL },
                                   { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, NULL, NULL },
                                   { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  how.sort = sort;
  how.columns = wanted;
  g_autofree char *name = g_strjoinv (" ", args);
  g_autoptr (KtSegment) segment = kt_segment_find (context->store, name, error);
  return segment != NULL && kt_contact_list_print (context, segment->query, &how, error);
}

/* --- write --- */

static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (name));
  if (*bare != '\0' && g_utf8_strlen (bare, -1) <= NAME_LENGTH
      && strpbrk (bare, "\":(),\n\t") == NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a segment cannot be called «%s»"), name);
  kt_error_hint (error, _ ("up to %d characters, without quotes, colons, commas, parentheses"),
                 NAME_LENGTH);
  return FALSE;
}

typedef gboolean (*Write) (KtStore *store, const KtSegment *segment, GError **error);

/* One entry of the journal. */
static gboolean
write_one (KtContext *context, const KtSegment *segment, Write write, const char *line,
           GError **error)
{
  kt_store_set_dry_run (context->store, context->dry_run);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, "segment", error))
    return FALSE;
  if (write (context->store, segment, error))
    return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
  kt_journal_rollback (context->store);
  return FALSE;
}

static void
say (KtContext *context, const char *verb, const char *name, const char *query, gint64 contacts)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "segment");
      kt_json_text (builder, name);
      kt_json_member (builder, "query");
      kt_json_text (builder, query);
      kt_json_member (builder, "saved");
      kt_json_boolean (builder, !context->dry_run);
      kt_json_end (context, builder);
      return;
    }
  kt_out (context, "{g:%s}  %s: %s", verb, name, query);
  if (contacts >= 0)
    kt_out (context, ngettext (", %d contact now", ", %d contacts now", (gulong)contacts),
            (int)contacts);
  kt_out (context, "%s\n", context->dry_run ? _ ("  (nothing was written)") : "");
}

/* A query that cannot be read now would never be of use; one that would stand in itself neither. */
static gboolean
run_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] == NULL)
    return kt_command_missing (command, args[0] == NULL ? "NAME" : "QUERY", error);
  g_autofree char *query = kt_query_join (args + 1);
  g_autofree char *name = g_strstrip (kt_nfc (args[0], -1));
  if (!check_name (name, error))
    return FALSE;
  g_autoptr (GHashTable) contacts = kt_query_contacts (context, query, error);
  if (contacts == NULL)
    return FALSE;
  KtSegment segment = { .id = kt_id_random (),
                        .name = name,
                        .query = query,
                        .created = context->clock.now,
                        .updated = context->clock.now };
  g_autofree char *line = g_strdup_printf ("segment add «%s»: %s", name, query);
  if (!write_one (context, &segment, kt_segment_insert, line, error))
    return FALSE;
  say (context, _ ("kept"), name, query, (gint64)g_hash_table_size (contacts));
  return TRUE;
}

static gboolean
delete_one (KtStore *store, const KtSegment *segment, GError **error)
{
  return kt_segment_delete (store, segment->id, error);
}

/* Segments whose query names another keep it by its name: they would not work without. */
static gboolean
check_unused (KtContext *context, const KtSegment *segment, GError **error)
{
  g_autoptr (GPtrArray) all = kt_segment_list (context->store, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const KtSegment *other = all->pdata[i];
      if (other->id == segment->id || !kt_query_names_segment (other->query, segment->name))
        continue;
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("segment «%s» is part of «%s»: %s"),
                   segment->name, other->name, other->query);
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_remove (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  g_autofree char *name = g_strjoinv (" ", args);
  g_autoptr (KtSegment) segment = kt_segment_find (context->store, name, error);
  if (segment == NULL || !check_unused (context, segment, error))
    return FALSE;
  g_autofree char *line
      = g_strdup_printf ("segment remove «%s»: %s", segment->name, segment->query);
  if (!write_one (context, segment, delete_one, line, error))
    return FALSE;
  say (context, _ ("removed"), segment->name, segment->query, -1);
  return TRUE;
}

static gboolean
run_rename (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] == NULL || args[2] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtSegment) segment = kt_segment_find (context->store, args[0], error);
  if (segment == NULL || !check_unused (context, segment, error) || !check_name (args[1], error))
    return FALSE;
  g_autofree char *line = g_strdup_printf ("segment rename «%s» to «%s»", segment->name, args[1]);
  g_free (segment->name);
  segment->name = g_strstrip (kt_nfc (args[1], -1));
  segment->updated = context->clock.now;
  if (!write_one (context, segment, kt_segment_update, line, error))
    return FALSE;
  say (context, _ ("renamed"), segment->name, segment->query, -1);
  return TRUE;
}

static gboolean
run_segment (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", run_list, KT_NEED_READ },      { "show", run_show, KT_NEED_READ },
    { "add", run_add, KT_NEED_WRITE },       { "remove", run_remove, KT_NEED_WRITE },
    { "rename", run_rename, KT_NEED_WRITE }, { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "columns", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("show: which columns, by commas"),
          N_ ("LIST") },
        { "limit", 'n', 0, G_OPTION_ARG_INT, NULL, N_ ("show: only the first so many"), N_ ("N") },
        { "sort", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("show: name, last, spent, visits, created or updated; -name the other way round"),
          N_ ("BY") },
        { NULL } };

const KtCommand kt_cmd_segment = {
  .name = "segment",
  .summary = N_ ("queries with a name: who sleeps, who is vip"),
  .usage = "segment [list]\n"
           "segment show NAME [--sort BY] [--columns LIST] [-n N]\n"
           "segment add NAME QUERY…\n"
           "segment remove NAME\n"
           "segment rename NAME NEW-NAME",
  .help = N_ ("A segment is a query that is kept, not a list of people: whom it names is looked up "
              "each time. Queries use it as segment:NAME, lists, exports and reports too.\n"
              "Examples:\n"
              "  kontor segment add sleeping 'visits:>2 last:>90d next:none'\n"
              "  kontor segment\n"
              "  kontor segment show sleeping --sort spent\n"
              "  kontor contact list segment:sleeping tag:vip"),
  .needs = KT_NEED_SETTINGS,
  .run = run_segment,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "add list remove rename show",
  .group = KT_GROUP_RECORDS,
};
