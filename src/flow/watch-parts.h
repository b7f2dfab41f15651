#pragma once
#include "kontor/watch.h"

/* The parts of flow/watch. */
typedef enum
{
  KT_WATCHED_OFF,     /* no courier; of what is no IMAP always */
  KT_WATCHED_OPENING, /* its courier logs in */
  KT_WATCHED_READY,   /* its courier owes nothing */
  KT_WATCHED_IDLE,    /* its courier waits for news */
  KT_WATCHED_WAKING,  /* told to stop that */
} KtWatchedState;

typedef struct
{
  const char *name;      /* the settings' */
  KtMailSource *mailbox; /* of IMAP, the settings'; NULL: anything else, which is only looked at */
  KtWatchedState state;
  KtHelper *courier;    /* in all states but OFF */
  GError *failure;      /* why it could not be opened: what its next sync ends with */
  gint64 due;           /* µs: the next look, or try */
  gint64 asked;         /* µs: since when the courier owes an answer */
  gint64 opened;        /* µs: when the session began; 0 none */
  guint failures;       /* in a row */
  guint fruitless;      /* looks in a row that were asked for and found nothing */
  gboolean called;      /* the server tells of news */
  gboolean tried;       /* opened once: from then on nobody is asked for a password */
  gboolean asked_again; /* for a token or a password: the first was refused */
  gboolean typed;       /* the password, which stays in mailbox: a connection is made anew */
  gboolean barred;      /* what was typed was refused: nothing can open it any more */
  char *told;           /* the failure that was told last; NULL: it is well */
} KtWatched;

KtWatched *kt_watched_new (const char *name, KtMailSource *mailbox);
void kt_watched_free (KtWatched *watched);
/* In an array of them; NULL: none has the name. */
KtWatched *kt_watched_find (const GPtrArray *watched, const char *name);
/* After the config was read again: passwords that were typed are taken from those before. */
void kt_watched_inherit (const GPtrArray *watched, const GPtrArray *before);

/* now: µs of a clock that counts sleep. */
void kt_watched_open (KtWatched *watched, const KtContext *context, gint64 now);
/* Its folder is watched from here on. The store is open. */
void kt_watched_idle (KtWatched *watched, KtStore *store, guint every_ms, gint64 now);
void kt_watched_wake (KtWatched *watched, gint64 now);
/* What the courier sent. */
void kt_watched_serve (KtWatched *watched, guint every_ms, gint64 now);
/* Gives up a courier that owes an answer for too long. */
void kt_watched_overdue (KtWatched *watched, gint64 now);
/* The connection is not to be trusted any more: it is made anew at once. */
void kt_watched_renew (KtWatched *watched, gint64 now);
/* FALSE: no password that was typed lets in anywhere, and nothing is left to wait for. */
gboolean kt_watched_check (const GPtrArray *watched, GError **error);
/* After a sync: when the next one is. */
void kt_watched_went_well (KtWatched *watched, gboolean fruitless, guint every_ms, gint64 now);
void kt_watched_failed (KtWatched *watched, gint64 now);

/* Between two looks at everything; what the config says may change meanwhile. */
guint kt_watch_every_ms (const KtWatchOptions *options, const KtSettings *settings);
