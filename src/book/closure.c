#include "config.h"
#include "salon-row.h"
#include "kontor/closure.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define COLUMNS "id, resource, kind, start_local, end_local, tzid, repeat, text, created, updated"
#define GET_SQL "SELECT " COLUMNS " FROM closure WHERE id = ?1"
/* ISO dates compare as text; what carries a time is longer than its date */
#define LIST_SQL                                                                                   \
  "SELECT " COLUMNS " FROM closure WHERE (start_local < ?2 AND end_local >= ?1)"                   \
  " OR repeat IS NOT NULL ORDER BY start_local, id"
#define PUT_SQL                                                                                    \
  "INSERT INTO closure (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"             \
  " ON CONFLICT (id) DO UPDATE SET resource = ?2, kind = ?3, start_local = ?4, end_local = ?5,"    \
  " tzid = ?6, repeat = ?7, text = ?8, updated = ?10"
#define DELETE_SQL "DELETE FROM closure WHERE id = ?1"

void
kt_closure_free (KtClosure *closure)
{
  if (closure == NULL)
    return;
  g_free (closure->tzid);
  g_free (closure->repeat);
  g_free (closure->text);
  g_free (closure);
}

static gpointer
read_closure (sqlite3_stmt *statement)
{
  KtClosure *closure = g_new0 (KtClosure, 1);
  closure->id = kt_column_int (statement, 0);
  closure->resource = kt_column_int (statement, 1);
  closure->open = strcmp (kt_column_text (statement, 2), "open") == 0;
  kt_local_parse (kt_column_text (statement, 3), &closure->start);
  kt_local_parse (kt_column_text (statement, 4), &closure->end);
  closure->tzid = g_strdup (kt_column_text (statement, 5));
  closure->repeat = g_strdup (kt_column_text_or_null (statement, 6));
  closure->text = g_strdup (kt_column_text (statement, 7));
  closure->created = kt_column_int (statement, 8);
  closure->updated = kt_column_int (statement, 9);
  return closure;
}

KtClosure *
kt_closure_get (KtStore *store, KtId id, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  return kt_salon_row (statement, read_closure, (GDestroyNotify)kt_closure_free,
                       _ ("there is no such closure"), error);
}

GPtrArray *
kt_closure_list (KtStore *store, KtLocal first, KtLocal last, GError **error)
{
  char from[KT_LOCAL_TEXT], until[KT_LOCAL_TEXT];
  first.hour = last.hour = -1;
  first.minute = last.minute = 0;
  kt_local_format (first, from);
  kt_local_format (kt_local_add_days (last, 1), until);
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ss", from, until);
  return kt_salon_rows (statement, read_closure, (GDestroyNotify)kt_closure_free, error);
}

gboolean
kt_closure_put (KtStore *store, const KtClosure *closure, GError **error)
{
  char start[KT_LOCAL_TEXT], end[KT_LOCAL_TEXT];
  kt_local_format (closure->start, start);
  kt_local_format (closure->end, end);
  return kt_store_run (store, error, PUT_SQL, "iIssssssii", closure->id, closure->resource,
                       closure->open ? "open" : "closed", start, end, closure->tzid,
                       closure->repeat, closure->text != NULL ? closure->text : "",
                       closure->created, closure->updated);
}

gboolean
kt_closure_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}
