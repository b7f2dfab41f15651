#include "config.h"
#include "kontor/event-name-rows.h"
#include <sqlite3.h>

void
kt_event_name_free (KtEventName *name)
{
  g_free (name->words);
  g_free (name->name);
  g_free (name);
}

static KtEventName *
name_of_row (sqlite3_stmt *row)
{
  KtEventName *name = g_new0 (KtEventName, 1);
  name->event = kt_column_int (row, 0);
  name->contact = kt_column_int (row, 1);
  name->certain = kt_column_int (row, 2) != 0;
  name->words = g_strdup (kt_column_text (row, 3));
  return name;
}

static GPtrArray *
read_names (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_event_name_free);
  while (kt_step (statement, &failed))
    g_ptr_array_add (list, name_of_row (statement));
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
kt_event_name_any (KtStore *store, gboolean *ret_any, GError **error)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM mirror.event)"
                            " OR EXISTS (SELECT 1 FROM mirror.event_name)";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  *ret_any = kt_step (statement, &failed) && kt_column_int (statement, 0) != 0;
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

GPtrArray *
kt_event_name_list (KtStore *store, GError **error)
{
  static const char sql[] = "SELECT event, contact, certain, words FROM mirror.event_name"
                            " ORDER BY event, contact";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  return statement != NULL ? read_names (statement, error) : NULL;
}

GPtrArray *
kt_event_name_list_of (KtStore *store, gint64 event, GError **error)
{
  static const char sql[]
      = "SELECT n.event, n.contact, n.certain, n.words FROM mirror.event_name AS n"
        " JOIN contact AS k ON k.id = n.contact WHERE n.event = ? ORDER BY k.name, k.id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", event);
  return read_names (statement, error);
}

GStrv
kt_event_people (KtStore *store, gint64 event, GError **error)
{
  static const char sql[] = "SELECT norm FROM mirror.attendee WHERE event = ? ORDER BY norm";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GStrvBuilder) people = g_strv_builder_new ();
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", event);
  while (kt_step (statement, &failed))
    g_strv_builder_add (people, kt_column_text (statement, 0));
  if (failed == NULL)
    return g_strv_builder_end (people);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
kt_event_name_put (KtStore *store, const KtEventName *name, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO mirror.event_name"
                            " (event, contact, certain, words) VALUES (?, ?, ?, ?)";
  return kt_store_run (store, error, sql, "iiis", name->event, name->contact, (gint64)name->certain,
                       name->words);
}

gboolean
kt_event_name_drop (KtStore *store, gint64 event, KtId contact, GError **error)
{
  static const char sql[] = "DELETE FROM mirror.event_name WHERE event = ? AND contact = ?";
  return kt_store_run (store, error, sql, "ii", event, contact);
}

gboolean
kt_event_summaries (KtStore *store, KtSummaryTaker take, gpointer data, GError **error)
{
  static const char sql[] = "SELECT e.id, e.summary FROM mirror.event AS e ORDER BY e.id";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failed))
    take (data, kt_column_int (statement, 0), kt_column_text (statement, 1));
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
