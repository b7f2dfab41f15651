#include "config.h"
#include "location.h"
#include "kontor/mirror.h"
#include "kontor/sync-plan.h"
#include <sqlite3.h>

static gboolean
add_uids (KtStore *store, gint64 folder, const KtUidRange *range, GArray *uids, GArray *flags,
          GError **error)
{
  static const char sql[] = "SELECT uid, flags FROM mirror.location WHERE folder = ?"
                            " AND uid BETWEEN ? AND ? ORDER BY uid";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iii", folder, (gint64)MIN (range->first, G_MAXINT64),
           (gint64)MIN (range->last, G_MAXINT64));
  while (kt_step (statement, &failed))
    {
      guint64 uid = (guint64)kt_column_int (statement, 0);
      guint32 flag = (guint32)kt_column_int (statement, 1);
      g_array_append_val (uids, uid);
      g_array_append_val (flags, flag);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

GArray *
kt_location_uids_within (KtStore *store, gint64 folder, const GArray *ranges, GArray **ret_flags,
                         GError **error)
{
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < ranges->len; i++)
    if (!add_uids (store, folder, &g_array_index (ranges, KtUidRange, i), uids, flags, error))
      return NULL;
  if (ret_flags != NULL)
    *ret_flags = g_steal_pointer (&flags);
  return g_steal_pointer (&uids);
}

GArray *
kt_location_uids (KtStore *store, gint64 folder, guint64 first, GArray **ret_flags, GError **error)
{
  const KtUidRange all = { first, G_MAXUINT64 };
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (KtUidRange));
  g_array_append_val (ranges, all);
  return kt_location_uids_within (store, folder, ranges, ret_flags, error);
}

guint
kt_location_count (KtStore *store, gint64 folder, GError **error)
{
  static const char sql[] = "SELECT (SELECT count(*) FROM mirror.location WHERE folder = ?1)"
                            " + (SELECT count(*) FROM mirror.quarantine WHERE folder = ?1)";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return 0;
  kt_bind (statement, "i", folder);
  gint64 n = kt_step (statement, &failed) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return (guint)CLAMP (n, 0, G_MAXUINT32);
}

guint64
kt_location_young (KtStore *store, gint64 folder, gint64 since, GError **error)
{
  /* row ids of letters are made from their time: only the young ones are looked at */
  static const char sql[] = "SELECT min (place.uid) FROM mirror.letter AS letter"
                            " CROSS JOIN mirror.location AS place ON place.letter = letter.id"
                            " WHERE letter.id >= ?2 << 20 AND place.folder = ?1";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return 0;
  kt_bind (statement, "ii", folder, since);
  gint64 uid = kt_step (statement, &failed) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failed == NULL)
    return uid > 0 ? (guint64)uid : G_MAXUINT32;
  g_propagate_error (error, g_steal_pointer (&failed));
  return 0;
}

gboolean
kt_location_set_flags (KtStore *store, gint64 folder, guint64 uid, guint32 flags, GError **error)
{
  static const char sql[] = "UPDATE mirror.location SET flags = ? WHERE folder = ? AND uid = ?";
  return kt_store_run (store, error, sql, "iii", (gint64)flags, folder, (gint64)uid);
}

/* Which letter lies there; 0 none. FALSE only with error. */
static gboolean
letter_at (KtStore *store, gint64 folder, guint64 uid, gint64 *ret_letter, GError **error)
{
  static const char sql[] = "SELECT letter FROM mirror.location WHERE folder = ? AND uid = ?";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", folder, (gint64)uid);
  *ret_letter = kt_step (statement, &failed) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
mark_gone_without_place (KtStore *store, gint64 letter, gint64 now, GArray *gone, GError **error)
{
  static const char sql[] = "UPDATE mirror.letter SET gone_at = ?2 WHERE id = ?1"
                            " AND gone_at IS NULL AND NOT EXISTS"
                            " (SELECT 1 FROM mirror.location WHERE letter = ?1)";
  if (!kt_store_run (store, error, sql, "ii", letter, now))
    return FALSE;
  if (gone != NULL && sqlite3_changes (kt_store_db (store)) > 0)
    g_array_append_val (gone, letter);
  return TRUE;
}

int
kt_location_remove (KtStore *store, gint64 folder, const guint64 *uids, gsize n, gint64 now,
                    GArray *gone, GError **error)
{
  static const char sql[] = "DELETE FROM mirror.location WHERE folder = ? AND uid = ?";
  g_autoptr (GArray) own = gone == NULL ? g_array_new (FALSE, FALSE, sizeof (gint64)) : NULL;
  GArray *rows = gone != NULL ? gone : own;
  guint before = rows->len;
  for (gsize i = 0; i < n; i++)
    {
      gint64 letter = 0;
      if (!letter_at (store, folder, uids[i], &letter, error)
          || !kt_store_run (store, error, sql, "ii", folder, (gint64)uids[i])
          || (letter != 0 && !mark_gone_without_place (store, letter, now, rows, error)))
        return -1;
    }
  return (int)(rows->len - before);
}

int
kt_letter_count_gone (KtStore *store, const GArray *rows, GError **error)
{
  static const char sql[] = "SELECT 1 FROM mirror.letter WHERE id = ? AND gone_at IS NOT NULL";
  g_autoptr (GError) failed = NULL;
  int n = 0;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return -1;
  for (guint i = 0; i < rows->len && failed == NULL; i++)
    {
      kt_bind (statement, "i", g_array_index (rows, gint64, i));
      n += kt_step (statement, &failed);
      sqlite3_reset (statement);
    }
  if (failed == NULL)
    return n;
  g_propagate_error (error, g_steal_pointer (&failed));
  return -1;
}

gboolean
kt_location_put (KtStore *store, gint64 folder, guint64 uid, gint64 letter, guint32 flags,
                 gint64 now, GError **error)
{
  static const char insert[]
      = "INSERT OR IGNORE INTO mirror.location (folder, uid, letter, flags) VALUES (?, ?, ?, ?)";
  static const char update[]
      = "UPDATE mirror.location SET letter = ?, flags = ? WHERE folder = ? AND uid = ?";
  if (!kt_store_run (store, error, insert, "iiii", folder, (gint64)uid, letter, (gint64)flags))
    return FALSE;
  if (sqlite3_changes (kt_store_db (store)) == 1)
    return TRUE;
  gint64 before = 0;
  if (!letter_at (store, folder, uid, &before, error)
      || !kt_store_run (store, error, update, "iiii", letter, (gint64)flags, folder, (gint64)uid))
    return FALSE;
  return before == letter || mark_gone_without_place (store, before, now, NULL, error);
}
