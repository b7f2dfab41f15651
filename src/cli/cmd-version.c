#include "config.h"
#include "kontor/command.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static gboolean
run_version (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "version");
      kt_json_string (builder, PACKAGE_VERSION);
      kt_json_end (context, builder);
      return TRUE;
    }
  kt_out (context, "kontor %s\n", PACKAGE_VERSION);
  return TRUE;
}

const KtCommand kt_cmd_version = {
  .name = "version",
  .summary = N_ ("print the version"),
  .usage = "version",
  .help = N_ ("Prints which Kontor this is.\n"
              "Examples:\n"
              "  kontor version\n"
              "  kontor --json version"),
  .run = run_version,
  .group = KT_GROUP_UPKEEP,
};
