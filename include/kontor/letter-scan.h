#pragma once
#include "kontor/letter.h"

/* Letters read for rules and counts: borrowed strings, nothing copied (mirror). A day's agenda
 * looks at some thousands of them. */

/* letter lives until the call returns; subject, question and text are NULL; people may be changed.
 * FALSE stops. */
typedef gboolean (*KtLetterSeen) (const KtStoredLetter *letter, gpointer data);

/* All letters since an instant, oldest first, without drafts: what was not sent answers nobody. */
gboolean kt_letter_scan (KtStore *store, gint64 since, KtLetterSeen seen, gpointer data,
                         GError **error);

/* Subject and question (NULL none) of one letter, by its row; KT_ERROR_NOT_FOUND. */
gboolean kt_letter_headline (KtStore *store, gint64 row, char **ret_subject, char **ret_question,
                             GError **error);

/* What the letters of an address say about whose it is. */
typedef struct
{
  guint letters;    /* personal ones it takes part in */
  guint sent_as;    /* that went out with it as From */
  guint delivered;  /* that name it in Delivered-To */
  gboolean spoofed; /* one from it had a display name that showed another address */
  gint64 newest;    /* row of the newest personal one; 0 none */
} KtAddressEvidence;
gboolean kt_address_evidence (KtStore *store, gint64 address_id, KtAddressEvidence *ret,
                              GError **error);

/* Addresses that letters went out as, or were delivered to at least delivered times: KtAddressSeen,
 * most letters first. The user's own addresses are among them. */
GPtrArray *kt_address_like_mine (KtStore *store, guint delivered, GError **error);
