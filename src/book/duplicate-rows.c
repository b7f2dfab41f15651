#include "config.h"
#include "kontor/duplicate-rows.h"

#define CONTACTS_SQL                                                                               \
  "SELECT id, name, kind = 'company', birthday, employer, created FROM contact ORDER BY fold"
#define POINTS_SQL                                                                                 \
  "SELECT contact, kind = 'phone', match, raw, share = 'shared' FROM contact_point"                \
  " WHERE kind IN ('email', 'phone') ORDER BY contact, position"

gboolean
kt_duplicate_rows (KtStore *store, const KtDuplicateSink *sink, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, CONTACTS_SQL, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failure))
    sink->contact (sink->data, kt_column_int (row, 0), kt_column_text (row, 1),
                   kt_column_int (row, 2) != 0, kt_column_text_or_null (row, 3),
                   kt_column_int (row, 4), kt_column_int (row, 5));
  row = failure == NULL ? kt_store_statement (store, POINTS_SQL, &failure) : NULL;
  while (row != NULL && kt_step (row, &failure))
    sink->point (sink->data, kt_column_int (row, 0), kt_column_int (row, 1) != 0,
                 kt_column_text (row, 2), kt_column_text (row, 3), kt_column_int (row, 4) != 0);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
