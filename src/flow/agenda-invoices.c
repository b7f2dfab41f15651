#include "config.h"
#include "kontor/agenda-gather.h"
#include "kontor/invoice.h"

static void
add_invoice (KtContext *context, KtAgenda *agenda, KtInvoice *invoice)
{
  KtAgendaSection section;
  KtLocal due;
  int days;
  if (!kt_local_parse (invoice->due, &due)
      || !kt_agenda_place (context, agenda, due, &section, &days))
    return;
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  line->section = section;
  line->kind = KT_AGENDA_INVOICE;
  line->key = invoice->id;
  line->contact = invoice->contact;
  line->who = g_steal_pointer (&invoice->who);
  line->text = g_steal_pointer (&invoice->number);
  line->reminded = g_steal_pointer (&invoice->reminded);
  line->money = invoice->amount;
  line->money.minor = kt_invoice_rest (invoice);
  line->local = due;
  line->at = kt_local_to_utc (due, context->clock.zone);
  line->stamp = invoice->updated;
  line->days = days;
  line->late = section == KT_AGENDA_LATE;
  g_ptr_array_add (agenda->lines, line);
}

gboolean
kt_agenda_add_invoices (KtContext *context, KtAgenda *agenda, GError **error)
{
  KtInvoiceFilter filter
      = { .kinds = KT_INVOICE_ANY (KT_INVOICE), .states = KT_INVOICE_ANY (KT_INVOICE_OPEN) };
  g_autoptr (GPtrArray) open = kt_invoice_list (context->store, &filter, error);
  for (guint i = 0; open != NULL && i < open->len; i++)
    add_invoice (context, agenda, open->pdata[i]);
  return open != NULL;
}
