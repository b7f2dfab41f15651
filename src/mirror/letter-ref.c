#include "config.h"
#include "kontor/record-state.h"

static const char find_letters[]
    = "SELECT l.key, (SELECT max(t.id) >> 20 FROM mirror.letter AS t WHERE t.thread = l.thread),"
      " (SELECT max(v.created) FROM letter_verdict AS v WHERE v.letter = l.key"
      "  AND v.verdict = 'dismissed')"
      " FROM mirror.letter AS l WHERE l.key BETWEEN ?1 AND ?2 LIMIT ?3";

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
      gint64 dismissed = kt_column_int (statement, 2);
      KtRecordState state = { .kind = KT_RECORD_LETTER,
                              .key = kt_column_int (statement, 0),
                              .updated = dismissed != 0 ? dismissed : kt_column_int (statement, 1),
                              .done = dismissed != 0 };
      g_array_append_val (found, state);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
