#include "config.h"
#include "kontor/service.h"

#include <sqlite3.h>

#define LIST_SQL                                                                                   \
  "SELECT id, resource, weekday, opens, closes FROM resource_hours"                                \
  " ORDER BY resource, weekday, opens"
#define DELETE_SQL "DELETE FROM resource_hours WHERE resource IS ?1"
#define INSERT_SQL                                                                                 \
  "INSERT INTO resource_hours (id, resource, weekday, opens, closes) VALUES (?1, ?2, ?3, ?4, ?5)"

GArray *
kt_hours_list (KtStore *store, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  g_autoptr (GArray) hours = g_array_new (FALSE, FALSE, sizeof (KtHours));
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      KtHours row = { kt_column_int (statement, 0), kt_column_int (statement, 1),
                      (int)kt_column_int (statement, 2), (int)kt_column_int (statement, 3),
                      (int)kt_column_int (statement, 4) };
      g_array_append_val (hours, row);
    }
  if (failure == NULL)
    return g_steal_pointer (&hours);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_hours_set (KtStore *store, KtId resource, const GArray *hours, GError **error)
{
  if (!kt_store_run (store, error, DELETE_SQL, "I", resource))
    return FALSE;
  for (guint i = 0; i < hours->len; i++)
    {
      const KtHours *row = &g_array_index (hours, KtHours, i);
      if (!kt_store_run (store, error, INSERT_SQL, "iIiii", kt_id_random (), resource,
                         (gint64)row->weekday, (gint64)row->opens, (gint64)row->closes))
        return FALSE;
    }
  return TRUE;
}
