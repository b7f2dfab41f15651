#include "config.h"
#include "store-private.h"
#include "kontor/error.h"
#include "kontor/search.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define WAIT_MS (10 * 1000)
#define BOOK_ID 0x4b54626b   /* "KTbk" */
#define MIRROR_ID 0x4b546d72 /* "KTmr" */

/* Reading maps the files; writing does not, its memory is bounded by the caches. */
#define READ_PRAGMAS "PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY"
#define WRITE_PRAGMAS                                                                              \
  "PRAGMA mirror.page_size = 8192;" /* counts while it is empty */                                 \
  "PRAGMA main.journal_mode = WAL; PRAGMA mirror.journal_mode = WAL;"                              \
  "PRAGMA main.synchronous = FULL; PRAGMA mirror.synchronous = NORMAL;"                            \
  "PRAGMA main.secure_delete = ON; PRAGMA mirror.secure_delete = ON;"                              \
  "PRAGMA mirror.cache_size = -16384; PRAGMA wal_autocheckpoint = 4000;"                           \
  "PRAGMA temp_store = MEMORY"

static KtSchema
book_schema (const KtStore *store)
{
  return (KtSchema){ "main", store->book, kt_book_migrations, BOOK_ID };
}

static KtSchema
mirror_schema (const KtStore *store)
{
  return (KtSchema){ "mirror", store->mirror, kt_mirror_migrations, MIRROR_ID };
}

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

static KtStore *
store_new (const KtPaths *paths, KtStoreMode mode)
{
  KtStore *store = g_new0 (KtStore, 1);
  store->mode = mode;
  store->data = g_strdup (paths->data);
  store->book = g_strdup (paths->book);
  store->mirror = g_strdup (paths->mirror);
  store->lock_path = g_strdup (paths->lock);
  store->lock.fd = -1;
  store->wait_ms = WAIT_MS;
  store->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize);
  return store;
}

/* Made by us before SQLite sees it: its mode is what -wal and -shm get too. */
static gboolean
make_file (const char *file, GError **error)
{
  int fd = open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  return kt_store_file_error (file, errno, error);
}

static gboolean
make_files (const KtStore *store, GError **error)
{
  if (g_mkdir_with_parents (store->data, 0700) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot make the directory «%s», %s"),
                   store->data, g_strerror (errno));
      return FALSE;
    }
  return make_file (store->book, error) && make_file (store->mirror, error);
}

static char *
file_uri (const char *file, const char *query)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  return g_strconcat ("file:", escaped, query, NULL);
}

static gboolean
attach (KtStore *store, const char *uri, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (store->db, "ATTACH ?1 AS mirror", -1, &statement, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, uri, -1, SQLITE_STATIC);
      code = sqlite3_step (statement);
    }
  if (code != SQLITE_DONE)
    kt_sqlite_error (store->db, _ ("open the database"), error);
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

/* DEFENSIVE keeps SQL away from FTS5's own tables, which the journal does not watch. */
static gboolean
connect_both (KtStore *store, const char *book_uri, const char *mirror_uri, GError **error)
{
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
              | (store->mode == KT_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  if (sqlite3_open_v2 (book_uri, &store->db, flags, NULL) != SQLITE_OK)
    return kt_sqlite_error (store->db, _ ("open the database"), error);
  sqlite3_extended_result_codes (store->db, 1);
  sqlite3_busy_timeout (store->db, (int)store->wait_ms);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  if (!kt_tokenizer_register (store->db, error))
    return FALSE;
  /* before the first page is read, which is the schema's */
  if (store->mode == KT_STORE_READ
      && !kt_sqlite_exec (store->db, READ_PRAGMAS, _ ("open the database"), error))
    return FALSE;
  return attach (store, mirror_uri, error);
}

static gboolean
check_both (KtStore *store, KtSchemaState *ret_state, GError **error)
{
  KtSchema book = book_schema (store), mirror = mirror_schema (store);
  KtSchemaState of_book = KT_SCHEMA_CURRENT, of_mirror = KT_SCHEMA_CURRENT;
  if (!kt_schema_check (store->db, &book, &of_book, error)
      || !kt_schema_check (store->db, &mirror, &of_mirror, error))
    return FALSE;
  *ret_state = MAX (of_book, of_mirror);
  return TRUE;
}

static gboolean
migrate_both (KtStore *store, GError **error)
{
  KtSchema book = book_schema (store), mirror = mirror_schema (store);
  if (!kt_write_lock_take (&store->lock, store->lock_path, "update", store->wait_ms, error))
    return FALSE;
  gboolean good = kt_sqlite_exec (store->db, WRITE_PRAGMAS, _ ("open the database"), error)
                  && kt_schema_migrate (store->db, &book, store->data, error)
                  && kt_schema_migrate (store->db, &mirror, NULL, error);
  kt_write_lock_release (&store->lock);
  return good;
}

static gboolean
open_for_writing (KtStore *store, GError **error)
{
  if (!make_files (store, error))
    return FALSE;
  g_autofree char *book = file_uri (store->book, ""), *mirror = file_uri (store->mirror, "");
  KtSchemaState state = KT_SCHEMA_CURRENT;
  if (!connect_both (store, book, mirror, error) || !check_both (store, &state, error))
    return FALSE;
  if (state == KT_SCHEMA_OLD)
    return migrate_both (store, error);
  return kt_sqlite_exec (store->db, WRITE_PRAGMAS, _ ("open the database"), error);
}

/* In a directory that cannot be written SQLite cannot make the -shm file it wants. With no log left
 * beside the database nothing can be changing it either: then it is opened as immutable. */
static gboolean
check_no_log (const char *file, GError **error)
{
  g_autofree char *log = g_strconcat (file, "-wal", NULL);
  GStatBuf status;
  if (g_stat (log, &status) != 0 || status.st_size == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
               _ ("cannot read «%s», its directory is read-only and «%s» is still to be applied"),
               file, log);
  kt_error_hint (error, _ ("run any kontor command once where the directory can be written"));
  return FALSE;
}

static gboolean
open_readonly (KtStore *store, GError **error)
{
  gboolean frozen = g_access (store->data, W_OK) != 0;
  if (frozen && (!check_no_log (store->book, error) || !check_no_log (store->mirror, error)))
    return FALSE;
  const char *query = frozen ? "?immutable=1" : "";
  gboolean has_mirror = g_access (store->mirror, F_OK) == 0;
  g_autofree char *book = file_uri (store->book, query);
  g_autofree char *mirror
      = has_mirror ? file_uri (store->mirror, query) : g_strdup ("file::memory:?mode=memory");
  if (!connect_both (store, book, mirror, error))
    return FALSE;
  if (has_mirror)
    return TRUE;
  /* the mirror was thrown away: until the next sync it is an empty one */
  KtSchema schema = mirror_schema (store);
  return kt_schema_migrate (store->db, &schema, NULL, error);
}

static gboolean
open_for_reading (KtStore *store, const KtPaths *paths, GError **error)
{
  KtSchemaState state = KT_SCHEMA_CURRENT;
  if (!open_readonly (store, error) || !check_both (store, &state, error))
    return FALSE;
  if (state == KT_SCHEMA_CURRENT)
    return TRUE;
  sqlite3_close (g_steal_pointer (&store->db));
  g_autoptr (KtStore) update = kt_store_open (paths, KT_STORE_WRITE, error);
  return update != NULL && open_readonly (store, error);
}

void
kt_store_count_memory (void)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 1);
  sqlite3_initialize ();
}

KtStore *
kt_store_open (const KtPaths *paths, KtStoreMode mode, GError **error)
{
  if (mode == KT_STORE_READ && g_access (paths->book, F_OK) != 0 && errno == ENOENT)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no book yet at «%s»"),
                   paths->book);
      kt_error_hint (error, _ ("kontor init starts one, kontor sync fills it"));
      return NULL;
    }
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0); /* refused once SQLite runs */
  if (mode == KT_STORE_READ)
    kt_sqlite_pool_memory ();
  g_autoptr (KtStore) store = store_new (paths, mode);
  gboolean good = mode == KT_STORE_READ ? open_for_reading (store, paths, error)
                                        : open_for_writing (store, error);
  return good ? g_steal_pointer (&store) : NULL;
}

/* The last connection to close checkpoints, and that too belongs under the lock. Without the lock
 * the log stays for the next one. */
static void
close_database (KtStore *store)
{
  if (store->db == NULL)
    return;
  gboolean alone = store->mode == KT_STORE_READ
                   || kt_write_lock_take (&store->lock, store->lock_path, "close", 0, NULL);
  if (!alone)
    sqlite3_db_config (store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close (store->db);
}

void
kt_store_close (KtStore *store)
{
  if (store == NULL)
    return;
  kt_store_rollback (store);
  g_hash_table_unref (store->statements);
  close_database (store);
  kt_write_lock_close (&store->lock);
  g_free (store->data);
  g_free (store->book);
  g_free (store->mirror);
  g_free (store->lock_path);
  g_free (store->who);
  g_clear_pointer (&store->tombstone_key, g_bytes_unref);
  g_free (store);
}

sqlite3 *
kt_store_db (KtStore *store)
{
  return store->db;
}

gboolean
kt_store_is_writable (const KtStore *store)
{
  return store->mode == KT_STORE_WRITE;
}

const char *
kt_store_directory (const KtStore *store)
{
  return store->data;
}

void
kt_store_set_wait (KtStore *store, guint milliseconds)
{
  store->wait_ms = milliseconds;
  sqlite3_busy_timeout (store->db, (int)milliseconds);
}

void
kt_store_set_dry_run (KtStore *store, gboolean dry_run)
{
  store->dry_run = dry_run;
}
