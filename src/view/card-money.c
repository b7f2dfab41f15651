#include "config.h"
#include "card-parts.h"
#include "kontor/invoice-view.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>

/* "7 280,00 € for 9 jobs, after 19 days on average". */
static char *
say_paid (const KtPaymentHabit *habit)
{
  g_autofree char *paid = kt_say_owed (habit->paid);
  if (paid == NULL)
    return NULL;
  if (habit->jobs == 0)
    return kt_marked ("%s", paid);
  g_autofree char *jobs
      = g_strdup_printf (ngettext ("for %u job", "for %u jobs", habit->jobs), habit->jobs);
  if (habit->days <= 0)
    return kt_marked ("%s %s, %s", paid, jobs, _ ("at once"));
  return kt_marked (
      ngettext ("%s %s, after %d day on average", "%s %s, after %d days on average", habit->days),
      paid, jobs, habit->days);
}

void
kt_card_print_money (KtContext *context, const KtCard *card)
{
  const KtPaymentHabit *habit = card->money;
  g_autoptr (GString) pieces = g_string_new (NULL);
  char *paid = say_paid (habit);
  g_autofree char *owed = kt_say_owed (habit->owed);
  if (paid != NULL)
    kt_card_append (pieces, paid);
  if (paid != NULL && owed == NULL)
    kt_card_append (pieces, kt_marked ("%s", _ ("owes nothing")));
  kt_card_print_row (context, _ ("paid"), pieces->str);
  if (owed == NULL)
    return;
  g_string_truncate (pieces, 0);
  kt_card_append (pieces, kt_marked ("{b:%s}", owed));
  for (guint i = 0; i < habit->open->len; i++)
    {
      const KtInvoice *invoice = habit->open->pdata[i];
      g_autofree char *state = kt_say_invoice_state (context, invoice);
      gboolean late = kt_invoice_state_color (context, invoice) == 'r';
      kt_card_append (pieces, kt_marked (late ? "%s %s {r:%s}" : "%s %s %s", _ ("invoice"),
                                         invoice->number, state));
    }
  kt_card_print_row (context, _ ("owes"), pieces->str);
}

char *
kt_card_say_invoice (const KtContext *context, const KtInvoice *invoice)
{
  g_autofree char *amount = kt_money_format (invoice->amount);
  g_autofree char *state = kt_say_invoice_state (context, invoice);
  return g_strdup_printf ("%s, %s", amount, state);
}

static void
json_sums (KtJson *builder, const char *name, const GArray *sums)
{
  kt_json_member (builder, name);
  kt_json_begin_array (builder);
  for (guint i = 0; i < sums->len; i++)
    {
      const KtMoney *money = &g_array_index (sums, KtMoney, i);
      kt_json_money (builder, money->minor, money->currency);
    }
  kt_json_end_array (builder);
}

void
kt_card_json_money (KtJson *builder, const KtContext *context, const KtCard *card)
{
  const KtPaymentHabit *habit = card->money;
  kt_json_member (builder, "money");
  kt_json_begin_object (builder);
  json_sums (builder, "paid", habit->paid);
  kt_json_member (builder, "jobs");
  kt_json_int (builder, habit->jobs);
  kt_json_member (builder, "days");
  if (habit->days >= 0)
    kt_json_int (builder, habit->days);
  else
    kt_json_null (builder);
  json_sums (builder, "owed", habit->owed);
  kt_json_member (builder, "open");
  kt_json_begin_array (builder);
  for (guint i = 0; i < habit->open->len; i++)
    {
      const KtInvoice *invoice = habit->open->pdata[i];
      KtMoney rest = invoice->amount;
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, invoice->id);
      kt_json_member (builder, "number");
      kt_json_text (builder, invoice->number);
      kt_json_member (builder, "due");
      kt_json_text (builder, invoice->due);
      kt_json_member (builder, "rest");
      kt_json_money (builder, kt_invoice_rest (invoice), rest.currency);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end_object (builder);
}

void
kt_card_json_invoice (KtJson *builder, const KtInvoice *invoice)
{
  kt_json_member (builder, "number");
  kt_json_text (builder, invoice->number);
  kt_json_member (builder, "amount");
  kt_json_money (builder, invoice->amount.minor, invoice->amount.currency);
  kt_json_member (builder, "due");
  kt_json_text (builder, invoice->due);
  kt_json_member (builder, "state");
  kt_json_text (builder, kt_invoice_state_id (invoice->state));
  kt_json_member (builder, "paid_on");
  kt_json_text (builder, invoice->paid_on);
}
