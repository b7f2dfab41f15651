#include "config.h"
#include "kontor/command.h"
#include "kontor/demo.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

static void
print_json (KtContext *context, const char *config, const char *data, guint letters)
{
  JsonBuilder *builder = kt_json_begin ();
  json_builder_set_member_name (builder, "config");
  kt_json_text (builder, config);
  json_builder_set_member_name (builder, "data");
  kt_json_text (builder, data);
  json_builder_set_member_name (builder, "letters");
  json_builder_add_int_value (builder, letters);
  kt_json_end (context, builder);
}

/* As the shell takes it: bare where nothing in it is special. */
static char *
shell_word (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/._-+", *p) == NULL)
      return g_shell_quote (text);
  return g_strdup (text);
}

static void
print_next (KtContext *context, const char *config, const char *data)
{
  g_autofree char *config_word = shell_word (config), *data_word = shell_word (data);
  static const char *const commands[] = { "sync", "", "show kalns", "review" };
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    kt_out (context, "%s {c:kontor --config %s --data %s%s%s}\n", i == 0 ? _ ("next:") : "     ",
            config_word, data_word, *commands[i] != '\0' ? " " : "", commands[i]);
}

static gboolean
run_demo (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  guint letters;
  if (g_strv_length (args) != 1)
    return kt_command_usage_error (command, error);
  g_autofree char *config = g_build_filename (args[0], "config", NULL);
  g_autofree char *data = g_build_filename (args[0], "data", NULL);
  if (!kt_demo_make (args[0], context->clock.now, &letters, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, config, data, letters);
      return TRUE;
    }
  g_autofree char *count = g_strdup_printf (ngettext ("%u letter", "%u letters", letters), letters);
  kt_out (context, _ ("made     an office in %s: a config and %s\n"), args[0], count);
  if (!context->quiet)
    print_next (context, config, data);
  return TRUE;
}

const KtCommand kt_cmd_demo = {
  .name = "demo",
  .summary = N_ ("make a sample office to try Kontor with"),
  .usage = "demo DIR",
  .help = N_ ("Makes a directory with the config and the mail of a freelance translator: a year of "
              "letters of invented people in four languages, dated so that today's agenda has "
              "something to say. Nothing outside of DIR is touched, and nothing goes over the "
              "network.\n"
              "Examples:\n"
              "  kontor demo office\n"
              "  kontor --config office/config --data office/data sync\n"
              "  kontor --config office/config --data office/data"),
  .run = run_demo,
  .complete = KT_COMPLETE_FILE,
  .group = KT_GROUP_UPKEEP,
};
