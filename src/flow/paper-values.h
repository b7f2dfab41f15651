#pragma once
#include "kontor/contact.h"
#include "kontor/invoice-make.h"
#include "kontor/paper.h"

/* The places of papers. All of them are known, whatever there is to put into them. */
KtFillValues *kt_paper_places (void);
/* What an invoice puts there; contact NULL: forgotten. */
void kt_paper_fill_in (KtContext *context, KtFillValues *values, const KtInvoice *invoice,
                       const KtContact *contact, const GPtrArray *items, const GPtrArray *payments);
