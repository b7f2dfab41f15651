#include "config.h"
#include "kontor/courier-pool.h"
#include "kontor/error.h"

typedef struct
{
  KtHelper *courier; /* NULL: error */
  GError *error;
} Place;

struct _KtCourierPool
{
  GHashTable *places; /* char * → Place */
};

static void
place_free (gpointer data)
{
  Place *place = data;
  kt_helper_end (place->courier);
  g_clear_error (&place->error);
  g_free (place);
}

KtCourierPool *
kt_courier_pool_new (void)
{
  KtCourierPool *pool = g_new0 (KtCourierPool, 1);
  pool->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  return pool;
}

void
kt_courier_pool_free (KtCourierPool *pool)
{
  if (pool == NULL)
    return;
  g_hash_table_unref (pool->places);
  g_free (pool);
}

static void
fill (KtCourierPool *pool, const char *source, KtHelper *courier, GError *error)
{
  Place *place = g_new0 (Place, 1);
  place->courier = courier;
  place->error = error;
  g_hash_table_replace (pool->places, g_strdup (source), place);
}

void
kt_courier_pool_put (KtCourierPool *pool, const char *source, KtHelper *courier)
{
  fill (pool, source, courier, NULL);
}

void
kt_courier_pool_refuse (KtCourierPool *pool, const char *source, GError *error)
{
  fill (pool, source, NULL, error);
}

gboolean
kt_courier_pool_knows (const KtCourierPool *pool, const char *source)
{
  return g_hash_table_contains (pool->places, source);
}

KtHelper *
kt_courier_pool_take (KtCourierPool *pool, const char *source, GError **error)
{
  Place *place = g_hash_table_lookup (pool->places, source);
  KtHelper *courier = place != NULL ? g_steal_pointer (&place->courier) : NULL;
  if (courier == NULL && place != NULL && place->error != NULL)
    g_propagate_error (error, g_steal_pointer (&place->error));
  else if (courier == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "no courier of «%s» is here", source);
  g_hash_table_remove (pool->places, source);
  return courier;
}
