#include "config.h"
#include "kontor/erase.h"
#include "kontor/erase-words.h"
#include "store-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const schemas[] = { "main", "mirror" };

/* Every table of a schema that fts5 keeps: deleted words stay in its pages until they are merged.
 */
static GPtrArray *
names (KtStore *store, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (store->db, sql, -1, &statement, NULL);
  while (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_ptr_array_add (list, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
      code = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return g_steal_pointer (&list);
  kt_sqlite_error (store->db, _ ("look through the databases"), error);
  return NULL;
}

static GPtrArray *
tables (KtStore *store, const char *schema, const char *condition, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT name FROM %s.sqlite_schema WHERE type = 'table' AND %s ORDER BY name", schema,
      condition);
  return names (store, sql, error);
}

static gboolean
merge_words (KtStore *store, const char *schema, GError **error)
{
  g_autoptr (GPtrArray) indexes = tables (store, schema, "sql LIKE '%USING fts5%'", error);
  for (guint i = 0; indexes != NULL && i < indexes->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO %s.%s (%s) VALUES ('optimize')", schema,
                                              (char *)indexes->pdata[i], (char *)indexes->pdata[i]);
      if (!kt_sqlite_exec (store->db, sql, _ ("merge an index"), error))
        return FALSE;
    }
  return indexes != NULL;
}

static gboolean
rewrite_schema (KtStore *store, const char *schema, GError **error)
{
  g_autofree char *vacuum = g_strdup_printf ("VACUUM %s", schema);
  return merge_words (store, schema, error)
         && kt_sqlite_exec (store->db, vacuum, _ ("write a database anew"), error);
}

gboolean
kt_store_rewrite (KtStore *store, const char *who, GError **error)
{
  g_return_val_if_fail (!store->in_transaction, FALSE);
  if (!kt_write_lock_take (&store->lock, store->lock_path, who, store->wait_ms, error))
    return FALSE;
  gboolean good = TRUE;
  kt_sqlite_reset_running (store->db);
  for (gsize i = 0; good && i < G_N_ELEMENTS (schemas); i++)
    good = rewrite_schema (store, schemas[i], error);
  good = good && kt_store_empty_logs (store, TRUE, error);
  kt_write_lock_release (&store->lock);
  return good;
}

/* How many rows of a table hold one of forms in any column. */
static gboolean
count_rows (KtStore *store, const char *schema, const char *table, const GPtrArray *forms,
            guint *ret_count, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s.\"%s\"", schema, table);
  sqlite3_stmt *statement = NULL;
  *ret_count = 0;
  int code = sqlite3_prepare_v2 (store->db, sql, -1, &statement, NULL);
  while (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gboolean found = FALSE;
      for (int i = 0; !found && i < sqlite3_column_count (statement); i++)
        {
          const void *value = sqlite3_column_type (statement, i) == SQLITE_INTEGER
                                  ? NULL
                                  : sqlite3_column_blob (statement, i);
          found = value != NULL
                  && kt_erase_find (forms, value, (gsize)sqlite3_column_bytes (statement, i)) >= 0;
        }
      *ret_count += found;
      code = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE
         || kt_sqlite_error (store->db, _ ("look through the databases"), error);
}

GHashTable *
kt_store_find_octets (KtStore *store, const GPtrArray *forms, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr (GPtrArray) all
          = tables (store, schemas[i], "sql NOT LIKE 'CREATE VIRTUAL%'", error);
      if (all == NULL)
        return NULL;
      for (guint k = 0; k < all->len; k++)
        {
          guint count = 0;
          if (!count_rows (store, schemas[i], all->pdata[k], forms, &count, error))
            return NULL;
          if (count > 0)
            g_hash_table_insert (found, g_strdup (all->pdata[k]), GUINT_TO_POINTER (count));
        }
    }
  return g_steal_pointer (&found);
}
