#include "config.h"
#include "kontor/chart.h"
#include "kontor/html-page.h"
#include "kontor/report-view.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <string.h>

/* Colours keep a contrast of 4.5 to 1 for text and 3 to 1 for bars on their ground, light and dark;
 * bars of several series differ in lightness too. On paper all is light. */
static const char style[]
    = ":root{color-scheme:light dark;--ground:#fcfcfa;--ink:#1d2327;--soft:#59636b;--grid:#dcdfdd;"
      "--line:#e6e8e5;--s0:#0f766e;--s1:#c2740c;--s2:#7f8a93}"
      "@media(prefers-color-scheme:dark){:root{--ground:#14181b;--ink:#e8ebea;--soft:#a3adb3;"
      "--grid:#343c41;--line:#2a3135;--s0:#2dd4bf;--s1:#f0a94b;--s2:#8b969e}}"
      "*{box-sizing:border-box}"
      "body{margin:0 auto;padding:2.2rem 1.4rem 3rem;max-width:62rem;background:var(--ground);"
      "color:var(--ink);font:16px/1.5 system-ui,'Segoe UI','DejaVu Sans',Arial,sans-serif}"
      "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .2rem;font-weight:650}"
      "h1::first-letter{text-transform:uppercase}"
      ".when{color:var(--soft);margin:0 0 1.6rem}"
      "figure{margin:0 0 1.8rem}"
      "figcaption{font-weight:600;margin:0 0 .4rem}"
      "figcaption::first-letter{text-transform:uppercase}"
      "svg{display:block;width:100%;height:auto;overflow:visible}"
      "svg text{font-size:12px;fill:var(--soft);font-variant-numeric:tabular-nums}"
      "svg .l{text-anchor:end}svg .x{text-anchor:middle}svg .v{fill:var(--ink)}"
      ".s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}"
      ".g{stroke:var(--grid);stroke-width:1}"
      ".legend{margin:0 0 .5rem;color:var(--soft);font-size:.9rem}"
      ".legend span{margin-right:1.2rem}"
      ".legend i{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.4em;"
      "vertical-align:-.05em}"
      ".k0{background:var(--s0)}.k1{background:var(--s1)}.k2{background:var(--s2)}"
      ".scroll{overflow-x:auto}"
      "table{border-collapse:collapse;width:100%;font-size:.92rem;"
      "font-variant-numeric:tabular-nums}"
      "th,td{padding:.34rem .6rem;text-align:left;border-bottom:1px solid var(--line);"
      "vertical-align:top}"
      "th:first-child,td:first-child{padding-left:0}"
      "thead th{color:var(--soft);font-weight:600;font-size:.8rem;letter-spacing:.02em;"
      "border-bottom:2px solid var(--grid)}"
      "tbody th{font-weight:400}"
      ".n{text-align:right;white-space:nowrap}"
      "tfoot td,tfoot th{font-weight:650;border-bottom:0;border-top:2px solid var(--grid)}"
      "tfoot tr+tr td,tfoot tr+tr th{border-top:0}"
      ".notes{color:var(--soft);font-size:.88rem;margin:1.4rem 0 0;padding-left:1.1rem}"
      ".notes li{margin:.2rem 0}"
      "@media(max-width:34rem){body{padding:1.2rem .8rem}.wide{display:none}}"
      "@page{margin:14mm}"
      "@media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--soft:#444;--grid:#bbb;"
      "--line:#ccc;--s0:#0f766e;--s1:#c2740c;--s2:#7f8a93}"
      "body{padding:0;max-width:none;font-size:10pt}"
      "figure,tr,.notes{break-inside:avoid}thead{display:table-header-group}"
      ".scroll{overflow:visible}rect,.legend i{print-color-adjust:exact}}";

static void
append_head (GString *out, const KtReport *report, const char *title)
{
  g_autofree char *period = kt_report_period (report);
  g_string_append (out, "<header>\n<h1>");
  kt_html_text (out, _ (title));
  g_string_append (out, "</h1>\n<p class=\"when\">");
  kt_html_text (out, period);
  if (report->subject != NULL)
    {
      g_string_append (out, " · ");
      kt_html_text (out, report->subject);
    }
  g_string_append (out, "</p>\n</header>\n");
}

static const char *
class_of (const KtReportColumn *column)
{
  gboolean right = kt_report_is_right (column->type), wide = column->show == KT_REPORT_WIDE;
  return right && wide ? " class=\"n wide\"" : right ? " class=\"n\"" : wide ? " class=\"wide\"" : "";
}

/* A column nobody filled is left out. */
static gboolean
is_shown (const KtReport *report, gsize column)
{
  const KtReportColumn *of = &report->columns[column];
  if (of->show == KT_REPORT_DATA)
    return FALSE;
  for (guint i = 0; i < report->rows->len; i++)
    {
      const KtReportRow *row = report->rows->pdata[i];
      if (kt_report_is_text (of->type) ? row->cells[column].text != NULL || of->none != NULL
                                       : row->cells[column].number != KT_REPORT_NULL)
        return TRUE;
    }
  return FALSE;
}

static void
append_row (GString *out, const KtContext *context, const KtReport *report, const KtReportRow *row,
            const gboolean *shown, gboolean total)
{
  gboolean first = TRUE;
  g_string_append (out, "<tr>");
  for (gsize i = 0; i < report->n_columns; i++)
    {
      KtReportColumn column = report->columns[i];
      if (!shown[i])
        continue;
      if (total)
        column.none = first ? N_ ("in all") : NULL;
      g_autofree char *text = kt_report_cell (context, &column, row, i);
      const char *element = first ? "th" : "td";
      g_string_append_printf (out, "<%s%s%s>", element, first ? " scope=\"row\"" : "",
                              class_of (&column));
      kt_html_text (out, text != NULL ? text : "");
      g_string_append_printf (out, "</%s>", element);
      first = FALSE;
    }
  g_string_append (out, "</tr>\n");
}

static void
append_table (GString *out, const KtContext *context, const KtReport *report)
{
  gboolean shown[KT_REPORT_COLUMNS_MAX];
  g_string_append (out, "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr>");
  for (gsize i = 0; i < report->n_columns; i++)
    {
      shown[i] = is_shown (report, i);
      if (!shown[i])
        continue;
      g_string_append_printf (out, "<th scope=\"col\"%s>", class_of (&report->columns[i]));
      kt_html_text (out, _ (report->columns[i].title));
      g_string_append (out, "</th>");
    }
  g_string_append (out, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < report->rows->len; i++)
    append_row (out, context, report, report->rows->pdata[i], shown, FALSE);
  g_string_append (out, "</tbody>\n");
  if (report->totals->len > 0)
    g_string_append (out, "<tfoot>\n");
  for (guint i = 0; i < report->totals->len; i++)
    append_row (out, context, report, report->totals->pdata[i], shown, TRUE);
  g_string_append_printf (out, "%s</table>\n</div>\n", report->totals->len > 0 ? "</tfoot>\n" : "");
}

static void
append_notes (GString *out, const KtReport *report)
{
  if (report->notes->len == 0)
    return;
  g_string_append (out, "<ul class=\"notes\">\n");
  for (guint i = 0; i < report->notes->len; i++)
    {
      g_autofree char *text = kt_report_note_text (report->notes->pdata[i]);
      g_string_append (out, "<li>");
      kt_html_text (out, text);
      g_string_append (out, "</li>\n");
    }
  g_string_append (out, "</ul>\n");
}

char *
kt_report_html (const KtContext *context, const KtReport *report, const char *title)
{
  g_autoptr (GString) body = g_string_new ("<main>\n");
  g_autofree char *period = kt_report_period (report);
  g_autofree char *full = g_strdup_printf ("%s, %s", _ (title), period);
  append_head (body, report, title);
  for (guint i = 0; i < report->charts->len; i++)
    kt_chart_svg (body, context, report->charts->pdata[i], i);
  if (report->rows->len > 0)
    append_table (body, context, report);
  else
    g_string_append_printf (body, "<p>%s</p>\n", _ ("nothing to report"));
  append_notes (body, report);
  g_string_append (body, "</main>\n");
  return kt_html_page (full, style, body->str);
}
