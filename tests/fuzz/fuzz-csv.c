#include "config.h"
#include "kontor/csv-read.h"
#include <string.h>

/* Any bytes: rows within the limits, of valid text, lines that only go on. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  KtCsvRow row;
  guint32 line = 0;
  g_autoptr (KtCsvText) text = kt_csv_open ((const char *)data, size, NULL);
  while (text != NULL && kt_csv_next (text, &row, NULL))
    {
      if (row.line <= line || row.fault >= KT_CSV_FAULTS || row.n_cells > KT_CSV_FIELDS_MAX
          || (row.fault != KT_CSV_FINE) != (row.n_cells == 0))
        g_error ("a row that cannot be");
      line = row.line;
      for (guint i = 0; i < row.n_cells; i++)
        if (!g_utf8_validate (row.cells[i], -1, NULL) || strlen (row.cells[i]) > KT_CSV_FIELD_MAX)
          g_error ("a cell that cannot be");
    }
  return 0;
}
