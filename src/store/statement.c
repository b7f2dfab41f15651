#include "config.h"
#include "store-private.h"

#include <glib/gi18n.h>

sqlite3_stmt *
kt_store_statement (KtStore *store, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (store->statements, sql);
  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  if (sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
      != SQLITE_OK)
    {
      kt_sqlite_error (store->db, _ ("ask the database"), error);
      return NULL;
    }
  g_hash_table_insert (store->statements, (gpointer)sql, statement);
  return statement;
}

static void
bind_all (sqlite3_stmt *statement, const char *format, va_list args)
{
  for (int n = 1; format[n - 1] != '\0'; n++)
    switch (format[n - 1])
      {
      case 'i':
        sqlite3_bind_int64 (statement, n, va_arg (args, gint64));
        break;
      case 'I':
        {
          gint64 value = va_arg (args, gint64);
          if (value != 0)
            sqlite3_bind_int64 (statement, n, value);
          else
            sqlite3_bind_null (statement, n);
          break;
        }
      case 's':
        sqlite3_bind_text (statement, n, va_arg (args, const char *), -1, SQLITE_STATIC);
        break;
      case 'b':
        {
          const void *data = va_arg (args, const void *);
          gsize length = va_arg (args, gsize);
          sqlite3_bind_blob64 (statement, n, data, length, SQLITE_STATIC);
          break;
        }
      default:
        g_assert_not_reached ();
      }
}

void
kt_bind (sqlite3_stmt *statement, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  bind_all (statement, format, args);
  va_end (args);
}

/* A finished statement is reset at once: one that is left standing would pin its snapshot. */
gboolean
kt_step (sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    kt_sqlite_error (sqlite3_db_handle (statement),
                     sqlite3_stmt_readonly (statement) ? _ ("read the database")
                                                       : _ ("write to the database"),
                     error);
  sqlite3_reset (statement);
  return FALSE;
}

/* Runs it to its first row; TRUE: there is one. */
static gboolean
run (KtStore *store, const char *sql, const char *format, va_list args, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  bind_all (statement, format, args);
  gboolean row = kt_step (statement, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return row;
}

gboolean
kt_store_run (KtStore *store, GError **error, const char *sql, const char *format, ...)
{
  GError *failure = NULL;
  va_list args;
  va_start (args, format);
  run (store, sql, format, args, &failure);
  va_end (args);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
kt_step_rows (sqlite3_stmt *statement, GArray *rows, GError **error)
{
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      gint64 row = kt_column_int (statement, 0);
      g_array_append_val (rows, row);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
kt_store_asks (KtStore *store, GError **error, gboolean *ret_found, const char *sql,
               const char *format, ...)
{
  GError *failure = NULL;
  va_list args;
  va_start (args, format);
  *ret_found = run (store, sql, format, args, &failure);
  va_end (args);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

const char *
kt_column_text_or_null (sqlite3_stmt *statement, int column)
{
  return (const char *)sqlite3_column_text (statement, column);
}

const char *
kt_column_text (sqlite3_stmt *statement, int column)
{
  const char *text = kt_column_text_or_null (statement, column);
  return text != NULL ? text : "";
}

gint64
kt_column_int (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_int64 (statement, column);
}

gboolean
kt_sqlite_exec (sqlite3 *db, const char *sql, const char *what, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return kt_sqlite_error (db, what, error);
}

gboolean
kt_sqlite_number (sqlite3 *db, const char *sql, gint64 *ret_number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *ret_number = sqlite3_column_int64 (statement, 0);
  else
    kt_sqlite_error (db, _ ("open the database"), error);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW;
}
