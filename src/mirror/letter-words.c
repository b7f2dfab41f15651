#include "config.h"
#include "letter-words.h"
#include "kontor/records.h"
#include <sqlite3.h>

#define SETTLE_AT_ONCE 1000u /* letters a transaction */

static gboolean
put_text (KtStore *store, gint64 id, const char *text, GError **error)
{
  static const char sql[] = "INSERT INTO mirror.letter_text (letter, text) VALUES (?, ?)";
  return *text == 0 || kt_store_run (store, error, sql, "is", id, text);
}

static gboolean
index_words (KtStore *store, gint64 id, const char *subject, const char *text, GError **error)
{
  static const char sql[] = "INSERT INTO mirror.letter_fts (rowid, subject, text) VALUES (?, ?, ?)";
  return kt_store_run (store, error, sql, "iss", id, subject, text);
}

gboolean
kt_letter_words_put (KtStore *store, gint64 id, const char *subject, const char *text,
                     GError **error)
{
  return put_text (store, id, text, error) && index_words (store, id, subject, text, error);
}

/* FTS5 with external content must be told exactly the words it was given. */
static gboolean
unindex_words (KtStore *store, gint64 id, GError **error)
{
  static const char sql[] = "INSERT INTO mirror.letter_fts (letter_fts, rowid, subject, text)"
                            " SELECT 'delete', id, subject, text FROM mirror.letter_words"
                            " WHERE id = ?";
  return kt_store_run (store, error, sql, "i", id);
}

static gboolean
index_again (KtStore *store, gint64 id, GError **error)
{
  static const char sql[] = "INSERT INTO mirror.letter_fts (rowid, subject, text)"
                            " SELECT id, subject, text FROM mirror.letter_words WHERE id = ?";
  return kt_store_run (store, error, sql, "i", id);
}

gboolean
kt_letter_words_add_text (KtStore *store, gint64 id, const char *text, GError **error)
{
  static const char known[] = "SELECT 1 FROM mirror.letter_text WHERE letter = ?";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, known, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", id);
  gboolean has_text = kt_step (statement, &failed);
  sqlite3_reset (statement);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  return has_text || *text == 0
         || (unindex_words (store, id, error) && put_text (store, id, text, error)
             && index_again (store, id, error));
}

gboolean
kt_letter_words_erase (KtStore *store, gint64 id, GError **error)
{
  static const char text[] = "DELETE FROM mirror.letter_text WHERE letter = ?";
  static const char row[] = "UPDATE mirror.letter SET subject = '', people = '', question = NULL,"
                            " sender = 0, kind = 'automatic' WHERE id = ?";
  return unindex_words (store, id, error) && kt_store_run (store, error, text, "i", id)
         && kt_store_run (store, error, row, "i", id) && index_again (store, id, error);
}

/* Letters of lists that a person wrote whom I never did. */
#define UNASKED                                                                                    \
  " FROM mirror.letter AS l JOIN mirror.letter_text AS t ON t.letter = l.id"                       \
  " LEFT JOIN mirror.address AS a ON a.id = l.sender"                                              \
  " WHERE l.direction = 'in' AND l.kind IN ('personal', 'invite') AND l.flags & ?1"                \
  " AND coalesce(a.written_at, 0) = 0"

static GArray *
collect_unasked (KtStore *store, GError **error)
{
  static const char sql[] = "SELECT l.id" UNASKED;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", (gint64)KT_LETTER_FLAG_LIST);
  return kt_step_rows (statement, rows, error) ? g_steal_pointer (&rows) : NULL;
}

static gboolean
is_unasked (KtStore *store, gint64 row, gboolean *ret_is, GError **error)
{
  static const char sql[] = "SELECT 1" UNASKED " AND l.id = ?2";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", (gint64)KT_LETTER_FLAG_LIST, row);
  *ret_is = kt_step (statement, &failed);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
drop_text (KtStore *store, gint64 row, GError **error)
{
  static const char text[] = "DELETE FROM mirror.letter_text WHERE letter = ?";
  static const char question[] = "UPDATE mirror.letter SET question = NULL WHERE id = ?";
  return unindex_words (store, row, error) && kt_store_run (store, error, text, "i", row)
         && kt_store_run (store, error, question, "i", row) && index_again (store, row, error);
}

static gboolean
settle_some (KtStore *store, const gint64 *rows, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean unasked;
      if (!is_unasked (store, rows[i], &unasked, error)
          || (unasked && !drop_text (store, rows[i], error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_letter_words_settle (KtStore *store, const GArray *rows, GError **error)
{
  g_autoptr (GArray) all = rows == NULL ? collect_unasked (store, error) : NULL;
  if (rows == NULL && (rows = all) == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i += SETTLE_AT_ONCE)
    {
      guint n = MIN (SETTLE_AT_ONCE, rows->len - i);
      if (!kt_store_begin (store, "sync", error))
        return FALSE;
      if (!settle_some (store, &g_array_index (rows, gint64, i), n, error)
          || !kt_store_commit (store, error))
        {
          kt_store_rollback (store);
          return FALSE;
        }
    }
  return TRUE;
}
