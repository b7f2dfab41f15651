#include "config.h"
#include "letter-words.h"
#include <sqlite3.h>

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

gboolean
kt_letter_words_add_text (KtStore *store, gint64 id, const char *text, GError **error)
{
  static const char known[] = "SELECT 1 FROM mirror.letter_text WHERE letter = ?";
  static const char insert[] = "INSERT INTO mirror.letter_fts (rowid, subject, text)"
                               " SELECT id, subject, text FROM mirror.letter_words WHERE id = ?";
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
             && kt_store_run (store, error, insert, "i", id));
}
