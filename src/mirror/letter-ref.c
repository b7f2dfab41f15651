#include "config.h"
#include "kontor/record-state.h"

static const char find_letters[]
    = "SELECT key FROM mirror.letter WHERE key BETWEEN ?1 AND ?2 LIMIT ?3";

gboolean
kt_record_find_letters (KtStore *store, KtIdRange range, guint limit, GArray *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, find_letters, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iii", range.first, range.last, (gint64)limit);
  while (kt_step (statement, &local))
    {
      KtRecordState state = { .kind = KT_RECORD_LETTER, .key = kt_column_int (statement, 0) };
      g_array_append_val (found, state);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
