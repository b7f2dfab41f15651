#pragma once
#include "kontor/journal.h"

/* Shared by undo.c and undo-conflict.c. */

/* Applies the inverse of a changeset inside the running transaction; any conflict leaves all rows
 * as they were, returns FALSE and sets *ret_conflict instead of error. */
gboolean kt_changeset_take_back (KtStore *store, GBytes *changeset, gboolean *ret_conflict,
                                 GError **error);

/* Sets the error of an entry that cannot be taken back: it names the later entries that touched the
 * same rows. entries: the whole journal, newest first. Always FALSE. */
gboolean kt_undo_set_conflict (KtStore *store, const KtJournalEntry *entry, GBytes *changeset,
                               GPtrArray *entries, const KtClock *clock, GError **error);
