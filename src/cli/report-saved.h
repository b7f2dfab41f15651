#pragma once
#include "kontor/command.h"

/* Reports that are kept: their subcommands. */
gboolean kt_report_save (KtContext *context, const KtCommand *command, char **args, GError **error);
gboolean kt_report_saved (KtContext *context, const KtCommand *command, char **args,
                          GError **error);
gboolean kt_report_remove (KtContext *context, const KtCommand *command, char **args,
                           GError **error);
/* The usual error where name is neither a report nor a kept one, with what is near. FALSE. */
gboolean kt_report_unknown (KtContext *context, const char *name, GError **error);
