#pragma once
#include "kontor/command.h"

/* Options that every command takes, before or after its name. */
typedef struct
{
  gboolean json, no_input, quiet, yes, dry_run, refs, all, help, version;
  char *color, *config, *data;
  char *csv; /* "" plain, "excel"; NULL no CSV */
} KtGlobals;

extern const GOptionEntry kt_global_options[]; /* arg_data NULL; for help, man page, completion */

/* Takes the global options and the command's name out of args (in place). *ret_command is NULL
 * where no command was named. KT_ERROR_USAGE: unknown command or option, a value missing. */
gboolean kt_globals_take (KtGlobals *globals, char ***args, const KtCommand **ret_command,
                          GError **error);
void kt_globals_clear (KtGlobals *globals);

/* One option at args[at]: its entry, NULL where none of entries is meant. */
const GOptionEntry *kt_option_find (const GOptionEntry *entries, const char *argument);
gboolean kt_option_has_form (const char *argument);
/* Stores its value in entry->arg_data; *at moves over a value of its own. */
gboolean kt_option_store (const GOptionEntry *entry, char **args, guint *at, GError **error);
/* The usual error for an option nobody knows. Always FALSE. */
gboolean kt_option_unknown (const KtCommand *command, const char *argument, GError **error);
