#include "config.h"
#include "kontor/csv.h"
#include "kontor/table-cells.h"

/* What programs read: ASCII ids, English, RFC 3339. NULL: the cell is empty. */
static char *
cell_text (const KtContext *context, const KtColumn *column, const KtCell *cell)
{
  char ref[KT_REF_LENGTH + 1];

  if (kt_column_is_text (column))
    return g_strdup (cell->text);
  if (column->type == KT_COLUMN_TIME)
    return cell->number == 0 ? NULL : kt_rfc3339 (context, cell->number);
  if (column->type == KT_COLUMN_NUMBER)
    return cell->number == KT_TABLE_NULL ? NULL
                                         : g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
  if (cell->number == 0)
    return NULL;
  kt_ref_full (cell->number, ref);
  return g_strdup (ref);
}

typedef struct
{
  void (*cell) (GString *out, guint column, const char *text, gboolean raw);
  void (*end) (GString *out);
} RowWriter;

static void
tsv_cell (GString *out, guint column, const char *text, gboolean raw)
{
  kt_tsv_cell (out, column, text);
}

static void
print_rows (const KtTable *table, KtContext *context, const RowWriter *writer)
{
  for (gsize i = 0; i < table->n_columns; i++)
    writer->cell (context->out, i, table->columns[i].id, TRUE);
  writer->end (context->out);
  for (guint row = 0; row < kt_table_n_rows (table); row++)
    {
      for (gsize i = 0; i < table->n_columns; i++)
        {
          const KtColumn *column = &table->columns[i];
          const KtCell *cell = kt_table_cell (table, row, i);
          g_autofree char *made
              = kt_column_is_text (column) ? NULL : cell_text (context, column, cell);
          writer->cell (context->out, i, kt_column_is_text (column) ? cell->text : made,
                        !kt_column_is_text (column));
        }
      writer->end (context->out);
    }
}

void
kt_table_print_tsv (const KtTable *table, KtContext *context)
{
  print_rows (table, context, &(RowWriter){ tsv_cell, kt_tsv_end });
}

void
kt_table_print_csv (const KtTable *table, KtContext *context)
{
  print_rows (table, context, &(RowWriter){ kt_csv_cell, kt_csv_end });
}

static void
add_json_row (const KtTable *table, const KtContext *context, guint row, KtJson *builder)
{
  kt_json_begin_object (builder);
  for (gsize i = 0; i < table->n_columns; i++)
    {
      const KtColumn *column = &table->columns[i];
      const KtCell *cell = kt_table_cell (table, row, i);
      g_autofree char *text = cell_text (context, column, cell);

      kt_json_member (builder, column->id);
      if (text == NULL)
        kt_json_null (builder);
      else if (column->type == KT_COLUMN_NUMBER)
        kt_json_int (builder, cell->number);
      else
        kt_json_string (builder, text);
    }
  kt_json_end_object (builder);
}

void
kt_table_print_json (const KtTable *table, KtContext *context, const char *json_key)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, json_key);
  kt_json_begin_array (builder);
  for (guint row = 0; row < kt_table_n_rows (table); row++)
    add_json_row (table, context, row, builder);
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}
