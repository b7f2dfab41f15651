#pragma once
#include "kontor/context.h"
#include "kontor/deal.h"
#include "kontor/reminder.h"

/* Deals with what lists, the board and the agenda say of them, read in one go. */
typedef struct
{
  KtDeal *deal;
  const KtStage *stage; /* of the sheet's pipelines */
  const KtPipeline *pipeline;
  const KtReminder *next; /* its soonest open reminder; NULL none */
  int days;               /* in the stage; of a closed one since it was closed */
  int late;               /* days past the day it was expected; < 0 to come; G_MININT no day */
  gboolean stale;         /* longer in its stage than that says */
} KtDealRow;

typedef struct
{
  GPtrArray *pipelines; /* KtPipeline, archived ones too */
  GPtrArray *deals;     /* KtDeal */
  GPtrArray *steps;     /* KtReminder */
  GArray *rows;         /* KtDealRow, in the order of the list they were read from */
} KtDealSheet;
void kt_deal_sheet_free (KtDealSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDealSheet, kt_deal_sheet_free)

KtDealSheet *kt_deal_sheet_read (KtContext *context, gboolean closed, GError **error);
/* Of one client, open ones first; of one deal. */
KtDealSheet *kt_deal_sheet_of (KtContext *context, KtId contact, gboolean closed, GError **error);
KtDealSheet *kt_deal_sheet_one (KtContext *context, KtId deal, GError **error);

/* Half the days after which a deal stands still: by then it wants a next step. 0: never. */
int kt_deal_step_after (const KtStage *stage);
