#include "config.h"
#include "kontor/csv-file.h"
#include "kontor/error.h"
#include "kontor/file-reader.h"
#include <glib/gi18n.h>

void
kt_csv_file_free (KtCsvFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->rows, g_ptr_array_unref);
  g_clear_pointer (&file->frames, g_ptr_array_unref);
  g_free (file->charset);
  g_free (file);
}

static gboolean
nonsense (GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the reader talks nonsense");
  return FALSE;
}

static gboolean
take_form (KtCsvFile *file, const KtFrame *frame, GError **error)
{
  guint64 item;
  const char *delimiter;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_CSV_FORM, error);
  if (record == NULL)
    return FALSE;
  if (file->charset != NULL)
    return nonsense (error);
  g_variant_get (record, "(ts&s)", &item, &file->charset, &delimiter);
  file->delimiter = *delimiter;
  return TRUE;
}

static gboolean
take_rows (KtCsvFile *file, const KtFrame *frame, GError **error)
{
  KtCsvRows *rows = kt_csv_rows_from_frame (frame, error);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_add (file->frames, rows);
  if (file->rows->len + rows->n_rows > KT_CSV_ROWS_MAX)
    return nonsense (error);
  for (gsize i = 0; i < rows->n_rows; i++)
    {
      g_ptr_array_add (file->rows, &rows->rows[i]);
      file->faults += rows->rows[i].fault != KT_CSV_FINE;
    }
  return TRUE;
}

static gboolean
take_frame (const KtFrame *frame, gpointer data, GError **error)
{
  KtCsvFile *file = data;
  if (frame->type == KT_FRAME_CSV_FORM)
    return take_form (file, frame, error);
  if (frame->type == KT_FRAME_CSV_ROWS)
    return take_rows (file, frame, error);
  return nonsense (error);
}

KtCsvFile *
kt_csv_file_read (const char *path, GError **error)
{
  g_autoptr (KtCsvFile) file = g_new0 (KtCsvFile, 1);
  file->frames = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_csv_rows_free);
  file->rows = g_ptr_array_new ();
  if (!kt_file_reader_run (path, KT_READ_CSV, take_frame, file, error))
    return NULL;
  return file->charset != NULL || nonsense (error) ? g_steal_pointer (&file) : NULL;
}

char *
kt_csv_fault_say (const KtCsvRow *row)
{
  switch ((KtCsvFault)row->fault)
    {
    case KT_CSV_OPEN_QUOTE:
      return g_strdup_printf (_ ("the quote at character %u is never closed"), row->place);
    case KT_CSV_QUOTE_INSIDE:
      return g_strdup_printf (_ ("the field goes on behind its quote at character %u"), row->place);
    case KT_CSV_CONTROL:
      return g_strdup_printf (_ ("character %u is a control character"), row->place);
    case KT_CSV_FIELD_LONG:
      return g_strdup_printf (_ ("the field at character %u is longer than 256 KB"), row->place);
    case KT_CSV_ROW_LONG:
      return g_strdup (_ ("it is longer than 512 KB"));
    case KT_CSV_MANY_FIELDS:
      return g_strdup_printf (_ ("it has more than %u fields"), KT_CSV_FIELDS_MAX);
    case KT_CSV_FINE:
    case KT_CSV_FAULTS:
      break;
    }
  return NULL;
}
