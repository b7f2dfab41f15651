#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Taking things out of the files for good (RULES: forgetting a person). forms: kt_erase_forms(). */

/* The key of tombstones' hashes, in a file of its own beside the book; belongs to the store. make:
 * where there is none yet. NULL with error. */
GBytes *kt_store_tombstone_key (KtStore *store, gboolean make, GError **error);

/* Inside a transaction: takes the changes out of every journal entry that touched a contact or what
 * is its, or that holds one of forms, in its line too. The rows stay, as erased; line is what they
 * say then. *ret_count may be NULL. */
gboolean kt_journal_erase (KtStore *store, KtId contact, const GPtrArray *forms, const char *line,
                           guint *ret_count, GError **error);
/* Inside a transaction: an entry that says what was done and can never be taken back. */
gboolean kt_journal_note_erased (KtStore *store, const char *line, gint64 now, GError **error);

/* Outside a transaction: what was deleted leaves the files. Indexes of words are merged, both
 * databases written anew, their logs emptied; under the write lock. Until then the old pages are
 * there: somebody who reads for longer than the wait (kt_store_set_wait()) is a failure. */
gboolean kt_store_rewrite (KtStore *store, const char *who, GError **error);

/* Rows of both databases in which one of forms still stands: table name → count (guint, in a
 * pointer). Tables of words and the journal's changes included. NULL with error. */
GHashTable *kt_store_find_octets (KtStore *store, const GPtrArray *forms, GError **error);
