#pragma once
#include "kontor/csv-record.h"

/* Tables in text (RFC 4180 and what programs make of it), whatever their charset, delimiter and
 * line ends: a row at a time. A row that cannot be read tells why, and reading goes on behind it.
 */
typedef struct _KtCsvText KtCsvText;

/* Borrows nothing. NULL with error: no text at all. */
KtCsvText *kt_csv_open (const char *bytes, gsize length, GError **error);
void kt_csv_close (KtCsvText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCsvText, kt_csv_close)
const char *kt_csv_charset (const KtCsvText *text);
char kt_csv_delimiter (const KtCsvText *text);

/* The next row that is not empty; its cells live until the next call. FALSE: no more, or with
 * error: too many rows or faults. */
gboolean kt_csv_next (KtCsvText *text, KtCsvRow *ret_row, GError **error);
