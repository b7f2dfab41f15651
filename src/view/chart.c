#include "config.h"
#include "kontor/chart.h"
#include "kontor/html-page.h"
#include "kontor/report-view.h"
#include "kontor/term.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 720
#define BARS_MOST 20u
#define POINTS_MOST 62u /* upright: more than two months of days are bars of weeks to the eye */
#define ROW 22          /* height of a lying bar with its gap */
#define BAR 16
#define LABEL 190 /* room for the label of a lying bar, at most */
#define LETTER 7  /* width of one, about */
#define VALUE 110 /* and for its value */
#define TOP 10
#define HEIGHT 200 /* of upright bars */
#define AXIS 88    /* room for the numbers beside them */
#define LABEL_LETTERS 26

static int
scale (gint64 value, gint64 most, int length)
{
  if (value <= 0 || most <= 0)
    return 0;
  return (int)MAX (kt_report_share (length, value, most), 1);
}

static void
append_label (GString *out, const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *cut = g_utf8_substring (text, 0, MIN (length, LABEL_LETTERS));
  kt_html_append (out, cut);
  if (length > LABEL_LETTERS)
    g_string_append (out, "…");
}

/* The bar and, for a pointer that rests on it, what it says. */
static void
append_rect (GString *out, const KtContext *context, const KtChart *chart,
             const KtChartPoint *point, guint series, int x, int y, int width, int height)
{
  if (width <= 0 || height <= 0)
    return;
  g_autofree char *label = kt_chart_label (context, chart, point, FALSE);
  g_autofree char *value = kt_chart_value (chart, point->values[series]);
  g_string_append_printf (
      out, "<rect class=\"s%u\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"><title>",
      series, x, y, width, height);
  kt_html_append (out, label);
  g_string_append (out, chart->n_series > 1 ? ", " : ": ");
  if (chart->n_series > 1)
    {
      kt_html_append (out, _ (chart->series[series]));
      g_string_append (out, ": ");
    }
  kt_html_append (out, value != NULL ? value : "");
  g_string_append (out, "</title></rect>\n");
}

static int
lying_height (const KtChart *chart, const GPtrArray *points)
{
  int row = chart->n_series > 1 ? BAR * (int)chart->n_series + 10 : ROW;
  return TOP + row * (int)points->len + 4;
}

static int
label_room (const KtContext *context, const KtChart *chart, const GPtrArray *points)
{
  glong letters = 6;
  for (guint i = 0; i < points->len; i++)
    {
      g_autofree char *label = kt_chart_label (context, chart, points->pdata[i], FALSE);
      letters = MAX (letters, MIN (g_utf8_strlen (label, -1), LABEL_LETTERS));
    }
  return MIN ((int)letters * LETTER + 16, LABEL);
}

static void
append_lying (GString *out, const KtContext *context, const KtChart *chart, const GPtrArray *points)
{
  gint64 most = kt_chart_largest (chart, points, FALSE);
  int row = (lying_height (chart, points) - TOP - 4) / (int)MAX (points->len, 1);
  int left = label_room (context, chart, points);
  for (guint i = 0; i < points->len; i++)
    {
      const KtChartPoint *point = points->pdata[i];
      int y = TOP + row * (int)i, inner = BAR - (chart->n_series > 1 ? 2 : 0);
      g_autofree char *label = kt_chart_label (context, chart, point, FALSE);
      g_string_append_printf (out, "<text class=\"l\" x=\"%d\" y=\"%d\">", left - 8, y + 12);
      append_label (out, label);
      g_string_append (out, "</text>\n");
      for (guint k = 0; k < chart->n_series; k++, y += BAR)
        {
          int width = scale (point->values[k], most, WIDTH - left - VALUE);
          g_autofree char *value = kt_chart_value (chart, point->values[k]);
          append_rect (out, context, chart, point, k, left, y, width, inner);
          g_string_append_printf (out, "<text class=\"v\" x=\"%d\" y=\"%d\">", left + width + 6,
                                  y + 12);
          kt_html_append (out, value != NULL ? value : "");
          g_string_append (out, "</text>\n");
        }
    }
}

#define LINES 4 /* of the grid, over the ground */

/* A round number a quarter of the axis is: 1, 2, 2.5 or 5 with noughts. */
static gint64
round_step (gint64 most)
{
  gint64 least = (most + LINES - 1) / LINES;
  for (gint64 power = 1;; power *= 10)
    {
      static const int tenths[] = { 10, 20, 25, 50 };
      for (gsize i = 0; i < G_N_ELEMENTS (tenths); i++)
        if (power * tenths[i] % 10 == 0 && power * tenths[i] / 10 >= least)
          return power * tenths[i] / 10;
    }
}

static void
append_grid (GString *out, const KtChart *chart, gint64 step)
{
  for (int i = 0; i <= LINES; i++)
    {
      int y = TOP + HEIGHT - HEIGHT * i / LINES;
      g_autofree char *text = kt_chart_value (chart, step * i);
      g_string_append_printf (out, "<line class=\"g\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
                              AXIS, y, WIDTH, y);
      g_string_append_printf (out, "<text class=\"l\" x=\"%d\" y=\"%d\">", AXIS - 8, y + 4);
      kt_html_append (out, text != NULL ? text : "");
      g_string_append (out, "</text>\n");
    }
}

/* The label of every nth column, so that they do not touch. */
static void
append_upright (GString *out, const KtContext *context, const KtChart *chart,
                const GPtrArray *points)
{
  gint64 quarter = round_step (kt_chart_largest (chart, points, chart->stacked));
  gint64 most = quarter * LINES;
  int n = (int)MAX (points->len, 1), series = chart->stacked ? 1 : (int)chart->n_series;
  int step = (WIDTH - AXIS) * 100 / n, every = MAX (1, (3600 + step - 1) / step);
  int bar = CLAMP ((step * 7 / 10) / series, 100, 3600);
  append_grid (out, chart, quarter);
  for (guint i = 0; i < points->len; i++)
    {
      const KtChartPoint *point = points->pdata[i];
      int left = AXIS * 100 + step * (int)i, x = left + (step - bar * series) / 2;
      int floor = TOP + HEIGHT;
      for (guint k = 0; k < chart->n_series; k++)
        {
          int height = scale (point->values[k], most, HEIGHT);
          append_rect (out, context, chart, point, k,
                       (x + (chart->stacked ? 0 : bar * (int)k)) / 100, floor - height,
                       MAX (bar / 100 - (bar > 400), 1), height);
          floor -= chart->stacked ? height : 0;
        }
      if ((int)i % every != 0)
        continue;
      g_autofree char *label = kt_chart_label (context, chart, point, TRUE);
      g_string_append_printf (out, "<text class=\"x\" x=\"%d\" y=\"%d\">", (left + step / 2) / 100,
                              TOP + HEIGHT + 18);
      append_label (out, label);
      g_string_append (out, "</text>\n");
    }
}

/* What the chart says, in words: its largest value. */
static void
append_description (GString *out, const KtContext *context, const KtChart *chart,
                    const GPtrArray *points)
{
  const KtChartPoint *most = NULL;
  for (guint i = 0; i < points->len; i++)
    {
      const KtChartPoint *point = points->pdata[i];
      if (most == NULL || point->values[0] > most->values[0])
        most = point;
    }
  if (most == NULL)
    return;
  g_autofree char *label = kt_chart_label (context, chart, most, FALSE);
  g_autofree char *value = kt_chart_value (chart, most->values[0]);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u bar; the largest is %s with %s. All figures are in the table.",
                "%u bars; the largest is %s with %s. All figures are in the table.",
                points->len * chart->n_series),
      points->len * chart->n_series, label, value != NULL ? value : "");
  kt_html_append (out, text);
}

static void
append_legend (GString *out, const KtChart *chart)
{
  if (chart->n_series < 2)
    return;
  g_string_append (out, "<p class=\"legend\" aria-hidden=\"true\">");
  for (guint k = 0; k < chart->n_series; k++)
    {
      g_string_append_printf (out, "<span><i class=\"k%u\"></i>", k);
      kt_html_append (out, _ (chart->series[k]));
      g_string_append (out, "</span>");
    }
  g_string_append (out, "</p>\n");
}

void
kt_chart_svg (GString *out, const KtContext *context, const KtChart *chart, guint number)
{
  gboolean upright = chart->upright && chart->points->len > 1 && chart->points->len <= POINTS_MOST;
  g_autoptr (GPtrArray) points = kt_chart_points (chart, upright ? POINTS_MOST : BARS_MOST);
  if (points->len == 0 || kt_chart_largest (chart, points, FALSE) == 0)
    return;
  int height = upright ? TOP + HEIGHT + 28 : lying_height (chart, points);
  g_string_append (out, "<figure>\n<figcaption>");
  kt_html_append (out, _ (chart->title));
  if (*chart->currency != '\0')
    g_string_append_printf (out, ", %s", chart->currency);
  g_string_append (out, "</figcaption>\n");
  append_legend (out, chart);
  g_string_append_printf (out,
                          "<svg role=\"img\" aria-labelledby=\"t%u d%u\" viewBox=\"0 0 %d %d\">\n"
                          "<title id=\"t%u\">",
                          number, number, WIDTH, height, number);
  kt_html_append (out, _ (chart->title));
  g_string_append_printf (out, "</title>\n<desc id=\"d%u\">", number);
  append_description (out, context, chart, points);
  g_string_append (out, "</desc>\n");
  if (upright)
    append_upright (out, context, chart, points);
  else
    append_lying (out, context, chart, points);
  g_string_append (out, "</svg>\n</figure>\n");
}
