#include "config.h"
#include "reader-csv.h"
#include "kontor/csv-read.h"
#include <string.h>

#define FRAME_OCTETS (400u << 10) /* of cells, before a row is added */

typedef struct
{
  KtChannel *channel;
  guint64 item;
  GVariantBuilder rows;
  gsize octets;
  guint n_rows;
} Batch;

static void
batch_begin (Batch *batch)
{
  g_variant_builder_init (&batch->rows, G_VARIANT_TYPE ("a(uuuas)"));
  batch->octets = 0;
  batch->n_rows = 0;
}

static gboolean
batch_send (Batch *batch, GError **error)
{
  gboolean fine = TRUE;
  if (batch->n_rows > 0)
    {
      kt_channel_queue (batch->channel, KT_FRAME_CSV_ROWS,
                        g_variant_new (KT_TYPE_CSV_ROWS, batch->item, &batch->rows));
      fine = kt_channel_flush (batch->channel, error);
    }
  else
    g_variant_builder_clear (&batch->rows);
  batch_begin (batch);
  return fine;
}

static gsize
row_octets (const KtCsvRow *row)
{
  gsize octets = 64;
  for (guint i = 0; i < row->n_cells; i++)
    octets += strlen (row->cells[i]) + 5; /* NUL, and its place in the array */
  return octets;
}

static gboolean
batch_add (Batch *batch, const KtCsvRow *row, GError **error)
{
  gsize octets = row_octets (row);
  if ((batch->n_rows == KT_CSV_FRAME_ROWS || batch->octets + octets > FRAME_OCTETS)
      && !batch_send (batch, error))
    return FALSE;
  g_variant_builder_add (&batch->rows, "(uuu^as)", row->line, row->fault, row->place, row->cells);
  batch->octets += octets;
  batch->n_rows++;
  return TRUE;
}

gboolean
kt_reader_csv_run (KtChannel *channel, guint64 item, const GByteArray *bytes, GError **ret_refusal,
                   GError **error)
{
  Batch batch = { .channel = channel, .item = item };
  KtCsvRow row;
  gboolean fine = TRUE;
  g_autoptr (KtCsvText) text = kt_csv_open ((const char *)bytes->data, bytes->len, ret_refusal);
  if (text == NULL)
    return TRUE;
  const char delimiter[] = { kt_csv_delimiter (text), '\0' };
  kt_channel_queue (channel, KT_FRAME_CSV_FORM,
                    g_variant_new (KT_TYPE_CSV_FORM, item, kt_csv_charset (text), delimiter));
  batch_begin (&batch);
  while (fine && kt_csv_next (text, &row, ret_refusal))
    fine = batch_add (&batch, &row, error);
  fine = fine && batch_send (&batch, error);
  g_variant_builder_clear (&batch.rows);
  if (fine && *ret_refusal == NULL)
    kt_channel_queue (channel, KT_FRAME_READ_END, g_variant_new ("(t)", item));
  return fine;
}
