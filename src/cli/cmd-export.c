#include "config.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/export-reminders.h"
#include "kontor/nearest.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

static gboolean
parse_preset (const char *name, KtIcsPreset *ret_preset, GError **error)
{
  *ret_preset = KT_ICS_IOS;
  if (name == NULL || kt_ics_preset_parse (name, ret_preset))
    return TRUE;
  static const char *const names[] = { "ios", "google", "android", "caldav", NULL };
  const char *near = g_ascii_strncasecmp (name, "iph", 3) == 0   ? "ios"
                     : g_ascii_strncasecmp (name, "ipa", 3) == 0 ? "ios"
                     : g_ascii_strncasecmp (name, "mac", 3) == 0 ? "ios"
                     : g_ascii_strcasecmp (name, "apple") == 0   ? "ios"
                                                                 : kt_nearest (name, names);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("unknown phone or calendar «%s»"), name);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean %s?"), near);
  kt_error_hint (error, _ ("one of: %s"), "ios, google, android, caldav");
  return FALSE;
}

static void
print_summary (KtContext *context, const char *file, KtIcsPreset preset, guint count)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      JsonBuilder *builder = kt_json_begin ();
      json_builder_set_member_name (builder, "file");
      kt_json_text (builder, file);
      json_builder_set_member_name (builder, "reminders");
      json_builder_add_int_value (builder, count);
      kt_json_end (context, builder);
      return;
    }
  g_autofree char *reminders
      = g_strdup_printf (ngettext ("%u reminder", "%u reminders", count), count);
  kt_out (context, _ ("written  %s to %s\n"), reminders, file);
  if (preset == KT_ICS_GOOGLE && !context->quiet)
    kt_out (context, "%s\n",
            _ ("Google drops the alarms of a file: set a default alarm for that calendar there"));
}

static gboolean
export_reminders (KtContext *context, const char *target, const char *output, GError **error)
{
  KtIcsPreset preset;
  guint count;
  if (!parse_preset (target, &preset, error))
    return FALSE;
  g_autofree char *ics = kt_export_reminders (context, preset, &count, error);
  if (ics == NULL)
    return FALSE;
  if (output == NULL || g_str_equal (output, "-"))
    {
      g_string_append (context->out, ics);
      return TRUE;
    }
  if (!kt_export_write (output, ics, strlen (ics), error))
    return FALSE;
  print_summary (context, output, preset, count);
  return TRUE;
}

static gboolean
run_export (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *target = NULL, *output = NULL;
  const GOptionEntry entries[] = { { "for", 0, 0, G_OPTION_ARG_STRING, &target, NULL, NULL },
                                   { "output", 'o', 0, G_OPTION_ARG_STRING, &output, NULL, NULL },
                                   { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (g_strv_length (args) != 2 || !g_str_equal (args[0], "ics")
      || !g_str_equal (args[1], "reminders"))
    return kt_command_usage_error (command, error);
  return export_reminders (context, target, output, error);
}

static const GOptionEntry options[]
    = { { "for", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("who will read it: ios (the default), google, android, caldav"), N_ ("PHONE") },
        { "output", 'o', 0, G_OPTION_ARG_STRING, NULL,
          N_ ("the file to write; standard output otherwise"), N_ ("FILE") },
        { NULL } };

const KtCommand kt_cmd_export = {
  .name = "export",
  .summary = N_ ("write reminders as a calendar that phones take"),
  .usage = "export ics reminders [--for PHONE] [--output FILE]",
  .help = N_ ("Writes all open reminders with their alarms. Opened on an iPhone or a Mac the file "
              "rings; Android's ICSx5 rings too; Google drops the alarms of files. A file is "
              "written whole or not at all.\n"
              "Examples:\n"
              "  kontor export ics reminders --output reminders.ics\n"
              "  kontor export ics reminders --for google -o reminders.ics\n"
              "  kontor export ics reminders --for caldav | less"),
  .needs = KT_NEED_READ,
  .run = run_export,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "ics reminders",
  .group = KT_GROUP_UPKEEP,
};
