#pragma once
#include "kontor/id.h"

/* To which of a client's deals a letter belongs (DESIGN §5: linking). Pure. */
typedef enum
{
  KT_DEAL_LINK_NONE,   /* to none: there was no open deal then */
  KT_DEAL_LINK_SAID,   /* the user said so of this letter, whoever wrote it */
  KT_DEAL_LINK_THREAD, /* its thread is the deal's, and it is from or to the deal's client */
  KT_DEAL_LINK_ONLY,   /* the client had exactly one open deal when it was written */
  KT_DEAL_LINK_ASK,    /* he had several: the user is asked */
} KtDealLinkReason;

/* A deal the letter may belong to. */
typedef struct
{
  KtId deal;
  gboolean own;              /* the letter is from or to the deal's client */
  gint64 created, closed_at; /* UTC seconds; closed_at 0: open */
  gint64 said, unsaid;  /* when the user said of this letter that it does, or does not; 0 never */
  gint64 thread;        /* when he said so of another letter of the thread; 0 never */
  gint64 unsaid_thread; /* when he said of another letter of the thread that it does not */
} KtDealCandidate;

typedef struct
{
  KtDealLinkReason reason;
  KtId deal; /* 0: none, or it is asked for */
  guint n;   /* ASK: how many may be meant */
} KtDealLink;

/* Whether the user said that the letter is not the deal's: that holds for its thread, until he says
 * of the same letter or thread that it is. */
gboolean kt_deal_link_refused (const KtDealCandidate *candidate);
KtDealLink kt_deal_link_judge (const KtDealCandidate *candidates, gsize n, gint64 time);
/* "said", "thread" …: a fixed English word, for JSON. */
const char *kt_deal_link_id (KtDealLinkReason reason);
