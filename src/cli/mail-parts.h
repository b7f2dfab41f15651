#pragma once
#include "kontor/command.h"

/* The subcommands of mail. */
gboolean kt_mail_cmd_list (KtContext *context, const KtCommand *command, char **args,
                           GError **error);
gboolean kt_mail_cmd_show (KtContext *context, const KtCommand *command, char **args,
                           GError **error);
gboolean kt_mail_cmd_save (KtContext *context, const KtCommand *command, char **args,
                           GError **error);
gboolean kt_mail_cmd_link (KtContext *context, const KtCommand *command, char **args,
                           GError **error);
gboolean kt_mail_cmd_unlink (KtContext *context, const KtCommand *command, char **args,
                             GError **error);
