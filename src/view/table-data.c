#include "config.h"
#include "kontor/table-cells.h"
#include "kontor/term.h"
#include <string.h>

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

void
kt_table_print_tsv (const KtTable *table, KtContext *context)
{
  GString *out = context->out;
  for (gsize i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "", table->columns[i].id);
  g_string_append_c (out, '\n');

  for (guint row = 0; row < kt_table_n_rows (table); row++)
    {
      for (gsize i = 0; i < table->n_columns; i++)
        {
          g_autofree char *text
              = cell_text (context, &table->columns[i], kt_table_cell (table, row, i));
          if (i > 0)
            g_string_append_c (out, '\t');
          if (text != NULL)
            kt_term_append (out, text, -1, KT_TERM_LINE);
        }
      g_string_append_c (out, '\n');
    }
}

/* RFC 4180, with LF. A cell that a spreadsheet would take for a formula gets an apostrophe. */
static void
append_csv_cell (GString *out, const char *text)
{
  g_autofree char *safe = kt_term_safe (text, KT_TERM_BLOCK);
  gboolean formula = safe[0] != '\0' && strchr ("=@", safe[0]) != NULL;

  if (!formula && strpbrk (safe, ",;\"\n\t") == NULL)
    {
      g_string_append (out, safe);
      return;
    }
  g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = safe; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

void
kt_table_print_csv (const KtTable *table, KtContext *context)
{
  GString *out = context->out;
  for (gsize i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", table->columns[i].id);
  g_string_append_c (out, '\n');

  for (guint row = 0; row < kt_table_n_rows (table); row++)
    {
      for (gsize i = 0; i < table->n_columns; i++)
        {
          g_autofree char *text
              = cell_text (context, &table->columns[i], kt_table_cell (table, row, i));
          if (i > 0)
            g_string_append_c (out, ',');
          append_csv_cell (out, text != NULL ? text : "");
        }
      g_string_append_c (out, '\n');
    }
}

static void
add_json_row (const KtTable *table, const KtContext *context, guint row, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  for (gsize i = 0; i < table->n_columns; i++)
    {
      const KtColumn *column = &table->columns[i];
      const KtCell *cell = kt_table_cell (table, row, i);
      g_autofree char *text = cell_text (context, column, cell);

      json_builder_set_member_name (builder, column->id);
      if (text == NULL)
        json_builder_add_null_value (builder);
      else if (column->type == KT_COLUMN_NUMBER)
        json_builder_add_int_value (builder, cell->number);
      else
        json_builder_add_string_value (builder, text);
    }
  json_builder_end_object (builder);
}

void
kt_table_print_json (const KtTable *table, KtContext *context, const char *json_key)
{
  JsonBuilder *builder = kt_json_begin ();
  json_builder_set_member_name (builder, json_key);
  json_builder_begin_array (builder);
  for (guint row = 0; row < kt_table_n_rows (table); row++)
    add_json_row (table, context, row, builder);
  json_builder_end_array (builder);
  kt_json_end (context, builder);
}
