#pragma once
#include "kontor/deal.h"
#include "kontor/deal-item.h"
#include "kontor/handle.h"

/* What users do with deals: each call is one journal entry, or none under --dry-run. The first
 * pipeline is made by the first of them, as an entry of origin sync: no undo of a deal takes it
 * away from those that came after. */

typedef struct
{
  KtId contact;
  char *title;
  gboolean has_amount;
  KtMoney amount;
  KtId stage;     /* 0: the first of the usual pipeline */
  char *expected; /* ISO date; NULL */
  KtId letter;    /* it comes from; 0 none */
  /* somebody who is not in the book yet, made with it where contact is 0 */
  char *new_address; /* norm */
} KtDealRequest;
void kt_deal_request_clear (KtDealRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtDealRequest, kt_deal_request_clear)

KtDeal *kt_deals_add (KtContext *context, const KtDealRequest *request, GError **error);

/* Changes a deal inside the transaction, after the handle was looked at once more. */
typedef gboolean (*KtDealChange) (KtContext *context, KtDeal *deal, gpointer data, GError **error);
/* The deal as it is afterwards; log shows "deal VERB TITLE". */
KtDeal *kt_deals_change (KtContext *context, const KtHandle *handle, const char *verb,
                         KtDealChange change, gpointer data, GError **error);

/* The transaction of other changes: kt_journal_begin() with the first pipeline made where there is
 * none; end commits as "VERB TEXT", or rolls back what was only tried. */
gboolean kt_deals_begin (KtContext *context, GError **error);
gboolean kt_deals_end (KtContext *context, const char *verb, const char *text, GError **error);

/* Changes. A lost deal's next steps are done with it. */
typedef struct
{
  const KtStage *to;
  const char *reason; /* NULL none */
  KtId ret_from;      /* where it was */
  guint ret_steps;    /* next steps that are done with */
} KtDealMoving;
gboolean kt_deal_change_stage (KtContext *context, KtDeal *deal, gpointer moving, GError **error);
/* data: KtDealItem to add, its position is set; the deal's amount becomes the sum. */
gboolean kt_deal_change_add_item (KtContext *context, KtDeal *deal, gpointer item, GError **error);
/* data: int, the item's place from 1. Without items the amount stays as the last sum. */
gboolean kt_deal_change_remove_item (KtContext *context, KtDeal *deal, gpointer place,
                                     GError **error);

/* The open stage a closed deal was in before, else the first of its pipeline; of pipelines. */
const KtStage *kt_deal_stage_before (KtContext *context, const GPtrArray *pipelines,
                                     const KtDeal *deal, GError **error);

/* Which deal the beginning of args names: a number of the last list (a deal, or whatever is about a
 * client who has one), a ref, WHO with one deal, else a deal by the beginnings of words of its
 * title. closed: closed ones too, an open one first. Several: KT_ERROR_CONFLICT with the
 * candidates numbered (and kept). *ret_used: arguments. */
gboolean kt_deal_take (KtContext *context, char **args, gboolean closed, KtHandle *ret,
                       guint *ret_used, GError **error);
/* The client's only open deal; 0 without error: none. Several: KT_ERROR_CONFLICT as above. */
gboolean kt_deal_of_contact (KtContext *context, KtId contact, KtId *ret_deal, GError **error);

/* The title a letter's subject makes: without «Re:», «Fwd:» and the like. The caller frees. */
char *kt_deal_title_of (const char *subject);
