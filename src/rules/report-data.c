#include "config.h"
#include "kontor/report-data.h"

static void
row_free (gpointer data)
{
  g_free (data);
}

static void
chart_free (gpointer data)
{
  KtChart *chart = data;
  g_ptr_array_unref (chart->points);
  g_free (chart);
}

static void
point_free (gpointer data)
{
  KtChartPoint *point = data;
  g_free (point->label);
  g_free (point);
}

static void
note_free (gpointer data)
{
  KtReportNote *note = data;
  g_free (note->text);
  g_free (note);
}

KtReport *
kt_report_new (void)
{
  KtReport *report = g_new0 (KtReport, 1);
  report->rows = g_ptr_array_new_with_free_func (row_free);
  report->totals = g_ptr_array_new_with_free_func (row_free);
  report->charts = g_ptr_array_new_with_free_func (chart_free);
  report->notes = g_ptr_array_new_with_free_func (note_free);
  return report;
}

static void
free_cells (const KtReport *report, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    for (gsize column = 0; column < report->n_columns; column++)
      if (kt_report_is_text (report->columns[column].type))
        g_free (((KtReportRow *)rows->pdata[i])->cells[column].text);
}

void
kt_report_free (KtReport *report)
{
  if (report == NULL)
    return;
  free_cells (report, report->rows);
  free_cells (report, report->totals);
  g_ptr_array_unref (report->rows);
  g_ptr_array_unref (report->totals);
  g_ptr_array_unref (report->charts);
  g_ptr_array_unref (report->notes);
  g_free (report->subject);
  g_free (report);
}

void
kt_report_set_columns (KtReport *report, const KtReportColumn *columns, gsize n_columns)
{
  g_assert (n_columns <= KT_REPORT_COLUMNS_MAX);
  report->columns = columns;
  report->n_columns = n_columns;
}

gboolean
kt_report_is_text (KtReportType type)
{
  return type == KT_REPORT_TEXT || type == KT_REPORT_DATE || type == KT_REPORT_SPAN
         || type == KT_REPORT_WORD;
}

static KtReportRow *
make_row (const KtReport *report, const char *currency, KtId contact, va_list args)
{
  KtReportRow *row = g_new0 (KtReportRow, 1);
  g_strlcpy (row->currency, currency != NULL ? currency : "", sizeof row->currency);
  row->contact = contact;
  for (gsize i = 0; i < report->n_columns; i++)
    if (kt_report_is_text (report->columns[i].type))
      row->cells[i].text = g_strdup (va_arg (args, const char *));
    else
      row->cells[i].number = va_arg (args, gint64);
  return row;
}

KtReportRow *
kt_report_add (KtReport *report, const char *currency, KtId contact, ...)
{
  va_list args;
  va_start (args, contact);
  KtReportRow *row = make_row (report, currency, contact, args);
  va_end (args);
  g_ptr_array_add (report->rows, row);
  return row;
}

KtReportRow *
kt_report_add_total (KtReport *report, const char *currency, ...)
{
  va_list args;
  va_start (args, currency);
  KtReportRow *row = make_row (report, currency, 0, args);
  va_end (args);
  g_ptr_array_add (report->totals, row);
  return row;
}

KtChart *
kt_report_add_chart (KtReport *report, const char *title, KtReportType unit, const char *currency)
{
  KtChart *chart = g_new0 (KtChart, 1);
  chart->title = title;
  chart->unit = unit;
  chart->n_series = 1;
  g_strlcpy (chart->currency, currency != NULL ? currency : "", sizeof chart->currency);
  chart->points = g_ptr_array_new_with_free_func (point_free);
  g_ptr_array_add (report->charts, chart);
  return chart;
}

KtChartPoint *
kt_chart_add (KtChart *chart, const char *label, gint64 value)
{
  KtChartPoint *point = g_new0 (KtChartPoint, 1);
  point->label = g_strdup (label);
  point->values[0] = value;
  g_ptr_array_add (chart->points, point);
  return point;
}

static KtReportNote *
add_note (KtReport *report, const char *id, gint64 count, char *text)
{
  KtReportNote *note = g_new0 (KtReportNote, 1);
  note->id = id;
  note->count = count;
  note->text = text;
  note->amount = KT_REPORT_NULL;
  g_ptr_array_add (report->notes, note);
  return note;
}

void
kt_report_note (KtReport *report, const char *id, gint64 count, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  add_note (report, id, count, g_strdup_vprintf (format, args));
  va_end (args);
}

void
kt_report_note_sum (KtReport *report, const char *id, gint64 count, gint64 amount,
                    const char *currency, const char *text)
{
  KtReportNote *note = add_note (report, id, count, g_strdup (text));
  note->amount = amount;
  g_strlcpy (note->currency, currency, sizeof note->currency);
}

/* 128 bits: the largest sum times the largest part. */
gint64
kt_report_share (gint64 sum, gint64 part, gint64 whole)
{
  return (gint64)(((__int128)sum * part * 2 + whole) / ((__int128)whole * 2));
}

gint64
kt_report_percent (gint64 part, gint64 whole)
{
  return whole > 0 ? kt_report_share (1000, part, whole) : KT_REPORT_NULL;
}
