#pragma once
#include "kontor/command.h"

/* `forget WHO` and `contact forget WHO` (cmd-forget.c). */
gboolean kt_forget_contact (KtContext *context, const KtCommand *command, char **args,
                            GError **error);
