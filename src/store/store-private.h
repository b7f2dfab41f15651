#pragma once
/* Shared inside src/store only. */
#include "kontor/migrations.h"
#include "kontor/store.h"
#include "write-lock.h"

/* The session extension is part of the API only where this is asked for. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

struct _KtStore
{
  sqlite3 *db;
  KtStoreMode mode;
  char *data, *book, *mirror, *lock_path;
  KtWriteLock lock;
  guint wait_ms;
  GHashTable *statements; /* SQL constant → sqlite3_stmt */
  gboolean in_transaction, dry_run;
  char *who; /* of the running transaction */
  sqlite3_session *session;
  int origin;            /* KtOrigin of the session */
  GBytes *tombstone_key; /* NULL: not read yet */
};

/* As kt_store_error(), where there is no store yet. what completes "cannot …". */
gboolean kt_sqlite_error (sqlite3 *db, const char *what, GError **error);
/* The failure of a transaction that was to be saved: a full disk says what is not saved. */
gboolean kt_sqlite_save_error (sqlite3 *db, const char *what, GError **error);
gboolean kt_sqlite_exec (sqlite3 *db, const char *sql, const char *what, GError **error);
/* A statement that was left at a row would hold an old snapshot, and writing after one is refused
 * (SQLITE_BUSY_SNAPSHOT). */
void kt_sqlite_reset_running (sqlite3 *db);
/* Under the write lock: wal_checkpoint(TRUNCATE) of both. whole: readers are waited for, and are a
 * failure if they stay; else their log is emptied next time. */
gboolean kt_store_empty_logs (KtStore *store, gboolean whole, GError **error);
/* The first column of the first row as a number, e.g. a PRAGMA; fallback where there is no row. */
gboolean kt_sqlite_number (sqlite3 *db, const char *sql, gint64 *ret_number, GError **error);

/* SQLite's own memory from a pool, where it is not in use yet: for a process that reads and ends.
 */
void kt_sqlite_pool_memory (void);

/* The name changes made here are signed with; made at its first use, under the write lock. */
char *kt_store_device (KtStore *store, GError **error);

/* What a schema ("main", "mirror") of an open connection needs. */
typedef struct
{
  const char *schema;
  const char *file;
  const KtMigration *migrations;
  int application_id;
} KtSchema;

typedef enum
{
  KT_SCHEMA_CURRENT,
  KT_SCHEMA_OLD, /* or new and empty */
} KtSchemaState;

/* KT_ERROR_DATABASE: a newer version, or not a file of ours. */
gboolean kt_schema_check (sqlite3 *db, const KtSchema *schema, KtSchemaState *ret_state,
                          GError **error);
/* Brings a schema up to date, under the write lock. backup_dir: where a copy of the file is put
 * first (book-before-NNN.db); NULL for what can be rebuilt. */
gboolean kt_schema_migrate (sqlite3 *db, const KtSchema *schema, const char *backup_dir,
                            GError **error);
int kt_migrations_last (const KtMigration *migrations);
