#pragma once
#include "kontor/clock.h"
#include "kontor/id.h"
#include "kontor/store.h"

/* The book's journal (RULES: journal and undo): every command that changes the book is one
 * transaction, recorded as an SQLite changeset. */
typedef enum
{
  KT_ORIGIN_USER,
  KT_ORIGIN_SYNC,
  KT_ORIGIN_IMPORT,
} KtOrigin;

extern const char *const KT_JOURNALED[]; /* book tables a session watches; NULL ends */
extern const char *const KT_NOT_JOURNALED[];

/* kt_store_begin() and a session. */
gboolean kt_journal_begin (KtStore *store, KtOrigin origin, const char *who, GError **error);
/* Records and commits. command is the line that log shows. An empty changeset is
 * KT_ERROR_FAILED and rolled back when must_change, else rolled back quietly (with it whatever the
 * transaction did to the mirror). *ret_seq may be NULL; 0: nothing was recorded. On failure
 * everything is rolled back. */
gboolean kt_journal_commit (KtStore *store, const char *command, gint64 now, gboolean must_change,
                            gint64 *ret_seq, GError **error);
/* The same for an entry that takes back others: their seqs, newest first, by spaces. */
gboolean kt_journal_commit_undo (KtStore *store, const char *command, gint64 now,
                                 const char *undoes, gint64 *ret_seq, GError **error);
void kt_journal_rollback (KtStore *store);

typedef struct
{
  gint64 seq;
  KtId id;
  gint64 at;
  char *device, *origin, *command;
  char *undoes;     /* seqs this one takes back, by spaces; NULL none */
  gint64 undone_by; /* seq, 0: it stands */
  int schema;       /* the book's version then */
  gboolean erased;
} KtJournalEntry;
void kt_journal_entry_free (KtJournalEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtJournalEntry, kt_journal_entry_free)

/* Newest first, at most limit. */
GPtrArray *kt_journal_list (KtStore *store, guint limit, GError **error);
/* Only entries that touched a contact or what belongs to it. */
GPtrArray *kt_journal_list_of (KtStore *store, KtId contact, guint limit, GError **error);
/* The recorded changes of an entry, empty when erased; NULL unset: no such entry. */
GBytes *kt_journal_changeset (KtStore *store, gint64 seq, GError **error);

/* What undo takes, newest first: commands of the user and imports that stand; a command that was
 * brought back is new again. entries: the whole journal, newest first; the array does not own. */
GPtrArray *kt_journal_candidates (GPtrArray *entries);

/* Each takes its own transaction; returns the entries taken back, newest first. KT_ERROR_CONFLICT
 * names what stands on them; all or none. Undoing an entry that took others back brings those back.
 * An entry that is already taken back is KT_ERROR_CONFLICT, none at all KT_ERROR_NOT_FOUND. */
GPtrArray *kt_journal_undo (KtStore *store, guint n, const KtClock *clock, GError **error);
GPtrArray *kt_journal_undo_entry (KtStore *store, gint64 seq, const KtClock *clock, GError **error);
/* Undos that stand, newest first: what redo brings back. entries as above. */
GPtrArray *kt_journal_undos (GPtrArray *entries);
/* How many changes an undo took. */
guint kt_journal_undo_size (const KtJournalEntry *undo);
/* Brings back what the last undo took, or with n > 0 what the last ones took, n changes in all: an
 * undo comes back whole, KT_ERROR_CONFLICT where n ends within one. Returns what came back. */
GPtrArray *kt_journal_redo (KtStore *store, guint n, const KtClock *clock, GError **error);

/* Drops entries older than a year, and the oldest past 64 MB; kt_journal_commit() does. Under a
 * transaction of the caller. */
gboolean kt_journal_trim (KtStore *store, gint64 now, GError **error);
