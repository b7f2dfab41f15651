#include "config.h"
#include "invite-apply.h"
#include "kontor/calendar.h"
#include "kontor/error.h"
#include "kontor/mirror-erase.h"
#include "kontor/tombstone.h"
#include <glib/gi18n.h>
#include <sqlite3.h>

#define OBJECT_COLUMNS "id, calendar, href, etag, uid, text, problem, gone_at"

void
kt_object_free (KtObject *object)
{
  if (object == NULL)
    return;
  g_free (object->href);
  g_free (object->etag);
  g_free (object->uid);
  g_free (object->text);
  g_free (object->problem);
  g_free (object);
}

static KtObject *
object_of_row (sqlite3_stmt *row)
{
  KtObject *object = g_new0 (KtObject, 1);
  object->id = kt_column_int (row, 0);
  object->calendar = kt_column_int (row, 1);
  object->href = g_strdup (kt_column_text (row, 2));
  object->etag = g_strdup (kt_column_text (row, 3));
  object->uid = g_strdup (kt_column_text (row, 4));
  object->text = g_strdup (kt_column_text (row, 5));
  object->problem = g_strdup (kt_column_text_or_null (row, 6));
  object->gone_at = kt_column_int (row, 7);
  return object;
}

GHashTable *
kt_object_etags (KtStore *store, gint64 calendar, GError **error)
{
  static const char sql[]
      = "SELECT href, etag FROM mirror.object WHERE calendar = ? AND gone_at IS NULL";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GHashTable) etags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", calendar);
  while (kt_step (statement, &failed))
    g_hash_table_insert (etags, g_strdup (kt_column_text (statement, 0)),
                         g_strdup (kt_column_text (statement, 1)));
  if (failed == NULL)
    return g_steal_pointer (&etags);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

KtObject *
kt_object_get (KtStore *store, gint64 calendar, const char *href, GError **error)
{
  static const char sql[]
      = "SELECT " OBJECT_COLUMNS " FROM mirror.object WHERE calendar = ? AND href = ?";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "is", calendar, href);
  KtObject *object = kt_step (statement, &failed) ? object_of_row (statement) : NULL;
  sqlite3_reset (statement);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (object == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the calendar has no object «%s»"), href);
  return object;
}

static GPtrArray *
read_objects (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_object_free);
  while (kt_step (statement, &failed))
    g_ptr_array_add (list, object_of_row (statement));
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
kt_object_by_uid (KtStore *store, const char *uid, GError **error)
{
  static const char sql[] = "SELECT " OBJECT_COLUMNS " FROM mirror.object"
                            " WHERE uid = ? AND uid <> '' AND gone_at IS NULL ORDER BY id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", uid);
  return read_objects (statement, error);
}

GPtrArray *
kt_object_problems (KtStore *store, gint64 calendar, GError **error)
{
  static const char sql[] = "SELECT " OBJECT_COLUMNS " FROM mirror.object"
                            " WHERE problem IS NOT NULL AND (?1 = 0 OR calendar = ?1)"
                            " AND gone_at IS NULL ORDER BY calendar, id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", calendar);
  return read_objects (statement, error);
}

GPtrArray *
kt_object_next (KtStore *store, gint64 after, guint limit, GError **error)
{
  static const char sql[] = "SELECT " OBJECT_COLUMNS " FROM mirror.object WHERE id > ?"
                            " AND problem IS NULL AND gone_at IS NULL AND text <> ''"
                            " AND calendar IN (SELECT id FROM mirror.calendar"
                            " WHERE kind = 'calendar') ORDER BY id LIMIT ?"; /* '': forgotten */
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", after, (gint64)limit);
  return read_objects (statement, error);
}

gboolean
kt_object_set_undelivered (KtStore *store, gint64 calendar, const char *href, const char *problem,
                           GError **error)
{
  static const char sql[] = "UPDATE mirror.object SET etag = '', problem = ?3"
                            " WHERE calendar = ?1 AND href = ?2";
  return kt_store_run (store, error, sql, "iss", calendar, href, problem);
}

/* What a server still has of an event that was erased comes without its words (RULES: forgetting a
 * person); its time stays taken. */
static gboolean
empty_forgotten (KtStore *store, KtObject *object, GError **error)
{
  static const char sql[] = "SELECT id FROM mirror.event WHERE object = ?";
  gint64 at = 0;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (object->uid == NULL)
    return TRUE;
  if (!kt_tombstone_at (store, KT_TOMB_EVENT, object->uid, &at, error))
    return FALSE;
  if (at == 0)
    return TRUE;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", object->id);
  gboolean ok = kt_step_rows (statement, rows, error);
  for (guint i = 0; ok && i < rows->len; i++)
    ok = kt_erase_event (store, g_array_index (rows, gint64, i), TRUE, error);
  return ok;
}

gboolean
kt_object_put (KtStore *store, KtObject *object, const GPtrArray *events,
               const KtSettings *settings, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.object (calendar, href, etag, uid, text, problem)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT (calendar, href) DO UPDATE SET etag = excluded.etag, uid = excluded.uid,"
        " text = excluded.text, problem = excluded.problem, gone_at = NULL RETURNING id";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "isssss", object->calendar, object->href,
           object->etag != NULL ? object->etag : "", object->uid != NULL ? object->uid : "",
           object->text != NULL ? object->text : "", object->problem);
  if (kt_step (statement, &failed))
    object->id = kt_column_int (statement, 0);
  sqlite3_reset (statement);
  object->gone_at = 0;
  if (failed == NULL)
    return kt_event_replace (store, object->id, 0, object->problem == NULL ? events : NULL,
                             settings, error)
           && empty_forgotten (store, object, error)
           && kt_invite_mark (store, object->uid != NULL ? object->uid : "", error);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Its events stay: what is past by now belongs to cards. */
gboolean
kt_object_mark_gone (KtStore *store, gint64 calendar, const char *href, gint64 now, GError **error)
{
  static const char sql[] = "UPDATE mirror.object SET gone_at = ?3, etag = ''"
                            " WHERE calendar = ?1 AND href = ?2 AND gone_at IS NULL";
  return kt_store_run (store, error, sql, "isi", calendar, href, now);
}
