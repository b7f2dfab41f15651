#pragma once
#include "kontor/account.h"
#include "kontor/command.h"
#include "kontor/json-writer.h"

/* The subcommands of `kontor account`. */
gboolean kt_account_cmd_add (KtContext *context, const KtCommand *command, char **args,
                             GError **error);
gboolean kt_account_cmd_test (KtContext *context, const KtCommand *command, char **args,
                              GError **error);
gboolean kt_account_cmd_password (KtContext *context, const KtCommand *command, char **args,
                                  GError **error);
gboolean kt_account_cmd_list (KtContext *context, const KtCommand *command, char **args,
                              GError **error);

/* context->settings, which a command that can do without has not asked for. */
gboolean kt_account_settings (KtContext *context, GError **error);

/* What in a config is hardly meant, a line each. */
void kt_account_say_doubts (KtContext *context, const KtSettings *settings);
/* account-steps.c: what works, line by line as it does; into json where that is not NULL, nowhere
 * with --quiet. */
typedef struct
{
  KtContext *context;
  KtJson *json;
} KtAccountSteps;
/* id: ASCII, fixed; detail is made safe. */
void kt_account_say (const KtAccountSteps *steps, const char *id, const char *detail);
/* Logs in and looks around, and says so. */
gboolean kt_account_say_check (const KtAccountSteps *steps, const KtMailSource *config,
                               gboolean no_input, GError **error);
