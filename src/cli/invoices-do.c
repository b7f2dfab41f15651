#include "config.h"
#include "invoices.h"
#include "kontor/error.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>
#include <string.h>

/* "   deal to Invoiced", where it went there. */
static void
print_deal (KtContext *context, const KtInvoiceOutcome *outcome)
{
  if (outcome->deal == NULL)
    return;
  kt_out (context, "   ");
  if (outcome->won)
    kt_out (context, "{g:%s}", _ ("deal won"));
  else
    kt_out (context, _ ("deal to %s"), outcome->deal);
}

/* One more for a deal is often meant, and as often a slip: it is said, not asked. */
static void
print_earlier (KtContext *context, const KtInvoiceOutcome *outcome)
{
  const GPtrArray *invoices = outcome->billing->invoices;
  for (guint i = 0; i < invoices->len; i++)
    {
      const KtInvoice *earlier = invoices->pdata[i];
      if (earlier->id == outcome->invoice->id)
        continue;
      g_autofree char *amount = kt_money_format (earlier->amount);
      g_autofree char *said = kt_say_iso (context, earlier->issued);
      kt_out (context, _ ("the deal was invoiced before: %s of %s %s"), earlier->number, said,
              amount);
      kt_out (context, "%s%s\n", context->dry_run ? "" : "   ",
              context->dry_run ? "" : _ ("not meant: kontor undo"));
      return;
    }
}

/* What is left of the deal, where this was not all of it at once. */
static void
print_billing (KtContext *context, const KtInvoiceOutcome *outcome)
{
  const KtDealBilling *billing = outcome->billing;
  if (billing == NULL || context->output == KT_OUTPUT_JSON || context->quiet)
    return;
  print_earlier (context, outcome);
  if (!kt_deal_billing_in_parts (billing))
    return;
  g_autofree char *said = kt_say_billing (context, billing);
  kt_out (context, "%s %s\n", _ ("invoiced of the deal:"), said);
}

/* The line, or the object. */
static void
print (KtContext *context, const char *verb, const KtInvoiceOutcome *outcome, const char *rest)
{
  const KtInvoice *invoice = outcome->invoice;
  if (context->output == KT_OUTPUT_JSON)
    {
      kt_json_print_invoice (context, outcome);
      return;
    }
  g_autofree char *amount = kt_money_format (invoice->amount);
  kt_out (context, "%s {b:%s}  %s  %s", verb, invoice->number,
          invoice->who != NULL ? invoice->who : _ ("forgotten"), amount);
  if (rest != NULL)
    {
      kt_out (context, "  ");
      kt_out_marked (context, rest);
    }
  print_deal (context, outcome);
  kt_out (context, "\n");
}

static gboolean
answer (KtContext *context, const char *verb, const KtInvoiceOutcome *outcome, const char *rest)
{
  print (context, verb, outcome, rest);
  kt_out_dry_run (context);
  return TRUE;
}

static char *
say_due (KtContext *context, const KtInvoice *invoice)
{
  g_autofree char *due = kt_say_due (context, invoice->due);
  return g_strdup_printf (invoice->kind == KT_OFFER ? _ ("valid until %s") : _ ("due %s"), due);
}

gboolean
kt_invoices_cmd_make (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtInvoiceWords) words = { 0 };
  g_auto (KtInvoiceOutcome) made = { 0 };
  if (args[0] == NULL)
    return kt_command_missing (command, "WHO", error);
  if (!kt_invoice_words_parse (context, command, args, &words, error)
      || !kt_invoice_make (context, &words.wish, &made, error))
    return FALSE;
  g_autofree char *due = say_due (context, made.invoice);
  print (context, words.wish.kind == KT_OFFER ? "offer  " : "invoice", &made, due);
  print_billing (context, &made);
  kt_out_dry_run (context);
  return TRUE;
}

/* `edit NUMBER [due WHEN] [TEXT]`. */
gboolean
kt_invoices_cmd_edit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtInvoiceOutcome) changed = { 0 };
  g_autofree char *due = NULL, *text = NULL;
  guint used = 0;
  if (args[0] == NULL)
    return kt_command_missing (command, "NUMBER", error);
  g_autoptr (KtInvoice) invoice
      = kt_invoices_take (context, kt_invoices_kind (command), args[0], error);
  if (invoice == NULL)
    return FALSE;
  char **rest = args + 1;
  if (rest[0] != NULL && kt_invoices_is_due_word (rest[0]) && rest[1] != NULL)
    {
      due = kt_invoices_day (context, rest + 1, g_strv_length (rest + 1), FALSE, &used, error);
      if (due == NULL)
        return FALSE;
      rest += 1 + used;
    }
  if (rest[0] != NULL && (text = kt_invoices_text (rest, error)) == NULL)
    return FALSE;
  if (due == NULL && text == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what shall be changed?"));
      kt_error_hint (error, _ ("such as: kontor %s edit %s due +30d, or a text for the client"),
                     command->name, invoice->number);
      return FALSE;
    }
  if (!kt_invoice_change (context, invoice->id, due, text, &changed, error))
    return FALSE;
  g_autofree char *said = say_due (context, changed.invoice);
  return answer (context, "changed", &changed, said);
}

/* Closes one with a reason. */
static gboolean
close_one (KtContext *context, const KtCommand *command, char **args, gboolean wants_reason,
           const char *verb,
           gboolean (*act) (KtContext *, KtId, const char *, KtInvoiceOutcome *, GError **),
           GError **error)
{
  g_auto (KtInvoiceOutcome) closed = { 0 };
  if (args[0] == NULL)
    return kt_command_missing (command, "NUMBER", error);
  g_autoptr (KtInvoice) invoice
      = kt_invoices_take (context, kt_invoices_kind (command), args[0], error);
  g_autofree char *reason = invoice != NULL ? kt_invoices_text (args + 1, error) : NULL;
  if (reason == NULL)
    return FALSE;
  if (wants_reason && *reason == '\0')
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("why is «%s» void?"), invoice->number);
      kt_error_hint (error, _ ("such as: kontor %s void %s wrong address"), command->name,
                     invoice->number);
      return FALSE;
    }
  if (!act (context, invoice->id, *reason != '\0' ? reason : NULL, &closed, error))
    return FALSE;
  g_autofree char *why = *reason != '\0' ? kt_safe (reason) : NULL;
  return answer (context, verb, &closed, why);
}

gboolean
kt_invoices_cmd_void (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return close_one (context, command, args, TRUE, "void   ", kt_invoice_void, error);
}

static gboolean
accept (KtContext *context, KtId offer, const char *reason, KtInvoiceOutcome *ret, GError **error)
{
  return kt_offer_answer (context, offer, TRUE, reason, ret, error);
}

static gboolean
decline (KtContext *context, KtId offer, const char *reason, KtInvoiceOutcome *ret, GError **error)
{
  return kt_offer_answer (context, offer, FALSE, reason, ret, error);
}

gboolean
kt_invoices_cmd_accept (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return close_one (context, command, args, FALSE, "accepted", accept, error);
}

gboolean
kt_invoices_cmd_decline (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return close_one (context, command, args, FALSE, "declined", decline, error);
}
