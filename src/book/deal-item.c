#include "config.h"
#include "kontor/deal-item.h"
#include "kontor/error.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define COLUMNS "id, deal, position, service, good, name, quantity, unit, price"
#define LIST_SQL "SELECT " COLUMNS " FROM deal_item WHERE deal = ?1 ORDER BY position, id"
#define INSERT_SQL "INSERT INTO deal_item (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
#define DELETE_SQL "DELETE FROM deal_item WHERE id = ?1"

void
kt_deal_item_free (KtDealItem *item)
{
  if (item == NULL)
    return;
  g_free (item->name);
  g_free (item->unit);
  g_free (item);
}

GPtrArray *
kt_deal_items (KtStore *store, KtId deal, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_deal_item_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", deal);
  while (kt_step (statement, &failure))
    {
      KtDealItem *item = g_new0 (KtDealItem, 1);
      item->id = kt_column_int (statement, 0);
      item->deal = kt_column_int (statement, 1);
      item->position = (int)kt_column_int (statement, 2);
      item->service = kt_column_int (statement, 3);
      item->good = kt_column_int (statement, 4);
      item->name = g_strdup (kt_column_text (statement, 5));
      item->quantity = kt_column_int (statement, 6);
      item->unit = g_strdup (kt_column_text_or_null (statement, 7));
      item->price = kt_column_int (statement, 8);
      g_ptr_array_add (items, item);
    }
  if (failure == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_deal_item_insert (KtStore *store, const KtDealItem *item, GError **error)
{
  g_return_val_if_fail (item->id != 0 && item->deal != 0 && item->quantity > 0, FALSE);
  return kt_store_run (store, error, INSERT_SQL, "iiiIIsisi", item->id, item->deal,
                       (gint64)item->position, item->service, item->good, item->name,
                       item->quantity, item->unit, item->price);
}

gboolean
kt_deal_item_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}

gboolean
kt_deal_items_sum (const GPtrArray *items, const char *currency, KtMoney *ret, GError **error)
{
  KtMoney sum = { 0 }; /* currency may be that of ret */
  g_strlcpy (sum.currency, currency, sizeof sum.currency);
  for (guint i = 0; i < items->len; i++)
    {
      const KtDealItem *item = items->pdata[i];
      KtMoney price = { .minor = item->price }, total;
      memcpy (price.currency, sum.currency, sizeof price.currency);
      if (kt_money_times (price, item->quantity, &total) && kt_money_add (&sum, total))
        continue;
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the sum is more than Kontor can count"));
      return FALSE;
    }
  *ret = sum;
  return TRUE;
}
