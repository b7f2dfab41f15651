#pragma once
#include "kontor/deal-item.h"
#include "kontor/deal-sheet.h"
#include "kontor/table.h"

/* Deals in words and as JSON, the same everywhere. */

/* "2 800,00 €", "no amount"; short: "2 800 €" where it is whole. The caller frees. */
char *kt_say_deal_amount (const KtDeal *deal);
char *kt_say_amount_short (KtMoney money);
/* "Toms Kalns · brand book"; not yet safe. */
char *kt_say_deal (const KtDeal *deal);
/* "12,5 page × 22,40 €", "22,40 €" for one. */
char *kt_say_deal_item (const KtDealItem *item, const char *currency);
/* "12,5" */
char *kt_say_quantity (gint64 thousandths);

/* {ref, title, contact, pipeline, stage, state, amount, …} as doc/json.md has it. */
void kt_json_deal (KtJson *builder, KtContext *context, const KtDealRow *row);
/* {"schema":1, "deal": …}: what most commands print. */
gboolean kt_json_print_deal (KtContext *context, KtId deal, GError **error);
void kt_json_deal_item (KtJson *builder, const KtDealItem *item, const char *currency);

/* The list as a table, TSV, CSV or JSON; keeps its numbers. */
gboolean kt_deal_list_print (KtContext *context, const KtDealSheet *sheet, GError **error);
/* The board of a pipeline; which has the rows of the sheet that are to be shown. */
gboolean kt_deal_board_print (KtContext *context, const KtDealSheet *sheet,
                              const KtPipeline *pipeline, GError **error);
/* Everything of one deal; keeps its numbers. */
gboolean kt_deal_show_print (KtContext *context, KtId deal, GError **error);
