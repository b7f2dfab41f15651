#pragma once
#include "kontor/letter.h"
#include "kontor/review.h"

/* What review.c and review-letters.c share. */
typedef struct
{
  KtContext *context;
  GHashTable *verdicts, *names; /* match → verdict + 1, fold → KtId * */
  GHashTable *done;             /* matches looked at, owned */
  GPtrArray *proposals;
  gint64 oldest; /* strangers who wrote before are history */
  /* the letter that forwards what is considered, and whose it is; NULL none */
  const KtStoredLetter *forward;
  const char *forwarder;
} KtReviewGather;

/* Judges one address, takes seen. */
gboolean kt_review_consider (KtReviewGather *gather, KtAddressSeen *seen, GError **error);
/* What letters of contacts tell: whose letters they forward, which phones they sign with. owners:
 * kt_owners_by_match(). */
gboolean kt_review_consider_letters (KtReviewGather *gather, GHashTable *owners, GError **error);
