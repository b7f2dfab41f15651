#include "config.h"
#include "import-parts.h"
#include "kontor/csv-columns.h"
#include "kontor/error.h"
#include "kontor/field.h"
#include "kontor/import-mapping.h"
#include "kontor/import-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

typedef struct
{
  char *map, *columns, *save_map, *dates;
  gboolean update, partial, fields;
} CsvOptions;

static void
csv_options_clear (CsvOptions *options)
{
  g_free (options->map);
  g_free (options->columns);
  g_free (options->save_map);
  g_free (options->dates);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsvOptions, csv_options_clear)

char *
kt_import_file_name (const char *path)
{
  return g_str_equal (path, "-") ? g_strdup (_ ("standard input")) : g_path_get_basename (path);
}

static gboolean
parse_dates (const char *text, KtCsvDays *ret_days, GError **error)
{
  *ret_days = KT_CSV_DAYS_UNKNOWN;
  if (text == NULL)
    return TRUE;
  if (g_str_equal (text, "day-first"))
    *ret_days = KT_CSV_DAY_FIRST;
  else if (g_str_equal (text, "month-first"))
    *ret_days = KT_CSV_MONTH_FIRST;
  if (*ret_days != KT_CSV_DAYS_UNKNOWN)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("unknown value «%s» for --dates"), text);
  kt_error_hint (error, _ ("one of: %s"), "day-first, month-first");
  return FALSE;
}

/* Saved mapping, then what is said now, then own fields of what is left. */
static gboolean
settle_columns (KtContext *context, KtCsvColumns *columns, const CsvOptions *options,
                GError **error)
{
  if (options->map != NULL)
    {
      g_autofree char *mapping = kt_import_mapping_get (context->store, options->map, error);
      if (mapping == NULL)
        return FALSE;
      kt_csv_columns_apply (columns, mapping);
    }
  if (options->columns != NULL && !kt_csv_columns_say (columns, options->columns, error))
    return FALSE;
  g_autoptr (GPtrArray) known = kt_field_list (context->store, TRUE, error);
  if (known == NULL)
    return FALSE;
  kt_csv_columns_own (columns, options->fields, known);
  return TRUE;
}

static gboolean
tells_who (const KtCsvColumn *column)
{
  return column->target == KT_CSV_NAME || column->target == KT_CSV_FULL
         || column->target == KT_CSV_POINT
         || (column->target == KT_CSV_TEXT
             && (column->text == KT_IMPORT_GIVEN || column->text == KT_IMPORT_FAMILY
                 || column->text == KT_IMPORT_NAME || column->text == KT_IMPORT_COMPANY));
}

static gboolean
check_columns (const KtCsvColumns *columns, const char *file, GError **error)
{
  g_autoptr (GString) headers = g_string_new (NULL);
  for (guint i = 0; i < columns->columns->len; i++)
    {
      const KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      if (tells_who (column))
        return TRUE;
      if (i < 20)
        g_string_append_printf (headers, "%s%s", i > 0 ? ", " : "", column->header);
    }
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               _ ("cannot tell who is who in «%s», no column is known as a name"), file);
  kt_error_detail (error, _ ("its columns: %s"), headers->str);
  kt_error_hint (error, _ ("say which it is: --columns 'Klients=name,Mob.=phone'"));
  return FALSE;
}

/* "klienti.csv: windows-1257, «;»", what each column is, what is left out. */
static char *
remark_of (const KtContext *context, const KtCsvFile *file, const KtCsvColumns *columns,
           const char *name)
{
  GString *remark = g_string_new (NULL);
  g_autoptr (GString) left = g_string_new (NULL);
  const char delimiter[] = { file->delimiter, '\0' };
  guint rows = file->rows->len - (columns->has_header ? 1 : 0);
  g_autofree char *head
      = kt_marked (ngettext ("{b:%s}  %u row, %s, «%s»", "{b:%s}  %u rows, %s, «%s»", rows), name,
                   rows, file->charset, file->delimiter == '\t' ? "TAB" : delimiter);
  g_string_append (remark, head);
  if (!columns->has_header)
    g_string_append_printf (remark, ", %s", _ ("no header"));
  g_string_append_c (remark, '\n');
  for (guint i = 0; i < columns->columns->len; i++)
    {
      const KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      g_autofree char *meaning = kt_csv_column_meaning (column);
      if (column->target != KT_CSV_NOTHING)
        {
          g_autofree char *line = kt_marked ("  %-24.24s %s\n", column->header, meaning);
          g_string_append (remark, line);
        }
      else if (column->filled > 0 && !column->said)
        g_string_append_printf (left, "%s%s", left->len > 0 ? ", " : "", column->header);
    }
  if (left->len > 0)
    {
      g_autofree char *line = kt_marked (_ ("  {y:left out:} %s   {d:%s}\n"), left->str,
                                         _ ("--fields keeps them as own fields"));
      g_string_append (remark, line);
    }
  return g_string_free (remark, FALSE);
}

typedef struct
{
  const char *name;
  char *mapping;
} SavedMap;

static gboolean
save_map (KtContext *context, gpointer data, GError **error)
{
  const SavedMap *map = data;
  return kt_import_mapping_set (context->store, map->name, map->mapping, context->clock.now, error);
}

static gboolean
import_table (KtContext *context, const KtCsvFile *file, const KtCsvColumns *columns,
              const char *name, KtCsvDays days, const CsvOptions *csv, GError **error)
{
  guint n = columns->columns->len;
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();
  g_autoptr (GPtrArray) meanings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *mapping = kt_csv_columns_write (columns);
  g_autofree char *remark = remark_of (context, file, columns, name);
  g_autofree char *line = g_strdup_printf ("import csv %s", name);
  SavedMap map = { csv->save_map, mapping };
  for (guint i = 0; i < n; i++)
    {
      const KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      g_ptr_array_add (headers, column->header);
      g_ptr_array_add (meanings, kt_csv_column_meaning (column));
    }
  const KtImportOptions options = { .file = name,
                                    .headers = (const char *const *)headers->pdata,
                                    .meanings = (const char *const *)meanings->pdata,
                                    .n_headers = n,
                                    .update = csv->update,
                                    .partial = csv->partial,
                                    .also = csv->save_map != NULL ? save_map : NULL,
                                    .also_data = &map };
  g_autoptr (GPtrArray) records = kt_csv_records (file, columns, days, &context->clock, error);
  return records != NULL && kt_import_run (context, records, &options, line, remark, error);
}

gboolean
kt_import_cmd_csv (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (CsvOptions) options = { 0 };
  const GOptionEntry entries[]
      = { { "columns", 0, 0, G_OPTION_ARG_STRING, &options.columns, NULL, NULL },
          { "dates", 0, 0, G_OPTION_ARG_STRING, &options.dates, NULL, NULL },
          { "fields", 0, 0, G_OPTION_ARG_NONE, &options.fields, NULL, NULL },
          { "map", 0, 0, G_OPTION_ARG_STRING, &options.map, NULL, NULL },
          { "partial", 0, 0, G_OPTION_ARG_NONE, &options.partial, NULL, NULL },
          { "save-map", 0, 0, G_OPTION_ARG_STRING, &options.save_map, NULL, NULL },
          { "update", 0, 0, G_OPTION_ARG_NONE, &options.update, NULL, NULL },
          { NULL } };
  KtCsvDays days;
  if (!kt_command_parse (command, entries, &args, error)
      || !parse_dates (options.dates, &days, error))
    return FALSE;
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_missing (command, "FILE", error);
  g_autofree char *name = kt_import_file_name (args[0]);
  g_autoptr (KtCsvFile) file = kt_csv_file_read (args[0], error);
  if (file == NULL)
    return FALSE;
  g_autoptr (KtCsvColumns) columns = kt_csv_columns_guess (file);
  return settle_columns (context, columns, &options, error) && check_columns (columns, name, error)
         && import_table (context, file, columns, name, days, &options, error);
}
