#include "config.h"
#include "kontor/command.h"
#include "kontor/handle.h"
#include "kontor/letter-view.h"
#include <glib/gi18n.h>

static gboolean
run_why (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_usage_error (command, error);
  if (!kt_handle_resolve (context, args[0], KT_RECORD_LETTER, &handle, error))
    return FALSE;
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, handle.key, error);
  if (letter == NULL)
    return FALSE;
  g_autoptr (GPtrArray) links = kt_link_explain (context->store, context->settings, letter, error);
  if (links == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_link_json (context, letter, links);
  else
    kt_link_print (context, letter, links);
  return TRUE;
}

const KtCommand kt_cmd_why = {
  .name = "why",
  .summary = N_ ("why a letter stands on a card, or on none"),
  .usage = "why REF",
  .help = N_ ("Goes through the addresses of a letter: whose they are, which are shared and pick "
              "nobody, what you said about it yourself. What you say wins: mail link and mail "
              "unlink.\n"
              "Examples:\n"
              "  kontor why 7\n"
              "  kontor why 4k2p --json"),
  .needs = KT_NEED_READ,
  .run = run_why,
  .group = KT_GROUP_DAILY,
};
