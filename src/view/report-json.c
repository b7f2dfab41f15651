#include "config.h"
#include "report-json.h"
#include "kontor/table.h"

static void
add_money (KtJson *json, gint64 minor, const char *currency)
{
  kt_json_begin_object (json);
  kt_json_member (json, "amount_minor");
  kt_json_int (json, minor);
  kt_json_member (json, "currency");
  kt_json_string (json, currency);
  kt_json_end_object (json);
}

static void
add_cell (KtJson *json, const KtReportColumn *column, const KtReportRow *row, gsize index)
{
  const KtReportCell *cell = &row->cells[index];
  kt_json_member (json, column->id);
  if (kt_report_is_text (column->type))
    kt_json_text (json, cell->text);
  else if (cell->number == KT_REPORT_NULL)
    kt_json_null (json);
  else if (column->type == KT_REPORT_MONEY)
    add_money (json, cell->number, row->currency);
  else if (column->type == KT_REPORT_PERCENT)
    kt_json_double (json, (double)cell->number / 10);
  else
    kt_json_int (json, cell->number);
}

static void
add_rows (KtJson *json, const KtReport *report, const GPtrArray *rows, const char *key,
          gboolean contacts)
{
  kt_json_member (json, key);
  kt_json_begin_array (json);
  for (guint i = 0; i < rows->len; i++)
    {
      const KtReportRow *row = rows->pdata[i];
      kt_json_begin_object (json);
      for (gsize column = 0; column < report->n_columns; column++)
        if (report->columns[column].show != KT_REPORT_PEOPLE)
          add_cell (json, &report->columns[column], row, column);
      kt_json_member (json, "currency");
      kt_json_text (json, *row->currency != '\0' ? row->currency : NULL);
      if (contacts)
        {
          kt_json_member (json, "ref");
          if (row->contact != 0)
            kt_json_ref (json, row->contact);
          else
            kt_json_null (json);
        }
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
}

static void
add_period (KtJson *json, const KtReport *report)
{
  char text[KT_LOCAL_TEXT];
  kt_json_member (json, "period");
  if (!report->has_period)
    {
      kt_json_null (json);
      return;
    }
  kt_json_begin_object (json);
  kt_json_member (json, "first");
  kt_local_format (report->first, text);
  kt_json_string (json, text);
  kt_json_member (json, "last");
  kt_local_format (report->last, text);
  kt_json_string (json, text);
  kt_json_end_object (json);
}

/* Their ids: the text is for people. */
static void
add_notes (KtJson *json, const KtReport *report)
{
  kt_json_member (json, "notes");
  kt_json_begin_array (json);
  for (guint i = 0; i < report->notes->len; i++)
    {
      const KtReportNote *note = report->notes->pdata[i];
      kt_json_begin_object (json);
      kt_json_member (json, "id");
      kt_json_string (json, note->id);
      kt_json_member (json, "count");
      if (note->count != KT_REPORT_NULL)
        kt_json_int (json, note->count);
      else
        kt_json_null (json);
      kt_json_member (json, "amount");
      if (note->amount != KT_REPORT_NULL)
        add_money (json, note->amount, note->currency);
      else
        kt_json_null (json);
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
}

void
kt_report_print_json (KtContext *context, const KtReport *report, const char *name)
{
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "report");
  kt_json_string (json, name);
  kt_json_member (json, "subject");
  kt_json_text (json, report->subject);
  add_period (json, report);
  add_rows (json, report, report->rows, "rows", report->of_clients);
  add_rows (json, report, report->totals, "totals", FALSE);
  add_notes (json, report);
  kt_json_end (context, json);
}
