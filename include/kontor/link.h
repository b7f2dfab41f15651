#pragma once
#include "kontor/letter.h"
#include "kontor/link-rule.h"
#include "kontor/settings.h"

/* Which contacts a letter belongs to (DESIGN §5). Nothing of it is stored: a contact owns addresses
 * (book), a letter has participants (mirror), and the two are joined when asked. So an address
 * added today has its whole past at once, and the user's verdicts win for ever.
 * settings may be NULL: then only verdicts tell which addresses are the user's own. */

/* A letter on a contact's card and what put it there. */
typedef struct
{
  KtStoredLetter *letter; /* without text */
  KtLinkReason reason;    /* one that holds */
} KtLinkedLetter;
void kt_linked_letter_free (KtLinkedLetter *linked);

typedef struct
{
  guint total;   /* letters on the card */
  gint64 oldest; /* when the first of them was written; 0 none */
} KtLinkSummary;

/* Newest first, at most limit; *ret_summary (may be NULL) is about all of them. */
GPtrArray *kt_link_letters_of (KtStore *store, const KtSettings *settings, KtId contact,
                               guint limit, KtLinkSummary *ret_summary, GError **error);

/* What one address, or one verdict of the user, says about one contact. */
typedef struct
{
  KtLinkReason reason;
  char *norm;   /* the address as written, of names in events their words; NULL for verdicts */
  KtId contact; /* 0: nobody, mine, ignored */
  char *name;   /* of the contact; NULL where 0 */
  gint64 at;    /* of a verdict: when the user said so */
} KtLink;
void kt_link_free (KtLink *link);

/* All of it, by the order of the letter's people, verdicts last. */
GPtrArray *kt_link_explain (KtStore *store, const KtSettings *settings,
                            const KtStoredLetter *letter, GError **error);
/* The same of an event: its people, the words of its title, verdicts last. */
GPtrArray *kt_link_explain_event (KtStore *store, const KtSettings *settings, gint64 event,
                                  const char *uid, GError **error);
/* The contacts (KtLink of links, borrowed) on whose cards it stands, each once. */
GPtrArray *kt_link_contacts (const GPtrArray *links);
