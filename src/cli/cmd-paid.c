#include "config.h"
#include "invoices.h"
#include "visit-parts.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/number-pattern.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>
#include <string.h>

/* What came: "[AMOUNT] [cash|card|transfer] [on DATE]". */
typedef struct
{
  gboolean has_amount;
  KtMoney amount;
  const char *how;
  char *day; /* ISO; NULL today */
} Payment;

static gboolean
say_twice (const char *word, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» says something a second time"), word);
  return FALSE;
}

static gboolean
take_how (Payment *payment, const char *word, const char *way, GError **error)
{
  if (payment->how != NULL)
    return say_twice (word, error);
  if (g_str_equal (way, "later"))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what is paid later is not paid yet"));
      return FALSE;
    }
  payment->how = way;
  return TRUE;
}

static gboolean
take_amount (Payment *payment, char **args, guint *at, const char *currency, GError **error)
{
  if (payment->has_amount)
    return say_twice (args[*at], error);
  g_autofree char *two
      = args[*at + 1] != NULL ? g_strjoin (" ", args[*at], args[*at + 1], NULL) : NULL;
  gboolean both = two != NULL && kt_money_has_form (two) && !kt_money_has_form (args[*at + 1]);
  payment->has_amount = TRUE;
  if (!kt_money_parse (both ? two : args[*at], currency, &payment->amount, error))
    return FALSE;
  *at += both;
  if (payment->amount.minor > 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no payment"), args[*at]);
  return FALSE;
}

static gboolean
is_on (const char *word)
{
  g_autofree char *fold = kt_fold (word);
  /* TRANSLATORS: what people type before the day money came, folded, separated by spaces */
  g_auto (GStrv) words = g_strsplit (C_ ("payment", "on"), " ", -1);
  return g_str_equal (fold, "on") || g_strv_contains ((const char *const *)words, fold);
}

static gboolean
take_day (KtContext *context, Payment *payment, char **args, guint *at, GError **error)
{
  guint used = 0, skip = is_on (args[*at]) && args[*at + 1] != NULL;
  if (payment->day != NULL)
    return say_twice (args[*at], error);
  payment->day = kt_invoices_day (context, args + *at + skip, g_strv_length (args + *at + skip),
                                  TRUE, &used, error);
  *at += skip + (used > 0 ? used - 1 : 0);
  return payment->day != NULL;
}

static gboolean
parse_payment (KtContext *context, Payment *payment, char **args, const char *currency,
               GError **error)
{
  for (guint i = 0; args[i] != NULL; i++)
    {
      const char *way = kt_payment_way_find (args[i]);
      gboolean ok;
      if (way != NULL)
        ok = take_how (payment, args[i], way, error);
      else if (!is_on (args[i]) && kt_money_has_form (args[i]))
        ok = take_amount (payment, args, &i, currency, error);
      else
        ok = take_day (context, payment, args, &i, error);
      if (ok)
        continue;
      if (error != NULL && *error != NULL && (*error)->code == KT_ERROR_NOT_FOUND)
        {
          g_clear_error (error);
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                       _ ("«%s» is no sum, no day and no way to pay"), args[i]);
          kt_error_hint (error, _ ("such as: kontor paid 2026-041 450 transfer on 23.11."));
        }
      return FALSE;
    }
  return TRUE;
}

/* "paid 1 2": two invoices of the list, or 2 € for one? */
static gboolean
check_doubt (KtContext *context, char **args, GError **error)
{
  KtHandle handle;
  const char *first = args[0], *second = args[1];
  if (second == NULL || strspn (first, "0123456789") != strlen (first)
      || strspn (second, "0123456789") != strlen (second)
      || !kt_handle_resolve (context, second, KT_RECORD_INVOICE, &handle, NULL))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("is «%s» the sum, or number %s of the list?"),
               second, second);
  kt_error_hint (error, _ ("for the sum write %s,00; for the number: kontor paid %s"), second,
                 second);
  return FALSE;
}

/* The open invoice of a client that is meant: the only one, or the only one of that sum. */
static KtInvoice *
choose (KtContext *context, KtId contact, const Payment *payment, GError **error)
{
  g_autofree char *name = kt_contact_name (context->store, contact, error);
  g_autoptr (KtPaymentHabit) habit
      = name != NULL ? kt_payment_habit (context, contact, 0, error) : NULL;
  if (habit == NULL)
    return NULL;
  guint found = habit->open->len == 1 ? 1 : 0, which = 0;
  for (guint i = 0; habit->open->len > 1 && payment->has_amount && i < habit->open->len; i++)
    {
      const KtInvoice *invoice = habit->open->pdata[i];
      if (kt_invoice_rest (invoice) != payment->amount.minor
          || strcmp (invoice->amount.currency, payment->amount.currency) != 0)
        continue;
      found++;
      which = i;
    }
  if (found == 1)
    return g_ptr_array_steal_index (habit->open, which);
  if (habit->open->len > 0)
    {
      kt_invoices_ambiguous (context, name, habit->open, error);
      return NULL;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("«%s» has no open invoice"), name);
  g_autofree char *owed = kt_say_owed (habit->owed);
  if (owed != NULL)
    kt_error_hint (error, _ ("a visit is to be paid, %s: kontor done %s"), owed, name);
  return NULL;
}

/* The invoice that args begin with, or the client of one; *ret_rest: what is behind. */
static KtInvoice *
take_invoice (KtContext *context, char **args, Payment *payment, char ***ret_rest, GError **error)
{
  KtHandle handle;
  guint used = 1;
  *ret_rest = args + 1;
  KtInvoice *invoice = kt_invoice_by_number (context->store, KT_INVOICE, args[0], NULL);
  gboolean form = strspn (args[0], "0123456789") == strlen (args[0]) || kt_ref_has_form (args[0]);
  KtId contact = 0;
  int year;
  gint64 serial;
  if (invoice == NULL
      && kt_number_read (context->settings->invoice.number, args[0], &year, &serial))
    return kt_invoices_take (context, KT_INVOICE, args[0], error);
  if (invoice == NULL && form
      && kt_handle_resolve (context, args[0], KT_RECORD_INVOICE | KT_RECORD_CONTACT, &handle,
                            error))
    {
      contact = handle.kind == KT_RECORD_CONTACT ? handle.key : 0;
      invoice = contact == 0 ? kt_invoices_take (context, KT_INVOICE, args[0], error) : NULL;
      if (invoice == NULL && contact == 0)
        return NULL;
    }
  if (invoice == NULL && contact == 0)
    {
      if (form && !g_error_matches (*error, KT_ERROR, KT_ERROR_NOT_FOUND))
        return NULL;
      g_clear_error (error);
      g_autofree char *who = kt_who_take (context, args, &used);
      if (!kt_who_resolve (context, who, &contact, error))
        return NULL;
      *ret_rest = args + used;
    }
  const char *currency = invoice != NULL ? invoice->amount.currency : context->settings->currency;
  if (parse_payment (context, payment, *ret_rest, currency, error))
    return invoice != NULL ? invoice : choose (context, contact, payment, error);
  kt_invoice_free (invoice);
  return NULL;
}

/* ", 12 days late (usually 4)". */
static void
print_late (KtContext *context, const KtInvoice *invoice)
{
  KtLocal due, paid;
  if (!kt_local_parse (invoice->due, &due) || !kt_local_parse (invoice->paid_on, &paid))
    return;
  int late = kt_local_days_between (due, paid);
  g_autoptr (KtPaymentHabit) habit
      = invoice->contact != 0 ? kt_payment_habit (context, invoice->contact, invoice->id, NULL)
                              : NULL;
  if (late > 0)
    kt_out (context, ngettext (", %d day late", ", %d days late", late), late);
  if (late > 0 && habit != NULL && habit->jobs > 0 && habit->late > 0)
    kt_out (context, _ (" (usually %d)"), habit->late);
  else if (late > 0 && habit != NULL && habit->jobs > 0)
    kt_out (context, " (%s)", _ ("usually on time"));
}

static void
print_paid (KtContext *context, const KtInvoiceOutcome *outcome, gint64 came)
{
  const KtInvoice *invoice = outcome->invoice;
  KtMoney money = invoice->amount;
  money.minor = came;
  g_autofree char *said = kt_money_format (money);
  kt_out (context, "paid    {b:%s} %s", invoice->who != NULL ? invoice->who : invoice->number,
          said);
  if (invoice->state == KT_INVOICE_PAID)
    print_late (context, invoice);
  else
    {
      money.minor = kt_invoice_rest (invoice);
      g_autofree char *rest = kt_money_format (money);
      kt_out (context, _ (", %s still open"), rest);
    }
  if (outcome->won)
    kt_out (context, "   {g:%s}", _ ("deal won"));
  else if (outcome->billing != NULL && outcome->billing->has_value
           && outcome->billing->left.minor > 0)
    {
      g_autofree char *left = kt_money_format (outcome->billing->left);
      kt_out (context, "   ");
      kt_out (context, _ ("%s of the deal is not invoiced yet"), left);
    }
  kt_out (context, "\n");
  kt_out_dry_run (context);
}

static gboolean
refuse_currency (const KtInvoice *invoice, const Payment *payment, GError **error)
{
  g_autofree char *said = kt_money_format (payment->amount);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not in %s, as the invoice is"), said,
               invoice->amount.currency);
  return FALSE;
}

static gboolean
settle (KtContext *context, const KtInvoice *invoice, Payment *payment, GError **error)
{
  g_auto (KtInvoiceOutcome) outcome = { 0 };
  char today[KT_LOCAL_TEXT];
  KtLocal day = kt_context_today (context);
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, today);
  if (payment->has_amount && strcmp (payment->amount.currency, invoice->amount.currency) != 0)
    return refuse_currency (invoice, payment, error);
  if (payment->day != NULL && strcmp (payment->day, today) > 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is still to come"), payment->day);
      return FALSE;
    }
  if (!kt_invoice_settle (context, invoice->id, payment->has_amount ? payment->amount.minor : -1,
                          payment->day != NULL ? payment->day : today, payment->how, &outcome,
                          error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_json_print_invoice (context, &outcome);
  else
    print_paid (context, &outcome, outcome.invoice->paid - invoice->paid);
  return TRUE;
}

static gboolean
run_paid (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  Payment payment = { 0 };
  char **rest;
  g_autoptr (GError) failure = NULL;
  if (args[0] == NULL)
    return kt_command_missing (command, "NUMBER", error);
  if (!check_doubt (context, args, error))
    return FALSE;
  g_autoptr (KtInvoice) invoice = take_invoice (context, args, &payment, &rest, &failure);
  gboolean ok = invoice != NULL && settle (context, invoice, &payment, &failure);
  g_free (payment.day);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&failure));
  return ok;
}

const KtCommand kt_cmd_paid = {
  .name = "paid",
  .summary = N_ ("note money that came for an invoice"),
  .usage = "paid NUMBER|WHO [AMOUNT] [cash|card|transfer] [on DATE]",
  .help = N_ ("Without AMOUNT all that is open came, without DATE today. Of a client with several "
              "open invoices the one of that sum is meant. When all that was invoiced of a deal is "
              "paid, the deal is won. A visit that is paid later is settled with kontor done WHO.\n"
              "Examples:\n"
              "  kontor paid 2026-041\n"
              "  kontor paid kalns 840 transfer\n"
              "  kontor paid 3 cash on 23.11."),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_paid,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_DAILY,
};
