#pragma once
#include <glib.h>

/* CSV of ours (kontor/csv.h) as a spreadsheet opens it by a double click: marked as UTF-8,
 * semicolons, decimals and dates in the user's form (LC_NUMERIC, LC_TIME), CRLF. Whether a formula
 * is kept from running was decided when the cell was written. */
char *kt_csv_for_excel (const char *csv);
