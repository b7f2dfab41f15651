#include "config.h"
#include "kontor/day-sheet.h"
#include "kontor/invoice-make.h"
#include "kontor/visit-done.h"
#include <stdlib.h>
#include <string.h>

void
kt_payment_habit_free (KtPaymentHabit *habit)
{
  if (habit == NULL)
    return;
  g_array_unref (habit->paid);
  g_array_unref (habit->owed);
  g_ptr_array_unref (habit->open);
  g_free (habit);
}

static int
days_between (const char *from, const char *to)
{
  KtLocal first, last;
  return kt_local_parse (from, &first) && kt_local_parse (to, &last)
             ? kt_local_days_between (first, last)
             : 0;
}

/* Rounded to the nearest day. */
static int
average (int sum, int n)
{
  return (abs (sum) * 2 + n) / (2 * n) * (sum < 0 ? -1 : 1);
}

static void
take_invoice (KtPaymentHabit *habit, GPtrArray *invoices, guint i, int *days, int *late)
{
  KtInvoice *invoice = invoices->pdata[i];
  KtMoney money = invoice->amount;
  money.minor = invoice->paid;
  if (money.minor > 0)
    kt_sums_add (habit->paid, money);
  if (invoice->state == KT_INVOICE_PAID && invoice->paid_on != NULL)
    {
      habit->jobs++;
      *days += days_between (invoice->issued, invoice->paid_on);
      *late += days_between (invoice->due, invoice->paid_on);
    }
  if (invoice->state != KT_INVOICE_OPEN)
    return;
  money.minor = kt_invoice_rest (invoice);
  kt_sums_add (habit->owed, money);
  g_ptr_array_add (habit->open, invoice);
  invoices->pdata[i] = NULL;
}

static gboolean
add_visits (KtContext *context, KtId contact, KtPaymentHabit *habit, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      KtMoney money = { .minor = visit->paid };
      memcpy (money.currency, visit->currency, sizeof money.currency);
      if (kt_visit_owes (visit) && visit->paid > 0)
        kt_sums_add (habit->owed, money);
    }
  return visits != NULL;
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const KtInvoice *one = *(KtInvoice *const *)a, *two = *(KtInvoice *const *)b;
  int order = strcmp (one->due, two->due);
  return order != 0 ? order : strcmp (one->number, two->number);
}

KtPaymentHabit *
kt_payment_habit (KtContext *context, KtId contact, KtId without, GError **error)
{
  KtInvoiceFilter filter
      = { .kinds = KT_INVOICE_ANY (KT_INVOICE),
          .states = KT_INVOICE_ANY (KT_INVOICE_OPEN) | KT_INVOICE_ANY (KT_INVOICE_PAID),
          .contact = contact };
  g_autoptr (GPtrArray) invoices = kt_invoice_list (context->store, &filter, error);
  if (invoices == NULL)
    return NULL;
  g_autoptr (KtPaymentHabit) habit = g_new0 (KtPaymentHabit, 1);
  habit->paid = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  habit->owed = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  habit->open = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invoice_free);
  int days = 0, late = 0;
  for (guint i = 0; i < invoices->len; i++)
    if (((KtInvoice *)invoices->pdata[i])->id != without)
      take_invoice (habit, invoices, i, &days, &late);
  habit->days = habit->jobs > 0 ? average (days, (int)habit->jobs) : -1;
  habit->late = habit->jobs > 0 ? average (late, (int)habit->jobs) : 0;
  g_ptr_array_sort (habit->open, compare_due);
  return add_visits (context, contact, habit, error) ? g_steal_pointer (&habit) : NULL;
}
