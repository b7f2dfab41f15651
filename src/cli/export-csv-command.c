#include "config.h"
#include "export-parts.h"
#include "kontor/csv-excel.h"
#include "kontor/error.h"
#include "kontor/export-csv.h"
#include "kontor/export-ics.h"
#include "kontor/export-json.h"
#include "kontor/export-rows.h"
#include "kontor/query.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

/* Standard output, or the file and a line about it. */
static gboolean
put (KtContext *context, const char *csv, const char *output, guint count, GError **error)
{
  if (output == NULL || g_str_equal (output, "-"))
    {
      g_string_append (context->out, csv);
      return TRUE;
    }
  g_autofree char *excel = context->excel ? kt_csv_for_excel (csv) : NULL;
  const char *text = excel != NULL ? excel : csv;
  if (!kt_export_write (output, text, strlen (text), error))
    return FALSE;
  kt_export_say_written (context, output, count);
  return TRUE;
}

void
kt_export_say_written (KtContext *context, const char *file, guint rows)
{
  if (context->output != KT_OUTPUT_JSON)
    {
      kt_out (context, ngettext ("written  %u row to %s\n", "written  %u rows to %s\n", rows), rows,
              file);
      return;
    }
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "file");
  kt_json_text (json, file);
  kt_json_member (json, "rows");
  kt_json_int (json, rows);
  kt_json_end (context, json);
}

gboolean
kt_export_cmd_csv (KtContext *context, char **args, const KtExportCsv *options, GError **error)
{
  guint count;
  const char *what = NULL;
  if (args[0] != NULL
      && (g_str_equal (args[0], "contacts") || kt_export_table_find (args[0]) != NULL))
    what = *args++;
  g_autofree char *query = args[0] != NULL ? kt_query_join (args) : NULL;
  g_autofree char *csv = kt_export_csv (context, what, query, options->raw, &count, error);
  return csv != NULL && put (context, csv, options->output, count, error);
}

gboolean
kt_export_cmd_json (KtContext *context, char **args, const char *output, GError **error)
{
  guint rows;
  if (args[0] != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("export json writes the whole book, not «%s»"), args[0]);
      kt_error_hint (error, _ ("of some only: kontor export csv, or kontor export vcf"));
      return FALSE;
    }
  g_autofree char *json = kt_export_json (context, &rows, error);
  if (json == NULL)
    return FALSE;
  if (output == NULL || g_str_equal (output, "-"))
    {
      g_string_append (context->out, json);
      return TRUE;
    }
  if (!kt_export_write (output, json, strlen (json), error))
    return FALSE;
  kt_export_say_written (context, output, rows);
  return TRUE;
}
