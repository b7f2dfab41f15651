#pragma once
#include "kontor/contact.h"
#include "kontor/invoice-make.h"

/* The lines of an invoice as a wish has them; *ret_currency: of all of them, *ret_text: what is
 * left to say to the client (NULL nothing). */
GPtrArray *kt_invoice_lines (KtContext *context, const KtInvoiceWish *wish, const KtDeal *deal,
                             const KtContact *contact, char ret_currency[4], const char **ret_text,
                             GError **error);
