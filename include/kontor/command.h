#pragma once
#include "kontor/context.h"

/* One row a command: `const KtCommand kt_cmd_NAME = {` in a cli/cmd-*.c that src/cli/local.mk names
 * is a command; the build finds it. */
typedef enum
{
  KT_NEED_SETTINGS = 1 << 0, /* context->settings; without: read if there, never required */
  KT_NEED_READ = 1 << 1,     /* context->store opened READONLY */
  KT_NEED_WRITE = 1 << 2,    /* context->store opened for writing */
  KT_NEED_MEMORY = 1 << 3,   /* SQLite's memory counted, see kt_store_count_memory() */
} KtNeeds;

typedef enum
{
  KT_COMPLETE_NOTHING,
  KT_COMPLETE_WHO,
  KT_COMPLETE_SOURCE,
  KT_COMPLETE_FILE,
  KT_COMPLETE_WORDS, /* the words of `words` */
} KtCompletion;

/* Where `kontor help` lists it. */
typedef enum
{
  KT_GROUP_DAILY,
  KT_GROUP_RECORDS,
  KT_GROUP_SALON, /* visits and what belongs to them */
  KT_GROUP_UPKEEP,
} KtCommandGroup;

typedef struct _KtCommand KtCommand;
struct _KtCommand
{
  const char *name;
  const char *summary; /* N_(), one line */
  const char *usage;   /* what follows "kontor", "remind [WHO] WHEN TEXT" */
  const char *help;    /* N_(), a paragraph, "Examples:" and lines that start with two spaces */
  guint needs;
  /* args: what follows the command's name, own options included; global options are taken out.
   * Prints into context->out. FALSE with error sets the exit status. */
  gboolean (*run) (KtContext *context, const KtCommand *command, char **args, GError **error);
  /* All own options of the command and its subcommands (arg_data NULL); NULL none. For help, man
   * page test and completion. Types NONE, STRING, INT, STRING_ARRAY. */
  const GOptionEntry *options;
  KtCompletion complete;
  const char *words; /* subcommands or fixed words, space separated; NULL none */
  KtCommandGroup group;
};

extern const KtCommand *const kt_commands[];         /* NULL ends it */
const KtCommand *kt_command_find (const char *name); /* NULL unknown */

typedef struct
{
  const char *name;
  gboolean (*run) (KtContext *context, const KtCommand *command, char **args, GError **error);
  guint needs; /* KT_NEED_READ or KT_NEED_WRITE where the row leaves it to the subcommands */
} KtSubcommand;

/* Opens context->store as needs say, where it is not open yet. */
gboolean kt_command_open (KtContext *context, guint needs, GError **error);

/* Runs the subcommand that args[0] names with the args after it; KT_ERROR_USAGE names the nearest.
 * name NULL ends subcommands. Without args: the first of them. */
gboolean kt_command_dispatch (KtContext *context, const KtCommand *command,
                              const KtSubcommand *subcommands, char **args, GError **error);

/* Takes a command's own options out of args (in place); entries point at a local struct of the
 * caller (only long_name, short_name, arg and arg_data count; NULL: no options at all). "--" ends
 * options; "-5" and "- x" are words. KT_ERROR_USAGE names the nearest known option. Commands
 * whose row has no options are checked before they run. */
gboolean kt_command_parse (const KtCommand *command, const GOptionEntry *entries, char ***args,
                           GError **error);

/* "wrong number of arguments" in the usual form, with the usage as hint. Always FALSE. */
gboolean kt_command_usage_error (const KtCommand *command, GError **error);
/* The same where something is left out: what, "WHO". */
gboolean kt_command_missing (const KtCommand *command, const char *what, GError **error);
