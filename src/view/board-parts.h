#pragma once
#include "kontor/deal-view.h"

/* What the files of the board share. */
#define KT_BOARD_NARROW 60

typedef struct
{
  const KtStage *stage;
  GArray *rows; /* const KtDealRow *, longest in the stage first */
  GArray *sums; /* KtMoney, one a currency */
  guint number; /* of its first deal */
} KtBoardColumn;

/* KtBoardColumn of the open stages. */
GPtrArray *kt_board_columns (const KtDealSheet *sheet, const KtPipeline *pipeline);
char *kt_say_deal_sums (const GArray *sums);
/* What was closed this month, what is hidden, what can be typed. */
gboolean kt_board_foot (KtContext *context, const KtDealSheet *sheet, const KtPipeline *pipeline,
                        const GPtrArray *columns, guint most, GError **error);
gboolean kt_board_json (KtContext *context, const KtPipeline *pipeline, const GPtrArray *columns,
                        GError **error);
