#include "config.h"
#include "kontor/invoice-view.h"
#include "kontor/quantity.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>

#define NARROW 60
#define SUM_COLUMNS 14

static void
print_head (KtContext *context, const KtInvoice *invoice)
{
  g_autofree char *issued = kt_say_iso (context, invoice->issued);
  g_autofree char *due = kt_say_due (context, invoice->due);
  g_autofree char *state = kt_say_invoice_state (context, invoice);
  gboolean late = kt_invoice_state_color (context, invoice) == 'r';
  const char *kind = invoice->kind == KT_OFFER ? _ ("offer") : _ ("invoice");
  kt_out (context, "{b:%s %s}  %s   ", kind, invoice->number,
          invoice->who != NULL ? invoice->who : _ ("forgotten"));
  kt_out (context, late ? "{r:%s}\n" : "{b:%s}\n", state);
  if (invoice->title != NULL)
    kt_out (context, "%s\n", invoice->title);
  kt_out (context, "{d:%s %s · %s %s}\n", _ ("of"), issued,
          invoice->kind == KT_OFFER ? _ ("valid until") : _ ("due"), due);
  if (*invoice->text != '\0')
    kt_out (context, "%s\n", invoice->text);
  if (invoice->reason != NULL)
    kt_out (context, "{d:%s}\n", invoice->reason);
}

/* "12,5 page × 22,40 €"; NULL where it is one piece of that price. */
static char *
say_quantity (const KtInvoice *invoice, const KtInvoiceItem *item)
{
  if (item->quantity == 1000 && item->unit == NULL)
    return NULL;
  KtMoney price = invoice->amount;
  price.minor = item->price;
  g_autofree char *quantity = kt_quantity_format (item->quantity);
  g_autofree char *each = kt_money_format (price);
  return g_strdup_printf ("%s%s%s × %s", quantity, item->unit != NULL ? " " : "",
                          item->unit != NULL ? item->unit : "", each);
}

static void
print_amount (KtContext *context, const char *what, gint64 minor, const KtInvoice *invoice)
{
  KtMoney money = invoice->amount;
  money.minor = minor;
  g_autofree char *said = kt_money_format (money);
  int room = MAX (context->width - SUM_COLUMNS - 4, 10);
  kt_out (context, "  %-*.*s %*s\n", room, room, what, SUM_COLUMNS, said);
}

static void
print_items (KtContext *context, const KtInvoice *invoice, const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const KtInvoiceItem *item = items->pdata[i];
      g_autofree char *quantity = say_quantity (invoice, item);
      g_autofree char *what = quantity != NULL ? g_strdup_printf ("%s  %s", item->name, quantity)
                                               : g_strdup (item->name);
      print_amount (context, what, item->total, invoice);
    }
}

static gint64
sum_of_items (const GPtrArray *items)
{
  gint64 sum = 0;
  for (guint i = 0; i < items->len; i++)
    sum += ((const KtInvoiceItem *)items->pdata[i])->total;
  return sum;
}

static char *
say_rate (int tax)
{
  g_autofree char *rate = kt_quantity_format (tax * G_GINT64_CONSTANT (10));
  return g_steal_pointer (&rate);
}

static void
print_sums (KtContext *context, const KtInvoice *invoice, const GPtrArray *items,
            const GPtrArray *payments)
{
  g_autofree char *rate = say_rate (invoice->tax);
  gboolean added = sum_of_items (items) != invoice->amount.minor;
  g_autofree char *tax = g_strdup_printf (added ? _ ("VAT %s %%") : _ ("VAT %s %% within"), rate);
  if (invoice->tax > 0 && added)
    print_amount (context, tax, invoice->tax_amount, invoice);
  print_amount (context, _ ("in all"), invoice->amount.minor, invoice);
  if (invoice->tax > 0 && !added)
    print_amount (context, tax, invoice->tax_amount, invoice);
  for (guint i = 0; i < payments->len; i++)
    {
      const KtInvoicePayment *payment = payments->pdata[i];
      g_autofree char *day = kt_say_iso (context, payment->paid);
      g_autofree char *what = g_strdup_printf (
          "%s %s %s", _ ("paid"), day,
          payment->how != NULL ? g_dpgettext2 (NULL, "payment", payment->how) : "");
      print_amount (context, g_strchomp (what), payment->amount, invoice);
    }
  if (payments->len > 0 && invoice->state == KT_INVOICE_OPEN)
    print_amount (context, _ ("still open"), kt_invoice_rest (invoice), invoice);
}

static void
print_offered (KtContext *context, const KtInvoice *invoice)
{
  const char *number = invoice->number;
  if (invoice->state == KT_INVOICE_OPEN && invoice->kind == KT_INVOICE)
    kt_out (context, "\n{c:kontor paid %s   kontor invoice print %s   kontor invoice remind %s}\n",
            number, number, number);
  else if (invoice->state == KT_INVOICE_OPEN)
    kt_out (context, "\n{c:kontor offer accept %s   kontor offer print %s}\n", number, number);
}

void
kt_invoice_show (KtContext *context, const KtInvoice *invoice, const GPtrArray *items,
                 const GPtrArray *payments, const KtDealBilling *billing)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, kt_invoice_kind_id (invoice->kind));
      kt_json_invoice (builder, context, invoice, items, payments);
      kt_json_billing (builder, billing);
      kt_json_end (context, builder);
      return;
    }
  print_head (context, invoice);
  kt_out (context, "\n");
  print_items (context, invoice, items);
  print_sums (context, invoice, items, payments);
  if (invoice->reminded != NULL)
    {
      g_autofree char *day = kt_say_iso (context, invoice->reminded);
      kt_out (context, "  {y:%s %s}\n", _ ("reminded"), day);
    }
  if (billing != NULL && kt_deal_billing_in_parts (billing))
    {
      g_autofree char *said = kt_say_billing (context, billing);
      kt_out (context, "  {d:%s %s}\n", _ ("invoiced of the deal:"), said);
    }
  if (context->terminal)
    print_offered (context, invoice);
}
