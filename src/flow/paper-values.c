#include "config.h"
#include "paper-values.h"
#include "kontor/field.h"
#include "kontor/fold.h"
#include "kontor/iban.h"
#include "kontor/quantity.h"
#include <string.h>

#define NAME_COLUMNS 56 /* of a line that holds its sum too */

KtFillValues *
kt_paper_places (void)
{
  static const char *const places[] = { "seller",       "seller_address", "seller_registration",
                                        "seller_vat",   "seller_email",   "seller_phone",
                                        "seller_web",   "bank",           "iban",
                                        "bic",          "footer",         "pay",
                                        "number",       "date",           "due",
                                        "client",       "client_company", "client_address",
                                        "client_email", "client_phone",   "amount",
                                        "net",          "tax_percent",    "tax_amount",
                                        "tax_added",    "tax_within",     "paid",
                                        "rest",         "part",           "late",
                                        "days_late",    "text",           "deal",
                                        "currency" };
  KtFillValues *values = kt_fill_values_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    kt_fill_set (values, places[i], NULL);
  kt_fill_list (values, "lines", "name", "quantity", "unit", "price", "total", "counted", "wide",
                NULL);
  kt_fill_list (values, "payments", "day", "sum", NULL);
  kt_fill_list (values, "client_details", "name", "value", NULL);
  return values;
}

/* "7.12.2026"; in English the month is a word, for 7/12 is another day elsewhere. */
static char *
say_day (const char *iso, const char *language)
{
  static const char *const months[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };
  KtLocal day;
  if (iso == NULL || !kt_local_parse (iso, &day))
    return g_strdup (iso);
  if (language == NULL || g_ascii_strncasecmp (language, "en", 2) == 0)
    return g_strdup_printf ("%d %s %d", day.day, months[day.month - 1], day.year);
  return g_strdup_printf ("%02d.%02d.%d", day.day, day.month, day.year);
}

static void
set_money (KtFillValues *values, const char *place, gint64 minor, const char *currency)
{
  KtMoney money = { .minor = minor };
  g_strlcpy (money.currency, currency, sizeof money.currency);
  g_autofree char *said = kt_money_format (money);
  kt_fill_set (values, place, said);
}

static void
set_seller (const KtContext *context, KtFillValues *values, const KtInvoice *invoice)
{
  const KtInvoiceSettings *seller = &context->settings->invoice;
  g_autofree char *iban = seller->iban != NULL ? kt_iban_print (seller->iban) : NULL;
  gboolean pay = invoice->kind == KT_INVOICE && invoice->state == KT_INVOICE_OPEN;
  kt_fill_set (values, "seller", seller->name != NULL ? seller->name : context->settings->me_name);
  kt_fill_set (values, "seller_address", seller->address);
  kt_fill_set (values, "seller_registration", seller->registration);
  kt_fill_set (values, "seller_vat", seller->vat_number);
  kt_fill_set (values, "seller_email", seller->email);
  kt_fill_set (values, "seller_phone", seller->phone);
  kt_fill_set (values, "seller_web", seller->web);
  kt_fill_set (values, "bank", seller->bank);
  kt_fill_set (values, "iban", iban);
  kt_fill_set (values, "bic", seller->bic);
  kt_fill_set (values, "footer", seller->footer);
  kt_fill_set (values, "pay", pay && iban != NULL ? "yes" : NULL);
}

/* The first point of a kind, as it was typed. */
static const char *
point_of (const GPtrArray *points, const char *kind)
{
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->kind, kind))
        return point->raw;
    }
  return NULL;
}

/* Of the user's own fields those that belong on an invoice, and no other: what a client is
 * registered by. */
static void
add_details (KtContext *context, KtFillValues *values, KtId contact)
{
  static const char *const begins[]
      = { "reg",  "vat",    "pvn",    "ндс",        "пдв",        "инн",
          "огрн", "едрпоу", "єдрпоу", "код едрпоу", "код єдрпоу", "рег" };
  g_autoptr (GPtrArray) fields = kt_field_values (context->store, contact, NULL);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const KtFieldValue *field = fields->pdata[i];
      g_autofree char *fold = kt_fold (field->name);
      for (gsize j = 0; j < G_N_ELEMENTS (begins); j++)
        if (g_str_has_prefix (fold, begins[j]))
          {
            KtFillValues *row = kt_fill_add_row (values, "client_details");
            kt_fill_set (row, "name", field->name);
            kt_fill_set (row, "value", field->value);
            break;
          }
    }
}

static void
set_client (KtContext *context, KtFillValues *values, const KtContact *contact)
{
  if (contact == NULL)
    return;
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact->id, NULL);
  const char *address = point_of (points, "post");
  gboolean company = contact->company != NULL && !g_str_equal (contact->company, contact->name);
  kt_fill_set (values, "client", contact->name);
  add_details (context, values, contact->id);
  kt_fill_set (values, "client_company", company ? contact->company : NULL);
  kt_fill_set (values, "client_address", address != NULL ? address : contact->city);
  kt_fill_set (values, "client_email", point_of (points, "email"));
  kt_fill_set (values, "client_phone", point_of (points, "phone"));
}

static void
add_line (KtFillValues *values, const KtInvoiceItem *item, const char *currency)
{
  KtFillValues *row = kt_fill_add_row (values, "lines");
  g_autofree char *quantity = kt_quantity_format (item->quantity);
  KtMoney price = { .minor = item->price };
  g_strlcpy (price.currency, currency, sizeof price.currency);
  g_autofree char *each = kt_money_format (price);
  g_autofree char *counted
      = item->quantity == 1000 && item->unit == NULL
            ? NULL
            : g_strdup_printf ("%s%s%s × %s", quantity, item->unit != NULL ? " " : "",
                               item->unit != NULL ? item->unit : "", each);
  kt_fill_set (row, "name", item->name);
  kt_fill_set (row, "quantity", quantity);
  kt_fill_set (row, "unit", item->unit);
  kt_fill_set (row, "price", each);
  kt_fill_set (row, "counted", counted);
  kt_fill_set (row, "wide",
               counted != NULL || g_utf8_strlen (item->name, -1) > NAME_COLUMNS ? "yes" : NULL);
  set_money (row, "total", item->total, currency);
}

static void
set_sums (KtFillValues *values, const KtInvoice *invoice, const GPtrArray *items)
{
  const char *currency = invoice->amount.currency;
  gint64 sum = 0;
  for (guint i = 0; i < items->len; i++)
    {
      const KtInvoiceItem *item = items->pdata[i];
      add_line (values, item, currency);
      sum += item->total;
    }
  gboolean added = sum != invoice->amount.minor;
  g_autofree char *rate = kt_quantity_format (invoice->tax * G_GINT64_CONSTANT (10));
  g_autofree char *percent = g_strdup_printf ("%s %%", rate);
  set_money (values, "amount", invoice->amount.minor, currency);
  set_money (values, "net", invoice->amount.minor - invoice->tax_amount, currency);
  set_money (values, "tax_amount", invoice->tax_amount, currency);
  kt_fill_set (values, "tax_percent", percent);
  kt_fill_set (values, "tax_added", invoice->tax > 0 && added ? "yes" : NULL);
  kt_fill_set (values, "tax_within", invoice->tax > 0 && !added ? "yes" : NULL);
  kt_fill_set (values, "currency", currency);
}

static void
set_payments (KtFillValues *values, const KtInvoice *invoice, const GPtrArray *payments,
              const char *language)
{
  const char *currency = invoice->amount.currency;
  for (guint i = 0; i < payments->len; i++)
    {
      const KtInvoicePayment *payment = payments->pdata[i];
      KtFillValues *row = kt_fill_add_row (values, "payments");
      g_autofree char *day = say_day (payment->paid, language);
      kt_fill_set (row, "day", day);
      set_money (row, "sum", payment->amount, currency);
    }
  if (payments->len == 0)
    return;
  set_money (values, "paid", invoice->paid, currency);
  set_money (values, "rest", kt_invoice_rest (invoice), currency);
  kt_fill_set (values, "part", invoice->state == KT_INVOICE_OPEN ? "yes" : NULL);
}

void
kt_paper_fill_in (KtContext *context, KtFillValues *values, const KtInvoice *invoice,
                  const KtContact *contact, const GPtrArray *items, const GPtrArray *payments)
{
  const char *language = contact != NULL ? contact->language : NULL;
  int late = kt_invoice_days_late (context, invoice);
  g_autofree char *date = say_day (invoice->issued, language);
  g_autofree char *due = say_day (invoice->due, language);
  g_autofree char *days = late > 0 ? g_strdup_printf ("%d", late) : NULL;
  set_seller (context, values, invoice);
  set_client (context, values, contact);
  set_sums (values, invoice, items);
  set_payments (values, invoice, payments, language);
  kt_fill_set (values, "number", invoice->number);
  kt_fill_set (values, "date", date);
  kt_fill_set (values, "due", due);
  kt_fill_set (values, "late", late > 0 ? "yes" : NULL);
  kt_fill_set (values, "days_late", days);
  kt_fill_set (values, "text", invoice->text);
  kt_fill_set (values, "deal", invoice->title);
}
