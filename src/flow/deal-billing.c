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

gboolean
kt_invoice_before_tax (KtStore *store, const KtInvoice *invoice, KtMoney *ret, GError **error)
{
  g_autoptr (GPtrArray) lines = kt_invoice_items (store, invoice->id, error);
  *ret = invoice->amount;
  ret->minor = 0;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    ret->minor += ((const KtInvoiceItem *)lines->pdata[i])->total;
  return lines != NULL;
}

GPtrArray *
kt_deal_invoices (KtStore *store, const KtDeal *deal, GError **error)
{
  const KtInvoiceFilter filter
      = { .kinds = KT_INVOICE_ANY (KT_INVOICE),
          .states = KT_INVOICE_ANY (KT_INVOICE_OPEN) | KT_INVOICE_ANY (KT_INVOICE_PAID),
          .deal = deal->id };
  return kt_invoice_list (store, &filter, error);
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

/* What is in another currency is left out. */
static gboolean
add_invoiced (KtStore *store, const GPtrArray *invoices, KtMoney *sum, GError **error)
{
  for (guint i = 0; i < invoices->len; i++)
    {
      KtMoney amount;
      if (!kt_invoice_before_tax (store, invoices->pdata[i], &amount, error))
        return FALSE;
      kt_money_add (sum, amount);
    }
  return TRUE;
}

KtDealBilling *
kt_deal_billing (KtContext *context, const KtDeal *deal, GError **error)
{
  g_autoptr (KtContact) contact
      = deal->contact != 0 ? kt_contact_get (context->store, deal->contact, error) : NULL;
  if (deal->contact != 0 && contact == NULL)
    return NULL;
  g_autoptr (GPtrArray) invoices = kt_deal_invoices (context->store, deal, error);
  g_autoptr (GPtrArray) lines
      = invoices != NULL ? kt_deal_lines (context, deal, contact, invoices, error) : NULL;
  if (lines == NULL)
    return NULL;
  g_autoptr (KtDealBilling) billing = g_new0 (KtDealBilling, 1);
  const char *currency = deal->amount.currency;
  if (*currency == '\0' && invoices->len > 0) /* nobody said one */
    currency = ((const KtInvoice *)invoices->pdata[0])->amount.currency;
  g_strlcpy (billing->value.currency, currency, sizeof billing->value.currency);
  billing->invoiced = billing->value;
  billing->has_value = add_up (lines, &billing->value);
  if (!add_invoiced (context->store, invoices, &billing->invoiced, error))
    return NULL;
  billing->left = billing->value;
  billing->left.minor -= billing->invoiced.minor;
  billing->invoices = g_steal_pointer (&invoices);
  return g_steal_pointer (&billing);
}
