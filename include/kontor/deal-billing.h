#pragma once
#include "kontor/context.h"
#include "kontor/deal.h"
#include "kontor/money.h"

/* How much of a deal is invoiced (flow). Tax that an invoice added to its prices is no part of it,
 * as it is none of the deal's amount. */
typedef struct
{
  gboolean has_value;  /* FALSE: nobody said yet what the deal is worth */
  KtMoney value;       /* its items less the discount, else its amount */
  KtMoney invoiced;    /* in the deal's currency, by invoices that are not void */
  KtMoney left;        /* of the value; below 0: more was invoiced */
  GPtrArray *invoices; /* those (KtInvoice), newest first */
} KtDealBilling;
void kt_deal_billing_free (KtDealBilling *billing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDealBilling, kt_deal_billing_free)

/* Whether it is worth telling: not one invoice asks for all of it. */
gboolean kt_deal_billing_in_parts (const KtDealBilling *billing);

KtDealBilling *kt_deal_billing (KtContext *context, const KtDeal *deal, GError **error);
