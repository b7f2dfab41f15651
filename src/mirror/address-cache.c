#include "config.h"
#include "address-cache.h"
#include "kontor/fold.h"
#include <sqlite3.h>
#include <string.h>

#define NAME_MAX_SANE 64 /* characters; longer ones are slogans */

struct _KtAddressCache
{
  KtStore *store;
  KtAddrRules rules;
  GHashTable *known; /* norm → KtCachedAddress */
};

static void
cached_free (gpointer data)
{
  KtCachedAddress *address = data;
  g_free (address->name);
  g_free (address);
}

KtAddressCache *
kt_address_cache_new (KtStore *store, const KtAddrRules *rules)
{
  KtAddressCache *cache = g_new0 (KtAddressCache, 1);
  cache->store = store;
  cache->rules = *rules;
  cache->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cached_free);
  return cache;
}

void
kt_address_cache_free (KtAddressCache *cache)
{
  g_hash_table_unref (cache->known);
  g_free (cache);
}

void
kt_address_cache_clear (KtAddressCache *cache)
{
  g_hash_table_remove_all (cache->known);
}

void
kt_address_cache_tidy (KtAddressCache *cache)
{
  if (g_hash_table_size (cache->known) > KT_ADDRESS_CACHE_MAX)
    kt_address_cache_clear (cache);
}

static KtCachedAddress *
address_of_row (sqlite3_stmt *row)
{
  KtCachedAddress *address = g_new0 (KtCachedAddress, 1);
  address->id = kt_column_int (row, 0);
  address->wrote_at = kt_column_int (row, 1);
  address->written_at = kt_column_int (row, 2);
  address->name_rank = (int)kt_column_int (row, 3);
  address->name = g_strdup (kt_column_text (row, 4));
  return address;
}

/* NULL without error: not in the database. */
static KtCachedAddress *
load (KtAddressCache *cache, const char *norm, GError **error)
{
  static const char sql[]
      = "SELECT id, wrote_at, written_at, name_rank, name FROM mirror.address WHERE norm = ?";
  sqlite3_stmt *statement = kt_store_statement (cache->store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", norm);
  KtCachedAddress *address = kt_step (statement, error) ? address_of_row (statement) : NULL;
  sqlite3_reset (statement);
  return address;
}

static KtCachedAddress *
create (KtAddressCache *cache, const char *norm, GError **error)
{
  static const char sql[] = "INSERT INTO mirror.address (norm, match) VALUES (?, ?)";
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  g_autofree char *match = addr != NULL ? kt_addr_match (addr, &cache->rules) : g_strdup (norm);
  if (!kt_store_run (cache->store, error, sql, "ss", norm, match))
    return NULL;
  KtCachedAddress *address = g_new0 (KtCachedAddress, 1);
  address->id = sqlite3_last_insert_rowid (kt_store_db (cache->store));
  address->name = g_strdup ("");
  return address;
}

KtCachedAddress *
kt_address_cache_find (KtAddressCache *cache, const char *norm, GError **error)
{
  KtCachedAddress *address = g_hash_table_lookup (cache->known, norm);
  if (address == NULL && (address = load (cache, norm, error)) != NULL)
    g_hash_table_insert (cache->known, g_strdup (norm), address);
  return address;
}

KtCachedAddress *
kt_address_cache_get (KtAddressCache *cache, const char *norm, GError **error)
{
  GError *failed = NULL;
  KtCachedAddress *address = kt_address_cache_find (cache, norm, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return NULL;
    }
  if (address == NULL && (address = create (cache, norm, error)) != NULL)
    g_hash_table_insert (cache->known, g_strdup (norm), address);
  return address;
}

/* A name that can stand on a card: letters, of a length people have, not an address, not somebody's
 * behalf ("Anna via Forms"). */
static gboolean
is_sane (const char *name)
{
  if (*name == 0 || strchr (name, '@') != NULL || strstr (name, " via ") != NULL
      || g_utf8_strlen (name, -1) > NAME_MAX_SANE)
    return FALSE;
  gboolean letters = FALSE;
  for (const char *p = name; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_isprint (c))
        return FALSE;
      letters |= g_unichar_isalpha (c);
    }
  return letters;
}

/* Own From beats what others wrote, then the longer one, then the earlier in the alphabet: ties
 * must not be decided by which letter came first. */
static gboolean
is_better (const KtCachedAddress *address, const char *name, int rank)
{
  if (name == NULL || rank < address->name_rank || *name == 0)
    return FALSE;
  if (rank == address->name_rank)
    {
      gsize old = strlen (address->name), new = strlen (name);
      if (new < old || (new == old &&strcmp (name, address->name) >= 0))
        return FALSE;
    }
  return is_sane (name);
}

static gboolean
save_name (KtAddressCache *cache, KtCachedAddress *address, const char *name, int rank,
           GError **error)
{
  static const char sql[]
      = "UPDATE mirror.address SET name = ?, name_rank = ?, fold = ? WHERE id = ?";
  g_autofree char *fold = kt_fold (name);
  g_free (address->name);
  address->name = g_strdup (name);
  address->name_rank = rank;
  return kt_store_run (cache->store, error, sql, "sisi", name, (gint64)rank, fold, address->id);
}

gboolean
kt_address_cache_see (KtAddressCache *cache, KtCachedAddress *address, const char *name,
                      int name_rank, gint64 wrote_at, gint64 written_at, GError **error)
{
  static const char sql[] = "UPDATE mirror.address SET wrote_at = ?, written_at = ? WHERE id = ?";
  if (is_better (address, name, name_rank) && !save_name (cache, address, name, name_rank, error))
    return FALSE;
  if (wrote_at <= address->wrote_at && written_at <= address->written_at)
    return TRUE;
  address->wrote_at = MAX (address->wrote_at, wrote_at);
  address->written_at = MAX (address->written_at, written_at);
  return kt_store_run (cache->store, error, sql, "iii", address->wrote_at, address->written_at,
                       address->id);
}
