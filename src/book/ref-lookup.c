#include "config.h"
#include "kontor/record-state.h"

/* key, contact, updated, done */
static const struct
{
  KtRecordKind kind;
  const char *sql;
} lookups[] = {
  { KT_RECORD_CONTACT,
    "SELECT id, id, updated, 0 FROM contact WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_REMINDER, "SELECT id, contact, updated, state = 'done' FROM reminder"
                        " WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_NOTE,
    "SELECT id, contact, updated, 0 FROM note WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_APPOINTMENT, "SELECT id, contact, updated, state IN ('done', 'no-show', 'cancelled')"
                           " FROM appointment WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_SERVICE,
    "SELECT id, 0, updated, 0 FROM service WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_RESOURCE,
    "SELECT id, 0, updated, 0 FROM resource WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_CLOSURE,
    "SELECT id, 0, updated, 0 FROM closure WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_WAITING, "SELECT id, contact, updated, state IN ('booked', 'withdrawn')"
                       " FROM waiting_list WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_FORMULA,
    "SELECT id, contact, updated, 0 FROM formula WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_OUTBOX, "SELECT id, 0, updated, state <> 'conflict' FROM outbox"
                      " WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_DEAL, "SELECT id, contact, updated, closed_at IS NOT NULL FROM deal"
                    " WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_INVOICE, "SELECT id, contact, updated, state <> 'open' FROM invoice"
                       " WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
  { KT_RECORD_JOURNAL, "SELECT id, 0, 0, 0 FROM journal WHERE id BETWEEN ?1 AND ?2 LIMIT ?3" },
};

static gboolean
find_kind (KtStore *store, KtRecordKind kind, const char *sql, KtIdRange range, guint limit,
           GArray *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iii", range.first, range.last, (gint64)limit);
  while (kt_step (statement, &local))
    {
      KtRecordState state = { .kind = kind,
                              .key = kt_column_int (statement, 0),
                              .contact = kt_column_int (statement, 1),
                              .updated = kt_column_int (statement, 2),
                              .done = kt_column_int (statement, 3) != 0 };
      g_array_append_val (found, state);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
kt_record_find_book (KtStore *store, KtIdRange range, guint kinds, guint limit, GArray *found,
                     GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (lookups); i++)
    if ((kinds & lookups[i].kind)
        && !find_kind (store, lookups[i].kind, lookups[i].sql, range, limit, found, error))
      return FALSE;
  return TRUE;
}
