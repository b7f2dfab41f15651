#include "config.h"
#include "kontor/find-view.h"
#include "kontor/invoice-view.h"
#include <glib/gi18n.h>

static void
add_hit (KtContext *context, const KtInvoice *invoice, GPtrArray *hits)
{
  KtHit *hit = g_new0 (KtHit, 1);
  g_autofree char *amount = kt_money_format (invoice->amount);
  g_autofree char *state = kt_say_invoice_state (context, invoice);
  hit->kind = KT_HIT_INVOICE;
  hit->key = invoice->id;
  hit->contact = invoice->contact;
  hit->time = invoice->created;
  hit->title = g_strdup_printf ("%s %s", invoice->kind == KT_OFFER ? _ ("offer") : _ ("invoice"),
                                invoice->number);
  hit->snippet
      = g_strdup_printf ("%s, %s, %s", invoice->who != NULL ? invoice->who : "", amount, state);
  g_ptr_array_insert (hits, 0, hit);
}

gboolean
kt_find_add_invoices (KtContext *context, const char *words, GPtrArray *hits, GError **error)
{
  g_autoptr (GError) failure = NULL;
  for (KtInvoiceKind kind = KT_OFFER + 1; kind-- > KT_INVOICE && failure == NULL;)
    {
      g_autoptr (KtInvoice) invoice = kt_invoice_by_number (context->store, kind, words, &failure);
      if (invoice != NULL)
        add_hit (context, invoice, hits);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
