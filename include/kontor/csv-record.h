#pragma once
#include "kontor/frame.h"

/* KT_FRAME_READ of kind KT_READ_CSV: a table in text. Answered with one CSV_FORM, CSV_ROWS…, then
 * READ_END; or REFUSED as a whole at any point. */

/* item, charset it was written in ("windows-1257"), delimiter (one character) */
#define KT_TYPE_CSV_FORM "(tss)"
/* item, rows: line it begins in, fault, character of that line where the fault is (1 the first),
 * cells (none where there is a fault) */
#define KT_TYPE_CSV_ROWS "(ta(uuuas))"

/* Why a row could not be read. */
typedef enum
{
  KT_CSV_FINE,
  KT_CSV_OPEN_QUOTE,   /* a quote is opened and never closed */
  KT_CSV_QUOTE_INSIDE, /* a field goes on behind its closing quote */
  KT_CSV_CONTROL,      /* a character that no text has */
  KT_CSV_FIELD_LONG,   /* a field of more than KT_CSV_FIELD_MAX octets */
  KT_CSV_ROW_LONG,     /* a row of more than KT_CSV_ROW_MAX octets */
  KT_CSV_MANY_FIELDS,  /* more than KT_CSV_FIELDS_MAX */
  KT_CSV_FAULTS,
} KtCsvFault;

#define KT_CSV_FIELD_MAX (256u << 10)
#define KT_CSV_ROW_MAX (512u << 10)
#define KT_CSV_FIELDS_MAX 1000u
#define KT_CSV_ROWS_MAX 200000u
#define KT_CSV_FAULTS_MAX 1000u /* rows that cannot be read, of one file */
#define KT_CSV_FRAME_ROWS 1000u

typedef struct
{
  guint32 line, fault, place;
  const char **cells; /* NULL ends them */
  guint n_cells;
} KtCsvRow;

/* The rows of a frame; pointers go into variant, which it owns. */
typedef struct
{
  GVariant *variant;
  guint64 item;
  KtCsvRow *rows;
  gsize n_rows;
} KtCsvRows;

/* NULL with KT_ERROR_FAILED: it passes a limit. */
KtCsvRows *kt_csv_rows_from_frame (const KtFrame *frame, GError **error);
void kt_csv_rows_free (KtCsvRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCsvRows, kt_csv_rows_free)
