#include "config.h"
#include "thread.h"
#include "kontor/records.h"
#include <sqlite3.h>

/* 0 where nobody named the id yet. FALSE only with error. */
static gboolean
thread_of_ref (KtStore *store, gint64 hash, gint64 *ret_thread, GError **error)
{
  static const char sql[] = "SELECT thread FROM mirror.thread_ref WHERE msgid_hash = ?";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", hash);
  *ret_thread = kt_step (statement, &failed) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
thread_size (KtStore *store, gint64 thread, gint64 *ret_size, GError **error)
{
  static const char sql[] = "SELECT (SELECT count (*) FROM mirror.letter WHERE thread = ?1)"
                            " + (SELECT count (*) FROM mirror.thread_ref WHERE thread = ?1)";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", thread);
  if (!kt_step (statement, error))
    return FALSE;
  *ret_size = kt_column_int (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static GArray *
rows_of_thread (KtStore *store, const char *sql, gint64 thread, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", thread);
  return kt_step_rows (statement, rows, error) ? g_steal_pointer (&rows) : NULL;
}

/* Row by row: one UPDATE of many rows takes a savepoint, and with each of those FTS5 writes all
 * that is pending to a segment of its own. */
static gboolean
relabel_rows (KtStore *store, const char *select, const char *update, gint64 from, gint64 to,
              GError **error)
{
  g_autoptr (GArray) rows = rows_of_thread (store, select, from, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!kt_store_run (store, error, update, "ii", g_array_index (rows, gint64, i), to))
      return FALSE;
  return rows != NULL;
}

static gboolean
relabel (KtStore *store, gint64 from, gint64 to, GError **error)
{
  static const char letters[] = "SELECT id FROM mirror.letter WHERE thread = ?";
  static const char refs[] = "SELECT msgid_hash FROM mirror.thread_ref WHERE thread = ?";
  static const char letter[] = "UPDATE mirror.letter SET thread = ?2 WHERE id = ?1";
  static const char ref[] = "UPDATE mirror.thread_ref SET thread = ?2 WHERE msgid_hash = ?1";
  return relabel_rows (store, letters, letter, from, to, error)
         && relabel_rows (store, refs, ref, from, to, error);
}

/* Relabels the smaller of two, so that a long thread is not rewritten for each late letter. */
static gboolean
merge (KtStore *store, gint64 *thread, gint64 other, GError **error)
{
  gint64 size, other_size;
  if (!thread_size (store, *thread, &size, error)
      || !thread_size (store, other, &other_size, error))
    return FALSE;
  gint64 from = size < other_size ? *thread : other;
  *thread = size < other_size ? other : *thread;
  return relabel (store, from, *thread, error);
}

gboolean
kt_thread_assign (KtStore *store, gint64 msgid_hash, const gint64 *refs, gsize n_refs, gint64 fresh,
                  gint64 *ret_thread, GError **error)
{
  static const char insert[]
      = "INSERT OR IGNORE INTO mirror.thread_ref (msgid_hash, thread) VALUES (?, ?)";
  gint64 unknown[KT_LETTER_REFS_MAX + 1];
  gsize n_unknown = 0;
  gint64 thread = 0;
  n_refs = MIN (n_refs, KT_LETTER_REFS_MAX);
  for (gsize i = 0; i <= n_refs; i++)
    {
      gint64 hash = i < n_refs ? refs[i] : msgid_hash;
      gint64 found = 0;
      if (hash == 0)
        continue;
      if (!thread_of_ref (store, hash, &found, error))
        return FALSE;
      if (found == 0)
        unknown[n_unknown++] = hash;
      else if (thread == 0)
        thread = found;
      else if (thread != found && !merge (store, &thread, found, error))
        return FALSE;
    }
  if (thread == 0)
    thread = fresh;
  for (gsize i = 0; i < n_unknown; i++)
    if (!kt_store_run (store, error, insert, "ii", unknown[i], thread))
      return FALSE;
  *ret_thread = thread;
  return TRUE;
}
