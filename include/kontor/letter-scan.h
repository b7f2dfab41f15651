#pragma once
#include "kontor/letter.h"

/* Letters read for rules and counts: borrowed strings, nothing copied (mirror). A day's agenda
 * looks at some thousands of them. */

/* What lives until the call returns. */
typedef struct
{
  const KtStoredLetter *letter; /* text is NULL, size and gone_at 0; people may be changed */
  const KtLetterPlace *places;  /* where it lies; none: gone */
  guint n_places;
  gboolean draft; /* mine and not sent: it answers nobody */
} KtLetterSeen;

/* FALSE with error stops. */
typedef gboolean (*KtLetterSee) (const KtLetterSeen *seen, gpointer data, GError **error);

/* All letters since an instant, oldest first. */
gboolean kt_letter_scan (KtStore *store, gint64 since, KtLetterSee see, gpointer data,
                         GError **error);

/* Those of some rows (gint64, ascending), in their order; rows that are not there are passed over.
 */
gboolean kt_letter_scan_rows (KtStore *store, const GArray *ids, KtLetterSee see, gpointer data,
                              GError **error);

/* The subjects of all letters since an instant, oldest first. */
typedef void (*KtSubjectSee) (gint64 id, const char *subject, gpointer data);
gboolean kt_letter_subjects (KtStore *store, gint64 since, KtSubjectSee see, gpointer data,
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
