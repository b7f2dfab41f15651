#include "config.h"
#include "kontor/contact.h"

#include <sqlite3.h>
#include <string.h>

#define LIST_SQL                                                                                   \
  "SELECT id, contact, kind, raw, norm, match, label, share, position FROM contact_point"          \
  " WHERE contact = ?1 ORDER BY kind, position, created, id"
#define BY_MATCH_SQL                                                                               \
  "SELECT id, contact, kind, raw, norm, match, label, share, position FROM contact_point"          \
  " WHERE match = ?1 ORDER BY created, id"
#define OWNED_SQL "SELECT 1 FROM contact_point WHERE match = ?1 LIMIT 1"
#define INSERT_SQL                                                                                 \
  "INSERT INTO contact_point (id, contact, kind, raw, norm, match, label, share, position,"        \
  " created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
#define CHANGE_SQL "UPDATE contact_point SET label = ?2, position = ?3, share = ?4 WHERE id = ?1"
#define DELETE_SQL "DELETE FROM contact_point WHERE id = ?1"

void
kt_point_free (KtPoint *point)
{
  if (point == NULL)
    return;
  g_free (point->kind);
  g_free (point->raw);
  g_free (point->norm);
  g_free (point->match);
  g_free (point->label);
  g_free (point);
}

static KtPoint *
read_point (sqlite3_stmt *statement)
{
  KtPoint *point = g_new0 (KtPoint, 1);
  point->id = kt_column_int (statement, 0);
  point->contact = kt_column_int (statement, 1);
  point->kind = g_strdup (kt_column_text (statement, 2));
  point->raw = g_strdup (kt_column_text (statement, 3));
  point->norm = g_strdup (kt_column_text (statement, 4));
  point->match = g_strdup (kt_column_text (statement, 5));
  point->label = g_strdup (kt_column_text_or_null (statement, 6));
  point->shared = strcmp (kt_column_text (statement, 7), "shared") == 0;
  point->position = (int)kt_column_int (statement, 8);
  return point;
}

static GPtrArray *
read_points (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_point_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (points, read_point (statement));
  if (failure == NULL)
    return g_steal_pointer (&points);
  g_propagate_error (error, failure);
  return NULL;
}

GPtrArray *
kt_point_list (KtStore *store, KtId contact, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  return read_points (statement, error);
}

GPtrArray *
kt_point_by_match (KtStore *store, const char *match, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, BY_MATCH_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", match);
  return read_points (statement, error);
}

gboolean
kt_point_is_owned (KtStore *store, const char *match, gboolean *ret_owned, GError **error)
{
  return kt_store_asks (store, error, ret_owned, OWNED_SQL, "s", match);
}

gboolean
kt_point_insert (KtStore *store, const KtPoint *point, gint64 now, GError **error)
{
  g_return_val_if_fail (point->id != 0 && point->contact != 0, FALSE);
  return kt_store_run (store, error, INSERT_SQL, "iissssssii", point->id, point->contact,
                       point->kind, point->raw, point->norm, point->match, point->label,
                       point->shared ? "shared" : "personal", (gint64)point->position, now);
}

gboolean
kt_point_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}

gboolean
kt_point_change (KtStore *store, const KtPoint *point, GError **error)
{
  return kt_store_run (store, error, CHANGE_SQL, "isis", point->id, point->label,
                       (gint64)point->position, point->shared ? "shared" : "personal");
}
