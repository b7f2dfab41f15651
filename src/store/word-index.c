#include "config.h"
#include "kontor/word-index.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

#define TABLES_SQL                                                                                 \
  "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"

/* Triggers do nothing but feed these tables (RULES: journal). */
static void
set_triggers (KtStore *store, gboolean on)
{
  sqlite3_db_config (kt_store_db (store), SQLITE_DBCONFIG_ENABLE_TRIGGER, on ? 1 : 0, NULL);
}

/* So many rows touch most pages of the book: with the usual cache each would be written and read
 * again many times over. */
#define MANY_CACHE "PRAGMA main.cache_size = -131072"
#define USUAL_CACHE "PRAGMA main.cache_size = -2000"

void
kt_word_index_pause (KtStore *store)
{
  set_triggers (store, FALSE);
  sqlite3_exec (kt_store_db (store), MANY_CACHE, NULL, NULL, NULL);
}

static gboolean
rebuild_table (KtStore *store, const char *table, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO main.%s (%s) VALUES ('rebuild')", table, table);
  return sqlite3_exec (kt_store_db (store), sql, NULL, NULL, NULL) == SQLITE_OK
         || kt_store_error (store, _ ("rebuild the index of words"), error);
}

static gboolean
rebuild_all (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, TABLES_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    g_ptr_array_add (tables, g_strdup (kt_column_text (statement, 0)));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  for (guint i = 0; i < tables->len; i++)
    if (!rebuild_table (store, tables->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kt_word_index_resume (KtStore *store, gboolean rebuild, GError **error)
{
  set_triggers (store, TRUE);
  gboolean good = !rebuild || rebuild_all (store, error);
  sqlite3_exec (kt_store_db (store), USUAL_CACHE, NULL, NULL, NULL);
  return good;
}
