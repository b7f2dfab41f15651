#include "config.h"
#include "salon-row.h"
#include "kontor/service.h"

#include <sqlite3.h>

#define LIST_SQL                                                                                   \
  "SELECT id, service, resource, work, free, finish, price FROM service_resource"                  \
  " ORDER BY service, id"
#define PUT_SQL                                                                                    \
  "INSERT INTO service_resource (id, service, resource, work, free, finish, price)"                \
  " VALUES (?1, ?2, ?3, nullif (?4, -1), nullif (?5, -1), nullif (?6, -1), nullif (?7, -1))"       \
  " ON CONFLICT (id) DO UPDATE SET service = ?2, resource = ?3, work = nullif (?4, -1),"           \
  " free = nullif (?5, -1), finish = nullif (?6, -1), price = nullif (?7, -1)"
#define DELETE_SQL "DELETE FROM service_resource WHERE id = ?1"

GArray *
kt_skill_list (KtStore *store, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  g_autoptr (GArray) skills = g_array_new (FALSE, FALSE, sizeof (KtSkill));
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      KtSkill skill = { kt_column_int (statement, 0),
                        kt_column_int (statement, 1),
                        kt_column_int (statement, 2),
                        { (int)kt_salon_column (statement, 3), (int)kt_salon_column (statement, 4),
                          (int)kt_salon_column (statement, 5) },
                        kt_salon_column (statement, 6) };
      g_array_append_val (skills, skill);
    }
  if (failure == NULL)
    return g_steal_pointer (&skills);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_skill_put (KtStore *store, const KtSkill *skill, GError **error)
{
  return kt_store_run (store, error, PUT_SQL, "iiiiiii", skill->id, skill->service, skill->resource,
                       (gint64)skill->lengths.work, (gint64)skill->lengths.free,
                       (gint64)skill->lengths.finish, skill->price);
}

gboolean
kt_skill_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}
