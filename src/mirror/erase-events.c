#include "config.h"
#include "kontor/mirror-erase.h"

#include <sqlite3.h>

#define BY_ADDRESS_SQL "SELECT event FROM mirror.attendee WHERE match = ?1"
#define BY_NAME_SQL "SELECT event FROM mirror.event_name WHERE contact = ?1 AND certain = 1"
#define EMPTY_SQL                                                                                  \
  "UPDATE mirror.event SET summary = '', location = '', description = '', organizer = ''"          \
  " WHERE id = ?1"
#define BY_UID_SQL "SELECT id FROM mirror.event WHERE uid = ?1"

static gboolean
collect (sqlite3_stmt *statement, GHashTable *seen, GArray *events, GError **error)
{
  GError *failure = NULL;
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      gint64 event = kt_column_int (statement, 0);
      if (g_hash_table_add (seen, g_memdup2 (&event, sizeof event)))
        g_array_append_val (events, event);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
collect_text (KtStore *store, const char *sql, const char *text, GHashTable *seen, GArray *events,
              GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement != NULL)
    kt_bind (statement, "s", text);
  return collect (statement, seen, events, error);
}

GArray *
kt_erase_events_find (KtStore *store, GHashTable *matches, KtId contact, const GPtrArray *uids,
                      GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iterator;
  gpointer match;
  sqlite3_stmt *statement = kt_store_statement (store, BY_NAME_SQL, error);
  if (statement != NULL)
    kt_bind (statement, "i", contact);
  if (!collect (statement, seen, events, error))
    return NULL;
  g_hash_table_iter_init (&iterator, matches);
  while (g_hash_table_iter_next (&iterator, &match, NULL))
    if (!collect_text (store, BY_ADDRESS_SQL, match, seen, events, error))
      return NULL;
  for (guint i = 0; i < uids->len; i++)
    if (!collect_text (store, BY_UID_SQL, uids->pdata[i], seen, events, error))
      return NULL;
  return g_steal_pointer (&events);
}

gboolean
kt_erase_event (KtStore *store, gint64 event, gboolean with_text, GError **error)
{
  static const char text[] = "UPDATE mirror.object SET text = '' WHERE id ="
                             " (SELECT object FROM mirror.event WHERE id = ?1)";
  static const char *const statements[] = {
    "DELETE FROM mirror.attendee WHERE event = ?1",
    "DELETE FROM mirror.event_name WHERE event = ?1",
    EMPTY_SQL,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!kt_store_run (store, error, statements[i], "i", event))
      return FALSE;
  return !with_text || kt_store_run (store, error, text, "i", event);
}

char *
kt_erase_event_uid (KtStore *store, gint64 event, GError **error)
{
  static const char sql[] = "SELECT uid FROM mirror.event WHERE id = ?1";
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", event);
  char *uid = g_strdup (kt_step (statement, &failure) ? kt_column_text (statement, 0) : "");
  sqlite3_reset (statement);
  if (failure == NULL)
    return uid;
  g_propagate_error (error, failure);
  g_free (uid);
  return NULL;
}
