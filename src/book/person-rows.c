#include "config.h"
#include "kontor/person-rows.h"
#include "kontor/contact.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define NAMES_SQL                                                                                  \
  "SELECT m.name, f.\"from\" FROM main.sqlite_schema AS m, pragma_foreign_key_list (m.name) AS f"  \
  " WHERE m.type = 'table' AND f.\"table\" = ?1 ORDER BY m.rowid, f.seq"

static const char *const times[]
    = { "created",    "updated",    "at",        "due_at",    "done_at",   "start_at",
        "end_at",     "arrived_at", "paid_at",   "since",     "closed_at", "pencilled_until",
        "held_until", "until_at",   "closed_at", "held_until" };

void
kt_person_rows_free (KtPersonRows *rows)
{
  if (rows == NULL)
    return;
  g_free (rows->table);
  g_strfreev (rows->columns);
  g_clear_pointer (&rows->rows, g_ptr_array_unref);
  g_free (rows);
}

const KtCell *
kt_person_cell (const KtPersonRows *rows, guint row, const char *column)
{
  for (guint i = 0; rows->columns[i] != NULL; i++)
    if (strcmp (rows->columns[i], column) == 0)
      return (const KtCell *)rows->rows->pdata[row] + i;
  return NULL;
}

/* The columns by which one table refers to another: pairs "table", "column". */
static GPtrArray *
references_to (KtStore *store, const char *table, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = kt_store_statement (store, NAMES_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", table);
  while (kt_step (statement, &failure))
    {
      g_ptr_array_add (pairs, g_strdup (kt_column_text (statement, 0)));
      g_ptr_array_add (pairs, g_strdup (kt_column_text (statement, 1)));
    }
  if (failure == NULL)
    return g_steal_pointer (&pairs);
  g_propagate_error (error, failure);
  return NULL;
}

/* Keys are 60-bit, no other number of the book is that large. */
static KtCellKind
kind_of (const char *column, gint64 number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    if (strcmp (times[i], column) == 0)
      return KT_CELL_TIME;
  return strcmp (column, "id") == 0 || number > G_GINT64_CONSTANT (1) << 53 ? KT_CELL_KEY
                                                                            : KT_CELL_NUMBER;
}

static void
clear_row (gpointer data)
{
  KtCell *cells = data;
  for (KtCell *cell = cells; cell->kind != KT_CELL_NULL || cell->number == 0; cell++)
    g_free (cell->text);
  g_free (cells);
}

/* One cell more than columns: its number ends the row. */
static KtCell *
read_cells (sqlite3_stmt *statement, int n)
{
  KtCell *cells = g_new0 (KtCell, n + 1);
  for (int i = 0; i < n; i++)
    {
      int type = sqlite3_column_type (statement, i);
      if (type == SQLITE_INTEGER)
        {
          cells[i].number = sqlite3_column_int64 (statement, i);
          cells[i].kind = kind_of (sqlite3_column_name (statement, i), cells[i].number);
        }
      else if (type != SQLITE_NULL)
        {
          cells[i].kind = KT_CELL_TEXT;
          cells[i].text = g_strdup ((const char *)sqlite3_column_text (statement, i));
        }
    }
  cells[n].number = 1;
  return cells;
}

static KtPersonRows *
rows_of (GPtrArray *all, const char *table, sqlite3_stmt *statement)
{
  for (guint i = 0; i < all->len; i++)
    if (strcmp (((KtPersonRows *)all->pdata[i])->table, table) == 0)
      return all->pdata[i];
  KtPersonRows *rows = g_new0 (KtPersonRows, 1);
  int n = sqlite3_column_count (statement);
  rows->table = g_strdup (table);
  rows->columns = g_new0 (char *, n + 1);
  rows->rows = g_ptr_array_new_with_free_func (clear_row);
  for (int i = 0; i < n; i++)
    rows->columns[i] = g_strdup (sqlite3_column_name (statement, i));
  g_ptr_array_add (all, rows);
  return rows;
}

/* Rows of a table whose column is key; each once, whichever way it was found. */
static gboolean
read_rows (KtStore *store, GPtrArray *all, GHashTable *seen, const char *table, const char *column,
           gint64 key, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT * FROM main.\"%s\" WHERE \"%s\" = ?1 ORDER BY 1", table, column);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (kt_store_db (store), sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_bind_int64 (statement, 1, key);
  while (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      code = SQLITE_OK;
      if (g_hash_table_add (seen, g_strdup_printf ("%s %" G_GINT64_FORMAT, table,
                                                   (gint64)sqlite3_column_int64 (statement, 0))))
        g_ptr_array_add (rows_of (all, table, statement)->rows,
                         read_cells (statement, sqlite3_column_count (statement)));
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE || kt_store_error (store, _ ("read the book"), error);
}

static gboolean
read_children (KtStore *store, GPtrArray *all, GHashTable *seen, const char *table, gint64 key,
               GError **error)
{
  g_autoptr (GPtrArray) pairs = references_to (store, table, error);
  for (guint i = 0; pairs != NULL && i < pairs->len; i += 2)
    if (strcmp (pairs->pdata[i], "contact") != 0 /* other people, who work for this one */
        && !read_rows (store, all, seen, pairs->pdata[i], pairs->pdata[i + 1], key, error))
      return FALSE;
  return pairs != NULL;
}

/* What belongs to a visit, a deal, an invoice: found by their keys. */
static gboolean
read_grandchildren (KtStore *store, GPtrArray *all, GHashTable *seen, GError **error)
{
  static const char *const parents[] = { "appointment", "deal", "invoice" };
  guint n = all->len;
  for (guint i = 0; i < n; i++)
    {
      const KtPersonRows *rows = all->pdata[i];
      gboolean parent = FALSE;
      for (gsize k = 0; k < G_N_ELEMENTS (parents); k++)
        parent |= strcmp (rows->table, parents[k]) == 0;
      for (guint k = 0; parent && k < rows->rows->len; k++)
        if (!read_children (store, all, seen, rows->table,
                            ((const KtCell *)rows->rows->pdata[k])->number, error))
          return FALSE;
    }
  return TRUE;
}

GPtrArray *
kt_person_rows (KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_person_rows_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KtContact) known = kt_contact_get (store, contact, error);
  if (known == NULL || !read_rows (store, all, seen, "contact", "id", contact, error)
      || !read_children (store, all, seen, "contact", contact, error)
      || !read_grandchildren (store, all, seen, error))
    return NULL;
  return g_steal_pointer (&all);
}
