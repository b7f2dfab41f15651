#pragma once
#include "kontor/money.h"
#include "kontor/pipeline.h"

/* Deals: work that may come, is under way or is over (book). Writers want a journal transaction
 * open. */
typedef struct
{
  KtId id;
  KtId contact; /* 0: forgotten */
  char *who;    /* the client's name; NULL none. Read only */
  KtId stage;
  char *title;         /* NFC */
  gboolean has_amount; /* FALSE: not known yet */
  KtMoney amount;      /* its currency, where set, is that of all items */
  char *expected;      /* ISO date it is due or expected to be won; NULL */
  char *reason;        /* why it was won or lost; NULL */
  gint64 since;        /* UTC seconds: in this stage */
  gint64 closed_at;    /* 0: open */
  gint64 created, updated;
} KtDeal;
void kt_deal_free (KtDeal *deal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDeal, kt_deal_free)

#define KT_DEAL_TITLE_MAX 400  /* bytes */
#define KT_DEAL_REASON_MAX 200 /* bytes */

KtDeal *kt_deal_get (KtStore *store, KtId id, GError **error); /* KT_ERROR_NOT_FOUND */
/* All open ones, or closed ones too; longest in their stage first. */
GPtrArray *kt_deal_list (KtStore *store, gboolean closed, GError **error);
/* Those of a client, open ones first, newest first. */
GPtrArray *kt_deal_list_of (KtStore *store, KtId contact, gboolean closed, GError **error);
/* Whether a client has an open deal for which nothing is planned and no day is set: it is his turn.
 */
gboolean kt_deal_client_waited_for (KtStore *store, KtId contact, gboolean *ret_waited,
                                    GError **error);
/* Whether any deal is open: who keeps none is asked nothing more about them. */
gboolean kt_deal_any_open (KtStore *store, gboolean *ret_any, GError **error);
/* Closed since an instant, newest first. */
GPtrArray *kt_deal_list_closed (KtStore *store, gint64 since, GError **error);

/* Writes the deal and its first move. */
gboolean kt_deal_insert (KtStore *store, const KtDeal *deal, GError **error);
/* Writes every field; raises updated, within one second too. */
gboolean kt_deal_update (KtStore *store, KtDeal *deal, gint64 now, GError **error);
/* To another stage, with a row of its history; a final one closes it (reason: why, NULL not said),
 * an open one opens it again. */
gboolean kt_deal_move (KtStore *store, KtDeal *deal, const KtStage *to, const char *reason,
                       gint64 now, GError **error);
/* With items, moves, letters; notes, reminders and invoices of it lose it. */
gboolean kt_deal_delete (KtStore *store, KtId id, GError **error);

/* Where a deal has been. */
typedef struct
{
  KtId id, deal;
  gint64 at;
  KtId from, to; /* from 0: it was made */
  gboolean has_amount;
  KtMoney amount; /* it had then */
  char *reason;   /* NULL none */
} KtDealMove;
void kt_deal_move_free (KtDealMove *move);

GPtrArray *kt_deal_moves (KtStore *store, KtId deal, GError **error);       /* oldest first */
GPtrArray *kt_deal_moves_of (KtStore *store, KtId contact, GError **error); /* newest first */
/* Reasons said when deals ended so, most frequent first, at most limit (char *). */
GPtrArray *kt_deal_reasons (KtStore *store, KtStageKind kind, guint limit, GError **error);
