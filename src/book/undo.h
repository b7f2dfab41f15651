#pragma once
#include "kontor/journal.h"

/* Shared by undo.c and undo-conflict.c. */

/* Applies the inverse of a changeset inside the running transaction, which is to be rolled back
 * where it returns FALSE. Then rows, a set of "table key", holds those that have changed since, or
 * it is empty and error is set. */
gboolean kt_changeset_take_back (KtStore *store, GBytes *changeset, GHashTable *rows,
                                 GError **error);

/* Sets the error of an entry that cannot be taken back: it names the later entries that touched
 * rows, and those that rows left without what they refer to. entries: the whole journal, newest
 * first. Always FALSE. */
gboolean kt_undo_set_conflict (KtStore *store, const KtJournalEntry *entry, GHashTable *rows,
                               GPtrArray *entries, const KtClock *clock, GError **error);
