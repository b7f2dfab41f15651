#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Taking somebody out of what servers said (mirror; RULES: forgetting a person). Inside
 * kt_store_begin(). Rows stay where they keep something from being fetched again: empty. matches:
 * set of addr.h match forms. */

/* Letters (gint64 rows) these addresses take part in or the user linked to a contact, oldest first;
 * those in which somebody else of the book takes part too go into shared. others: set of match
 * forms of everybody else's addresses. */
gboolean kt_erase_letters_find (KtStore *store, GHashTable *matches, KtId contact,
                                GHashTable *others, GArray *own, GArray *shared, GError **error);
/* Its subject, people, text, words, attachments' names and invitations go. */
gboolean kt_erase_letter (KtStore *store, gint64 row, GError **error);
/* Only these people leave it. */
gboolean kt_erase_letter_people (KtStore *store, gint64 row, GHashTable *matches, GError **error);
/* Addresses of matches that no letter names any more, and what was counted of the contact. */
gboolean kt_erase_addresses (KtStore *store, GHashTable *matches, KtId contact, GError **error);

/* Events (gint64 rows) these addresses take part in, that certainly name a contact, or that stand
 * for uids (char *) of the book. */
GArray *kt_erase_events_find (KtStore *store, GHashTable *matches, KtId contact,
                              const GPtrArray *uids, GError **error);
/* Its words and people go, with_text also what the server's calendar said; when it takes place
 * stays, for that time is not free. */
gboolean kt_erase_event (KtStore *store, gint64 event, gboolean with_text, GError **error);
/* The UID of an event; NULL with error. */
char *kt_erase_event_uid (KtStore *store, gint64 event, GError **error);
