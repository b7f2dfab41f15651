#include "config.h"
#include "export-parts.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/export-ics.h"
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

static const char *const kind_names[KT_EXPORT_KINDS] = { "reminders", "appointments", "birthdays" };

static char *
say_count (guint kind, guint count)
{
  switch (kind)
    {
    case KT_EXPORT_REMINDERS:
      return g_strdup_printf (ngettext ("%u reminder", "%u reminders", count), count);
    case KT_EXPORT_APPOINTMENTS:
      return g_strdup_printf (ngettext ("%u visit", "%u visits", count), count);
    default:
      return g_strdup_printf (ngettext ("%u birthday", "%u birthdays", count), count);
    }
}

static void
print_json (KtContext *context, const char *file, guint kinds, const guint *counts)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "file");
  kt_json_text (builder, file);
  for (guint kind = 0; kind < KT_EXPORT_KINDS; kind++)
    {
      kt_json_member (builder, kind_names[kind]);
      if (kinds & 1u << kind)
        kt_json_int (builder, counts[kind]);
      else
        kt_json_null (builder);
    }
  kt_json_end (context, builder);
}

static void
print_summary (KtContext *context, const char *file, KtIcsPreset preset, guint kinds,
               const guint *counts)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, file, kinds, counts);
      return;
    }
  g_autoptr (GString) said = g_string_new (NULL);
  for (guint kind = 0; kind < KT_EXPORT_KINDS; kind++)
    {
      g_autofree char *count = say_count (kind, counts[kind]);
      if (kinds & 1u << kind)
        g_string_append_printf (said, "%s%s", said->len > 0 ? ", " : "", count);
    }
  kt_out (context, _ ("written  %s to %s\n"), said->str, file);
  if (preset == KT_ICS_GOOGLE && !context->quiet)
    kt_out (context, "%s\n",
            _ ("Google drops the alarms of a file: set a default alarm for that calendar there"));
}

static gboolean
export_ics (KtContext *context, guint kinds, const char *target, const char *output, GError **error)
{
  KtIcsPreset preset;
  guint counts[KT_EXPORT_KINDS];
  if (!parse_preset (target, &preset, error))
    return FALSE;
  g_autofree char *ics = kt_export_ics (context, kinds, preset, counts, error);
  if (ics == NULL)
    return FALSE;
  if (output == NULL || g_str_equal (output, "-"))
    {
      g_string_append (context->out, ics);
      return TRUE;
    }
  if (!kt_export_write (output, ics, strlen (ics), error))
    return FALSE;
  print_summary (context, output, preset, kinds, counts);
  return TRUE;
}

/* What is named; all of it where nothing is. */
static gboolean
parse_kinds (char **args, guint *ret_kinds, GError **error)
{
  *ret_kinds = args[0] == NULL ? (1u << KT_EXPORT_KINDS) - 1 : 0;
  for (guint i = 0; args[i] != NULL; i++)
    {
      guint kind = 0;
      while (kind < KT_EXPORT_KINDS && !g_str_equal (args[i], kind_names[kind]))
        kind++;
      if (kind == KT_EXPORT_KINDS)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot export «%s»"), args[i]);
          kt_error_hint (error, _ ("one of: %s"), "reminders, appointments, birthdays");
          return FALSE;
        }
      *ret_kinds |= 1u << kind;
    }
  return TRUE;
}

static gboolean
run_export (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *target = NULL, *output = NULL, *version = NULL;
  gboolean notes = FALSE, raw = FALSE;
  const GOptionEntry entries[] = { { "for", 0, 0, G_OPTION_ARG_STRING, &target, NULL, NULL },
                                   { "notes", 0, 0, G_OPTION_ARG_NONE, &notes, NULL, NULL },
                                   { "output", 'o', 0, G_OPTION_ARG_STRING, &output, NULL, NULL },
                                   { "raw", 0, 0, G_OPTION_ARG_NONE, &raw, NULL, NULL },
                                   { "version", 0, 0, G_OPTION_ARG_STRING, &version, NULL, NULL },
                                   { NULL } };
  guint kinds;
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] != NULL && g_str_equal (args[0], "vcf"))
    {
      const KtExportVcf vcf = { output, version, notes };
      return kt_export_cmd_vcf (context, args + 1, &vcf, error);
    }
  if (args[0] != NULL && g_str_equal (args[0], "csv"))
    return kt_export_cmd_csv (context, args + 1, &(KtExportCsv){ output, raw }, error);
  if (args[0] != NULL && g_str_equal (args[0], "json"))
    return kt_export_cmd_json (context, args + 1, output, error);
  if (args[0] == NULL || !g_str_equal (args[0], "ics"))
    return kt_command_usage_error (command, error);
  return parse_kinds (args + 1, &kinds, error)
         && export_ics (context, kinds, target, output, error);
}

static const GOptionEntry options[]
    = { { "for", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("ics: who will read it: ios (the default), google, android, caldav"), N_ ("PHONE") },
        { "notes", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("vcf: the notes too, which are private"),
          NULL },
        { "output", 'o', 0, G_OPTION_ARG_STRING, NULL,
          N_ ("the file to write; standard output otherwise"), N_ ("FILE") },
        { "raw", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("csv: cells that a spreadsheet would run stay as they are"), NULL },
        { "version", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("vcf: 2.1, 3.0 (the default, what phones take) or 4.0"), N_ ("VERSION") },
        { NULL } };

const KtCommand kt_cmd_export = {
  .name = "export",
  .summary = N_ ("write visits as a calendar, contacts as address cards, for phones and others"),
  .usage = "export ics [reminders] [appointments] [birthdays] [--for PHONE] [--output FILE]\n"
           "export vcf [QUERY] [--version VERSION] [--notes] [--output FILE]\n"
           "export csv [WHAT] [QUERY] [--raw] [--output FILE]\n"
           "export json [--output FILE]",
  .help
  = N_ ("Writes open reminders, visits from last month on and birthdays, or what is named of "
        "them. Opened on an iPhone or a Mac the file rings; Android's ICSx5 rings too; Google "
        "drops the alarms of files. A calendar that Kontor writes to itself rings anywhere. A "
        "file is written whole or not at all.\n"
        "vcf writes the contacts that a query names, everybody without one, as vCards: with "
        "all addresses and phones, tags, own fields and whatever came in with their cards, "
        "photos too; without notes unless --notes.\n"
        "csv writes contacts, visits, deals, invoices, notes, reminders, services or goods as a "
        "table; those of the contacts that a query names. What a spreadsheet would run as a "
        "formula gets ' before it unless --raw; --csv=excel writes what Excel opens right. import "
        "csv reads the contacts back.\n"
        "json writes the whole book, which import json makes an equal book of.\n"
        "Examples:\n"
        "  kontor export ics --output kontor.ics\n"
        "  kontor export ics appointments birthdays --for google -o visits.ics\n"
        "  kontor export ics reminders --for caldav | less\n"
        "  kontor export vcf tag:vip --output vip.vcf\n"
        "  kontor export csv tag:vip --csv=excel --output vip.csv\n"
        "  kontor export csv visits --output visits.csv\n"
        "  kontor export json --output book.json"),
  .needs = KT_NEED_READ,
  .run = run_export,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "ics vcf csv json reminders appointments birthdays",
  .group = KT_GROUP_UPKEEP,
};
