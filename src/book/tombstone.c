#include "config.h"
#include "kontor/tombstone.h"
#include "kontor/erase.h"
#include "kontor/id.h"

#include <sqlite3.h>

static const char *const kinds[] = { "address", "phone", "name", "letter", "event", "card" };

#define ANY_SQL "SELECT 1 FROM tombstone LIMIT 1"
#define AT_SQL "SELECT max (at) FROM tombstone WHERE kind = ?1 AND hash = ?2"
#define INSERT_SQL "INSERT OR REPLACE INTO tombstone (id, kind, hash, at) VALUES (?1, ?2, ?3, ?4)"

/* NULL with error: the key cannot be read, or made. */
static char *
hash_of (KtStore *store, KtTombKind kind, const char *value, gboolean make, GError **error)
{
  GBytes *key = kt_store_tombstone_key (store, make, error);
  if (key == NULL)
    return NULL;
  g_autofree char *text = g_strconcat (kinds[kind], "\n", value, NULL);
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, g_bytes_get_data (key, NULL),
                                    g_bytes_get_size (key), text, -1);
}

gboolean
kt_tombstone_put (KtStore *store, KtTombKind kind, const char *value, gint64 now, GError **error)
{
  g_autofree char *hash = hash_of (store, kind, value, TRUE, error);
  return hash != NULL
         && kt_store_run (store, error, INSERT_SQL, "issi",
                          kt_id_hash_strings ("tombstone", kinds[kind], hash, NULL), kinds[kind],
                          hash, now);
}

static gboolean
first_number (KtStore *store, sqlite3_stmt *statement, gint64 *ret_number, GError **error)
{
  GError *failure = NULL;
  *ret_number = kt_step (statement, &failure) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
kt_tombstone_any (KtStore *store, gboolean *ret_any, GError **error)
{
  gint64 any = 0;
  sqlite3_stmt *statement = kt_store_statement (store, ANY_SQL, error);
  if (statement == NULL || !first_number (store, statement, &any, error))
    return FALSE;
  *ret_any = any != 0;
  return TRUE;
}

gboolean
kt_tombstone_at (KtStore *store, KtTombKind kind, const char *value, gint64 *ret_at, GError **error)
{
  gboolean any = FALSE;
  *ret_at = 0;
  if (!kt_tombstone_any (store, &any, error))
    return FALSE;
  g_autofree char *hash = any ? hash_of (store, kind, value, FALSE, NULL) : NULL;
  if (hash == NULL) /* nobody was forgotten, or the key that would tell is lost: doctor says so */
    return TRUE;
  sqlite3_stmt *statement = kt_store_statement (store, AT_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ss", kinds[kind], hash);
  return first_number (store, statement, ret_at, error);
}

char *
kt_tombstone_card (const char *uid)
{
  return g_strdup_printf ("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:…\r\nN:;;;;\r\nEND:VCARD\r\n",
                          uid);
}
