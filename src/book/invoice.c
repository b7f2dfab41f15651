#include "config.h"
#include "invoice-row.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define GET_SQL "SELECT " KT_INVOICE_COLUMNS " WHERE i.id = ?1"
#define BY_NUMBER_SQL                                                                              \
  "SELECT " KT_INVOICE_COLUMNS " WHERE i.number = ?1 COLLATE NOCASE AND i.kind = ?2"
#define ITEMS_SQL                                                                                  \
  "SELECT service, good, name, quantity, unit, price, total FROM invoice_item WHERE invoice = ?1"  \
  " ORDER BY position, id"
#define UPDATE_SQL                                                                                 \
  "UPDATE invoice SET due = ?2, state = ?3, reminded = ?4, text = ?5, reason = ?6, updated = ?7"   \
  " WHERE id = ?1"

static const char *const kinds[] = { "invoice", "offer" };
static const char *const states[] = { "open", "paid", "void", "accepted", "declined" };

const char *
kt_invoice_kind_id (KtInvoiceKind kind)
{
  return kinds[kind];
}

const char *
kt_invoice_state_id (KtInvoiceState state)
{
  return states[state];
}

KtInvoiceKind
kt_invoice_kind_of (const char *id)
{
  return g_str_equal (id, kinds[KT_OFFER]) ? KT_OFFER : KT_INVOICE;
}

KtInvoiceItem *
kt_invoice_item_new (const char *name, gint64 quantity, gint64 price)
{
  KtInvoiceItem *item = g_new0 (KtInvoiceItem, 1);
  item->name = g_strdup (name);
  item->quantity = quantity;
  item->price = price;
  return item;
}

void
kt_invoice_item_free (KtInvoiceItem *item)
{
  if (item == NULL)
    return;
  g_free (item->name);
  g_free (item->unit);
  g_free (item);
}

void
kt_invoice_free (KtInvoice *invoice)
{
  if (invoice == NULL)
    return;
  g_free (invoice->number);
  g_free (invoice->issued);
  g_free (invoice->due);
  g_free (invoice->reminded);
  g_free (invoice->text);
  g_free (invoice->reason);
  g_free (invoice->paid_on);
  g_free (invoice->who);
  g_free (invoice->title);
  g_free (invoice);
}

gint64
kt_invoice_rest (const KtInvoice *invoice)
{
  return invoice->amount.minor - invoice->paid;
}

static KtInvoiceState
state_of (const char *id)
{
  KtInvoiceState state = KT_INVOICE_OPEN;
  while (state < KT_INVOICE_DECLINED && !g_str_equal (states[state], id))
    state++;
  return state;
}

KtInvoice *
kt_invoice_read_row (sqlite3_stmt *statement)
{
  KtInvoice *invoice = g_new0 (KtInvoice, 1);
  invoice->id = kt_column_int (statement, 0);
  invoice->kind = kt_invoice_kind_of (kt_column_text (statement, 1));
  invoice->number = g_strdup (kt_column_text (statement, 2));
  invoice->contact = kt_column_int (statement, 3);
  invoice->deal = kt_column_int (statement, 4);
  invoice->amount.minor = kt_column_int (statement, 5);
  g_strlcpy (invoice->amount.currency, kt_column_text (statement, 6),
             sizeof invoice->amount.currency);
  invoice->tax = (int)kt_column_int (statement, 7);
  invoice->tax_amount = kt_column_int (statement, 8);
  invoice->issued = g_strdup (kt_column_text (statement, 9));
  invoice->due = g_strdup (kt_column_text (statement, 10));
  invoice->state = state_of (kt_column_text (statement, 11));
  invoice->reminded = g_strdup (kt_column_text_or_null (statement, 12));
  invoice->text = g_strdup (kt_column_text (statement, 13));
  invoice->reason = g_strdup (kt_column_text_or_null (statement, 14));
  invoice->created = kt_column_int (statement, 15);
  invoice->updated = kt_column_int (statement, 16);
  invoice->who = g_strdup (kt_column_text_or_null (statement, 17));
  invoice->title = g_strdup (kt_column_text_or_null (statement, 18));
  invoice->paid = kt_column_int (statement, 19);
  invoice->paid_on = g_strdup (kt_column_text_or_null (statement, 20));
  return invoice;
}

static KtInvoice *
read_one (sqlite3_stmt *statement, GError **error)
{
  KtInvoice *invoice = kt_step (statement, error) ? kt_invoice_read_row (statement) : NULL;
  sqlite3_reset (statement);
  return invoice;
}

KtInvoice *
kt_invoice_get (KtStore *store, KtId id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  KtInvoice *invoice = read_one (statement, &failure);
  if (invoice == NULL && failure == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("this invoice is gone"));
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return invoice;
}

KtInvoice *
kt_invoice_by_number (KtStore *store, KtInvoiceKind kind, const char *number, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, BY_NUMBER_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ss", number, kinds[kind]);
  return read_one (statement, error);
}

GPtrArray *
kt_invoice_items (KtStore *store, KtId invoice, GError **error)
{
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invoice_item_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, ITEMS_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", invoice);
  while (kt_step (statement, &failure))
    {
      KtInvoiceItem *item
          = kt_invoice_item_new (kt_column_text (statement, 2), kt_column_int (statement, 3),
                                 kt_column_int (statement, 5));
      item->service = kt_column_int (statement, 0);
      item->good = kt_column_int (statement, 1);
      item->unit = g_strdup (kt_column_text_or_null (statement, 4));
      item->total = kt_column_int (statement, 6);
      g_ptr_array_add (items, item);
    }
  if (failure == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_invoice_update (KtStore *store, const KtInvoice *invoice, GError **error)
{
  return kt_store_run (store, error, UPDATE_SQL, "isssssi", invoice->id, invoice->due,
                       states[invoice->state], invoice->reminded,
                       invoice->text != NULL ? invoice->text : "", invoice->reason,
                       invoice->updated);
}
