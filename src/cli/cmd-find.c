#include "config.h"
#include "kontor/command.h"
#include "kontor/find-view.h"
#include "kontor/handle.h"
#include "kontor/search.h"
#include <glib/gi18n.h>

#define SHOWN 50
#define SHOWN_ALL 10000

static gboolean
run_find (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] == NULL)
    return kt_command_usage_error (command, error);
  g_autofree char *words = g_strjoinv (" ", args);
  guint limit = context->all ? SHOWN_ALL : SHOWN;
  g_autoptr (GPtrArray) hits = kt_search (context->store, words, limit, error);
  if (hits == NULL)
    return FALSE;
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_find_print (context, hits, words, limit, handles);
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

const KtCommand kt_cmd_find = {
  .name = "find",
  .summary = N_ ("search letters, contacts, notes and reminders"),
  .usage = "find WORD…",
  .help
  = N_ ("All words must be there, in any language and with or without their marks: marta "
        "finds Mārta, елка finds ёлка. \"A phrase\" in quotes, the beginning of a word with a "
        "star. The newest letters come first; --all shows more than 50.\n"
        "Examples:\n"
        "  kontor find wine labels\n"
        "  kontor find '\"wine labels\"'\n"
        "  kontor find 'catal*' --json"),
  .needs = KT_NEED_READ,
  .run = run_find,
  .group = KT_GROUP_DAILY,
};
