#pragma once
#include "kontor/context.h"

/* Questions on a terminal. What was collected in context->out is printed first. With --no-input
 * or without a terminal they fail with KT_ERROR_USAGE, hinting at the option that answers. */

/* One line, without its end; answer is what an empty line means (NULL: asked again). NULL with
 * error; KT_ERROR_INTERRUPTED on Ctrl-C or the end of input. The question is marked text. */
char *kt_ask (KtContext *context, const char *question, const char *answer, const char *option,
              GError **error);
/* Whether an answer leaves the question: none, or "q". */
gboolean kt_ask_leaves (const char *answer);
/* KT_ERROR_INTERRUPTED: nothing was changed. Always FALSE. */
gboolean kt_ask_left (GError **error);
/* *ret_yes; --yes answers without asking. An empty line is no. */
gboolean kt_ask_yes (KtContext *context, const char *question, gboolean *ret_yes, GError **error);
