#pragma once
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
 * KT_ERROR_FAILED and rolled back when must_change, else rolled back quietly. *ret_seq may be
 * NULL. On failure everything is rolled back. */
gboolean kt_journal_commit (KtStore *store, const char *command, gint64 now, gboolean must_change,
                            gint64 *ret_seq, GError **error);
void kt_journal_rollback (KtStore *store);

typedef struct
{
  gint64 seq;
  KtId id;
  gint64 at;
  char *device, *origin, *command;
  gint64 undoes, undone_by; /* seq, 0 none */
  gboolean erased;
} KtJournalEntry;
void kt_journal_entry_free (KtJournalEntry *entry);

/* Newest first, at most limit. */
GPtrArray *kt_journal_list (KtStore *store, guint limit, GError **error);

/* Each takes its own transaction; returns the entries taken back, newest first. KT_ERROR_CONFLICT
 * names what stands on them; all or none. seq 0 in undo_entry: not found. */
GPtrArray *kt_journal_undo (KtStore *store, guint n, gint64 now, GError **error);
GPtrArray *kt_journal_undo_entry (KtStore *store, gint64 seq, gint64 now, GError **error);
GPtrArray *kt_journal_redo (KtStore *store, gint64 now, GError **error);

/* Entries older than a year or past 64 MB. Under a transaction of the caller. */
gboolean kt_journal_trim (KtStore *store, gint64 now, GError **error);
