#include "config.h"
#include "kontor/client-rows.h"

#include <sqlite3.h>

#define NAMES_SQL "SELECT id, name, fold FROM contact"
#define PHONES_SQL "SELECT contact, norm FROM contact_point WHERE kind = ?1"
#define VISITS_SQL                                                                                 \
  "SELECT a.contact, a.start_at, a.state = 'done', p.service, p.staff FROM appointment AS a"       \
  " LEFT JOIN appointment_part AS p ON p.appointment = a.id AND p.position = 0"                    \
  " WHERE a.start_at >= ?1 AND a.contact IS NOT NULL AND a.state <> 'cancelled'"                   \
  " AND a.state <> 'no-show'"                                                                      \
  " AND (a.state <> 'pencilled' OR coalesce (a.pencilled_until, ?2) >= ?2) ORDER BY a.start_at"

static gboolean
each (sqlite3_stmt *statement, const KtClientSink *sink,
      void (*take) (const KtClientSink *sink, sqlite3_stmt *statement), GError **error)
{
  GError *failed = NULL;
  while (kt_step (statement, &failed))
    take (sink, statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static void
take_name (const KtClientSink *sink, sqlite3_stmt *statement)
{
  sink->name (sink->data, kt_column_int (statement, 0), kt_column_text (statement, 1),
              kt_column_text (statement, 2));
}

static void
take_phone (const KtClientSink *sink, sqlite3_stmt *statement)
{
  sink->phone (sink->data, kt_column_int (statement, 0), kt_column_text (statement, 1));
}

static void
take_visit (const KtClientSink *sink, sqlite3_stmt *statement)
{
  sink->visit (sink->data, kt_column_int (statement, 0), kt_column_int (statement, 1),
               kt_column_int (statement, 2) != 0, kt_column_int (statement, 3),
               kt_column_int (statement, 4));
}

gboolean
kt_client_rows (KtStore *store, gint64 since, gint64 now, const KtClientSink *sink, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, NAMES_SQL, error);
  if (statement == NULL || !each (statement, sink, take_name, error)
      || (statement = kt_store_statement (store, PHONES_SQL, error)) == NULL)
    return FALSE;
  kt_bind (statement, "s", "phone");
  if (!each (statement, sink, take_phone, error)
      || (statement = kt_store_statement (store, VISITS_SQL, error)) == NULL)
    return FALSE;
  kt_bind (statement, "ii", since, now);
  return each (statement, sink, take_visit, error);
}
