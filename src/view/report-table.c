#include "config.h"
#include "kontor/csv.h"
#include "kontor/report-view.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include "report-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define GAP 2
#define NARROW 60
#define TEXT_LEAST 8
#define ROWS_SHOWN 30u /* on a terminal without --all */

/* Which columns, how wide, and all cells as safe text: the titles, rows, then totals. */
typedef struct
{
  const KtReport *report;
  gsize shown[KT_REPORT_COLUMNS_MAX];
  int width[KT_REPORT_COLUMNS_MAX];
  gsize n;
  guint rows; /* that are shown */
  GPtrArray *text;
  int number_width;
} Layout;

static void
layout_clear (Layout *layout)
{
  g_clear_pointer (&layout->text, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

static void
add_cells (Layout *layout, KtContext *context, const KtReportRow *row)
{
  for (gsize i = 0; i < layout->n; i++)
    {
      KtReportColumn column = layout->report->columns[layout->shown[i]];
      gboolean total = row != NULL && g_ptr_array_find (layout->report->totals, row, NULL);
      if (total) /* its first cell is no name that is missing */
        column.none = i == 0 ? N_ ("in all") : NULL;
      g_autofree char *text = row == NULL
                                  ? g_strdup (_ (column.title))
                                  : kt_report_cell (context, &column, row, layout->shown[i]);
      g_ptr_array_add (layout->text, kt_safe (text != NULL ? text : ""));
    }
}

static void
fill (Layout *layout, KtContext *context)
{
  const KtReport *report = layout->report;
  layout->rows = context->all ? report->rows->len : MIN (report->rows->len, ROWS_SHOWN);
  layout->number_width = MAX (2, g_snprintf (NULL, 0, "%u", layout->rows));
  layout->text = g_ptr_array_new_with_free_func (g_free);
  add_cells (layout, context, NULL);
  for (guint i = 0; i < layout->rows; i++)
    add_cells (layout, context, report->rows->pdata[i]);
  for (guint i = 0; i < report->totals->len; i++)
    add_cells (layout, context, report->totals->pdata[i]);
}

static int
total_width (const Layout *layout)
{
  int total = layout->number_width;
  for (gsize i = 0; i < layout->n; i++)
    total += layout->width[i] > 0 ? GAP + layout->width[i] : 0;
  return total;
}

static const KtReportColumn *
column_at (const Layout *layout, gsize i)
{
  return &layout->report->columns[layout->shown[i]];
}

/* Columns without a single cell take no room. */
static void
measure (Layout *layout)
{
  for (guint at = 0; at < layout->text->len; at++)
    if (at >= layout->n && *(const char *)layout->text->pdata[at] != '\0')
      layout->width[at % layout->n]
          = MAX (layout->width[at % layout->n], kt_term_width (layout->text->pdata[at]));
  for (gsize i = 0; i < layout->n; i++)
    if (layout->width[i] > 0)
      layout->width[i] = MAX (layout->width[i], kt_term_width (layout->text->pdata[i]));
}

/* Half a date is none. */
static gboolean
gives_way (KtReportType type)
{
  return type == KT_REPORT_TEXT || type == KT_REPORT_WORD;
}

/* Text gives way first, down to something one can read; then what only wide terminals show, from
 * the right. */
static void
fit (Layout *layout, int width)
{
  for (gsize i = layout->n; i-- > 0 && width < NARROW;)
    if (column_at (layout, i)->show == KT_REPORT_WIDE)
      layout->width[i] = 0;
  for (int least = 16; least >= TEXT_LEAST; least -= TEXT_LEAST)
    {
      for (gboolean cut = TRUE; cut && total_width (layout) > width;)
        {
          gsize widest = layout->n;
          for (gsize i = 0; i < layout->n; i++)
            if (gives_way (column_at (layout, i)->type) && layout->width[i] > least
                && (widest == layout->n || layout->width[i] > layout->width[widest]))
              widest = i;
          cut = widest < layout->n;
          if (cut)
            layout->width[widest]--;
        }
      for (gsize i = layout->n; i-- > 0 && least == 16 && total_width (layout) > width;)
        if (column_at (layout, i)->show == KT_REPORT_WIDE)
          layout->width[i] = 0;
    }
}

static void
print_line (const Layout *layout, KtContext *context, guint line, guint number)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (gsize i = 0; i < layout->n; i++)
    {
      const char *text = layout->text->pdata[line * layout->n + i];
      int left = layout->width[i] - kt_term_width (text);
      gboolean right = kt_report_is_right (column_at (layout, i)->type);
      if (layout->width[i] == 0)
        continue;
      g_string_append_printf (out, "%*s", GAP + (right ? MAX (left, 0) : 0), "");
      kt_term_append_cell (out, text, layout->width[i], !right);
    }
  g_strchomp (out->str);
  g_autofree char *mark
      = number > 0 ? g_strdup_printf ("{d:%*u}%s\n", layout->number_width, number, out->str)
                   : g_strdup_printf ("%*s{b:%s}\n", layout->number_width, "", out->str);
  kt_out_marked (context, mark);
}

static void
print_table (KtContext *context, const KtReport *report)
{
  g_auto (Layout) layout = { .report = report };
  for (gsize i = 0; i < report->n_columns; i++)
    if (report->columns[i].show != KT_REPORT_DATA)
      layout.shown[layout.n++] = i;
  fill (&layout, context);
  measure (&layout);
  fit (&layout, context->width);
  guint lines = layout.text->len / (guint)layout.n;
  for (guint line = 0; line < lines; line++)
    {
      print_line (&layout, context, line, line <= layout.rows ? line : 0);
      if (line == layout.rows && layout.rows < report->rows->len)
        kt_out (context, "{d:+ %u more: --all}\n", report->rows->len - layout.rows);
    }
}

/* Bars first: they are what one sees from the other side of the room. */
static void
print_terminal (KtContext *context, const KtReport *report, const char *title)
{
  g_autofree char *period = kt_report_period (report);
  g_autofree char *head = kt_report_headline (title);
  g_autofree char *wrapped = kt_term_wrap (head, context->width - 1, 0, 0);
  g_auto (GStrv) lines = g_strsplit (wrapped, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    kt_out (context, "{b:%s}\n", lines[i]);
  kt_out (context, "{d:%s%s%s}\n\n", period, report->subject != NULL ? " · " : "",
          report->subject != NULL ? report->subject : "");
  if (report->rows->len == 0)
    kt_out (context, "%s\n", _ ("nothing to report"));
  for (guint i = 0; report->rows->len > 0 && i < report->charts->len; i++)
    kt_chart_print (context, report->charts->pdata[i]);
  if (report->rows->len > 0)
    print_table (context, report);
  kt_out (context, "\n");
  for (guint i = 0; i < report->notes->len; i++)
    {
      g_autofree char *text = kt_report_note_text (report->notes->pdata[i]);
      g_autofree char *safe = kt_term_safe (text, KT_TERM_LINE);
      g_autofree char *folded
          = kt_term_wrap (safe, MIN (context->width - 1, KT_TERM_READABLE), 2, 2);
      g_auto (GStrv) parts = g_strsplit (folded, "\n", -1);
      for (guint k = 0; parts[k] != NULL; k++)
        kt_out (context, "{d:%s%s}\n", k == 0 ? "· " : "", parts[k]);
    }
}

/* Rows for programs: all columns, and the currency of the money in them. */
typedef struct
{
  void (*cell) (GString *out, guint column, const char *text, gboolean raw);
  void (*end) (GString *out);
} Writer;

static void
tsv_cell (GString *out, guint column, const char *text, gboolean raw)
{
  kt_tsv_cell (out, column, text);
}

static gboolean
has_money (const KtReport *report)
{
  for (gsize i = 0; i < report->n_columns; i++)
    if (report->columns[i].type == KT_REPORT_MONEY)
      return TRUE;
  return FALSE;
}

static void
print_rows (KtContext *context, const KtReport *report, const Writer *writer)
{
  gboolean money = has_money (report);
  guint at = 0;
  for (gsize i = 0; i < report->n_columns; i++)
    if (report->columns[i].show != KT_REPORT_PEOPLE)
      writer->cell (context->out, at++, report->columns[i].id, TRUE);
  if (money)
    writer->cell (context->out, at, "currency", TRUE);
  writer->end (context->out);
  for (guint r = 0; r < report->rows->len; r++)
    {
      const KtReportRow *row = report->rows->pdata[r];
      at = 0;
      for (gsize i = 0; i < report->n_columns; i++)
        {
          if (report->columns[i].show == KT_REPORT_PEOPLE)
            continue;
          g_autofree char *text = kt_report_cell_data (&report->columns[i], row, i);
          writer->cell (context->out, at++, text, !kt_report_is_text (report->columns[i].type));
        }
      if (money)
        writer->cell (context->out, at, row->currency, TRUE);
      writer->end (context->out);
    }
}

void
kt_report_print (KtContext *context, const KtReport *report, const char *name, const char *title)
{
  if (context->output == KT_OUTPUT_JSON)
    kt_report_print_json (context, report, name);
  else if (context->output == KT_OUTPUT_CSV)
    print_rows (context, report, &(Writer){ kt_csv_cell, kt_csv_end });
  else if (context->terminal)
    print_terminal (context, report, title);
  else
    print_rows (context, report, &(Writer){ tsv_cell, kt_tsv_end });
}
