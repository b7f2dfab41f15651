#include "config.h"
#include "store-private.h"
#include "kontor/error.h"

#include <fcntl.h>
#include <glib/gi18n.h>

#define SOURCE_WAIT_MS 3000 /* for a watcher's sync beside ours */

void
kt_sqlite_reset_running (sqlite3 *db)
{
  for (sqlite3_stmt *s = sqlite3_next_stmt (db, NULL); s != NULL; s = sqlite3_next_stmt (db, s))
    if (sqlite3_stmt_busy (s))
      sqlite3_reset (s);
}

static gboolean
check_version (KtStore *store, const char *sql, const KtMigration *migrations, const char *file,
               GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  GError *failure = NULL;
  int version = kt_step (statement, &failure) ? sqlite3_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (version <= kt_migrations_last (migrations))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
               _ ("cannot use «%s», a newer kontor updated it meanwhile"), file);
  kt_error_hint (error, _ ("end this kontor and start the new one; nothing was changed"));
  return FALSE;
}

static gboolean
begin_checked (KtStore *store, GError **error)
{
  kt_sqlite_reset_running (store->db);
  if (!kt_sqlite_exec (store->db, "BEGIN IMMEDIATE", _ ("begin to write"), error))
    return FALSE;
  store->in_transaction = TRUE;
  return check_version (store, "PRAGMA main.user_version", kt_book_migrations, store->book, error)
         && check_version (store, "PRAGMA mirror.user_version", kt_mirror_migrations, store->mirror,
                           error);
}

gboolean
kt_store_begin (KtStore *store, const char *who, GError **error)
{
  if (store->in_transaction || store->mode != KT_STORE_WRITE)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot begin to write, %s"),
                   store->in_transaction ? _ ("a transaction is open")
                                         : _ ("the book is open for reading only"));
      return FALSE;
    }
  if (!kt_write_lock_take (&store->lock, store->lock_path, who, store->wait_ms, error))
    return FALSE;
  g_free (store->who);
  store->who = g_strdup (who);
  if (begin_checked (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

gboolean
kt_store_commit (KtStore *store, GError **error)
{
  g_return_val_if_fail (store->in_transaction, FALSE);
  if (store->dry_run)
    {
      kt_store_rollback (store);
      return TRUE;
    }
  if (sqlite3_exec (store->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    {
      kt_sqlite_save_error (store->db, store->who, error);
      kt_store_rollback (store);
      return FALSE;
    }
  store->in_transaction = FALSE;
  kt_write_lock_release (&store->lock);
  return TRUE;
}

void
kt_store_rollback (KtStore *store)
{
  g_clear_pointer (&store->session, sqlite3session_delete);
  if (store->db != NULL && !sqlite3_get_autocommit (store->db))
    {
      kt_sqlite_reset_running (store->db);
      sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
    }
  store->in_transaction = FALSE;
  kt_write_lock_release (&store->lock);
}

static gboolean
empty_log (KtStore *store, const char *schema, gboolean whole, GError **error)
{
  int code = sqlite3_wal_checkpoint_v2 (store->db, schema, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  gboolean busy = (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
  if (code == SQLITE_OK || (busy && !whole))
    return TRUE;
  if (!busy)
    return kt_sqlite_error (store->db, _ ("write the log into the database"), error);
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
               _ ("cannot empty the logs of the databases, another program is reading them"));
  kt_error_hint (error, _ ("end it; it may be a kontor whose output a pager holds back"));
  return FALSE;
}

gboolean
kt_store_empty_logs (KtStore *store, gboolean whole, GError **error)
{
  kt_sqlite_reset_running (store->db);
  sqlite3_busy_timeout (store->db, whole ? (int)store->wait_ms : 0);
  gboolean good
      = empty_log (store, "main", whole, error) && empty_log (store, "mirror", whole, error);
  sqlite3_busy_timeout (store->db, (int)store->wait_ms);
  return good;
}

gboolean
kt_store_checkpoint (KtStore *store, GError **error)
{
  g_return_val_if_fail (!store->in_transaction, FALSE);
  if (!kt_write_lock_take (&store->lock, store->lock_path, "checkpoint", store->wait_ms, error))
    return FALSE;
  gboolean good = kt_store_empty_logs (store, FALSE, error);
  kt_write_lock_release (&store->lock);
  return good;
}

int
kt_store_lock_source (KtStore *store, const char *source, const char *who, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (source, NULL, FALSE);
  g_autofree char *path = g_strconcat (store->lock_path, "-", escaped, NULL);
  KtWriteLock lock = { .fd = -1 };
  GError *failed = NULL;
  if (kt_write_lock_take (&lock, path, who, SOURCE_WAIT_MS, &failed))
    return lock.fd;
  kt_write_lock_close (&lock);
  if (!lock.busy)
    {
      g_propagate_error (error, failed);
      return -1;
    }
  g_error_free (failed);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is being synced by another kontor"),
               source);
  return -1;
}
