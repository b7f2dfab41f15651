#pragma once
#include "kontor/deal.h"

/* What a deal consists of (book). Writers want a journal transaction open. */
typedef struct
{
  KtId id, deal;
  int position;
  KtId service, good; /* out of the directory; 0 not of it */
  char *name;
  gint64 quantity; /* thousandths */
  char *unit;      /* page, hour …; NULL pieces */
  gint64 price;    /* minor units of one, in the deal's currency */
} KtDealItem;
void kt_deal_item_free (KtDealItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDealItem, kt_deal_item_free)

#define KT_DEAL_ITEM_NAME_MAX 400                      /* bytes */
#define KT_DEAL_ITEMS_MAX 500                          /* of one deal */
#define KT_QUANTITY_MAX G_GINT64_CONSTANT (1000000000) /* thousandths */

GPtrArray *kt_deal_items (KtStore *store, KtId deal, GError **error); /* by position */
gboolean kt_deal_item_insert (KtStore *store, const KtDealItem *item, GError **error);
gboolean kt_deal_item_delete (KtStore *store, KtId id, GError **error);
/* The sum of the items' totals, each rounded half up once; FALSE with KT_ERROR_USAGE: too much. */
gboolean kt_deal_items_sum (const GPtrArray *items, const char *currency, KtMoney *ret,
                            GError **error);
