#pragma once
#include "kontor/store.h"

/* What each source's last runs said, and what the reader could not take (mirror). Writers want
 * kt_store_begin(). */
typedef struct
{
  char *name, *kind;
  gint64 retired_at; /* 0: in the config */
  gint64 synced_at;  /* 0: never */
  char *error;       /* of the last run; NULL: it ended well */
  gboolean has_sent; /* a Sent folder is known */
} KtSourceState;
void kt_source_state_free (KtSourceState *state);
/* Letters come from it; else calendars, which have neither a Sent folder nor a horizon. */
gboolean kt_source_state_is_mail (const KtSourceState *state);

GPtrArray *kt_source_state_list (KtStore *store, GError **error); /* KtSourceState by name */
/* Inserts or replaces; not retired. */
gboolean kt_source_state_put (KtStore *store, const KtSourceState *state, GError **error);
/* Sources not among names left the config; their letters stay. Those that came back are revived. */
gboolean kt_source_state_retire (KtStore *store, const char *const *names, gint64 now,
                                 GError **error);
/* The instant back to which every folder of a source is complete: 0 all of it, -1 nothing yet. */
gboolean kt_source_state_horizon (KtStore *store, const char *source, gint64 *ret_horizon,
                                  GError **error);

typedef struct
{
  gint64 folder;
  char *source, *folder_name, *reason;
  guint64 uid;
  gint64 at; /* of the last attempt that counted */
  int attempts;
  gboolean missing; /* the server lists it and does not hand it over */
} KtQuarantined;
void kt_quarantined_free (KtQuarantined *item);

#define KT_QUARANTINE_TRIES                                                                        \
  3 /* attempts, until which each sync asks for a letter that is missing */
#define KT_QUARANTINE_EVERY                                                                        \
  3600 /* seconds: of those within, one counts. A server's bad minute passes */
/* Whether the next sync asks for it by itself. */
gboolean kt_quarantined_comes_again (const KtQuarantined *item);

/* One more attempt failed, by folder, uid, reason, at, missing of item; attempts is set to all that
 * count. */
gboolean kt_quarantine_put (KtStore *store, KtQuarantined *item, GError **error);
gboolean kt_quarantine_remove (KtStore *store, gint64 folder, guint64 uid, GError **error);
/* source NULL: of all. */
GPtrArray *kt_quarantine_list (KtStore *store, const char *source, GError **error);
/* Sorted UIDs (guint64) of a folder: those that are set aside, or those that come again. */
GArray *kt_quarantine_uids (KtStore *store, gint64 folder, gboolean again, GError **error);

typedef struct
{
  const char *source;
  gint64 started, finished;
  guint added, changed, gone, quarantined; /* letters */
  const char *error;                       /* NULL: ended well */
} KtSyncRun;
#define KT_SYNC_RUNS_MAX 1000 /* kept of each source, the newest */
gboolean kt_sync_run_insert (KtStore *store, const KtSyncRun *run, GError **error);

/* Small facts about this mirror. Value NULL: forget it. get: NULL without error: not set. */
gboolean kt_fact_set (KtStore *store, const char *name, const char *value, GError **error);
char *kt_fact_get (KtStore *store, const char *name, GError **error);
