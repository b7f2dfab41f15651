#pragma once
#include "kontor/context.h"
#include "kontor/invoice.h"
#include "kontor/template.h"

/* Invoices, offers and letters about them, filled into a template in the client's language (flow).
 * Needs settings. */

/* kind: "invoice", "offer", "letter"; template NULL: the one that fits. HTML is one page that
 * fetches nothing and runs nothing: its policy stands in it. The caller frees. */
char *kt_paper_print (KtContext *context, const KtInvoice *invoice, const char *kind,
                      KtFillFormat format, const char *template, GError **error);
/* Whether a template can be filled in: KT_ERROR_USAGE says where not. */
gboolean kt_paper_check (const char *body, KtFillFormat format, GError **error);
