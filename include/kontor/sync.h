#pragma once
#include "kontor/context.h"
#include "kontor/courier-pool.h"
#include "kontor/id.h"
#include "kontor/letter-record.h"
#include "kontor/local-time.h"
#include "kontor/process.h"

/* One run over the configured sources: couriers fetch, the reader reads, this process stores. */

/* What a sync of calendars has to tell of one record. */
typedef enum
{
  KT_SYNC_MOVED,    /* there, and so here: from, to; ref: of the journal entry */
  KT_SYNC_DELETED,  /* there: from: when it is; ref: of the outbox's row */
  KT_SYNC_CONFLICT, /* reason: the properties both changed; ref: the same */
  KT_SYNC_REFUSED,  /* reason: the server's; ref: the same */
  KT_SYNC_ASIDE,    /* a letter that is not asked for any more: what: its folder; uid; reason */
} KtSyncNoteKind;

typedef struct
{
  KtSyncNoteKind kind;
  char *what; /* foreign */
  KtLocal from, to;
  KtId ref;
  char *reason; /* foreign; NULL none */
  guint64 uid;  /* of a letter; 0 none */
} KtSyncNote;

typedef struct
{
  char *name;
  gboolean calendar;                       /* of calendars or address books, else of letters */
  gboolean cards;                          /* of address books */
  GPtrArray *folders;                      /* char *, folders or calendars as looked at */
  guint added, changed, gone, quarantined; /* letters, events; gone: kept, marked */
  guint missing;                           /* letters listed and not handed over */
  guint sent, removed;                     /* of this book: put there, taken away there */
  guint moved, asked, conflicts, refused;  /* as the notes tell */
  guint waiting;                           /* could not be sent */
  GPtrArray *notes;                        /* KtSyncNote */
  guint clients, strangers, bulk; /* of added: from contacts; in and personal; newsletters */
  guint mine;                     /* of added: those that went out */
  double seconds;
  gint64 last_ok; /* when it last ended well before this run; 0 never */
  GError *error;  /* NULL: ended well */
} KtSyncResult;
KtSyncResult *kt_sync_result_new (const char *name);
void kt_sync_result_free (KtSyncResult *result);

typedef struct
{
  const char *source;
  guint done, wanted; /* letters */
  gint64 back_to;     /* complete back to, UTC seconds; -1 nothing yet */
} KtSyncProgress;

typedef struct
{
  const char *const *sources; /* names; NULL or empty: all */
  gboolean retry;             /* what is in quarantine once more */
  void (*progress) (const KtSyncProgress *progress, gpointer data);
  gpointer data;
  gboolean (*interrupted) (void); /* asked between steps; NULL never */
  KtCourierPool *pool;            /* couriers that are there already go back to it; NULL none */
  KtHelper *ahead;                /* of kt_sync_ahead(), taken; NULL none */
} KtSyncOptions;

/* Starts the courier that a sync of these sources needs first, before the store is open: both take
 * some milliseconds. NULL: none is needed, or it does not start, which the sync will tell. */
KtHelper *kt_sync_ahead (const KtSettings *settings, const char *const *sources);

/* The context has settings and a store open for writing. What fails in one source is in its result;
 * FALSE: the run as a whole failed (database, KT_ERROR_INTERRUPTED, unknown source), and results
 * tell how far it came. The caller owns *ret_results (KtSyncResult). */
gboolean kt_sync (KtContext *context, const KtSyncOptions *options, GPtrArray **ret_results,
                  GError **error);

/* The original of a letter, from its source (KT_ERROR_NOT_FOUND: gone from the server), and one
 * decoded part of it, by its number from 1. */
typedef struct
{
  GByteArray *bytes;
  char *name, *type; /* of a part */
} KtFetched;
/* Several: the conversation with each source is kept from one to the next, and one that failed is
 * not tried again. */
typedef struct _KtFetcher KtFetcher;
KtFetcher *kt_fetcher_new (KtContext *context);
KtFetched *kt_fetcher_get (KtFetcher *fetcher, gint64 letter_key, GError **error);
void kt_fetcher_free (KtFetcher *fetcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtFetcher, kt_fetcher_free)
KtFetched *kt_fetch_original (KtContext *context, gint64 letter_key, GError **error);
KtFetched *kt_fetched_part (const KtFetched *original, guint part, GError **error);
/* All of it as sync understands letters: kontor/letter-record.h. */
KtLetter *kt_fetched_letter (const KtFetched *original, GError **error);
/* All that people read of it, quotations and signatures too; *ret_cut: there is more. */
char *kt_fetched_text (const KtFetched *original, gboolean *ret_cut, GError **error);
void kt_fetched_free (KtFetched *fetched);
