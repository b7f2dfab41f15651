#include "config.h"
#include "kontor/invoice-view.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>
#include <stdlib.h>

char *
kt_say_iso (const KtContext *context, const char *iso)
{
  KtLocal day;
  return iso != NULL && kt_local_parse (iso, &day) ? kt_say_short_date (context, day)
                                                   : kt_safe (iso != NULL ? iso : "");
}

char *
kt_say_due (const KtContext *context, const char *iso)
{
  KtLocal day;
  if (!kt_local_parse (iso, &day))
    return kt_safe (iso);
  int days = kt_local_days_between (kt_context_today (context), day);
  g_autofree char *date = kt_say_short_date (context, day);
  if (days == 0)
    return g_strdup_printf ("%s %s (%s)", kt_say_weekday (day), date, _ ("today"));
  if (days < 0) /* TRANSLATORS: weekday, date, how many days ago, short: "Mon 7.12. (14 d ago)" */
    return g_strdup_printf (_ ("%s %s (%d d ago)"), kt_say_weekday (day), date, -days);
  /* TRANSLATORS: weekday, date, how many days from now, short: "Mon 7.12. (14 d)" */
  return g_strdup_printf (_ ("%s %s (%d d)"), kt_say_weekday (day), date, days);
}

char *
kt_say_owed (const GArray *sums)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < sums->len; i++)
    {
      KtMoney money = g_array_index (sums, KtMoney, i);
      if (money.minor == 0)
        continue;
      g_autofree char *said = kt_money_format (money);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", said);
    }
  gboolean none = text->len == 0;
  char *said = g_string_free (text, none);
  return none ? NULL : said;
}

char *
kt_say_billing (const KtContext *context, const KtDealBilling *billing)
{
  KtMoney left = billing->left;
  gboolean taxed = context->settings->invoice.tax_added && context->settings->invoice.tax > 0;
  const char *tax = taxed ? _ (" (without VAT)") : "";
  g_autofree char *invoiced = kt_money_format (billing->invoiced);
  g_autofree char *value = kt_money_format (billing->value);
  left.minor = ABS (left.minor);
  g_autofree char *rest = kt_money_format (left);
  if (!billing->has_value)
    return g_strconcat (invoiced, tax, NULL);
  if (billing->left.minor == 0)
    return g_strdup_printf (_ ("%s, all of it%s"), invoiced, tax);
  if (billing->left.minor < 0)
    /* TRANSLATORS: sums: invoiced of a deal, what it is worth, the difference; " (without VAT)" */
    return g_strdup_printf (_ ("%s of %s, %s more than agreed%s"), invoiced, value, rest, tax);
  /* TRANSLATORS: sums: invoiced of a deal, what it is worth, the difference; " (without VAT)" */
  return g_strdup_printf (_ ("%s of %s, %s left%s"), invoiced, value, rest, tax);
}

static char *
say_open (const KtContext *context, const KtInvoice *invoice)
{
  int late = kt_invoice_days_late (context, invoice);
  g_autofree char *wait = NULL;
  if (late > 0 && invoice->kind == KT_OFFER)
    return g_strdup (C_ ("offer", "expired"));
  if (late > 0)
    wait = g_strdup_printf (ngettext ("%d day late", "%d days late", late), late);
  else
    wait = g_strdup (C_ ("invoice", "open"));
  if (invoice->paid == 0)
    return g_steal_pointer (&wait);
  KtMoney rest = invoice->amount;
  rest.minor = kt_invoice_rest (invoice);
  g_autofree char *said = kt_money_format (rest);
  /* TRANSLATORS: the state of an invoice that is paid in part: "12 days late, 450,00 € open" */
  return g_strdup_printf (_ ("%s, %s open"), wait, said);
}

char *
kt_say_invoice_state (const KtContext *context, const KtInvoice *invoice)
{
  g_autofree char *paid = kt_say_iso (context, invoice->paid_on);
  switch (invoice->state)
    {
    case KT_INVOICE_PAID:
      return g_strdup_printf (_ ("paid %s"), paid);
    case KT_INVOICE_VOID:
      return g_strdup (C_ ("invoice", "void"));
    case KT_INVOICE_ACCEPTED:
      return g_strdup (C_ ("offer", "accepted"));
    case KT_INVOICE_DECLINED:
      return g_strdup (C_ ("offer", "declined"));
    default:
      return say_open (context, invoice);
    }
}

char
kt_invoice_state_color (const KtContext *context, const KtInvoice *invoice)
{
  if (invoice->state == KT_INVOICE_OPEN && kt_invoice_days_late (context, invoice) > 0)
    return 'r';
  if (invoice->state == KT_INVOICE_PAID || invoice->state == KT_INVOICE_ACCEPTED)
    return 'g';
  return invoice->state == KT_INVOICE_OPEN ? '\0' : 'd';
}

static void
json_items (KtJson *builder, const KtInvoice *invoice, const GPtrArray *items)
{
  kt_json_member (builder, "items");
  kt_json_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      const KtInvoiceItem *item = items->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "name");
      kt_json_text (builder, item->name);
      kt_json_member (builder, "quantity_thousandths");
      kt_json_int (builder, item->quantity);
      kt_json_member (builder, "unit");
      kt_json_text (builder, item->unit);
      kt_json_member (builder, "price_minor"); /* below 0: it comes off */
      kt_json_int (builder, item->price);
      kt_json_member (builder, "total_minor");
      kt_json_int (builder, item->total);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
json_payments (KtJson *builder, const KtInvoice *invoice, const GPtrArray *payments)
{
  kt_json_member (builder, "payments");
  kt_json_begin_array (builder);
  for (guint i = 0; i < payments->len; i++)
    {
      const KtInvoicePayment *payment = payments->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "date");
      kt_json_text (builder, payment->paid);
      kt_json_member (builder, "amount");
      kt_json_money (builder, payment->amount, invoice->amount.currency);
      kt_json_member (builder, "how");
      kt_json_text (builder, payment->how);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
json_deal (KtJson *builder, const KtInvoice *invoice)
{
  kt_json_member (builder, "deal");
  if (invoice->deal == 0)
    {
      kt_json_null (builder);
      return;
    }
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, invoice->deal);
  kt_json_member (builder, "title");
  kt_json_text (builder, invoice->title);
  kt_json_end_object (builder);
}

static void
json_text (KtJson *builder, const char *name, const char *text)
{
  kt_json_member (builder, name);
  kt_json_text (builder, text);
}

void
kt_json_invoice (KtJson *builder, const KtContext *context, const KtInvoice *invoice,
                 const GPtrArray *items, const GPtrArray *payments)
{
  const char *currency = invoice->amount.currency;
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, invoice->id);
  json_text (builder, "kind", kt_invoice_kind_id (invoice->kind));
  json_text (builder, "number", invoice->number);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, invoice->contact, invoice->who);
  json_deal (builder, invoice);
  json_text (builder, "state", kt_invoice_state_id (invoice->state));
  json_text (builder, "issued", invoice->issued);
  json_text (builder, "due", invoice->due);
  kt_json_member (builder, "amount");
  kt_json_money (builder, invoice->amount.minor, currency);
  kt_json_member (builder, "tax_percent_hundredths");
  kt_json_int (builder, invoice->tax);
  kt_json_member (builder, "tax_amount");
  kt_json_money (builder, invoice->tax_amount, currency);
  kt_json_member (builder, "paid");
  kt_json_money (builder, invoice->paid, currency);
  json_text (builder, "paid_on", invoice->paid_on);
  kt_json_member (builder, "days_late");
  if (invoice->state == KT_INVOICE_OPEN)
    kt_json_int (builder, MAX (kt_invoice_days_late (context, invoice), 0));
  else
    kt_json_null (builder);
  json_text (builder, "reminded", invoice->reminded);
  json_text (builder, "text", *invoice->text != '\0' ? invoice->text : NULL);
  json_text (builder, "reason", invoice->reason);
  if (items != NULL)
    json_items (builder, invoice, items);
  if (payments != NULL)
    json_payments (builder, invoice, payments);
  kt_json_end_object (builder);
}

/* money, or null */
static void
json_sum (KtJson *builder, const char *name, gboolean known, KtMoney sum)
{
  kt_json_member (builder, name);
  if (known)
    kt_json_money (builder, sum.minor, sum.currency);
  else
    kt_json_null (builder);
}

void
kt_json_billing (KtJson *builder, const KtDealBilling *billing)
{
  gboolean valued = billing != NULL && billing->has_value;
  KtMoney none = { 0 };
  json_sum (builder, "deal_invoiced", valued || (billing != NULL && billing->invoices->len > 0),
            billing != NULL ? billing->invoiced : none);
  json_sum (builder, "deal_left", valued, valued ? billing->left : none);
}

void
kt_json_print_invoice (KtContext *context, const KtInvoiceOutcome *outcome)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, kt_invoice_kind_id (outcome->invoice->kind));
  kt_json_invoice (builder, context, outcome->invoice, outcome->items, NULL);
  kt_json_member (builder, "deal_stage"); /* where its deal went; null: it stays */
  kt_json_text (builder, outcome->deal);
  kt_json_billing (builder, outcome->billing);
  kt_json_end (context, builder);
}
