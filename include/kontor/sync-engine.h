#pragma once
#include "kontor/process.h"
#include "kontor/source-state.h"
#include "kontor/sync-plan.h"
#include "kontor/sync-window.h"
#include "kontor/sync.h"

/* The parts of flow/sync, which only they include.
 *
 * Each source is a small state machine fed by its courier's frames (sync-source.c). What it fetches
 * becomes items, which a reader takes in order; where many wait, more readers are started, and each
 * item goes to the one with the least to do (sync-reader.c). Read letters gather in the window they
 * were fetched with; a whole window is stored in one transaction (sync-store.c). Bytes of an item
 * stay here until its reader has answered for it, so that a reader that dies costs one item and no
 * login. */
#define KT_SYNC_WINDOW 1000              /* letters a fetch and a transaction */
#define KT_SYNC_BYTES_MAX (8u << 20)     /* held for the reader; above, couriers wait */
#define KT_SYNC_LEADING (64u << 10)      /* octets of a letter that are fetched */
#define KT_SYNC_DEATHS_MAX 20            /* of the reader over one source's letters */
#define KT_SYNC_UIDS_MAX 5000000         /* listed in one folder */
#define KT_SYNC_COURIER_WAIT_MS 600000   /* for a frame of a courier that owes one */
#define KT_SYNC_READER_WAIT_MS 30000     /* for one answer of the reader */
#define KT_SYNC_COURIERS_MAX 4           /* at once */
#define KT_SYNC_READERS_MAX 3            /* at once, and no more than there are processors */
#define KT_SYNC_READER_WORTH 100         /* letters before the least busy one: another is started */
#define KT_SYNC_READER_LARGE (16u << 10) /* octets that count as one letter more */

/* Set with the letters, dropped when contacts were made of them, also by a later run. */
#define KT_FACT_UNCONTACTED "letters-without-contacts"

struct _KtSyncSource
{
  KtSync *sync;
  const KtMailSource *config;
  KtSyncResult *result;
  KtHelper *courier;
  KtSyncState state;
  GPtrArray *folders; /* KtSyncFolder */
  guint at;           /* the next folder to be listed */
  GQueue listing;     /* KtSyncFolder, asked for; the first is being told */
  KtSyncMode mode;    /* the courier's */
  GQueue asked; /* KtSyncWindow, not yet whole or behind one that is not: stored in this order */
  KtSyncWindow *window; /* being fetched */
  KtSyncWindow *ahead;  /* asked for already, comes next */
  KtSyncItem *item;     /* being received */
  guint windows;        /* of all its folders, not yet stored */
  guint done, wanted;
  gboolean has_sent, pooled; /* pooled: its courier came from the pool, and goes back */
  GArray *gone;          /* gint64, rows of letters that lost their last place; some come back */
  GPtrArray *senders;    /* match forms of who wrote the new personal letters */
  int lock;              /* keeps a second sync of it away */
  guint deaths;          /* of the reader, over its letters */
  gboolean asked_again;  /* for a token: the first was refused */
  gint64 heard, started; /* monotonic µs: the courier's last sign of life; the beginning */
};

/* A courier that was done with while a window was stored, and its source's lock: held until it has
 * ended, so that no second courier reads beside it. */
typedef struct
{
  KtHelper *courier;
  int lock;
} KtSyncEnding;

typedef struct
{
  KtHelper *helper; /* NULL: not started, or dead */
  gboolean greeted; /* it runs, and may be given letters */
  GQueue sent;      /* KtSyncItem, in the order it answers for them */
  gsize octets;     /* of those */
  guint64 begun;    /* the item it said it is at; 0 none */
  gint64 heard;     /* monotonic µs: last sign of life, or when it was started or got work */
} KtSyncReader;

struct _KtSync
{
  /* Moves bytes and handles frames; waits at most so long for something to do. While a window is
   * being stored only what does not write is handled. */
  gboolean (*pump) (KtSync *sync, int wait_ms, GError **error);
  KtContext *context;
  const KtSyncOptions *options;
  KtHelper *ahead;    /* a courier nobody took yet; NULL none */
  GPtrArray *sources; /* KtSyncSource */
  KtLetterWriter *writer;
  GHashTable *mine; /* norm → GINT_TO_POINTER (1 mine, 2 not) */
  GHashTable *own;  /* match forms that are mine by verdict */
  KtSyncReader readers[KT_SYNC_READERS_MAX];
  guint readers_max; /* of them, on this machine */
  GQueue pending;    /* KtSyncItem, for no reader yet */
  guint64 next_item;
  gsize held;          /* bytes of all items: pending, sent, in doubt */
  gsize doubtful;      /* bytes of those in doubt */
  GHashTable *written; /* norms of whom letters of mine of this run were written to */
  guint stillborn;     /* only readers in a row that died before they began anything */
  GError *unfit;       /* the only reader is of another build; NULL: it is not */
  GQueue ready;        /* KtSyncWindow, whole */
  gboolean storing, stored_any, unfinished; /* the last: a run before was cut short */
  gint64 told;                              /* monotonic µs: the last progress */
  GArray *ending; /* KtSyncEnding: who waits for it must not hold the write lock */
};

/* sync-source.c */
KtSyncSource *kt_sync_source_new (KtSync *sync, const KtMailSource *config);
void kt_sync_source_free (KtSyncSource *source);
void kt_sync_source_start (KtSyncSource *source);
void kt_sync_source_frame (KtSyncSource *source, const KtFrame *frame);
void kt_sync_source_fail (KtSyncSource *source, GError *error /* taken */);
/* Fails it if its courier owes an answer for too long. */
void kt_sync_source_overdue (KtSyncSource *source);
/* After one of its windows was stored, or nothing is left to fetch. */
void kt_sync_source_advance (KtSyncSource *source);

/* Helpers that were done with while a window was stored. */
void kt_sync_end_helpers (KtSync *sync);

/* sync-list.c: what FOLDERS and LIST are answered with. */
gboolean kt_sync_take_folder (KtSyncSource *source, const KtFrame *frame, GError **error);
gboolean kt_sync_ask_folders (KtSyncSource *source, GError **error);
gboolean kt_sync_judge_folders (KtSyncSource *source, const KtFrame *frame, GError **error);
gboolean kt_sync_list_next (KtSyncSource *source); /* FALSE: nothing is left to be listed */
gboolean kt_sync_take_uids (KtSyncSource *source, const KtFrame *frame, GError **error);
gboolean kt_sync_take_vanished (KtSyncSource *source, const KtFrame *frame, GError **error);
gboolean kt_sync_take_listed (KtSyncSource *source, const KtFrame *frame, GError **error);

/* sync-reader.c */
void kt_sync_item_free (KtSyncItem *item);
void kt_sync_reader_add (KtSync *sync, KtSyncItem *item /* taken */);
/* Starts readers as they are worth it, hands out what is pending. */
gboolean kt_sync_reader_feed (KtSync *sync, GError **error);
void kt_sync_reader_frames (KtSync *sync, KtSyncReader *reader, gboolean eof);
/* Whether an item waits for one of them. */
gboolean kt_sync_reader_is_busy (const KtSync *sync);
/* Ends readers that have said nothing for too long. FALSE: no reader can run here. */
gboolean kt_sync_reader_overdue (KtSync *sync, GError **error);
/* The reader, or we, are through with it: frees it. */
void kt_sync_reader_done (KtSync *sync, KtSyncItem *item);
void kt_sync_reader_end (KtSync *sync);

/* sync-doubt.c: newsletters of which the head was read, whose text is wanted if I wrote to their
 * sender. Where my letter lies beside them it may be read a little later: so they wait, till their
 * window is read or too many wait. */
void kt_sync_note_written (const KtSyncWindow *window, const KtSyncLetter *read);
void kt_sync_doubt (KtSync *sync, KtSyncItem *item); /* takes the item */
/* All of the window's, if nothing else of it is outstanding. */
void kt_sync_settle_doubts (KtSyncWindow *window);

/* sync-store.c */
void kt_sync_letter_free (KtSyncLetter *letter);
const char *kt_sync_sender_of (const KtLetter *letter); /* NULL: it names none */
KtPlacement kt_sync_place (const KtSyncWindow *window, const KtSyncLetter *read);
KtSyncWindow *kt_sync_window_new (KtSyncSource *source, KtSyncFolder *folder);
void kt_sync_window_free (KtSyncWindow *window);
/* If the window is whole now, and all that were asked for before it, it waits for the store. */
void kt_sync_window_check (KtSyncWindow *window);
gboolean kt_sync_store_ready (KtSync *sync, GError **error);
/* Vanished letters and changed flags of a plan. */
gboolean kt_sync_store_plan (KtSyncSource *source, KtSyncFolder *folder, const KtSyncPlan *plan,
                             GError **error);
gboolean kt_sync_store_folder (KtSyncSource *source, KtSyncFolder *folder, GError **error);
/* UIDVALIDITY changed: places are forgotten, the letters come back to their keys. */
gboolean kt_sync_store_reborn (KtSyncSource *source, KtSyncFolder *folder, GError **error);
/* Folders that the server no longer shows. */
gboolean kt_sync_store_gone_folders (KtSyncSource *source, GError **error);
