#include "config.h"
#include "kontor/error.h"
#include "kontor/invoice.h"
#include <glib/gi18n.h>
#include <sqlite3.h>

#define LIST_SQL                                                                                   \
  "SELECT id, invoice, amount, paid, how, created FROM invoice_payment WHERE invoice = ?1"         \
  " ORDER BY paid, created, id"
#define BETWEEN_SQL                                                                                \
  "SELECT p.id, p.invoice, p.amount, p.paid, p.how, p.created FROM invoice_payment AS p"           \
  " JOIN invoice AS i ON i.id = p.invoice WHERE p.paid BETWEEN ?1 AND ?2 AND i.state <> 'void'"    \
  " ORDER BY p.paid, p.created, p.id"
#define INSERT_SQL                                                                                 \
  "INSERT INTO invoice_payment (id, invoice, amount, paid, how, created)"                          \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"

void
kt_invoice_payment_free (KtInvoicePayment *payment)
{
  if (payment == NULL)
    return;
  g_free (payment->paid);
  g_free (payment->how);
  g_free (payment);
}

static GPtrArray *
read_all (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) payments
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invoice_payment_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      KtInvoicePayment *payment = g_new0 (KtInvoicePayment, 1);
      payment->id = kt_column_int (statement, 0);
      payment->invoice = kt_column_int (statement, 1);
      payment->amount = kt_column_int (statement, 2);
      payment->paid = g_strdup (kt_column_text (statement, 3));
      payment->how = g_strdup (kt_column_text_or_null (statement, 4));
      payment->created = kt_column_int (statement, 5);
      g_ptr_array_add (payments, payment);
    }
  if (failure == NULL)
    return g_steal_pointer (&payments);
  g_propagate_error (error, failure);
  return NULL;
}

GPtrArray *
kt_invoice_payments (KtStore *store, KtId invoice, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", invoice);
  return read_all (statement, error);
}

GPtrArray *
kt_invoice_payments_between (KtStore *store, const char *first, const char *last, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, BETWEEN_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ss", first, last);
  return read_all (statement, error);
}

gboolean
kt_invoice_pay (KtStore *store, KtInvoice *invoice, const KtInvoicePayment *payment, GError **error)
{
  gint64 rest = kt_invoice_rest (invoice);
  g_return_val_if_fail (payment->amount > 0, FALSE);
  if (payment->amount > rest)
    {
      KtMoney owed = invoice->amount;
      owed.minor = rest;
      g_autofree char *said = kt_money_format (owed);
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("that is more than is owed, %s"), said);
      return FALSE;
    }
  if (!kt_store_run (store, error, INSERT_SQL, "iiissi", payment->id, invoice->id, payment->amount,
                     payment->paid, payment->how, payment->created))
    return FALSE;
  invoice->paid += payment->amount;
  g_free (invoice->paid_on);
  invoice->paid_on = g_strdup (payment->paid);
  invoice->updated = payment->created;
  if (payment->amount == rest)
    invoice->state = KT_INVOICE_PAID;
  return kt_invoice_update (store, invoice, error);
}
