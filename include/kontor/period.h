#pragma once
#include "kontor/when.h"

/* Spans of days that a report looks at, as people say them, in four languages: "2026", "2026-11",
 * "nov", "nov 2025", "q3", "q3 2025", "last month", "this year", "week", "1.10.-30.11.",
 * "oct-nov", "2026-01..2026-06", "24.11."; "all" is without a period. */

/* The longest run of words from the first that says one; *ret_used is its length, 0 where the first
 * word begins none. context->past: a month, a quarter or a day without a year is the last one that
 * has begun, else the one that is or comes. *ret_all: "all". FALSE with KT_ERROR_USAGE: an
 * impossible one. */
gboolean kt_period_take (const char *const *words, guint n_words, const KtWhenContext *context,
                         KtLocal *ret_first, KtLocal *ret_last, gboolean *ret_all, guint *ret_used,
                         GError **error);
