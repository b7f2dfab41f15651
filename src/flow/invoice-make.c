#include "config.h"
#include "invoice-lines.h"
#include "invoice-stage.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include <glib/gi18n.h>
#include <string.h>

void
kt_invoice_outcome_clear (KtInvoiceOutcome *outcome)
{
  g_clear_pointer (&outcome->invoice, kt_invoice_free);
  g_clear_pointer (&outcome->items, g_ptr_array_unref);
  g_clear_pointer (&outcome->deal, g_free);
  g_clear_pointer (&outcome->billing, kt_deal_billing_free);
}

static char *
iso_day (KtLocal day)
{
  char text[KT_LOCAL_TEXT];
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, text);
  return g_strdup (text);
}

int
kt_invoice_days_late (const KtContext *context, const KtInvoice *invoice)
{
  KtLocal due;
  KtLocal today = kt_local_from_utc (context->clock.now, context->clock.zone);
  return kt_local_parse (invoice->due, &due) ? kt_local_days_between (due, today) : 0;
}

static KtInvoice *
new_invoice (KtContext *context, const KtInvoiceWish *wish)
{
  const KtInvoiceSettings *settings = &context->settings->invoice;
  KtLocal today = kt_local_from_utc (context->clock.now, context->clock.zone);
  int days = wish->kind == KT_OFFER ? settings->offer_valid : settings->due;
  KtInvoice *invoice = g_new0 (KtInvoice, 1);
  invoice->id = kt_id_random ();
  invoice->kind = wish->kind;
  invoice->contact = wish->contact;
  invoice->deal = wish->deal;
  invoice->issued = iso_day (today);
  invoice->due
      = wish->due != NULL ? g_strdup (wish->due) : iso_day (kt_local_add_days (today, days));
  return invoice;
}

static gboolean
check_due (const KtInvoice *invoice, GError **error)
{
  if (strcmp (invoice->due, invoice->issued) >= 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is before the day it is written, %s"),
               invoice->due, invoice->issued);
  return FALSE;
}

/* All of it within the transaction. */
static gboolean
write_new (KtContext *context, const KtInvoiceWish *wish, KtInvoiceOutcome *ret, GError **error)
{
  const KtInvoiceSettings *settings = &context->settings->invoice;
  gboolean offer = wish->kind == KT_OFFER;
  KtInvoiceSeries series
      = { offer ? settings->offer_number : settings->number, offer ? NULL : settings->start };
  g_autoptr (KtContact) contact = kt_contact_get (context->store, wish->contact, error);
  g_autoptr (KtDeal) deal
      = wish->deal != 0 ? kt_deal_get (context->store, wish->deal, error) : NULL;
  g_autoptr (KtInvoice) invoice = new_invoice (context, wish);
  const char *text = NULL;
  if (contact == NULL || (wish->deal != 0 && deal == NULL) || !check_due (invoice, error))
    return FALSE;
  ret->items
      = kt_invoice_lines (context, wish, deal, contact, invoice->amount.currency, &text, error);
  if (ret->items == NULL
      || !kt_invoice_reckon (ret->items, settings->tax, settings->tax_added, invoice, error))
    return FALSE;
  invoice->text = g_strdup (text != NULL ? text : "");
  if (!kt_invoice_insert (context->store, invoice, ret->items, &series, context->clock.now, error)
      || (deal != NULL
          && !kt_deal_advance (context, deal, offer ? "offer" : "invoiced", &ret->deal, error)))
    return FALSE;
  if (deal != NULL && !offer && (ret->billing = kt_deal_billing (context, deal, error)) == NULL)
    return FALSE;
  ret->invoice = kt_invoice_get (context->store, invoice->id, error);
  return ret->invoice != NULL;
}

/* Ends the transaction of a change that went well or did not. verb: as the log says it. */
static gboolean
finish (KtContext *context, gboolean good, const char *verb, const KtInvoiceOutcome *outcome,
        GError **error)
{
  if (!good || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return good;
    }
  const KtInvoice *invoice = outcome->invoice;
  g_autofree char *line = g_strdup_printf ("%s %s %s", verb, invoice->number,
                                           invoice->who != NULL ? invoice->who : "");
  return kt_journal_commit (context->store, g_strchomp (line), context->clock.now, TRUE, NULL,
                            error);
}

gboolean
kt_invoice_make (KtContext *context, const KtInvoiceWish *wish, KtInvoiceOutcome *ret,
                 GError **error)
{
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean good = write_new (context, wish, ret, error);
  return finish (context, good, kt_invoice_kind_id (wish->kind), ret, error);
}

/* Whether all that was asked for of a deal came, and nothing is left to ask for. */
static gboolean
is_paid_up (const KtDealBilling *billing)
{
  for (guint i = 0; i < billing->invoices->len; i++)
    if (((const KtInvoice *)billing->invoices->pdata[i])->state != KT_INVOICE_PAID)
      return FALSE;
  return !billing->has_value || billing->left.minor <= 0;
}

static gboolean
win_deal (KtContext *context, KtInvoiceOutcome *ret, GError **error)
{
  g_autoptr (KtDeal) deal = kt_deal_get (context->store, ret->invoice->deal, error);
  ret->billing = deal != NULL ? kt_deal_billing (context, deal, error) : NULL;
  if (ret->billing == NULL)
    return FALSE;
  if (is_paid_up (ret->billing) && !kt_deal_win_paid (context, deal, &ret->deal, error))
    return FALSE;
  ret->won = ret->deal != NULL;
  return TRUE;
}

static gboolean
refuse_state (const KtInvoice *invoice, GError **error)
{
  static const char *const said[]
      = { N_ ("«%s» is open"), N_ ("«%s» is paid already"), N_ ("«%s» is void"),
          N_ ("«%s» is accepted already"), N_ ("«%s» was declined") };
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ (said[invoice->state]), invoice->number);
  return FALSE;
}

/* Begins a change of an invoice: it is read within the transaction. */
static gboolean
open_one (KtContext *context, KtId id, KtInvoiceOutcome *ret, GError **error)
{
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  ret->invoice = kt_invoice_get (context->store, id, error);
  if (ret->invoice != NULL
      && (ret->invoice->state == KT_INVOICE_OPEN || refuse_state (ret->invoice, error)))
    {
      ret->invoice->updated = MAX (context->clock.now, ret->invoice->updated + 1);
      return TRUE;
    }
  kt_journal_rollback (context->store);
  return FALSE;
}

static gboolean
write_payment (KtContext *context, gint64 amount, const char *day, const char *how,
               KtInvoiceOutcome *ret, GError **error)
{
  KtInvoicePayment payment = { .id = kt_id_random (),
                               .amount = amount < 0 ? kt_invoice_rest (ret->invoice) : amount,
                               .paid = (char *)day,
                               .how = (char *)how,
                               .created = ret->invoice->updated };
  if (!kt_invoice_pay (context->store, ret->invoice, &payment, error))
    {
      kt_error_hint (error, _ ("write an invoice for the rest, or give it back"));
      return FALSE;
    }
  return ret->invoice->state != KT_INVOICE_PAID || ret->invoice->deal == 0
         || win_deal (context, ret, error);
}

gboolean
kt_invoice_settle (KtContext *context, KtId invoice, gint64 amount, const char *day,
                   const char *how, KtInvoiceOutcome *ret, GError **error)
{
  if (!open_one (context, invoice, ret, error))
    return FALSE;
  gboolean good = write_payment (context, amount, day, how, ret, error);
  return finish (context, good, "paid", ret, error);
}

gboolean
kt_offer_answer (KtContext *context, KtId offer, gboolean accepted, const char *reason,
                 KtInvoiceOutcome *ret, GError **error)
{
  if (!open_one (context, offer, ret, error))
    return FALSE;
  ret->invoice->state = accepted ? KT_INVOICE_ACCEPTED : KT_INVOICE_DECLINED;
  ret->invoice->reason = g_strdup (reason);
  gboolean good = kt_invoice_update (context->store, ret->invoice, error);
  if (good && accepted && ret->invoice->deal != 0)
    {
      g_autoptr (KtDeal) deal = kt_deal_get (context->store, ret->invoice->deal, error);
      good = deal != NULL && kt_deal_advance (context, deal, "work", &ret->deal, error);
    }
  return finish (context, good, accepted ? "offer accept" : "offer decline", ret, error);
}

gboolean
kt_invoice_void (KtContext *context, KtId invoice, const char *reason, KtInvoiceOutcome *ret,
                 GError **error)
{
  if (!open_one (context, invoice, ret, error))
    return FALSE;
  gboolean good = ret->invoice->paid == 0;
  if (!good)
    {
      KtMoney came = ret->invoice->amount;
      came.minor = ret->invoice->paid;
      g_autofree char *said = kt_money_format (came);
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("cannot void «%s», %s came for it"),
                   ret->invoice->number, said);
      kt_error_hint (error, _ ("take the payment back first: kontor unpaid %s"),
                     ret->invoice->number);
    }
  ret->invoice->state = KT_INVOICE_VOID;
  ret->invoice->reason = g_strdup (reason);
  good = good && kt_invoice_update (context->store, ret->invoice, error);
  g_autofree char *verb = g_strdup_printf ("%s void", kt_invoice_kind_id (ret->invoice->kind));
  return finish (context, good, verb, ret, error);
}

gboolean
kt_invoice_remind (KtContext *context, KtId invoice, KtInvoiceOutcome *ret, GError **error)
{
  if (!open_one (context, invoice, ret, error))
    return FALSE;
  g_free (ret->invoice->reminded);
  ret->invoice->reminded = iso_day (kt_local_from_utc (context->clock.now, context->clock.zone));
  gboolean good = kt_invoice_update (context->store, ret->invoice, error);
  return finish (context, good, "invoice remind", ret, error);
}

gboolean
kt_invoice_change (KtContext *context, KtId id, const char *due, const char *text,
                   KtInvoiceOutcome *ret, GError **error)
{
  if (!open_one (context, id, ret, error))
    return FALSE;
  KtInvoice *invoice = ret->invoice;
  gboolean good = invoice->paid == 0 && invoice->reminded == NULL;
  if (!good)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   invoice->paid > 0 ? _ ("cannot change «%s», money came for it")
                                     : _ ("cannot change «%s», the client was reminded of it"),
                   invoice->number);
      kt_error_hint (error, _ ("void it and write another one: kontor %s void %s REASON"),
                     kt_invoice_kind_id (invoice->kind), invoice->number);
    }
  if (due != NULL)
    {
      g_free (invoice->due);
      invoice->due = g_strdup (due);
    }
  if (text != NULL)
    {
      g_free (invoice->text);
      invoice->text = g_strdup (text);
    }
  good = good && check_due (invoice, error) && kt_invoice_update (context->store, invoice, error);
  g_autofree char *verb = g_strdup_printf ("%s edit", kt_invoice_kind_id (invoice->kind));
  return finish (context, good, verb, ret, error);
}
