#include "config.h"
#include "kontor/report-view.h"
#include "kontor/table.h"
#include "kontor/term.h"

#include <glib/gi18n.h>
#include <string.h>

#define BARS_MOST 12u /* lines of bars; the rest is one */
#define LABEL_MOST 28 /* columns */
#define LINES 8       /* height of upright columns */
#define BAR_LEAST 8   /* shorter bars say nothing */
#define EIGHTHS 8

static const char *const eighths_across[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
static const char *const eighths_up[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇" };
static const char *const blocks[] = { "█", "▒", "░" };
static const char colors[] = { 'c', 'd', 'y' };

static void
point_free (gpointer data)
{
  KtChartPoint *point = data;
  g_free (point->label);
  g_free (point);
}

GPtrArray *
kt_chart_points (const KtChart *chart, guint most)
{
  GPtrArray *points = g_ptr_array_new_with_free_func (point_free);
  KtChartPoint *others = NULL;
  for (guint i = 0; i < chart->points->len; i++)
    {
      const KtChartPoint *point = chart->points->pdata[i];
      gboolean single = chart->points->len <= most || i + 1 < most;
      KtChartPoint *copy = single || others == NULL ? g_new0 (KtChartPoint, 1) : others;
      if (single)
        copy->label = g_strdup (point->label);
      else if (others == NULL)
        copy->label
            = g_strdup_printf (ngettext ("%u other", "%u others", chart->points->len - most + 1),
                               chart->points->len - most + 1);
      for (guint k = 0; k < chart->n_series; k++)
        copy->values[k] += point->values[k];
      if (copy != others)
        g_ptr_array_add (points, copy);
      if (!single)
        others = copy;
    }
  return points;
}

gint64
kt_chart_largest (const KtChart *chart, const GPtrArray *points, gboolean stacked)
{
  gint64 most = 0;
  for (guint i = 0; i < points->len; i++)
    {
      const KtChartPoint *point = points->pdata[i];
      gint64 sum = 0;
      for (guint k = 0; k < chart->n_series; k++)
        {
          sum = stacked ? sum + point->values[k] : point->values[k];
          most = MAX (most, sum);
        }
    }
  return most;
}

static void
append_n (GString *out, const char *text, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append (out, text);
}

/* At least a sliver where there is something. */
static int
scale (gint64 value, gint64 most, int length)
{
  if (value <= 0 || most <= 0)
    return 0;
  return (int)MAX (kt_report_share (length, value, most), 1);
}

static void
print_legend (KtContext *context, const KtChart *chart)
{
  g_autoptr (GString) line = g_string_new ("  ");
  for (guint k = 0; chart->n_series > 1 && k < chart->n_series; k++)
    {
      g_autofree char *name = kt_safe (_ (chart->series[k]));
      g_string_append_printf (line, "%s{%c:%s} %s", k > 0 ? "   " : "", colors[k], blocks[k], name);
    }
  if (chart->n_series > 1)
    kt_out_marked (context, g_string_append_c (line, '\n')->str);
}

static void
print_title (KtContext *context, const KtChart *chart)
{
  kt_out (context, "  {b:%s}%s%s\n", _ (chart->title), *chart->currency != '\0' ? ", " : "",
          chart->currency);
}

/* Labels and values of all points, as they are printed. */
typedef struct
{
  GPtrArray *labels, *values; /* char *; values series by series */
  int label_width, value_width;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_ptr_array_unref (texts->labels);
  g_ptr_array_unref (texts->values);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static void
texts_init (Texts *texts, KtContext *context, const KtChart *chart, const GPtrArray *points)
{
  *texts = (Texts){ .labels = g_ptr_array_new_with_free_func (g_free),
                    .values = g_ptr_array_new_with_free_func (g_free) };
  for (guint i = 0; i < points->len; i++)
    {
      g_autofree char *label = kt_chart_label (context, chart, points->pdata[i], FALSE);
      char *safe = kt_term_safe (label, KT_TERM_LINE);
      g_ptr_array_add (texts->labels, safe);
      texts->label_width = MAX (texts->label_width, kt_term_width (safe));
      for (guint k = 0; k < chart->n_series; k++)
        {
          char *value = kt_chart_value (chart, ((const KtChartPoint *)points->pdata[i])->values[k]);
          g_ptr_array_add (texts->values, value);
          texts->value_width = MAX (texts->value_width, kt_term_width (value));
        }
    }
}

static void
append_bar (GString *line, int eighths, guint series)
{
  if (eighths == 0)
    return;
  g_string_append_printf (line, "{%c:", colors[series]);
  append_n (line, blocks[series], series == 0 ? eighths / EIGHTHS : MAX (eighths / EIGHTHS, 1));
  if (series == 0)
    g_string_append (line, eighths_across[eighths % EIGHTHS]);
  g_string_append_c (line, '}');
}

/* Bars lie beside their labels. */
static void
print_lying (KtContext *context, const KtChart *chart, const GPtrArray *points)
{
  g_auto (Texts) texts = { 0 };
  texts_init (&texts, context, chart, points);
  int width = MIN (context->width, KT_TERM_READABLE);
  int label_width = MIN (texts.label_width, MAX (width / 3, 10));
  label_width = MIN (label_width, LABEL_MOST);
  int bar = width - label_width - texts.value_width - 6;
  gint64 most = kt_chart_largest (chart, points, FALSE);
  for (guint i = 0; i < points->len; i++)
    for (guint k = 0; k < chart->n_series; k++)
      {
        const KtChartPoint *point = points->pdata[i];
        g_autoptr (GString) line = g_string_new ("  ");
        g_autoptr (GString) label = g_string_new (NULL);
        kt_term_append_cell (label, k == 0 ? texts.labels->pdata[i] : "", label_width, TRUE);
        kt_safe_append (line, label->str);
        g_string_append (line, "  ");
        if (bar >= BAR_LEAST)
          append_bar (line, scale (point->values[k], most, bar * EIGHTHS), k);
        const char *value = texts.values->pdata[i * chart->n_series + k];
        g_string_append_printf (line, "%s%s\n", bar >= BAR_LEAST && point->values[k] > 0 ? " " : "",
                                value != NULL ? value : "");
        kt_out_marked (context, line->str);
      }
}

static void
append_block (GString *line, guint series, const char *block, int wide)
{
  g_string_append_printf (line, "{%c:", colors[series]);
  append_n (line, block, wide);
  g_string_append_c (line, '}');
}

/* What stands at this height of one column; only the first series has finer steps than lines. */
static void
append_column (GString *line, int height, guint series, int level, int wide)
{
  int left = height - level * EIGHTHS;
  if (left >= EIGHTHS || (series > 0 && left > 0))
    append_block (line, series, blocks[series], wide);
  else
    append_block (line, series, eighths_up[MAX (left, 0)], wide);
}

/* The series that most of this height belongs to. */
static void
append_stack (GString *line, const KtChart *chart, const KtChartPoint *point, int level, int wide,
              gint64 most)
{
  gint64 sum = 0;
  int middle = level * EIGHTHS + EIGHTHS / 2, height = 0;
  for (guint k = 0; k < chart->n_series; k++)
    {
      sum += point->values[k];
      height = scale (sum, most, LINES * EIGHTHS);
      if (point->values[k] > 0 && height >= middle)
        {
          append_column (line, height, k, level, wide);
          return;
        }
    }
  guint first = point->values[0] > 0 ? 0 : point->values[1] > 0 ? 1 : 2;
  append_column (line, height, level == 0 && height > 0 ? first : 0, level, wide);
}

/* One line of upright columns. */
static void
append_level (GString *line, const KtChart *chart, const GPtrArray *points, int level, int wide,
              gint64 most)
{
  for (guint i = 0; i < points->len; i++)
    {
      const KtChartPoint *point = points->pdata[i];
      if (chart->stacked)
        append_stack (line, chart, point, level, wide, most);
      for (guint k = 0; !chart->stacked && k < chart->n_series; k++)
        append_column (line, scale (point->values[k], most, LINES * EIGHTHS), k, level, wide);
      g_string_append_c (line, ' ');
    }
}

/* Labels under the columns, as many as have room. */
static void
print_labels (KtContext *context, const KtChart *chart, const GPtrArray *points, int margin,
              int step)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_string_append_printf (line, "%*s", margin, "");
  int free_from = margin;
  for (guint i = 0; i < points->len; i++)
    {
      g_autofree char *label = kt_chart_label (context, chart, points->pdata[i], TRUE);
      g_autofree char *safe = kt_term_safe (label, KT_TERM_LINE);
      int at = margin + (int)i * step, width = kt_term_width (safe);
      if (at < free_from || (i + 1 == points->len && width > step + 3))
        continue;
      g_string_append_printf (line, "%*s", at - (free_from - (i > 0 && free_from > margin)), "");
      kt_safe_append (line, safe);
      free_from = at + width + 1;
    }
  kt_out_marked (context, line->str);
  kt_out (context, "\n");
}

/* FALSE: there is not the room. */
static gboolean
print_upright (KtContext *context, const KtChart *chart, const GPtrArray *points)
{
  gint64 most = kt_chart_largest (chart, points, chart->stacked);
  g_autofree char *top = kt_chart_value (chart, most), *half = kt_chart_value (chart, most / 2);
  int margin = MAX (kt_term_width (top), kt_term_width (half)) + 4;
  int width = MIN (context->width, KT_TERM_READABLE) - margin;
  int series = chart->stacked ? 1 : (int)chart->n_series, n = (int)points->len;
  int wide = n > 0 ? (width / n - 1) / series : 0;
  if (n < 2 || wide < 1)
    return FALSE;
  wide = MIN (wide, series > 1 ? 3 : 5);
  for (int level = LINES - 1; level >= 0; level--)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      gboolean halves = chart->unit != KT_REPORT_NUMBER || most % 2 == 0;
      const char *tick = level == LINES - 1 ? top : level == LINES / 2 - 1 && halves ? half : "";
      g_string_append_printf (line, "{d:%*s%s │}", margin - 2 - kt_term_width (tick), "", tick);
      append_level (line, chart, points, level, wide, most);
      g_string_append_c (line, '\n');
      kt_out_marked (context, line->str);
    }
  print_labels (context, chart, points, margin, wide * series + 1);
  return TRUE;
}

void
kt_chart_print (KtContext *context, const KtChart *chart)
{
  g_autoptr (GPtrArray) points = kt_chart_points (chart, chart->upright ? G_MAXUINT : BARS_MOST);
  if (points->len == 0 || kt_chart_largest (chart, points, FALSE) == 0)
    return;
  print_title (context, chart);
  print_legend (context, chart);
  if (!chart->upright || !print_upright (context, chart, points))
    {
      g_autoptr (GPtrArray) fewer = kt_chart_points (chart, BARS_MOST);
      print_lying (context, chart, fewer);
    }
  kt_out (context, "\n");
}
