#include "config.h"
#include "salon-row.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/service.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

#define COLUMNS                                                                                    \
  "id, name, work, free, finish, before, after, price, currency, rebook, archived, created, updated"
#define GET_SQL "SELECT " COLUMNS " FROM service WHERE id = ?1"
#define LIST_SQL "SELECT " COLUMNS " FROM service WHERE archived <= ?1"
#define PUT_SQL                                                                                    \
  "INSERT INTO service (" COLUMNS ", fold) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"                    \
  " nullif (?8, -1), ?9, ?10, ?11, ?12, ?13, ?14)"                                                 \
  " ON CONFLICT (id) DO UPDATE SET name = ?2, work = ?3, free = ?4, finish = ?5, before = ?6,"     \
  " after = ?7, price = nullif (?8, -1), currency = ?9, rebook = ?10, archived = ?11,"             \
  " updated = ?13, fold = ?14"
#define USED_SQL                                                                                   \
  "SELECT 1 FROM appointment_part WHERE service = ?1"                                              \
  " UNION ALL SELECT 1 FROM waiting_list WHERE service = ?1 LIMIT 1"
#define DELETE_SKILLS_SQL "DELETE FROM service_resource WHERE service = ?1"
#define DELETE_SQL "DELETE FROM service WHERE id = ?1"

void
kt_service_free (KtService *service)
{
  if (service == NULL)
    return;
  g_free (service->name);
  g_free (service);
}

static gpointer
read_service (sqlite3_stmt *statement)
{
  KtService *service = g_new0 (KtService, 1);
  service->id = kt_column_int (statement, 0);
  service->name = g_strdup (kt_column_text (statement, 1));
  service->lengths
      = (KtLengths){ (int)kt_column_int (statement, 2), (int)kt_column_int (statement, 3),
                     (int)kt_column_int (statement, 4) };
  service->before = (int)kt_column_int (statement, 5);
  service->after = (int)kt_column_int (statement, 6);
  gint64 price = kt_salon_column (statement, 7);
  service->has_price = price >= 0;
  service->price.minor = MAX (price, 0);
  g_strlcpy (service->price.currency, kt_column_text (statement, 8),
             sizeof service->price.currency);
  service->rebook = (int)kt_column_int (statement, 9);
  service->archived = kt_column_int (statement, 10) != 0;
  service->created = kt_column_int (statement, 11);
  service->updated = kt_column_int (statement, 12);
  return service;
}

KtService *
kt_service_get (KtStore *store, KtId id, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  return kt_salon_row (statement, read_service, (GDestroyNotify)kt_service_free,
                       _ ("there is no such service"), error);
}

static const char *
name_of (gconstpointer service)
{
  return ((const KtService *)service)->name;
}

static int
compare_services (gconstpointer a, gconstpointer b)
{
  return kt_salon_compare_names (name_of (*(gpointer const *)a), name_of (*(gpointer const *)b));
}

GPtrArray *
kt_service_list (KtStore *store, gboolean archived, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", (gint64)(archived ? 1 : 0));
  GPtrArray *services
      = kt_salon_rows (statement, read_service, (GDestroyNotify)kt_service_free, error);
  if (services != NULL)
    g_ptr_array_sort (services, compare_services);
  return services;
}

GPtrArray *
kt_service_find (KtStore *store, const char *words, GError **error)
{
  GPtrArray *services = kt_service_list (store, FALSE, error);
  return services != NULL ? kt_salon_named (services, name_of, words) : NULL;
}

gboolean
kt_service_put (KtStore *store, const KtService *service, GError **error)
{
  g_autofree char *name = kt_nfc (service->name, -1);
  g_autofree char *fold = kt_fold (name);
  const KtLengths *lengths = &service->lengths;
  const char *currency = *service->price.currency != '\0' ? service->price.currency : NULL;
  return kt_store_run (store, error, PUT_SQL, "isiiiiiisIiiis", service->id, name,
                       (gint64)lengths->work, (gint64)lengths->free, (gint64)lengths->finish,
                       (gint64)service->before, (gint64)service->after,
                       service->has_price ? service->price.minor : G_GINT64_CONSTANT (-1), currency,
                       (gint64)service->rebook, (gint64)service->archived, service->created,
                       service->updated, fold);
}

gboolean
kt_service_delete (KtStore *store, KtId id, GError **error)
{
  int used = kt_salon_has_row (store, USED_SQL, id, error);
  if (used == 0)
    return kt_store_run (store, error, DELETE_SKILLS_SQL, "i", id)
           && kt_store_run (store, error, DELETE_SQL, "i", id);
  if (used > 0)
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("visits or the waiting list hold it"));
  return FALSE;
}
