#include "config.h"
#include "kontor/visit-question.h"
#include <sqlite3.h>

#define QUESTIONS_SQL                                                                              \
  "SELECT id FROM appointment WHERE state IN ('pencilled', 'booked', 'confirmed', 'arrived')"      \
  " AND start_at > ?1 AND question IS NOT NULL ORDER BY start_at, id"

GPtrArray *
kt_visit_questions (KtStore *store, gint64 since, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KtId));
  g_autoptr (GPtrArray) visits
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_appointment_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, QUESTIONS_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", since);
  while (kt_step (statement, &failure))
    {
      KtId id = kt_column_int (statement, 0);
      g_array_append_val (ids, id);
    }
  for (guint i = 0; failure == NULL && i < ids->len; i++)
    {
      KtAppointment *visit = kt_appointment_get (store, g_array_index (ids, KtId, i), &failure);
      if (visit != NULL)
        g_ptr_array_add (visits, visit);
    }
  if (failure == NULL)
    return g_steal_pointer (&visits);
  g_propagate_error (error, failure);
  return NULL;
}
