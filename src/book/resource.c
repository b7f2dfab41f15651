#include "config.h"
#include "salon-row.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/service.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define COLUMNS "id, kind, name, calendar, position, archived, created, updated"
#define GET_SQL "SELECT " COLUMNS " FROM resource WHERE id = ?1"
#define LIST_SQL "SELECT " COLUMNS " FROM resource WHERE archived <= ?1"
#define PUT_SQL                                                                                    \
  "INSERT INTO resource (" COLUMNS ", fold) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"           \
  " ON CONFLICT (id) DO UPDATE SET kind = ?2, name = ?3, calendar = ?4, position = ?5,"            \
  " archived = ?6, updated = ?8, fold = ?9"
/* what is undone is not asked often: these tables are read whole */
#define USED_SQL                                                                                   \
  "SELECT 1 FROM appointment_part WHERE staff = ?1 OR place = ?1"                                  \
  " UNION ALL SELECT 1 FROM waiting_list WHERE staff = ?1 OR held_staff = ?1 LIMIT 1"
#define DELETE_SKILLS_SQL "DELETE FROM service_resource WHERE resource = ?1"
#define DELETE_HOURS_SQL "DELETE FROM resource_hours WHERE resource = ?1"
#define DELETE_CLOSURES_SQL "DELETE FROM closure WHERE resource = ?1"
#define DELETE_SQL "DELETE FROM resource WHERE id = ?1"

static const char *const kinds[] = { "staff", "chair", "room" };

void
kt_salon_resource_free (KtSalonResource *resource)
{
  if (resource == NULL)
    return;
  g_free (resource->name);
  g_free (resource->calendar);
  g_free (resource);
}

static gpointer
read_resource (sqlite3_stmt *statement)
{
  KtSalonResource *resource = g_new0 (KtSalonResource, 1);
  resource->id = kt_column_int (statement, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kt_column_text (statement, 1), kinds[i]) == 0)
      resource->kind = (KtResourceKind)i;
  resource->name = g_strdup (kt_column_text (statement, 2));
  resource->calendar = g_strdup (kt_column_text_or_null (statement, 3));
  resource->position = (int)kt_column_int (statement, 4);
  resource->archived = kt_column_int (statement, 5) != 0;
  resource->created = kt_column_int (statement, 6);
  resource->updated = kt_column_int (statement, 7);
  return resource;
}

KtSalonResource *
kt_resource_get (KtStore *store, KtId id, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  return kt_salon_row (statement, read_resource, (GDestroyNotify)kt_salon_resource_free,
                       _ ("there is no such hand, chair or room"), error);
}

static const char *
name_of (gconstpointer resource)
{
  return ((const KtSalonResource *)resource)->name;
}

static int
compare_resources (gconstpointer a, gconstpointer b)
{
  const KtSalonResource *first = *(gpointer const *)a, *second = *(gpointer const *)b;
  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  return kt_salon_compare_names (first->name, second->name);
}

gboolean
kt_resource_has_calendar (const KtSalonResource *resource, const char *source, const char *calendar)
{
  const char *wanted = resource->calendar;
  gsize length = strlen (source);
  return wanted != NULL && strncmp (wanted, source, length) == 0
         && (wanted[length] == '\0'
             || (wanted[length] == '/' && strcmp (wanted + length + 1, calendar) == 0));
}

GPtrArray *
kt_resource_list (KtStore *store, gboolean archived, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", (gint64)(archived ? 1 : 0));
  GPtrArray *resources
      = kt_salon_rows (statement, read_resource, (GDestroyNotify)kt_salon_resource_free, error);
  if (resources != NULL)
    g_ptr_array_sort (resources, compare_resources);
  return resources;
}

GPtrArray *
kt_resource_find (KtStore *store, const char *words, GError **error)
{
  GPtrArray *resources = kt_resource_list (store, FALSE, error);
  return resources != NULL ? kt_salon_named (resources, name_of, words) : NULL;
}

gboolean
kt_resource_put (KtStore *store, const KtSalonResource *resource, GError **error)
{
  g_autofree char *name = kt_nfc (resource->name, -1);
  g_autofree char *fold = kt_fold (name);
  return kt_store_run (store, error, PUT_SQL, "isssiiiis", resource->id, kinds[resource->kind],
                       name, resource->calendar, (gint64)resource->position,
                       (gint64)resource->archived, resource->created, resource->updated, fold);
}

gboolean
kt_resource_delete (KtStore *store, KtId id, GError **error)
{
  int used = kt_salon_has_row (store, USED_SQL, id, error);
  if (used == 0)
    return kt_store_run (store, error, DELETE_SKILLS_SQL, "i", id)
           && kt_store_run (store, error, DELETE_HOURS_SQL, "i", id)
           && kt_store_run (store, error, DELETE_CLOSURES_SQL, "i", id)
           && kt_store_run (store, error, DELETE_SQL, "i", id);
  if (used > 0)
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("visits or the waiting list hold it"));
  return FALSE;
}
