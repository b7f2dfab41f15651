#include "config.h"
#include "kontor/chart.h"
#include "kontor/html-page.h"
#include "kontor/report-view.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <string.h>

/* Beside kt_html_style. Bars keep a contrast of 3 to 1 on their ground, light and dark; those of
 * several series differ in lightness too, for who does not see colours and for grey printers. */
static const char style[]
    = ":root{--s0:#2f6f8f;--s1:#d08a2c;--s2:#8a8a94;--grid:#e4e4e8}"
      "@media(prefers-color-scheme:dark){:root{--s0:#5fb0d8;--s1:#e3a54f;--s2:#777781;"
      "--grid:#2b2c31}}"
      "@media print{:root{--s0:#2f6f8f;--s1:#d08a2c;--s2:#8a8a94;--grid:#ccc}}"
      "figcaption::first-letter{text-transform:uppercase}"
      "header{margin-bottom:1.8em}"
      "figure{margin:0 0 2em;break-inside:avoid}"
      "figcaption{font-weight:600;margin:0 0 .5em}"
      "svg{display:block;width:100%;height:auto;overflow:visible}"
      "svg text{font-size:12px;fill:var(--dim);font-variant-numeric:tabular-nums}"
      "svg .l{text-anchor:end}svg .x{text-anchor:middle}svg .v{fill:var(--ink)}"
      ".s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}"
      ".g{stroke:var(--grid);stroke-width:1}"
      ".legend{margin:0 0 .6em;color:var(--dim);font-size:.9em}"
      ".legend span{margin-right:1.4em}"
      ".legend i{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.4em;"
      "vertical-align:-.05em;print-color-adjust:exact}"
      ".k0{background:var(--s0)}.k1{background:var(--s1)}.k2{background:var(--s2)}"
      ".scroll{overflow-x:auto}"
      "tbody th{font-weight:400;color:inherit}th:last-child,td:last-child{padding-right:0}"
      "tfoot th,tfoot td{font-weight:600;color:inherit;border-bottom:0}"
      ".n+td:not(.n),.n+th:not(.n){padding-left:.9em}"
      ".notes{color:var(--dim);font-size:.9em;margin:1.6em 0 0;padding-left:1.2em}"
      ".notes li{margin:.2em 0}"
      "@media(max-width:36em){body{padding:1.2em .9em}.wide{display:none}}"
      "@media print{thead{display:table-header-group}.notes{break-inside:avoid}"
      ".scroll{overflow:visible}rect{print-color-adjust:exact}}";

static void
append_head (GString *out, const KtReport *report, const char *title)
{
  g_autofree char *period = kt_report_period (report);
  g_autofree char *head = kt_report_headline (title);
  g_string_append (out, "<header>\n<h1>");
  kt_html_append (out, head);
  g_string_append (out, "</h1>\n<p class=\"dim\">");
  kt_html_append (out, period);
  if (report->subject != NULL)
    {
      g_string_append (out, " · ");
      kt_html_append (out, report->subject);
    }
  g_string_append (out, "</p>\n</header>\n");
}

static const char *
class_of (const KtReportColumn *column)
{
  gboolean right = kt_report_is_right (column->type), wide = column->show == KT_REPORT_WIDE;
  return right && wide ? " class=\"n wide\""
         : right       ? " class=\"n\""
         : wide        ? " class=\"wide\""
                       : "";
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
      kt_html_append (out, text != NULL ? text : "");
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
      kt_html_append (out, _ (report->columns[i].title));
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
      kt_html_append (out, text);
      g_string_append (out, "</li>\n");
    }
  g_string_append (out, "</ul>\n");
}

char *
kt_report_html (const KtContext *context, const KtReport *report, const char *title)
{
  g_autoptr (GString) body = g_string_new ("<main>\n");
  g_autofree char *period = kt_report_period (report);
  g_autofree char *head = kt_report_headline (title);
  g_autofree char *full = g_strdup_printf ("%s, %s", head, period);
  append_head (body, report, title);
  for (guint i = 0; i < report->charts->len; i++)
    kt_chart_svg (body, context, report->charts->pdata[i], i);
  if (report->rows->len > 0)
    append_table (body, context, report);
  else
    g_string_append_printf (body, "<p>%s</p>\n", _ ("nothing to report"));
  append_notes (body, report);
  g_string_append (body, "</main>\n");
  /* TRANSLATORS: the language of this translation, BCP 47 (RFC 5646): ru, uk, lv */
  return kt_html_page (full, C_ ("language tag", "en"), style, body->str);
}
