#include "config.h"
#include "kontor/card.h"

/* The moment it was written; where its date is another day, the noon of that. */
static gint64
moment_of (const KtContext *context, const KtInvoice *invoice)
{
  KtLocal day, written = kt_local_from_utc (invoice->created, context->clock.zone);
  if (!kt_local_parse (invoice->issued, &day) || kt_local_days_between (day, written) == 0)
    return invoice->created;
  day.hour = 12;
  day.minute = 0;
  return kt_local_to_utc (day, context->clock.zone);
}

gboolean
kt_card_add_invoices (KtContext *context, KtCard *card, guint *total, GError **error)
{
  KtInvoiceFilter filter = { .contact = card->contact->id };
  g_autoptr (GPtrArray) invoices = kt_invoice_list (context->store, &filter, error);
  for (guint i = 0; invoices != NULL && i < invoices->len; i++)
    {
      KtInvoice *invoice = invoices->pdata[i];
      invoices->pdata[i] = NULL;
      kt_card_add_entry (card, KT_CARD_INVOICE, invoice->id, moment_of (context, invoice))->invoice
          = invoice;
      ++*total;
    }
  if (invoices != NULL)
    card->money = kt_payment_habit (context, card->contact->id, 0, error);
  return card->money != NULL;
}
