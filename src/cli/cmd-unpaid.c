#include "config.h"
#include "invoices.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>
#include <string.h>

/* The entry of the newest payment that stands, 0 none: with it goes what it did to the deal. */
static gint64
find_payment (KtContext *context, const KtInvoice *invoice, GError **error)
{
  g_autoptr (GPtrArray) entries = kt_journal_list (context->store, G_MAXUINT, error);
  g_autoptr (GPtrArray) standing = entries != NULL ? kt_journal_candidates (entries) : NULL;
  g_autofree char *begin = g_strdup_printf ("paid %s", invoice->number);
  gsize length = strlen (begin);
  for (guint i = 0; standing != NULL && i < standing->len; i++)
    {
      const KtJournalEntry *entry = standing->pdata[i];
      if (strncmp (entry->command, begin, length) == 0
          && (entry->command[length] == ' ' || entry->command[length] == '\0'))
        return entry->seq;
    }
  return 0;
}

static gboolean
take_back (KtContext *context, const KtInvoice *invoice, GError **error)
{
  gint64 seq = invoice->paid > 0 ? find_payment (context, invoice, error) : 0;
  if (seq == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                   invoice->paid == 0 ? _ ("nothing was paid of «%s»")
                                      : _ ("the log does not know the payment of «%s» any more"),
                   invoice->number);
      return FALSE;
    }
  kt_store_set_dry_run (context->store, context->dry_run);
  g_autoptr (GPtrArray) taken = kt_journal_undo_entry (context->store, seq, &context->clock, error);
  return taken != NULL;
}

static gboolean
run_unpaid (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtInvoiceOutcome) outcome = { 0 };
  if (args[0] == NULL)
    return kt_command_missing (command, "NUMBER", error);
  if (args[1] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtInvoice) invoice = kt_invoices_take (context, KT_INVOICE, args[0], error);
  if (invoice == NULL || !take_back (context, invoice, error))
    return FALSE;
  outcome.invoice = kt_invoice_get (context->store, invoice->id, error);
  if (outcome.invoice == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      kt_json_print_invoice (context, &outcome);
      return TRUE;
    }
  KtMoney rest = outcome.invoice->amount;
  rest.minor = kt_invoice_rest (outcome.invoice);
  g_autofree char *said = kt_money_format (rest);
  kt_out (context, "unpaid  {b:%s} %s", invoice->who != NULL ? invoice->who : "", invoice->number);
  if (!context->dry_run)
    kt_out (context, _ (", %s open again"), said);
  kt_out (context, "\n");
  kt_out_dry_run (context);
  return TRUE;
}

const KtCommand kt_cmd_unpaid = {
  .name = "unpaid",
  .summary = N_ ("take back the last payment of an invoice"),
  .usage = "unpaid NUMBER",
  .help = N_ ("The same as undo for that payment: a deal that was won by it is open again. Undo "
              "brings the payment back.\n"
              "Examples:\n"
              "  kontor unpaid 2026-041"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_unpaid,
  .group = KT_GROUP_RECORDS,
};
