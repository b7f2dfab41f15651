#include "config.h"
#include "kontor/good.h"
#include "kontor/fold.h"

#include <sqlite3.h>
#include <string.h>

#define COLUMNS "id, name, price, currency, archived, created, updated"
/* all of them: a shop window, not a store of its own */
#define LIST_SQL "SELECT " COLUMNS " FROM good WHERE archived <= ?1 ORDER BY fold, id"
#define PUT_SQL                                                                                    \
  "INSERT INTO good (" COLUMNS ", fold) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id)"  \
  " DO UPDATE SET name = ?2, price = ?3, currency = ?4, archived = ?5, updated = ?7, fold = ?8"

void
kt_good_free (KtGood *good)
{
  if (good == NULL)
    return;
  g_free (good->name);
  g_free (good);
}

static KtGood *
read_good (sqlite3_stmt *statement)
{
  KtGood *good = g_new0 (KtGood, 1);
  good->id = kt_column_int (statement, 0);
  good->name = g_strdup (kt_column_text (statement, 1));
  good->price.minor = kt_column_int (statement, 2);
  g_strlcpy (good->price.currency, kt_column_text (statement, 3), sizeof good->price.currency);
  good->archived = kt_column_int (statement, 4) != 0;
  good->created = kt_column_int (statement, 5);
  good->updated = kt_column_int (statement, 6);
  return good;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const KtGood *one = *(KtGood *const *)a, *two = *(KtGood *const *)b;
  return g_utf8_collate (one->name, two->name);
}

GPtrArray *
kt_good_list (KtStore *store, gboolean archived, GError **error)
{
  g_autoptr (GPtrArray) goods = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_good_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", (gint64)(archived ? 1 : 0));
  while (kt_step (statement, &failure))
    g_ptr_array_add (goods, read_good (statement));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  g_ptr_array_sort (goods, compare_names);
  return g_steal_pointer (&goods);
}

/* Each word begins a word of the name. */
static gboolean
is_named (const char *name, char **words)
{
  g_autofree char *spaced = g_strconcat (" ", name, NULL);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *begin = g_strconcat (" ", *word, NULL);
      if (**word != '\0' && strstr (spaced, begin) == NULL)
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
kt_good_find (KtStore *store, const char *words, GError **error)
{
  g_autoptr (GPtrArray) goods = kt_good_list (store, FALSE, error);
  g_autofree char *fold = kt_fold (words);
  g_auto (GStrv) parts = g_strsplit (fold, " ", -1);
  if (goods == NULL)
    return NULL;
  for (guint i = goods->len; i > 0; i--)
    {
      const KtGood *good = goods->pdata[i - 1];
      g_autofree char *name = kt_fold (good->name);
      if (strcmp (name, fold) == 0)
        {
          GPtrArray *only = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_good_free);
          g_ptr_array_add (only, g_ptr_array_steal_index (goods, i - 1));
          return only;
        }
    }
  for (guint i = goods->len; i > 0; i--)
    {
      const KtGood *good = goods->pdata[i - 1];
      g_autofree char *name = kt_fold (good->name);
      if (!is_named (name, parts))
        g_ptr_array_remove_index (goods, i - 1);
    }
  return g_steal_pointer (&goods);
}

gboolean
kt_good_put (KtStore *store, const KtGood *good, GError **error)
{
  g_return_val_if_fail (good->id != 0 && good->name != NULL, FALSE);
  g_autofree char *fold = kt_fold (good->name);
  return kt_store_run (store, error, PUT_SQL, "isisiiis", good->id, good->name, good->price.minor,
                       good->price.currency, (gint64)good->archived, good->created, good->updated,
                       fold);
}
