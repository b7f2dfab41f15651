#pragma once
#include "kontor/table.h"

/* Where the deals of a client have been, as evidence: made, moved, won, lost and when (SCREENS:
 * log). */
#define KT_DEAL_LOG_SHOWN 5u /* deals, without --all */

/* The newest deal first, what happened to it oldest first. */
gboolean kt_deal_log_print (KtContext *context, KtId contact, GError **error);
/* The same as rows of a table with the columns of `log WHO` (cmd-log.c), all of them. */
gboolean kt_deal_log_rows (KtTable *table, KtContext *context, KtId contact, GError **error);
/* "deals": all of them, into an object that is open. */
gboolean kt_json_deal_log (KtJson *builder, KtContext *context, KtId contact, GError **error);
