#include "config.h"
#include "kontor/deal-billing.h"
#include "invoice-lines.h"
#include "kontor/invoice-sum.h"
#include <string.h>

void
kt_deal_billing_free (KtDealBilling *billing)
{
  if (billing == NULL)
    return;
  g_clear_pointer (&billing->invoices, g_ptr_array_unref);
  g_free (billing);
}

gboolean
kt_deal_billing_in_parts (const KtDealBilling *billing)
{
  return billing->invoices->len > 1
         || (billing->invoices->len == 1 && billing->has_value && billing->left.minor != 0);
}

gint64
kt_invoice_before_tax (const KtContext *context, const KtInvoice *invoice)
{
  return invoice->amount.minor - (context->settings->invoice.tax_added ? invoice->tax_amount : 0);
}

/* Lines that come to too much have no sum. */
static gboolean
add_up (const GPtrArray *lines, KtMoney *sum)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const KtInvoiceItem *item = lines->pdata[i];
      KtMoney line = *sum;
      if (!kt_line_total (item->quantity, item->price, &line.minor) || !kt_money_add (sum, line))
        return FALSE;
    }
  return lines->len > 0;
}

KtDealBilling *
kt_deal_billing (KtContext *context, const KtDeal *deal, GError **error)
{
  KtInvoiceFilter filter
      = { .kinds = KT_INVOICE_ANY (KT_INVOICE),
          .states = KT_INVOICE_ANY (KT_INVOICE_OPEN) | KT_INVOICE_ANY (KT_INVOICE_PAID),
          .deal = deal->id };
  g_autoptr (KtContact) contact
      = deal->contact != 0 ? kt_contact_get (context->store, deal->contact, error) : NULL;
  if (deal->contact != 0 && contact == NULL)
    return NULL;
  g_autoptr (GPtrArray) lines = kt_deal_lines (context, deal, contact, error);
  g_autoptr (GPtrArray) invoices
      = lines != NULL ? kt_invoice_list (context->store, &filter, error) : NULL;
  if (invoices == NULL)
    return NULL;
  KtDealBilling *billing = g_new0 (KtDealBilling, 1);
  const char *currency = deal->amount.currency;
  if (*currency == '\0' && invoices->len > 0) /* nobody said one */
    currency = ((const KtInvoice *)invoices->pdata[0])->amount.currency;
  g_strlcpy (billing->value.currency, currency, sizeof billing->value.currency);
  billing->invoiced = billing->value;
  billing->has_value = add_up (lines, &billing->value);
  for (guint i = 0; i < invoices->len; i++)
    {
      const KtInvoice *invoice = invoices->pdata[i];
      KtMoney amount = invoice->amount;
      amount.minor = kt_invoice_before_tax (context, invoice);
      kt_money_add (&billing->invoiced, amount); /* not what is in another currency */
    }
  billing->left = billing->value;
  billing->left.minor -= billing->invoiced.minor;
  billing->invoices = g_steal_pointer (&invoices);
  return billing;
}
