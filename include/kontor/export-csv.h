#pragma once
#include "kontor/context.h"

/* Records as CSV (kontor/csv.h), English headers, times of RFC 3339, money as decimals.
 *
 * what: NULL or "contacts" (all of them: columns, points, tags, own fields, as import csv reads
 * them back), or a table of kontor/export-rows.h. query: whose (kontor/query.h), NULL everybody's.
 * raw: formulas are not guarded. *ret_count: rows. NULL with KT_ERROR_USAGE: no such thing. */
char *kt_export_csv (KtContext *context, const char *what, const char *query, gboolean raw,
                     guint *ret_count, GError **error);
