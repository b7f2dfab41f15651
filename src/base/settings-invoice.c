#include "config.h"
#include "kontor/error.h"
#include "kontor/number-pattern.h"
#include "settings-keys.h"
#include <glib/gi18n.h>

#define INVOICE(member) G_STRUCT_OFFSET (KtInvoiceSettings, member)

const KtSettingsKey kt_settings_invoice_keys[] = {
  { "name", VALUE_TEXT, INVOICE (name) },
  { "address", VALUE_LINES, INVOICE (address) },
  { "registration", VALUE_TEXT, INVOICE (registration) },
  { "vat-number", VALUE_TEXT, INVOICE (vat_number) },
  { "bank", VALUE_TEXT, INVOICE (bank) },
  { "iban", VALUE_IBAN, INVOICE (iban), 0, 0, "LV80 BANK 0000 4351 9500 1" },
  { "bic", VALUE_TEXT, INVOICE (bic) },
  { "email", VALUE_TEXT, INVOICE (email) },
  { "phone", VALUE_TEXT, INVOICE (phone) },
  { "web", VALUE_TEXT, INVOICE (web) },
  { "footer", VALUE_LINES, INVOICE (footer) },
  { "number", VALUE_NUMBERS, INVOICE (number), 0, 0, "YYYY-###, A-YY/####" },
  { "offer-number", VALUE_NUMBERS, INVOICE (offer_number), 0, 0, "YYYY-##" },
  { "start", VALUE_TEXT, INVOICE (start) },
  { "tax", VALUE_PERCENT, INVOICE (tax), 0, 0, "21 %" },
  { "tax-added", VALUE_BOOL, INVOICE (tax_added), 0, 0, "yes, no" },
  { "due", VALUE_DAYS, INVOICE (due), 0, 0, "14 days" },
  { "offer-valid", VALUE_DAYS, INVOICE (offer_valid), 0, 0, "30 days" },
  { NULL },
};

gboolean
kt_settings_take_invoice (KtSettings *settings, const KtSettingsFile *file, GError **error)
{
  KtInvoiceSettings *invoice = &settings->invoice;
  int year;
  gint64 serial;
  if (!kt_settings_take_group (file, "invoice", kt_settings_invoice_keys, invoice, error))
    return FALSE;
  if (invoice->number == NULL)
    invoice->number = g_strdup ("YYYY-###");
  if (invoice->offer_number == NULL)
    invoice->offer_number = g_strdup ("YYYY-##");
  if (invoice->start == NULL || kt_number_read (invoice->number, invoice->start, &year, &serial))
    return TRUE;
  kt_settings_refuse (file, "invoice", "start", error, _ ("%s cannot be «%s»"), "start",
                      invoice->start);
  g_autofree char *example = kt_number_print (invoice->number, 2026, 45);
  kt_error_hint (error, _ ("write it like: %s"), example);
  return FALSE;
}

void
kt_invoice_settings_clear (KtInvoiceSettings *invoice)
{
  for (const KtSettingsKey *key = kt_settings_invoice_keys; key->name != NULL; key++)
    if (key->type == VALUE_TEXT || key->type == VALUE_LINES || key->type == VALUE_IBAN
        || key->type == VALUE_NUMBERS)
      g_free (*(char **)((char *)invoice + key->offset));
}
