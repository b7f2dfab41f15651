#include "config.h"
#include "kontor/address-book.h"
#include "kontor/command.h"
#include "kontor/csv.h"
#include "kontor/error.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

/* What mutt calls query_command: a line that is not read, then address, name and a note by tabs. */
static void
print_lines (KtContext *context, const GPtrArray *found, gboolean header)
{
  if (header)
    g_string_append_printf (context->out, "kontor: %u\n", found->len);
  for (guint i = 0; i < found->len; i++)
    {
      const KtBookAddress *address = found->pdata[i];
      kt_tsv_cell (context->out, 0, address->address);
      kt_tsv_cell (context->out, 1, address->name);
      kt_tsv_cell (context->out, 2, address->contact == 0 ? _ ("letters") : address->company);
      kt_tsv_end (context->out);
    }
}

static void
print_json (KtContext *context, const GPtrArray *found)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "addresses");
  kt_json_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const KtBookAddress *address = found->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "address");
      kt_json_text (builder, address->address);
      kt_json_member (builder, "name");
      kt_json_text (builder, *address->name != '\0' ? address->name : NULL);
      kt_json_member (builder, "company");
      kt_json_text (
          builder, address->company != NULL && *address->company != '\0' ? address->company : NULL);
      kt_json_member (builder, "contact");
      kt_json_contact (builder, address->contact, address->name);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

static gboolean
run_query (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean no_header = FALSE;
  int limit = 0;
  const GOptionEntry entries[] = { { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
                                   { "no-header", 0, 0, G_OPTION_ARG_NONE, &no_header, NULL, NULL },
                                   { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "WORD…", error);
  g_autofree char *words = g_strjoinv (" ", args);
  if (!g_utf8_validate (words, -1, NULL))
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) found = kt_address_book_find (context->store, words, error);
  if (found == NULL)
    return FALSE;
  if (limit > 0 && found->len > (guint)limit)
    g_ptr_array_set_size (found, limit);
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, found);
  else
    print_lines (context, found, !no_header);
  if (found->len > 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("no address fits «%s»"), words);
  return FALSE;
}

static const GOptionEntry options[]
    = { { "limit", 'n', 0, G_OPTION_ARG_INT, NULL, N_ ("only the best so many"), N_ ("N") },
        { "no-header", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("without the first line, which only mutt wants"), NULL },
        { NULL } };

const KtCommand kt_cmd_query = {
  .name = "query",
  .summary = N_ ("addresses for mutt, aerc and lbdb"),
  .usage = "query [--no-header] [-n N] WORD…",
  .help = N_ ("Addresses whose owner's name or company, or which themselves, begin a word like "
              "that: a line that says how many, then address, name and company, parted by tabs. "
              "Whom you wrote to last comes first; who has no card but is known from letters "
              "comes last. Exit status 1 where nobody fits.\n"
              "In the settings of mutt, of aerc, and in a module of lbdb:\n"
              "  set query_command = \"kontor query %s\"\n"
              "  address-book-cmd = kontor query --no-header %s\n"
              "  m_kontor_query () { kontor query --no-header -- \"$@\"; }\n"
              "Examples:\n"
              "  kontor query anna\n"
              "  kontor query \"toms ka\"\n"
              "  kontor query brize --json"),
  .needs = KT_NEED_READ,
  .run = run_query,
  .options = options,
  .group = KT_GROUP_UPKEEP,
};
