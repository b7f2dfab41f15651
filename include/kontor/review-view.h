#pragma once
#include "kontor/review.h"

/* Review on the screen: what is proposed and why. */

/* "4 to look at: 2 strangers, 1 new address, 1 suspicious name" */
void kt_review_print_head (KtContext *context, const GPtrArray *proposals);
/* One of them; label is its number, or "1 of 4". */
void kt_review_print_one (KtContext *context, const KtProposal *proposal, const char *label);
/* The list as text, JSON or CSV; handles (KtHandle) gets its numbers. */
void kt_review_print (KtContext *context, const GPtrArray *proposals, GArray *handles);
/* What is proposed, as an English sentence, for JSON. */
char *kt_review_why (const KtProposal *proposal);
