#include "config.h"
#include "kontor/command.h"
#include "kontor/demo.h"
#include "kontor/shell-text.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

static void
print_json (KtContext *context, const char *config, const char *data, guint letters, guint clients,
            guint deals, guint visits)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "config");
  kt_json_text (builder, config);
  kt_json_member (builder, "data");
  kt_json_text (builder, data);
  const struct
  {
    const char *name;
    guint count;
  } counts[] = {
    { "letters", letters }, { "clients", clients }, { "deals", deals }, { "visits", visits }
  };
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      kt_json_member (builder, counts[i].name);
      kt_json_int (builder, counts[i].count);
    }
  kt_json_end (context, builder);
}

static void
print_next (KtContext *context, const char *config, const char *data, const char *const *commands)
{
  g_autofree char *config_word = kt_shell_word (config), *data_word = kt_shell_word (data);
  for (guint i = 0; commands[i] != NULL; i++)
    kt_out (context, "%s {c:kontor --config %s --data %s%s%s}\n", i == 0 ? _ ("next:") : "     ",
            config_word, data_word, *commands[i] != '\0' ? " " : "", commands[i]);
}

static gboolean
make_office (KtContext *context, const char *dir, const char *config, const char *data,
             GError **error)
{
  static const char *const commands[] = { "sync", "", "show kalns", "deal board", "review", NULL };
  guint letters, clients, deals;
  if (!kt_demo_make (dir, context->clock.now, &letters, &clients, &deals, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, config, data, letters, clients, deals, 0);
      return TRUE;
    }
  g_autofree char *count = g_strdup_printf (ngettext ("%u letter", "%u letters", letters), letters);
  g_autofree char *who = g_strdup_printf (ngettext ("%u client", "%u clients", clients), clients);
  g_autofree char *what = g_strdup_printf (ngettext ("%u deal", "%u deals", deals), deals);
  /* TRANSLATORS: directory, "169 letters", "21 clients", "36 deals" */
  kt_out (context, _ ("made     an office in %s: %s, %s, %s\n"), dir, count, who, what);
  if (!context->quiet)
    print_next (context, config, data, commands);
  return TRUE;
}

static gboolean
make_salon (KtContext *context, const char *dir, const char *config, const char *data,
            GError **error)
{
  static const char *const commands[]
      = { "sync", "", "day", "slots maija", "brief zane ozola", "book maija", "due", NULL };
  guint clients, visits;
  if (!kt_demo_salon_make (dir, context->clock.now, &clients, &visits, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, config, data, 0, clients, 0, visits);
      return TRUE;
    }
  g_autofree char *who = g_strdup_printf (ngettext ("%u client", "%u clients", clients), clients);
  g_autofree char *what = g_strdup_printf (ngettext ("%u visit", "%u visits", visits), visits);
  kt_out (context, _ ("made     a salon in %s: %s, %s\n"), dir, who, what);
  if (!context->quiet)
    print_next (context, config, data, commands);
  return TRUE;
}

static gboolean
run_demo (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean salon = FALSE;
  const GOptionEntry entries[] = {
    { .long_name = "salon", .arg = G_OPTION_ARG_NONE, .arg_data = &salon },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (g_strv_length (args) != 1)
    return kt_command_usage_error (command, error);
  g_autofree char *config = g_build_filename (args[0], "config", NULL);
  g_autofree char *data = g_build_filename (args[0], "data", NULL);
  return salon ? make_salon (context, args[0], config, data, error)
               : make_office (context, args[0], config, data, error);
}

static const GOptionEntry options[] = {
  { .long_name = "salon",
    .arg = G_OPTION_ARG_NONE,
    .description = N_ ("a salon with its clients and visits instead of an office") },
  { NULL },
};

const KtCommand kt_cmd_demo = {
  .name = "demo",
  .summary = N_ ("make a sample office to try Kontor with"),
  .usage = "demo [--salon] DIR",
  .help = N_ (
      "Makes a directory with the config, the mail and the book of a freelance translator: a year of "
      "letters, deals and invoices of invented people in four languages, dated so that today's "
      "agenda has something to say. With --salon the book "
      "of a hairdresser's instead: three hands, forty clients, half a year of visits, a "
      "full day today, and calendars as a phone keeps them. Nothing outside of DIR is touched, and nothing goes over the "
      "network.\n"
      "Examples:\n"
      "  kontor demo office\n"
      "  kontor --config office/config --data office/data sync\n"
      "  kontor --config office/config --data office/data\n"
      "  kontor demo --salon salon"),
  .run = run_demo,
  .options = options,
  .complete = KT_COMPLETE_FILE,
  .group = KT_GROUP_UPKEEP,
};
