#include "config.h"
#include "kontor/table-cells.h"

gboolean
kt_column_is_text (const KtColumn *column)
{
  return column->type == KT_COLUMN_TEXT || column->type == KT_COLUMN_DATE
         || column->type == KT_COLUMN_WHOLE;
}

KtTable *
kt_table_new (const KtColumn *columns, gsize n_columns)
{
  KtTable *table = g_new0 (KtTable, 1);
  table->columns = columns;
  table->n_columns = n_columns;
  table->cells = g_array_new (FALSE, FALSE, sizeof (KtCell));
  table->texts = g_string_chunk_new (1 << 12);
  return table;
}

void
kt_table_free (KtTable *table)
{
  g_array_free (table->cells, TRUE);
  g_string_chunk_free (table->texts);
  g_free (table);
}

/* All texts lie together: a list of 20,000 rows is not 100,000 allocations. */
void
kt_table_put_text (KtTable *table, const char *text)
{
  KtCell cell = { .text = text != NULL ? g_string_chunk_insert (table->texts, text) : NULL };
  g_array_append_val (table->cells, cell);
}

void
kt_table_lend_text (KtTable *table, const char *text)
{
  KtCell cell = { .text = text };
  g_array_append_val (table->cells, cell);
}

void
kt_table_put_number (KtTable *table, gint64 number)
{
  KtCell cell = { .number = number };
  g_array_append_val (table->cells, cell);
}

void
kt_table_add (KtTable *table, ...)
{
  va_list args;
  va_start (args, table);
  for (gsize i = 0; i < table->n_columns; i++)
    if (kt_column_is_text (&table->columns[i]))
      kt_table_put_text (table, va_arg (args, const char *));
    else
      kt_table_put_number (table, va_arg (args, gint64));
  va_end (args);
}

guint
kt_table_n_rows (const KtTable *table)
{
  return table->cells->len / table->n_columns;
}

const KtCell *
kt_table_cell (const KtTable *table, guint row, gsize column)
{
  return &g_array_index (table->cells, KtCell, row * table->n_columns + column);
}

void
kt_table_print (KtTable *table, KtContext *context, const char *json_key)
{
  if (context->output == KT_OUTPUT_JSON)
    kt_table_print_json (table, context, json_key);
  else if (context->output == KT_OUTPUT_CSV)
    kt_table_print_csv (table, context);
  else if (context->terminal)
    kt_table_print_aligned (table, context);
  else
    kt_table_print_tsv (table, context);
}
