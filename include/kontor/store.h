#pragma once
#include "kontor/paths.h"

/* The two databases on one connection, main = book, schema "mirror" = mirror (RULES: files, locks,
 * transactions). */
typedef struct _KtStore KtStore;
struct sqlite3;
struct sqlite3_stmt;

typedef enum
{
  KT_STORE_READ,  /* READONLY; a missing database is KT_ERROR_NOT_FOUND */
  KT_STORE_WRITE, /* made and migrated where needed */
} KtStoreMode;

/* Before the first store of a process that limits SQLite's memory (kt_read_query()): it is counted
 * only then, each allocation of the others costs less. */
void kt_store_count_memory (void);

/* KT_ERROR_DATABASE: newer schema, no permission, disk full, broken file. */
KtStore *kt_store_open (const KtPaths *paths, KtStoreMode mode, GError **error);
void kt_store_close (KtStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtStore, kt_store_close)

struct sqlite3 *kt_store_db (KtStore *store);
const char *kt_store_directory (const KtStore *store); /* the data directory */
gboolean kt_store_is_writable (const KtStore *store);  /* opened for writing */
/* How long to wait for the write lock; 10 s unless told. */
void kt_store_set_wait (KtStore *store, guint milliseconds);
/* Commits roll back and say that all went well (--dry-run). */
void kt_store_set_dry_run (KtStore *store, gboolean dry_run);

/* A write transaction under the write lock (flock on DIR/lock; waits 10 s, then KT_ERROR_DATABASE
 * naming the holder's pid and command). Not nested. who is this command, for those who wait. */
gboolean kt_store_begin (KtStore *store, const char *who, GError **error);
gboolean kt_store_commit (KtStore *store, GError **error);
void kt_store_rollback (KtStore *store); /* harmless without one */

/* wal_checkpoint(TRUNCATE) of both files under the lock. */
gboolean kt_store_checkpoint (KtStore *store, GError **error);

/* The lock that keeps two syncs of one source apart: a descriptor that holds it until it is closed.
 * Waits a moment, as long as a sync takes that finds little; -1 with KT_ERROR_CONFLICT. */
int kt_store_lock_source (KtStore *store, const char *source, const char *who, GError **error);

/* Between the two all reading sees one moment, and many small statements lock but once. Returns
 * whether it began one: inside a write transaction there is no need. Nothing may be written. */
gboolean kt_store_snapshot_begin (KtStore *store);
void kt_store_snapshot_end (KtStore *store, gboolean begun);
/* Before what may take its time (a pager, a question, the network): a snapshot ends and statements
 * at a row are reset, so that nobody who empties the logs has to wait. Not in a transaction. */
void kt_store_snapshot_leave (KtStore *store);

/* A cached prepared statement, reset and with bindings cleared; sql must be a constant, it is the
 * cache's key. Owned by the store. */
struct sqlite3_stmt *kt_store_statement (KtStore *store, const char *sql, GError **error);

/* Binds by a format, one letter a parameter: i gint64 (cast smaller ones!), I gint64 whose 0 is
 * NULL, s const char* (NULL is NULL), b const void* + gsize. Text is not copied: it must outlive
 * the step. */
void kt_bind (struct sqlite3_stmt *statement, const char *format, ...);
/* One step: TRUE a row; FALSE done, or error set. When done the statement is reset; one left at a
 * row is reset by its next kt_store_statement() or kt_store_begin(). */
gboolean kt_step (struct sqlite3_stmt *statement, GError **error);
/* The first column of all rows of a bound statement, appended to rows (gint64). */
gboolean kt_step_rows (struct sqlite3_stmt *statement, GArray *rows, GError **error);
/* A statement without rows, bound and run. */
gboolean kt_store_run (KtStore *store, GError **error, const char *sql, const char *format, ...);
/* Whether it finds a row. */
gboolean kt_store_asks (KtStore *store, GError **error, gboolean *ret_found, const char *sql,
                        const char *format, ...);
/* Column text, "" for NULL; NULL stays NULL in the second. Valid until the next step. */
const char *kt_column_text (struct sqlite3_stmt *statement, int column);
const char *kt_column_text_or_null (struct sqlite3_stmt *statement, int column);
gint64 kt_column_int (struct sqlite3_stmt *statement, int column);

/* SQLite's failure as KT_ERROR_DATABASE; ENOSPC and EROFS told apart. what completes "cannot …".
 * Always returns FALSE. */
gboolean kt_store_error (KtStore *store, const char *what, GError **error);
/* The same of a file beside them that could not be written, by its errno. */
gboolean kt_store_file_error (const char *file, int why, GError **error);
/* Writes a file beside them, all of it or nothing, on the disk when it returns. Only for who may
 * write to the store: what a kill leaves of it, FILE.new, is taken by the next who writes it. */
gboolean kt_store_file_write (const char *file, gconstpointer data, gsize length, GError **error);
