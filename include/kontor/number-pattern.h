#pragma once
#include <glib.h>

/* How invoices are numbered: "YYYY-###" is 2026-044. YYYY or YY is the year, one run of # the
 * serial number with at least so many digits, everything else stands for itself. */
#define KT_NUMBER_MAX 40 /* bytes, of a pattern and of a number */

/* Whether text is a pattern: one year, one serial, no digit that could be taken for either, no
 * space or control. */
gboolean kt_number_pattern_valid (const char *text);
/* The number it makes; the caller frees. */
char *kt_number_print (const char *pattern, int year, gint64 serial);
/* The year and serial a number of this pattern has; FALSE: it is not one of it. */
gboolean kt_number_read (const char *pattern, const char *number, int *ret_year,
                         gint64 *ret_serial);
