#pragma once
#include "kontor/command.h"

/* The subcommands of `kontor calendar`, a file each. */
gboolean kt_calendar_cmd_link (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_calendar_cmd_unlink (KtContext *context, const KtCommand *command, char **args,
                                 GError **error);
gboolean kt_calendar_cmd_list (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_calendar_cmd_push (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_calendar_cmd_accept (KtContext *context, const KtCommand *command, char **args,
                                 GError **error);
gboolean kt_calendar_cmd_resolve (KtContext *context, const KtCommand *command, char **args,
                                  GError **error);
