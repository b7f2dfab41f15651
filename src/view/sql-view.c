#include "config.h"
#include "kontor/csv.h"
#include "kontor/sql-view.h"
#include "kontor/table.h"
#include "kontor/term.h"

#include <glib/gi18n.h>

#define GAP 2
#define CELL_LEAST 6
#define EXACT (G_GINT64_CONSTANT (1) << 53) /* beyond it programs that read JSON may round */

struct _KtSqlView
{
  KtContext *context;
  char **names;
  guint n, rows;
  KtJson *json;
  gboolean more, *is_text;
  GPtrArray *cells; /* safe text, the names first; a terminal's */
};

KtSqlView *
kt_sql_view_new (KtContext *context)
{
  KtSqlView *view = g_new0 (KtSqlView, 1);
  view->context = context;
  view->cells = g_ptr_array_new_with_free_func (g_free);
  return view;
}

void
kt_sql_view_free (KtSqlView *view)
{
  if (view == NULL)
    return;
  g_strfreev (view->names);
  g_clear_pointer (&view->json, kt_json_free);
  g_ptr_array_unref (view->cells);
  g_free (view->is_text);
  g_free (view);
}

static gboolean
is_table (const KtSqlView *view)
{
  return view->context->terminal && view->context->output == KT_OUTPUT_TEXT;
}

/* Two columns of one name are told apart: an object has each key once. */
static char *
unique_name (char **names, guint n, const char *name)
{
  char *unique = g_strdup (name);
  for (guint i = 0, k = 2; i < n; i++)
    if (g_str_equal (names[i], unique))
      {
        g_free (unique);
        unique = g_strdup_printf ("%s_%u", name, k++);
        i = G_MAXUINT; /* from the beginning */
      }
  return unique;
}

static void
end_row (KtSqlView *view)
{
  if (view->context->output == KT_OUTPUT_CSV)
    kt_csv_end (view->context->out);
  else
    kt_tsv_end (view->context->out);
}

static void
put_cell (KtSqlView *view, guint column, const char *text, gboolean raw)
{
  if (view->context->output == KT_OUTPUT_CSV)
    kt_csv_cell (view->context->out, column, text, raw);
  else
    kt_tsv_cell (view->context->out, column, text);
}

void
kt_sql_view_columns (gpointer data, const char *const *names, guint n)
{
  KtSqlView *view = data;
  view->names = g_new0 (char *, n + 1);
  view->is_text = g_new0 (gboolean, n);
  view->n = n;
  for (guint i = 0; i < n; i++)
    view->names[i] = unique_name (view->names, i, names[i]);
  if (view->context->output == KT_OUTPUT_JSON)
    {
      view->json = kt_json_begin ();
      kt_json_member (view->json, "columns");
      kt_json_begin_array (view->json);
      for (guint i = 0; i < n; i++)
        kt_json_string (view->json, view->names[i]);
      kt_json_end_array (view->json);
      kt_json_member (view->json, "rows");
      kt_json_begin_array (view->json);
      return;
    }
  for (guint i = 0; i < n; i++)
    if (is_table (view))
      g_ptr_array_add (view->cells, kt_safe (names[i]));
    else
      put_cell (view, i, names[i], FALSE);
  if (!is_table (view))
    end_row (view);
}

static void
put_json (KtSqlView *view, const KtValue *values)
{
  kt_json_begin_object (view->json);
  for (guint i = 0; i < view->n; i++)
    {
      const KtValue *value = &values[i];
      kt_json_member (view->json, view->names[i]);
      if (value->type == KT_VALUE_NULL)
        kt_json_null (view->json);
      else if (value->type == KT_VALUE_INTEGER && value->integer <= EXACT
               && value->integer >= -EXACT)
        kt_json_int (view->json, value->integer);
      else if (value->type == KT_VALUE_REAL)
        kt_json_double (view->json, value->real);
      else
        kt_json_string (view->json, value->text);
    }
  kt_json_end_object (view->json);
}

gboolean
kt_sql_view_row (gpointer data, const KtValue *values, guint n)
{
  KtSqlView *view = data;
  view->rows++;
  if (view->json != NULL)
    {
      put_json (view, values);
      return TRUE;
    }
  if (is_table (view) && view->rows > KT_SQL_ROWS && !view->context->all)
    {
      view->more = TRUE;
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const char *text = values[i].text != NULL ? values[i].text : "";
      view->is_text[i] |= values[i].type == KT_VALUE_TEXT;
      if (is_table (view))
        g_ptr_array_add (view->cells, kt_safe (text));
      else
        put_cell (view, i, text, values[i].type != KT_VALUE_TEXT);
    }
  if (!is_table (view))
    end_row (view);
  return TRUE;
}

/* The widest give way until all fit. */
static void
fit (int *width, guint n, int room)
{
  for (;;)
    {
      int total = 0;
      guint widest = 0;
      for (guint i = 0; i < n; i++)
        {
          total += width[i] + (i > 0 ? GAP : 0);
          widest = width[i] > width[widest] ? i : widest;
        }
      if (total <= room || width[widest] <= CELL_LEAST)
        return;
      width[widest]--;
    }
}

static void
print_table (KtSqlView *view)
{
  g_autofree int *width = g_new0 (int, view->n);
  for (guint at = 0; at < view->cells->len; at++)
    width[at % view->n] = MAX (width[at % view->n], kt_term_width (view->cells->pdata[at]));
  fit (width, view->n, view->context->width);
  for (guint at = 0; at < view->cells->len; at += view->n)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      for (guint i = 0; i < view->n; i++)
        {
          const char *text = view->cells->pdata[at + i];
          int left = view->is_text[i] ? 0 : width[i] - kt_term_width (text);
          g_string_append_printf (line, "%*s", (i > 0 ? GAP : 0) + MAX (left, 0), "");
          kt_term_append_cell (line, text, width[i], view->is_text[i]);
        }
      g_strchomp (line->str);
      g_autofree char *marked = g_strdup_printf (at == 0 ? "{b:%s}\n" : "%s\n", line->str);
      kt_out_marked (view->context, marked);
    }
}

void
kt_sql_view_end (KtSqlView *view)
{
  if (view->json != NULL)
    {
      kt_json_end_array (view->json);
      kt_json_end (view->context, g_steal_pointer (&view->json));
      return;
    }
  if (!is_table (view))
    return;
  print_table (view);
  if (view->more)
    kt_out (view->context, "{d:%s}\n", _ ("there is more: --all"));
  else
    kt_out (view->context, "{d:%u %s}\n", view->rows, ngettext ("row", "rows", view->rows));
}
