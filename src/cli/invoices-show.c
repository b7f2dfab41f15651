#include "config.h"
#include "invoices.h"

gboolean
kt_invoices_cmd_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] == NULL)
    return kt_command_missing (command, "NUMBER", error);
  if (args[1] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtInvoice) invoice
      = kt_invoices_take (context, kt_invoices_kind (command), args[0], error);
  g_autoptr (GPtrArray) items
      = invoice != NULL ? kt_invoice_items (context->store, invoice->id, error) : NULL;
  g_autoptr (GPtrArray) payments
      = items != NULL ? kt_invoice_payments (context->store, invoice->id, error) : NULL;
  g_autoptr (KtDeal) deal = payments != NULL && invoice->deal != 0
                                ? kt_deal_get (context->store, invoice->deal, error)
                                : NULL;
  g_autoptr (KtDealBilling) billing = deal != NULL ? kt_deal_billing (context, deal, error) : NULL;
  if (payments == NULL || (invoice->deal != 0 && billing == NULL))
    return FALSE;
  kt_invoice_show (context, invoice, items, payments, billing);
  return TRUE;
}
