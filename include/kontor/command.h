#pragma once
#include "kontor/context.h"

/* One row a command: cli/commands.c holds the table, cli/cmd-NAME.c the rest. */
typedef enum
{
  KT_NEED_SETTINGS = 1 << 0, /* context->settings; without: read if there, never required */
  KT_NEED_READ = 1 << 1,     /* context->store opened READONLY */
  KT_NEED_WRITE = 1 << 2,    /* context->store opened for writing */
} KtNeeds;

typedef enum
{
  KT_COMPLETE_NOTHING,
  KT_COMPLETE_WHO,
  KT_COMPLETE_SOURCE,
  KT_COMPLETE_FILE,
  KT_COMPLETE_WORDS, /* the words of `words` */
} KtCompletion;

typedef struct _KtCommand KtCommand;
struct _KtCommand
{
  const char *name;
  const char *summary;  /* N_(), one line */
  const char *usage;    /* what follows "kontor", "remind [WHO] WHEN TEXT" */
  const char *help;     /* N_(), a paragraph and examples; shown by --help */
  guint needs;
  /* args: what follows the command's name, own options included; global options are taken out.
   * Prints into context->out. FALSE with error sets the exit status. */
  gboolean (*run) (KtContext *context, const KtCommand *command, char **args, GError **error);
  /* The command's own options, as g_option; NULL none. For help, man page test and completion. */
  const GOptionEntry *options;
  KtCompletion complete;
  const char *words; /* subcommands or fixed words, space separated; NULL none */
};

extern const KtCommand kt_commands[]; /* name NULL ends it */

/* Takes a command's own options out of args (in place); entries point at a local struct of the
 * caller. "--" ends options. KT_ERROR_USAGE names the nearest known option. */
gboolean kt_command_parse (const KtCommand *command, const GOptionEntry *entries, char ***args,
                           GError **error);

/* "wrong number of arguments" in the usual form, with the usage as hint. Always FALSE. */
gboolean kt_command_usage_error (const KtCommand *command, GError **error);
