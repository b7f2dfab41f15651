#include "config.h"
#include "kontor/error.h"
#include "kontor/run.h"
#include <glib/gi18n.h>

static void
list_options (KtContext *context, const GOptionEntry *entries)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    g_string_append_printf (
        context->out, "--%s%s\n", entries->long_name,
        entries->arg != G_OPTION_ARG_NONE && !(entries->flags & G_OPTION_FLAG_OPTIONAL_ARG) ? "="
                                                                                            : "");
}

/* What may follow, a word a line, for the shell's completion and for tests: subcommands, options
 * ("=": with a value), and in <> what only the book or the config knows. */
static void
print_list (KtContext *context, const KtCommand *about)
{
  static const char *const kinds[] = {
    [KT_COMPLETE_WHO] = "<who>",
    [KT_COMPLETE_SOURCE] = "<source>",
    [KT_COMPLETE_FILE] = "<file>",
    [KT_COMPLETE_WORDS] = NULL,
  };
  if (about == NULL)
    {
      for (guint i = 0; kt_commands[i] != NULL; i++)
        g_string_append_printf (context->out, "%s\n", kt_commands[i]->name);
      list_options (context, kt_global_options);
      return;
    }
  g_auto (GStrv) words = g_strsplit (about->words != NULL ? about->words : "", " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (context->out, "%s\n", words[i]);
  list_options (context, about->options);
  if (kinds[about->complete] != NULL)
    g_string_append_printf (context->out, "%s\n", kinds[about->complete]);
}

static gboolean
run_help (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean list = FALSE;
  const GOptionEntry entries[]
      = { { "list", 0, 0, G_OPTION_ARG_NONE, &list, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] != NULL && args[1] != NULL)
    return kt_command_usage_error (command, error);
  if (g_strcmp0 (args[0], "query-language") == 0 && !list)
    {
      kt_help_print_query (context);
      return TRUE;
    }
  const KtCommand *about = NULL;
  if (args[0] != NULL && !list && kt_help_print_group (context, args[0]))
    return TRUE;
  if (args[0] != NULL && (about = kt_command_find (args[0])) == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no command «%s»"), args[0]);
      kt_error_hint (error, _ ("list the commands: kontor help"));
      return FALSE;
    }
  if (list)
    print_list (context, about);
  else
    kt_help_print (context, about);
  return TRUE;
}

static const GOptionEntry options[]
    = { { "list", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("only the words that may follow, for programs"), NULL },
        { NULL } };

const KtCommand kt_cmd_help = {
  .name = "help",
  .summary = N_ ("list the commands, or explain one"),
  .usage = "help [--list] [COMMAND | GROUP | query-language]",
  .help
  = N_ ("Lists the commands, or explains one with its options and examples. GROUP is records, "
        "salon or upkeep: its commands and what they do. query-language tells the words "
        "that lists, exports and reports choose contacts by. The manual page has more: man "
        "kontor.\n"
        "Examples:\n"
        "  kontor help\n"
        "  kontor help remind\n"
        "  kontor help salon\n"
        "  kontor remind --help"),
  .run = run_help,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .group = KT_GROUP_UPKEEP,
};
