#include "config.h"
#include "kontor/visit-history.h"

#include <sqlite3.h>
#include <stdlib.h>

#define HISTORY_SQL                                                                                \
  "SELECT a.contact, p.service, coalesce (p.staff, 0), a.start_at FROM appointment AS a"           \
  " JOIN appointment_part AS p ON p.appointment = a.id"                                            \
  " WHERE likely (a.state = 'done') AND +a.start_at >= ?1 AND a.contact IS NOT NULL"               \
  " AND p.service IS NOT NULL ORDER BY a.contact, a.start_at"
#define EXPECTED_SQL                                                                               \
  "SELECT contact FROM appointment WHERE state IN ('pencilled', 'booked', 'confirmed', 'arrived')" \
  " AND start_at > ?1 - 86401 AND end_at > ?1 AND contact IS NOT NULL"                             \
  " AND (state <> 'pencilled' OR pencilled_until IS NULL OR pencilled_until > ?1)"

static int
compare (const void *a, const void *b)
{
  const KtVisitHistory *x = a, *y = b;
  if (x->service != y->service)
    return x->service < y->service ? -1 : 1;
  return (x->start_at > y->start_at) - (x->start_at < y->start_at);
}

/* The index gives them by client: for the services SQL would sort all of them anew. */
static void
sort_each_client (GArray *rows)
{
  KtVisitHistory *all = (KtVisitHistory *)(void *)rows->data;
  for (guint i = 0, n; i < rows->len; i += n)
    {
      for (n = 1; i + n < rows->len && all[i + n].contact == all[i].contact;)
        n++;
      qsort (all + i, n, sizeof *all, compare);
    }
}

GArray *
kt_visit_history (KtStore *store, gint64 since, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (KtVisitHistory));
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, HISTORY_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", since);
  while (kt_step (statement, &failure))
    {
      KtVisitHistory row = { .contact = kt_column_int (statement, 0),
                             .service = kt_column_int (statement, 1),
                             .staff = kt_column_int (statement, 2),
                             .start_at = kt_column_int (statement, 3) };
      g_array_append_val (rows, row);
    }
  sort_each_client (rows);
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, failure);
  return NULL;
}

GHashTable *
kt_visit_expected (KtStore *store, gint64 now, GError **error)
{
  g_autoptr (GHashTable) contacts
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, EXPECTED_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", now);
  while (kt_step (statement, &failure))
    {
      gint64 contact = kt_column_int (statement, 0);
      g_hash_table_add (contacts, g_memdup2 (&contact, sizeof contact));
    }
  if (failure == NULL)
    return g_steal_pointer (&contacts);
  g_propagate_error (error, failure);
  return NULL;
}
