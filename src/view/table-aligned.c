#include "config.h"
#include "kontor/handle.h"
#include "kontor/table-cells.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <string.h>

#define GAP 2        /* columns between cells */
#define NARROW_MIN 8 /* a text cell is not cut below this */
#define WHOLE_MAX 32 /* what is longer is no number */

/* What is shown of a table: which columns, how wide, and every cell as safe text. */
typedef struct
{
  const KtTable *table;
  gsize *shown; /* indexes of columns */
  int *width;
  gsize n_shown;
  GPtrArray *text; /* safe, row by row, n_shown each; the titles first */
  int number_width;
} Layout;

static char *
cell_text (KtContext *context, const KtColumn *column, const KtCell *cell)
{
  KtLocal date;

  switch (column->type)
    {
    case KT_COLUMN_TEXT:
    case KT_COLUMN_WHOLE:
      return kt_safe (cell->text != NULL ? cell->text : "");
    case KT_COLUMN_DATE:
      if (cell->text != NULL && kt_local_parse (cell->text, &date))
        return kt_say_short_date (context, date);
      return kt_safe (cell->text != NULL ? cell->text : "");
    case KT_COLUMN_TIME:
      return cell->number != 0 ? kt_say_short (context, cell->number) : g_strdup ("");
    case KT_COLUMN_REF:
      return cell->number != 0 ? kt_ref_short (context, cell->number) : g_strdup ("");
    default:
      return cell->number != KT_TABLE_NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, cell->number)
                                           : g_strdup ("");
    }
}

static gboolean
column_has_text (const Layout *layout, gsize i)
{
  for (guint at = layout->n_shown + i; at < layout->text->len; at += layout->n_shown)
    if (*(const char *)layout->text->pdata[at] != '\0')
      return TRUE;
  return FALSE;
}

static void
choose_columns (Layout *layout, const KtContext *context)
{
  const KtTable *table = layout->table;
  layout->shown = g_new (gsize, table->n_columns);
  for (gsize i = 0; i < table->n_columns; i++)
    if (table->columns[i].type != KT_COLUMN_REF || context->refs)
      layout->shown[layout->n_shown++] = i;
}

static void
fill_text (Layout *layout, KtContext *context)
{
  layout->text = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < layout->n_shown; i++)
    {
      const char *title = layout->table->columns[layout->shown[i]].title;
      g_ptr_array_add (layout->text, g_strdup (*title != '\0' ? _ (title) : ""));
    }
  for (guint row = 0; row < kt_table_n_rows (layout->table); row++)
    for (gsize i = 0; i < layout->n_shown; i++)
      g_ptr_array_add (layout->text,
                       cell_text (context, &layout->table->columns[layout->shown[i]],
                                  kt_table_cell (layout->table, row, layout->shown[i])));
}

static int
total_width (const Layout *layout)
{
  int total = layout->number_width;
  for (gsize i = 0; i < layout->n_shown; i++)
    total += layout->width[i] > 0 ? GAP + layout->width[i] : 0;
  return total;
}

static gboolean
stays_whole (const Layout *layout, gsize i)
{
  return layout->table->columns[layout->shown[i]].type == KT_COLUMN_WHOLE
         && layout->width[i] <= WHOLE_MAX;
}

/* Wide text columns give way first, then the last columns go altogether; a number stays. */
static void
fit (Layout *layout, int width)
{
  while (total_width (layout) > width)
    {
      gsize widest = 0;
      for (gsize i = 1; i < layout->n_shown; i++)
        if (layout->width[i] > layout->width[widest] && !stays_whole (layout, i))
          widest = i;
      if (layout->width[widest] > NARROW_MIN)
        {
          layout->width[widest]--;
          continue;
        }
      gsize last = layout->n_shown - 1;
      while (last > 0 && (layout->width[last] == 0 || stays_whole (layout, last)))
        last--;
      if (last == 0)
        return;
      layout->width[last] = 0;
    }
}

static void
measure (Layout *layout, const KtContext *context)
{
  layout->width = g_new0 (int, layout->n_shown);
  layout->number_width = MAX (2, (int)g_snprintf (NULL, 0, "%u", kt_table_n_rows (layout->table)));
  for (guint at = 0; at < layout->text->len; at++)
    {
      gsize i = at % layout->n_shown;
      layout->width[i] = MAX (layout->width[i], kt_term_width (layout->text->pdata[at]));
    }
  for (gsize i = 0; i < layout->n_shown; i++)
    if (!column_has_text (layout, i))
      layout->width[i] = 0;
  fit (layout, context->width);
}

static void
print_row (const Layout *layout, KtContext *context, guint row)
{
  g_autoptr (GString) line = g_string_new (NULL);
  for (gsize i = 0; i < layout->n_shown; i++)
    {
      const KtColumn *column = &layout->table->columns[layout->shown[i]];
      const char *text = layout->text->pdata[row * layout->n_shown + i];
      if (layout->width[i] == 0)
        continue;
      g_string_append_printf (line, "%*s", GAP, "");
      if (column->type == KT_COLUMN_NUMBER)
        g_string_append_printf (line, "%*s", layout->width[i] - kt_term_width (text), "");
      kt_term_append_cell (line, text, layout->width[i], column->type != KT_COLUMN_NUMBER);
    }
  g_strchomp (line->str);
  if (row == 0)
    {
      g_autofree char *title = g_strdup_printf ("%*s{b:%s}\n", layout->number_width, "", line->str);
      kt_out_marked (context, title);
      return;
    }
  kt_out (context, "{d:%*u}", layout->number_width, row);
  kt_out_marked (context, line->str);
  kt_out (context, "\n");
}

void
kt_table_print_aligned (const KtTable *table, KtContext *context)
{
  Layout layout = { .table = table };
  if (kt_table_n_rows (table) == 0)
    return;
  choose_columns (&layout, context);
  fill_text (&layout, context);
  measure (&layout, context);
  for (guint row = 0; row <= kt_table_n_rows (table); row++)
    print_row (&layout, context, row);
  g_free (layout.shown);
  g_free (layout.width);
  g_ptr_array_unref (layout.text);
}
