#pragma once
#include "kontor/contact.h"
#include "kontor/invoice-make.h"

/* The lines of an invoice as a wish has them; *ret_currency: of all of them, *ret_text: what is
 * left to say to the client (NULL nothing). */
GPtrArray *kt_invoice_lines (KtContext *context, const KtInvoiceWish *wish, const KtDeal *deal,
                             const KtContact *contact, char ret_currency[4], const char **ret_text,
                             GError **error);
/* What a deal is worth as lines: its items less the discount of the contact (NULL: none), else its
 * amount; none where neither is said. */
GPtrArray *kt_deal_lines (KtContext *context, const KtDeal *deal, const KtContact *contact,
                          GError **error);
/* What an invoice takes off its deal's value, in minor units. */
gint64 kt_invoice_before_tax (const KtContext *context, const KtInvoice *invoice);
