#include "config.h"
#include "salon-row.h"
#include "kontor/appointment.h"

#include <sqlite3.h>

#define COLUMNS "id, appointment, at, what, how, text, from_local, to_local"
#define LIST_SQL "SELECT " COLUMNS " FROM appointment_event WHERE appointment = ?1 ORDER BY at, id"
#define INSERT_SQL                                                                                 \
  "INSERT INTO appointment_event (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"

#define LAST_SQL "SELECT max (id) FROM appointment_event WHERE appointment = ?1"
#define FIRST_BITS 59 /* leaves room above the first key */
#define STEP_BITS 16

void
kt_visit_event_free (KtVisitEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->what);
  g_free (event->how);
  g_free (event->text);
  g_free (event->from_local);
  g_free (event->to_local);
  g_free (event);
}

static gpointer
read_event (sqlite3_stmt *statement)
{
  KtVisitEvent *event = g_new0 (KtVisitEvent, 1);
  event->id = kt_column_int (statement, 0);
  event->appointment = kt_column_int (statement, 1);
  event->at = kt_column_int (statement, 2);
  event->what = g_strdup (kt_column_text (statement, 3));
  event->how = g_strdup (kt_column_text_or_null (statement, 4));
  event->text = g_strdup (kt_column_text_or_null (statement, 5));
  event->from_local = g_strdup (kt_column_text_or_null (statement, 6));
  event->to_local = g_strdup (kt_column_text_or_null (statement, 7));
  return event;
}

/* Above those of the visit: what happened within one second keeps its order. */
static KtId
next_key (KtStore *store, KtId appointment, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LAST_SQL, error);
  GError *failure = NULL;
  if (statement == NULL)
    return 0;
  kt_bind (statement, "i", appointment);
  KtId last = kt_step (statement, &failure) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return 0;
    }
  KtId step = kt_id_random () >> (KT_ID_BITS - STEP_BITS);
  return last > 0 ? last + 1 + step : (kt_id_random () >> (KT_ID_BITS - FIRST_BITS)) + 1;
}

gboolean
kt_visit_event_add (KtStore *store, const KtVisitEvent *event, GError **error)
{
  KtId id = event->id != 0 ? event->id : next_key (store, event->appointment, error);
  return id != 0
         && kt_store_run (store, error, INSERT_SQL, "iiisssss", id, event->appointment, event->at,
                          event->what, event->how, event->text, event->from_local, event->to_local);
}

GPtrArray *
kt_visit_event_list (KtStore *store, KtId appointment, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", appointment);
  return kt_salon_rows (statement, read_event, (GDestroyNotify)kt_visit_event_free, error);
}
