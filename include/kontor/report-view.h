#pragma once
#include "kontor/context.h"
#include "kontor/report-data.h"

/* Prints a report as context->output and the terminal ask: head, charts, table and what was
 * counted on a terminal; its rows alone as TSV and CSV; all of it as JSON. name: of the report. */
void kt_report_print (KtContext *context, const KtReport *report, const char *name,
                      const char *title);
/* One page that needs nothing beside it: no script, no font, no picture from elsewhere. */
char *kt_report_html (const KtContext *context, const KtReport *report, const char *title);

/* What views share. A cell as people read it; foreign text in it is not yet safe. NULL: nothing. */
char *kt_report_cell (const KtContext *context, const KtReportColumn *column,
                      const KtReportRow *row, gsize index);
/* The same as programs read it: "106.00", "42.5", minutes. NULL: it is not there. */
char *kt_report_cell_data (const KtReportColumn *column, const KtReportRow *row, gsize index);
/* Of a chart: how its value and its label are said. short_form: under a column, few letters. */
char *kt_chart_value (const KtChart *chart, gint64 value);
char *kt_chart_label (const KtContext *context, const KtChart *chart, const KtChartPoint *point,
                      gboolean short_form);
/* "November 2026", "1.12.2025 – 30.11.2026", "all of it" */
char *kt_report_period (const KtReport *report);
/* The summary of a report (N_()) as a headline: translated, with a capital. */
char *kt_report_headline (const char *title);
/* "to be paid later: 3, 45,00 €" */
char *kt_report_note_text (const KtReportNote *note);
/* Where numbers stand at the right. */
gboolean kt_report_is_right (KtReportType type);
/* The points that are drawn, the rest in one: KtChartPoint; free with kt_chart_free_points(). */
GPtrArray *kt_chart_points (const KtChart *chart, guint most);
/* The largest value, or stack of values. */
gint64 kt_chart_largest (const KtChart *chart, const GPtrArray *points, gboolean stacked);
/* The chart on a terminal, lines of marked text. */
void kt_chart_print (KtContext *context, const KtChart *chart);
