#include "config.h"
#include "kontor/outbox.h"
#include <sqlite3.h>

#define DAY G_GINT64_CONSTANT (86400) /* seconds */

static const char *const sides[] = { "mine", "theirs", "replaced" };

gboolean
kt_kept_text_put (KtStore *store, const char *uid, KtSide side, KtId outbox, const char *text,
                  gint64 now, GError **error)
{
  static const char forget[] = "DELETE FROM kept_text WHERE outbox = ? AND side = ?";
  static const char put[] = "INSERT INTO kept_text (id, uid, side, outbox, text, at)"
                            " VALUES (?, ?, ?, ?, ?, ?)";
  if (outbox != 0 && !kt_store_run (store, error, forget, "is", outbox, sides[side]))
    return FALSE;
  return kt_store_run (store, error, put, "issIsi", kt_id_random (), uid, sides[side], outbox, text,
                       now);
}

char *
kt_kept_text_get (KtStore *store, KtId outbox, KtSide side, GError **error)
{
  static const char sql[] = "SELECT text FROM kept_text WHERE outbox = ? AND side = ?";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "is", outbox, sides[side]);
  char *text = kt_step (statement, error) ? g_strdup (kt_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  return text;
}

gboolean
kt_kept_text_settle (KtStore *store, KtId outbox, GError **error)
{
  static const char sql[] = "UPDATE kept_text SET outbox = NULL WHERE outbox = ?";
  return kt_store_run (store, error, sql, "i", outbox);
}

gboolean
kt_kept_text_trim (KtStore *store, gint64 now, GError **error)
{
  static const char sql[] = "DELETE FROM kept_text WHERE at < ? AND outbox IS NULL";
  return kt_store_run (store, error, sql, "i", now - KT_KEPT_TEXT_DAYS * DAY);
}
