#include "config.h"
#include "invoice-row.h"
#include <string.h>

/* Statements by what narrows most; the rest is looked at row by row. */
#define ALL_SQL                                                                                    \
  "SELECT " KT_INVOICE_COLUMNS " WHERE i.issued BETWEEN ?1 AND ?2 ORDER BY"                        \
  " i.issued DESC, i.created DESC, i.number DESC"
#define CONTACT_SQL                                                                                \
  "SELECT " KT_INVOICE_COLUMNS " WHERE i.contact = ?1 ORDER BY i.issued DESC,"                     \
  " i.created DESC, i.number DESC"
#define DEAL_SQL                                                                                   \
  "SELECT " KT_INVOICE_COLUMNS " WHERE i.deal = ?1 ORDER BY i.issued DESC,"                        \
  " i.created DESC, i.number DESC"
#define OPEN_SQL                                                                                   \
  "SELECT " KT_INVOICE_COLUMNS " WHERE i.state = 'open' AND i.due < ?1 ORDER BY"                   \
  " i.issued DESC, i.created DESC, i.number DESC"
#define OWED_SQL                                                                                   \
  "SELECT i.currency, i.amount - coalesce ((SELECT sum (p.amount) FROM invoice_payment AS p"       \
  " WHERE p.invoice = i.id), 0) FROM invoice AS i WHERE i.contact = ?1 AND i.kind = 'invoice'"     \
  " AND i.state = 'open' AND i.due <= ?2"

#define NEVER "9999-12-31"

static gboolean
wanted (const KtInvoiceFilter *filter, const KtInvoice *invoice)
{
  if (filter->kinds != 0 && !(filter->kinds & KT_INVOICE_ANY (invoice->kind)))
    return FALSE;
  if (filter->states != 0 && !(filter->states & KT_INVOICE_ANY (invoice->state)))
    return FALSE;
  if ((filter->contact != 0 && filter->contact != invoice->contact)
      || (filter->deal != 0 && filter->deal != invoice->deal))
    return FALSE;
  if ((filter->from != NULL && strcmp (invoice->issued, filter->from) < 0)
      || (filter->to != NULL && strcmp (invoice->issued, filter->to) > 0))
    return FALSE;
  return filter->due_before == NULL || strcmp (invoice->due, filter->due_before) < 0;
}

static sqlite3_stmt *
prepare (KtStore *store, const KtInvoiceFilter *filter, GError **error)
{
  sqlite3_stmt *statement = NULL;
  if (filter->contact != 0 || filter->deal != 0)
    {
      statement = kt_store_statement (store, filter->deal != 0 ? DEAL_SQL : CONTACT_SQL, error);
      if (statement != NULL)
        kt_bind (statement, "i", filter->deal != 0 ? filter->deal : filter->contact);
    }
  else if (filter->states == KT_INVOICE_ANY (KT_INVOICE_OPEN))
    {
      statement = kt_store_statement (store, OPEN_SQL, error);
      if (statement != NULL)
        kt_bind (statement, "s", filter->due_before != NULL ? filter->due_before : NEVER);
    }
  else
    {
      statement = kt_store_statement (store, ALL_SQL, error);
      if (statement != NULL)
        kt_bind (statement, "ss", filter->from != NULL ? filter->from : "",
                 filter->to != NULL ? filter->to : NEVER);
    }
  return statement;
}

GPtrArray *
kt_invoice_list (KtStore *store, const KtInvoiceFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invoice_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = prepare (store, filter, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failure))
    {
      g_autoptr (KtInvoice) invoice = kt_invoice_read_row (statement);
      if (wanted (filter, invoice))
        g_ptr_array_add (list, g_steal_pointer (&invoice));
    }
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, failure);
  return NULL;
}

static void
add_sum (GArray *sums, KtMoney money)
{
  for (guint i = 0; i < sums->len; i++)
    if (kt_money_add (&g_array_index (sums, KtMoney, i), money))
      return;
  g_array_append_val (sums, money);
}

GArray *
kt_invoice_owed (KtStore *store, KtId contact, const char *due, GError **error)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, OWED_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "is", contact, due != NULL ? due : NEVER);
  while (kt_step (statement, &failure))
    {
      KtMoney money = { .minor = kt_column_int (statement, 1) };
      g_strlcpy (money.currency, kt_column_text (statement, 0), sizeof money.currency);
      add_sum (sums, money);
    }
  if (failure == NULL)
    return g_steal_pointer (&sums);
  g_propagate_error (error, failure);
  return NULL;
}
