#pragma once
#include "kontor/table.h"
#include "kontor/visit.h"

/* What happened to the visits of a client, as evidence: booked, moved, told and when (SCREENS:
 * log). */
#define KT_VISIT_LOG_SHOWN 5u /* visits, without --all */

/* The newest visit first, what happened to it oldest first. */
gboolean kt_visit_log_print (KtContext *context, KtId contact, GError **error);
/* The same as rows of a table with the columns of `log WHO` (cmd-log.c), all of them. */
gboolean kt_visit_log_rows (KtTable *table, KtContext *context, KtId contact, GError **error);
/* "visits": all of them, into an object that is open. */
gboolean kt_json_visit_log (KtJson *builder, KtContext *context, KtId contact, GError **error);
