#include "config.h"
#include "kontor/command.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static gboolean
run_path (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  kt_out (context, "%s\n", context->paths.config);
  return TRUE;
}

static gboolean
run_check (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtSettings) settings = kt_settings_read (context->paths.config, error);
  if (settings == NULL)
    return FALSE;
  kt_out (context,
          ngettext ("%s is fine: %d mailbox, %s\n", "%s is fine: %d mailboxes, %s\n",
                    settings->mail->len),
          context->paths.config, (int)settings->mail->len,
          settings->timezone != NULL ? settings->timezone : context->clock.tzid);
  return TRUE;
}

static gboolean
run_config (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[]
      = { { "path", run_path }, { "check", run_check }, { NULL } };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

const KtCommand kt_cmd_config = {
  .name = "config",
  .summary = N_ ("say where the config is, or check it"),
  .usage = "config [path]\n"
           "config check",
  .help = N_ ("The config is a text file; every line of it is explained in the manual page, man "
              "kontor. check reads it and names the first line that cannot be understood.\n"
              "Examples:\n"
              "  kontor config check\n"
              "  editor $(kontor config path)"),
  .run = run_config,
  .complete = KT_COMPLETE_WORDS,
  .words = "check path",
  .group = KT_GROUP_UPKEEP,
};
