#pragma once
#include "kontor/contact.h"
#include "kontor/invoice-make.h"

/* The lines of an invoice as a wish has them; *ret_currency: of all of them, *ret_text: what is
 * left to say to the client (NULL nothing). */
GPtrArray *kt_invoice_lines (KtContext *context, const KtInvoiceWish *wish, const KtDeal *deal,
                             const KtContact *contact, char ret_currency[4], const char **ret_text,
                             GError **error);
/* Those of a deal that ask for money (KtInvoice), newest first: not void. */
GPtrArray *kt_deal_invoices (KtStore *store, const KtDeal *deal, GError **error);
/* What a deal is worth as lines: its items less the discount, else its amount; none where neither
 * is said. The discount is the one in those of its invoices that ask for the items, before there
 * is one the contact's (NULL: none). */
GPtrArray *kt_deal_lines (KtContext *context, const KtDeal *deal, const KtContact *contact,
                          const GPtrArray *invoices, GError **error);
/* What an invoice takes off its deal's value: the sum of its lines, to which tax was added or in
 * which it lies, as the config had it then. */
gboolean kt_invoice_before_tax (KtStore *store, const KtInvoice *invoice, KtMoney *ret,
                                GError **error);
