#pragma once
#include "kontor/letter.h"
#include "kontor/mirror.h"
#include "kontor/sync-plan.h"

/* What flow/sync holds of a folder and of its letters between courier, reader and store
 * (sync-engine.h). */
typedef struct _KtSync KtSync;
typedef struct _KtSyncSource KtSyncSource;

typedef struct
{
  KtFolder *folder;            /* as it will be stored */
  gboolean whole;              /* the listing asked for is complete */
  guint64 first, since_modseq; /* of the listing */
  guint64 recent;              /* and from which UID on flags are asked for without a MODSEQ */
  guint32 before_total;        /* letters at the end of the last run */
  GArray *listed;              /* KtUidState, while it is listed */
  GArray *vanished;            /* KtUidRange, the same */
  GArray *wanted;              /* guint64, newest first */
  guint next;                  /* index of the first not yet asked for */
  gint64 reached;              /* received of the oldest asked for; G_MAXINT64 none yet */
  KtSyncOrder order;           /* of what was stored in this run */
  guint windows;               /* fetched, not yet stored */
  gboolean changed, labelled;  /* there is something to do or to store; flags tell roles */
  GArray *again;    /* guint64, sorted: not handed over before, asked for once more; NULL none */
  gboolean rewound; /* the server counts less than it did: UIDs may be another letter's */
} KtSyncFolder;

typedef struct
{
  KtSyncSource *source;
  KtSyncFolder *folder;
  GPtrArray *letters;       /* KtSyncLetter, read */
  GArray *refused;          /* KtSyncRefused */
  GHashTable *asked;        /* UIDs not delivered yet */
  guint outstanding;        /* items the reader still owes, and those in doubt */
  GQueue doubtful;          /* KtSyncItem, owned: whether more than the head is wanted */
  gboolean fetched, failed; /* the courier sent all of it; only a part */
  gint64 oldest, newest;    /* received; 0 none */
} KtSyncWindow;

typedef struct
{
  KtLetter *letter;
  guint64 uid;
  guint32 flags;
  gint64 size;
  struct _KtSyncInvite *invite; /* NULL: none (sync-invite.h) */
} KtSyncLetter;

typedef struct
{
  guint64 uid;
  char *reason;
} KtSyncRefused;

typedef struct
{
  guint64 id, uid, size;
  KtSyncWindow *window;
  guint32 flags;
  gint64 received;
  gboolean partial, blamed; /* blamed: a reader was killed over it */
  gboolean whole;           /* its text is wanted, whatever its kind */
  KtSyncLetter *head;       /* only that was read: in doubt; NULL: it is not */
  GByteArray *bytes;
  struct _KtSyncInvite *invite; /* of what the reader told so far; NULL: none */
} KtSyncItem;

typedef enum
{
  KT_SYNC_WAITING, /* for its turn */
  KT_SYNC_OPENING,
  KT_SYNC_FOLDERS,
  KT_SYNC_LISTING,
  KT_SYNC_FETCHING,
  KT_SYNC_STORING, /* all is fetched, not all stored */
  KT_SYNC_CLOSING,
  KT_SYNC_ENDED,
} KtSyncState;
