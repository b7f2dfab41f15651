#include "config.h"
#include "import-parts.h"
#include <glib/gi18n.h>

static gboolean
run_import (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "csv", kt_import_cmd_csv, KT_NEED_WRITE },
    { "vcf", kt_import_cmd_vcf, KT_NEED_WRITE },
    { "json", kt_import_cmd_json, KT_NEED_WRITE },
    { NULL },
  };
  if (args[0] == NULL)
    return kt_command_usage_error (command, error);
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "columns", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("csv: what columns are: 'Klients=name,Mob.=phone,Foto=-'"), N_ ("COLUMNS") },
        { "dates", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("csv: 05/06/1986 is day-first or month-first"), N_ ("ORDER") },
        { "fields", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("csv: columns that are not known become own fields"), NULL },
        { "map", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("csv: read columns as saved by that name"),
          N_ ("NAME") },
        { "partial", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("import what is good although something is refused"), NULL },
        { "save-map", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("csv: keep how the columns were read, by that name"), N_ ("NAME") },
        { "update", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("what differs becomes as the file has it"),
          NULL },
        { NULL } };

const KtCommand kt_cmd_import = {
  .name = "import",
  .summary = N_ ("take in contacts from other programs"),
  .usage = "import csv FILE [--columns COLUMNS] [--map NAME] [--save-map NAME] [--fields]"
           " [--dates ORDER] [--update] [--partial]\n"
           "import vcf FILE [--update] [--partial]\n"
           "import json FILE [--update]",
  .help
  = N_ ("Reads a table of people: any charset and delimiter, headers in English, Russian, "
        "Ukrainian and Latvian, the files of Google Contacts, Outlook and salon programs. Who is "
        "here already is found by address, phone or name: what is empty is filled in, what "
        "differs stays unless --update; a second import of the same file changes nothing. With "
        "--dry-run, and before the question on a terminal, it shows what would happen. A file "
        "with rows that cannot be read is refused as a whole unless --partial. FILE - is standard "
        "input. One undo takes all of it back.\n"
        "json takes in a whole book that export json wrote.\n"
        "vcf reads vCards of versions 2.1, 3.0 and 4.0, as phones, Outlook, Google and iCloud "
        "write them. Photos and whatever else Kontor has no place for are kept and go out again "
        "with export vcf.\n"
        "Examples:\n"
        "  kontor import csv klienti.csv --dry-run\n"
        "  kontor import csv klienti.csv --columns 'Nagi=field:Nails,Foto=-' --save-map salon\n"
        "  kontor import csv jauni.csv --map salon --partial\n"
        "  kontor import vcf contacts.vcf --dry-run"),
  .needs = 0,
  .run = run_import,
  .options = options,
  .complete = KT_COMPLETE_FILE,
  .words = "csv vcf json",
  .group = KT_GROUP_UPKEEP,
};
