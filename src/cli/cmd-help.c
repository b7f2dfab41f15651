#include "config.h"
#include "kontor/error.h"
#include "kontor/run.h"
#include <glib/gi18n.h>

static gboolean
run_help (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL && args[1] != NULL)
    return kt_command_usage_error (command, error);
  const KtCommand *about = NULL;
  if (args[0] != NULL && (about = kt_command_find (args[0])) == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no command «%s»"), args[0]);
      kt_error_hint (error, _ ("list the commands: kontor help"));
      return FALSE;
    }
  kt_help_print (context, about);
  return TRUE;
}

const KtCommand kt_cmd_help = {
  .name = "help",
  .summary = N_ ("list the commands, or explain one"),
  .usage = "help [COMMAND]",
  .help = N_ ("Lists the commands, or explains one with its options and examples. The manual page "
              "has more: man kontor.\n"
              "Examples:\n"
              "  kontor help\n"
              "  kontor help remind\n"
              "  kontor remind --help"),
  .run = run_help,
  .group = KT_GROUP_UPKEEP,
};
