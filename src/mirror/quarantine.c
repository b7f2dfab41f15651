#include "config.h"
#include "kontor/source-state.h"
#include <sqlite3.h>

void
kt_quarantined_free (KtQuarantined *item)
{
  if (item == NULL)
    return;
  g_free (item->source);
  g_free (item->folder_name);
  g_free (item->reason);
  g_free (item);
}

gboolean
kt_quarantined_comes_again (const KtQuarantined *item)
{
  return item->missing && item->attempts < KT_QUARANTINE_TRIES;
}

/* at is the time of the last attempt that counted. A clock that was put back counts. */
gboolean
kt_quarantine_put (KtStore *store, KtQuarantined *item, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.quarantine AS q (folder, uid, reason, at, missing)"
        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET reason = excluded.reason,"
        " (attempts, at) = (SELECT q.attempts + counts, iif (counts, excluded.at, q.at)"
        "   FROM (SELECT NOT (q.missing AND excluded.missing AND excluded.at >= q.at"
        "                     AND excluded.at < q.at + ?6) AS counts)),"
        " missing = excluded.missing RETURNING attempts";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iisiii", item->folder, (gint64)item->uid, item->reason, item->at,
           (gint64)item->missing, (gint64)KT_QUARANTINE_EVERY);
  if (kt_step (statement, &failed))
    item->attempts = (int)kt_column_int (statement, 0);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

GArray *
kt_quarantine_uids (KtStore *store, gint64 folder, gboolean again, GError **error)
{
  static const char sql[] = "SELECT uid, attempts, missing FROM mirror.quarantine WHERE folder = ?"
                            " ORDER BY uid";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (guint64));
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", folder);
  while (kt_step (statement, &failed))
    {
      const KtQuarantined item = { .uid = (guint64)kt_column_int (statement, 0),
                                   .attempts = (int)kt_column_int (statement, 1),
                                   .missing = kt_column_int (statement, 2) != 0 };
      if (kt_quarantined_comes_again (&item) == again)
        g_array_append_val (uids, item.uid);
    }
  if (failed == NULL)
    return g_steal_pointer (&uids);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
kt_quarantine_remove (KtStore *store, gint64 folder, guint64 uid, GError **error)
{
  static const char sql[] = "DELETE FROM mirror.quarantine WHERE folder = ? AND uid = ?";
  return kt_store_run (store, error, sql, "ii", folder, (gint64)uid);
}

GPtrArray *
kt_quarantine_list (KtStore *store, const char *source, GError **error)
{
  static const char sql[]
      = "SELECT q.folder, q.uid, q.reason, q.at, q.attempts, f.source, f.name,"
        " q.missing"
        " FROM mirror.quarantine AS q JOIN mirror.folder AS f ON f.id = q.folder"
        " WHERE ?1 IS NULL OR f.source = ?1 ORDER BY q.at DESC, q.folder, q.uid";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_quarantined_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", source);
  while (kt_step (statement, &failed))
    {
      KtQuarantined *item = g_new0 (KtQuarantined, 1);
      item->folder = kt_column_int (statement, 0);
      item->uid = (guint64)kt_column_int (statement, 1);
      item->reason = g_strdup (kt_column_text (statement, 2));
      item->at = kt_column_int (statement, 3);
      item->attempts = (int)kt_column_int (statement, 4);
      item->source = g_strdup (kt_column_text (statement, 5));
      item->folder_name = g_strdup (kt_column_text (statement, 6));
      item->missing = kt_column_int (statement, 7) != 0;
      g_ptr_array_add (list, item);
    }
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
kt_sync_run_insert (KtStore *store, const KtSyncRun *run, GError **error)
{
  static const char sql[] = "INSERT INTO mirror.sync_run"
                            " (source, started, finished, new, changed, gone, quarantined, error)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  static const char forget[]
      = "DELETE FROM mirror.sync_run WHERE source = ?1 AND id <= (SELECT id FROM mirror.sync_run"
        " WHERE source = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)";
  return kt_store_run (store, error, sql, "siiiiiis", run->source, run->started, run->finished,
                       (gint64)run->added, (gint64)run->changed, (gint64)run->gone,
                       (gint64)run->quarantined, run->error)
         && kt_store_run (store, error, forget, "si", run->source, (gint64)KT_SYNC_RUNS_MAX);
}
