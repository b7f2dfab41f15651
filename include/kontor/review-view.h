#pragma once
#include "kontor/deal-letters.h"
#include "kontor/event-name-rows.h"
#include "kontor/review.h"
#include "kontor/table.h"

/* Review on the screen: what is proposed and why. */

/* "4 to look at: 2 strangers, 1 new address, 1 suspicious name" */
void kt_review_print_head (KtContext *context, const GPtrArray *proposals);
/* One of them; label is its number, or "1 of 4". */
void kt_review_print_one (KtContext *context, const KtProposal *proposal, const char *label);
/* Everything to decide on. */
typedef struct
{
  GPtrArray *proposals; /* KtProposal */
  GPtrArray *events;    /* KtEventQuestion */
  GPtrArray *letters;   /* KtDealQuestion */
} KtReviewLists;
/* The lists as text, JSON or CSV (addresses only); handles (KtHandle) gets their numbers. */
void kt_review_print (KtContext *context, const KtReviewLists *lists, GArray *handles);
/* An event of which it is not certain with whom it is, and who it may be, by letters. */
void kt_review_print_event (KtContext *context, const KtEventQuestion *question, const char *label);
void kt_review_json_events (KtJson *builder, KtContext *context, const GPtrArray *questions);
/* A letter, and the deals it may belong to, numbered from first. */
void kt_review_print_deal (KtContext *context, const KtDealQuestion *question, const char *label,
                           guint first);
void kt_review_json_deals (KtJson *builder, KtContext *context, const GPtrArray *questions);
/* What is proposed, as an English sentence, for JSON. */
char *kt_review_why (const KtProposal *proposal);
