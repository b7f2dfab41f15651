#include "config.h"
#include "kontor/mirror.h"
#include <sqlite3.h>

void
kt_folder_free (KtFolder *folder)
{
  if (folder == NULL)
    return;
  g_free (folder->source);
  g_free (folder->name);
  g_free (folder->wire_name);
  g_free (folder->role);
  g_free (folder);
}

static KtFolder *
folder_of_row (sqlite3_stmt *row, const char *source)
{
  KtFolder *folder = g_new0 (KtFolder, 1);
  folder->id = kt_column_int (row, 0);
  folder->source = g_strdup (source);
  folder->name = g_strdup (kt_column_text (row, 1));
  folder->wire_name = g_strdup (kt_column_text (row, 2));
  folder->role = g_strdup (kt_column_text (row, 3));
  folder->uidvalidity = (guint64)kt_column_int (row, 4);
  folder->uidnext = (guint64)kt_column_int (row, 5);
  folder->modseq = (guint64)kt_column_int (row, 6);
  folder->total = (guint32)kt_column_int (row, 7);
  folder->horizon = sqlite3_column_type (row, 8) == SQLITE_NULL ? -1 : kt_column_int (row, 8);
  folder->since = kt_column_int (row, 9);
  return folder;
}

GPtrArray *
kt_folder_list (KtStore *store, const char *source, GError **error)
{
  static const char sql[]
      = "SELECT id, name, wire_name, role, uidvalidity, uidnext, modseq, total, horizon,"
        " since FROM mirror.folder WHERE source = ? AND gone_at IS NULL ORDER BY name, id";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_folder_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", source);
  while (kt_step (statement, &failed))
    g_ptr_array_add (list, folder_of_row (statement, source));
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* One statement for the new and the known: a folder that vanished and came back is found by its
 * wire name. */
gboolean
kt_folder_put (KtStore *store, KtFolder *folder, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.folder"
        " (source, name, wire_name, role, uidvalidity, uidnext, modseq, total, horizon, since)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif (?9, -1), ?10)"
        " ON CONFLICT (source, wire_name) DO UPDATE SET name = excluded.name,"
        " role = excluded.role, uidvalidity = excluded.uidvalidity, uidnext = excluded.uidnext,"
        " modseq = excluded.modseq, total = excluded.total, horizon = excluded.horizon,"
        " since = excluded.since, gone_at = NULL RETURNING id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  g_autoptr (GError) failed = NULL;
  kt_bind (statement, "ssssiiiiii", folder->source, folder->name, folder->wire_name, folder->role,
           (gint64)folder->uidvalidity, (gint64)folder->uidnext, (gint64)folder->modseq,
           (gint64)folder->total, folder->horizon, folder->since);
  if (kt_step (statement, &failed))
    folder->id = kt_column_int (statement, 0);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Letters that lie nowhere else. */
static gboolean
mark_orphans (KtStore *store, gint64 folder, gint64 since, gint64 now, GArray *gone, GError **error)
{
  static const char sql[]
      = "UPDATE mirror.letter SET gone_at = ?2 WHERE gone_at IS NULL"
        " AND time >= ?3 AND id IN (SELECT letter FROM mirror.location WHERE folder = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM mirror.location AS other"
        " WHERE other.letter = letter.id AND other.folder <> ?1)"
        " RETURNING id";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iii", folder, now, since > 0 ? since : G_MININT64);
  while (kt_step (statement, &failed))
    {
      gint64 row = kt_column_int (statement, 0);
      if (gone != NULL)
        g_array_append_val (gone, row);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
kt_folder_forget_locations (KtStore *store, gint64 folder, gint64 since, gint64 now, GArray *gone,
                            GError **error)
{
  static const char locations[] = "DELETE FROM mirror.location WHERE folder = ?";
  static const char quarantine[] = "DELETE FROM mirror.quarantine WHERE folder = ?";
  return mark_orphans (store, folder, since, now, gone, error)
         && kt_store_run (store, error, locations, "i", folder)
         && kt_store_run (store, error, quarantine, "i", folder);
}

gboolean
kt_folder_mark_gone (KtStore *store, gint64 folder, gint64 now, GArray *gone, GError **error)
{
  static const char sql[] = "UPDATE mirror.folder SET gone_at = ?, uidnext = 0, modseq = 0,"
                            " total = 0, horizon = NULL WHERE id = ?";
  return kt_folder_forget_locations (store, folder, 0, now, gone, error)
         && kt_store_run (store, error, sql, "ii", now, folder);
}
