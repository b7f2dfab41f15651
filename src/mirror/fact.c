#include "config.h"
#include "kontor/source-state.h"
#include <sqlite3.h>

gboolean
kt_fact_set (KtStore *store, const char *name, const char *value, GError **error)
{
  static const char put[] = "INSERT INTO mirror.fact (name, value) VALUES (?, ?)"
                            " ON CONFLICT DO UPDATE SET value = excluded.value";
  static const char drop[] = "DELETE FROM mirror.fact WHERE name = ?";
  return value != NULL ? kt_store_run (store, error, put, "ss", name, value)
                       : kt_store_run (store, error, drop, "s", name);
}

char *
kt_fact_get (KtStore *store, const char *name, GError **error)
{
  static const char sql[] = "SELECT value FROM mirror.fact WHERE name = ?";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  char *value = NULL;
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", name);
  if (kt_step (statement, error))
    value = g_strdup (kt_column_text (statement, 0));
  sqlite3_reset (statement);
  return value;
}
