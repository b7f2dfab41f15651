#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What the user said about letters and deals (book): a letter stands for its thread. Writers want
 * a journal transaction open. */
typedef struct
{
  KtId deal, letter;
  gboolean linked; /* FALSE: it has nothing to do with the deal */
  gint64 created;
} KtDealLetter;

/* Replaces what was said about the two. */
gboolean kt_deal_letter_set (KtStore *store, const KtDealLetter *said, GError **error);
gboolean kt_deal_letter_clear (KtStore *store, KtId deal, KtId letter, GError **error);
GArray *kt_deal_letters_of (KtStore *store, KtId deal, GError **error); /* KtDealLetter */
GArray *kt_deal_letters_all (KtStore *store, GError **error);           /* KtDealLetter */
