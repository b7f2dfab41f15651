#pragma once
#include "kontor/command.h"

/* Subcommands of calendar, one file each. */
gboolean kt_calendar_cmd_link (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_calendar_cmd_unlink (KtContext *context, const KtCommand *command, char **args,
                                 GError **error);
