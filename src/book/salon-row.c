#include "config.h"
#include "salon-row.h"
#include "kontor/name-words.h"
#include "kontor/error.h"
#include "kontor/fold.h"

#include <sqlite3.h>
#include <string.h>

GPtrArray *
kt_salon_rows (sqlite3_stmt *statement, KtRowFunc read, GDestroyNotify free_row, GError **error)
{
  if (statement == NULL)
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (rows, read (statement));
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, failure);
  return NULL;
}

gpointer
kt_salon_row (sqlite3_stmt *statement, KtRowFunc read, GDestroyNotify free_row, const char *missing,
              GError **error)
{
  g_autoptr (GPtrArray) rows = kt_salon_rows (statement, read, free_row, error);
  if (rows == NULL)
    return NULL;
  if (rows->len > 0)
    return g_ptr_array_steal_index (rows, 0);
  g_set_error_literal (error, KT_ERROR, KT_ERROR_NOT_FOUND, missing);
  return NULL;
}

int
kt_salon_has_row (KtStore *store, const char *sql, gint64 id, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  GError *failure = NULL;
  if (statement == NULL)
    return -1;
  kt_bind (statement, "i", id);
  gboolean found = kt_step (statement, &failure);
  sqlite3_reset (statement);
  if (failure == NULL)
    return found;
  g_propagate_error (error, failure);
  return -1;
}

gint64
kt_salon_column (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL ? -1
                                                                : kt_column_int (statement, column);
}

int
kt_salon_compare_names (const char *a, const char *b)
{
  int order = g_utf8_collate (a, b);
  return order != 0 ? order : strcmp (a, b);
}

typedef struct
{
  KtNameRank rank;
  gpointer row;
} Named;

static int
compare_named (gconstpointer a, gconstpointer b, gpointer name_of)
{
  const Named *first = a, *second = b;
  int order = (int)first->rank - (int)second->rank;
  return order != 0 ? order
                    : kt_salon_compare_names (((KtNameFunc)name_of) (first->row),
                                              ((KtNameFunc)name_of) (second->row));
}

GPtrArray *
kt_salon_named (GPtrArray *rows, KtNameFunc name_of, const char *words)
{
  g_autofree char *fold = g_strstrip (kt_fold (words));
  g_auto (GStrv) parts = kt_name_words (fold);
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));
  for (guint i = rows->len; parts[0] != NULL && i > 0; i--)
    {
      g_autofree char *name = kt_fold (name_of (rows->pdata[i - 1]));
      KtNameRank rank = kt_name_rank (name, fold, parts);
      if (rank == KT_NAME_NONE)
        continue;
      Named hit = { rank, g_ptr_array_steal_index (rows, i - 1) };
      g_array_append_val (named, hit);
    }
  g_array_sort_with_data (named, compare_named, (gpointer)name_of);
  g_ptr_array_set_size (rows, 0);
  for (guint i = 0; i < named->len; i++)
    g_ptr_array_add (rows, g_array_index (named, Named, i).row);
  return rows;
}
