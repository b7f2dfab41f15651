#include "config.h"
#include "kontor/csv-record.h"
#include "kontor/error.h"

static gboolean
take_row (KtCsvRow *row, GVariant *child)
{
  g_autoptr (GVariant) cells = NULL;
  g_variant_get (child, "(uuu@as)", &row->line, &row->fault, &row->place, &cells);
  row->n_cells = (guint)g_variant_n_children (cells);
  if (row->fault >= KT_CSV_FAULTS || row->n_cells > KT_CSV_FIELDS_MAX || row->line == 0
      || (row->fault != KT_CSV_FINE && row->n_cells > 0))
    return FALSE;
  row->cells = g_variant_get_strv (cells, NULL);
  return TRUE;
}

KtCsvRows *
kt_csv_rows_from_frame (const KtFrame *frame, GError **error)
{
  g_autoptr (KtCsvRows) rows = NULL;
  g_autoptr (GVariant) array = NULL;
  GVariant *record = kt_frame_record (frame, KT_TYPE_CSV_ROWS, error);
  if (record == NULL)
    return NULL;
  rows = g_new0 (KtCsvRows, 1);
  rows->variant = record;
  g_variant_get (record, "(t@a(uuuas))", &rows->item, &array);
  gsize n = g_variant_n_children (array);
  gboolean fine = n <= KT_CSV_FRAME_ROWS;
  rows->rows = g_new0 (KtCsvRow, fine ? n + 1 : 1);
  for (gsize i = 0; fine && i < n; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (array, i);
      rows->n_rows = i + 1;
      fine = take_row (&rows->rows[i], child);
    }
  if (fine)
    return g_steal_pointer (&rows);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "rows of a table pass a limit");
  return NULL;
}

void
kt_csv_rows_free (KtCsvRows *rows)
{
  if (rows == NULL)
    return;
  for (gsize i = 0; i < rows->n_rows; i++)
    g_free (rows->rows[i].cells);
  g_free (rows->rows);
  g_clear_pointer (&rows->variant, g_variant_unref);
  g_free (rows);
}
