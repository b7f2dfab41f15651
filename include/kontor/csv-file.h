#pragma once
#include "kontor/csv-record.h"

/* A table out of a file, as kontor-reader understood it: the keeper hands the bytes on unread. */
typedef struct
{
  char *charset;     /* as it was guessed */
  char delimiter;    /* one character */
  GPtrArray *frames; /* KtCsvRows, what rows lie in */
  GPtrArray *rows;   /* KtCsvRow, as they came; those with a fault too */
  guint faults;
} KtCsvFile;

/* path "-": standard input. KT_ERROR_NOT_FOUND: no such file; KT_ERROR_FAILED: it is no table, too
 * large, or the reader died of it. */
KtCsvFile *kt_csv_file_read (const char *path, GError **error);
void kt_csv_file_free (KtCsvFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCsvFile, kt_csv_file_free)

/* Why a row could not be read, for people; NULL it could. */
char *kt_csv_fault_say (const KtCsvRow *row);
