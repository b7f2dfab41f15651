#include "config.h"
#include "calendar-parts.h"
#include "kontor/addressbook-sync.h"
#include "kontor/addressbook.h"
#include "kontor/source-state.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static const KtColumn columns[] = {
  { "source", N_ ("SOURCE"), KT_COLUMN_TEXT },
  { "book", N_ ("ADDRESS BOOK"), KT_COLUMN_TEXT },
  { "contacts", N_ ("CONTACTS"), KT_COLUMN_NUMBER },
  { "others", N_ ("OTHERS"), KT_COLUMN_NUMBER },
  { "read_at", N_ ("READ"), KT_COLUMN_TIME },
  { "access", N_ ("ACCESS"), KT_COLUMN_TEXT },
  { "state", N_ ("STATE"), KT_COLUMN_TEXT },
};

static gint64
read_at (const GPtrArray *states, const char *source)
{
  for (guint i = 0; i < states->len; i++)
    {
      const KtSourceState *state = g_ptr_array_index (states, i);
      if (g_str_equal (state->name, source))
        return state->synced_at;
    }
  return 0;
}

/* Words of their own on a terminal. */
static const char *
access_of (gboolean screen, const KtCalendar *book)
{
  if (book->writable)
    return screen ? C_ ("calendar access", "write") : "write";
  return screen ? C_ ("calendar access", "read only") : "read";
}

static const char *
state_of (gboolean screen, const KtCalendar *book)
{
  if (book->stopped != NULL)
    return screen ? C_ ("calendar state", "stopped") : "stopped";
  return screen ? C_ ("calendar state", "ok") : "ok";
}

static gboolean
run_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean screen = context->terminal && context->output == KT_OUTPUT_TEXT;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = kt_addressbook_list (context->store, NULL, error);
  g_autoptr (GPtrArray) states = list != NULL ? kt_source_state_list (context->store, error) : NULL;
  if (states == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const KtCalendar *book = g_ptr_array_index (list, i);
      guint linked = 0, others = 0;
      if (!kt_card_count (context->store, book, &linked, &others, error))
        return FALSE;
      kt_table_add (table, book->source, book->name, (gint64)linked, (gint64)others,
                    read_at (states, book->source), access_of (screen, book),
                    state_of (screen, book));
    }
  if (list->len == 0 && screen)
    kt_out (context, _ ("no address book was read yet: kontor sync\n"));
  else
    kt_table_print (table, context, "addressbooks");
  return TRUE;
}

static gboolean
run_addressbook (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", run_list, KT_NEED_READ },
    { "push", kt_calendar_cmd_push, KT_NEED_WRITE },
    { "accept", kt_calendar_cmd_accept, KT_NEED_WRITE },
    { "resolve", kt_calendar_cmd_resolve, KT_NEED_WRITE },
    { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "mine", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("resolve: as it is here"), NULL },
        { "theirs", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("resolve: as it is in the address book"),
          NULL },
        { NULL } };

const KtCommand kt_cmd_addressbook = {
  .name = "addressbook",
  .summary = N_ ("list address books, decide about their cards"),
  .usage = "addressbook [list]\n"
           "addressbook push NAME\n"
           "addressbook accept NAME\n"
           "addressbook resolve REF|WHO --mine|--theirs",
  .help
  = N_ ("Lists the address books of the config: how many contacts lie in each, how many other "
        "cards (groups, and what cannot be read), when it was read, and whether it is synced. One "
        "that is suddenly empty is not: push puts back what it had, accept says that it is "
        "meant; the contacts stay here either way.\n"
        "What changes on one side changes on the other. resolve decides what was changed on both "
        "sides to different ends, and what becomes of a contact whose card was deleted there: "
        "--mine puts it back, --theirs keeps the contact here alone. kontor doctor lists that.\n"
        "Examples:\n"
        "  kontor addressbook\n"
        "  kontor addressbook push contacts\n"
        "  kontor addressbook resolve anna --mine"),
  .run = run_addressbook,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "list push accept resolve",
  .group = KT_GROUP_RECORDS,
};
