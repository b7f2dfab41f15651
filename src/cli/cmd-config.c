#include "config.h"
#include "kontor/command.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* settings NULL: only where it is. */
static void
print_json (KtContext *context, const KtSettings *settings)
{
  JsonBuilder *builder = kt_json_begin ();
  json_builder_set_member_name (builder, "config");
  kt_json_text (builder, context->paths.config);
  if (settings != NULL)
    {
      json_builder_set_member_name (builder, "mailboxes");
      json_builder_add_int_value (builder, settings->mail->len);
      json_builder_set_member_name (builder, "timezone");
      kt_json_text (builder, settings->timezone);
    }
  kt_json_end (context, builder);
}

static gboolean
run_path (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, NULL);
  else
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
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, settings);
      return TRUE;
    }
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
