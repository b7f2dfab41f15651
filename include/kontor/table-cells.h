#pragma once
#include "kontor/table.h"

/* What a table holds, inside view/. */
typedef union
{
  const char *text;
  gint64 number;
} KtCell;

struct _KtTable
{
  const KtColumn *columns;
  gsize n_columns;
  GArray *cells; /* KtCell, row by row */
  GStringChunk *texts;
};

guint kt_table_n_rows (const KtTable *table);
const KtCell *kt_table_cell (const KtTable *table, guint row, gsize column);
gboolean kt_column_is_text (const KtColumn *column);

/* TSV, CSV and JSON: never translated. */
void kt_table_print_tsv (const KtTable *table, KtContext *context);
void kt_table_print_csv (const KtTable *table, KtContext *context);
void kt_table_print_json (const KtTable *table, KtContext *context, const char *json_key);
/* The aligned table of a terminal. */
void kt_table_print_aligned (const KtTable *table, KtContext *context);
