#pragma once
#include "kontor/sync.h"

/* kontor sync --watch: the same sync again and again, as soon as a server tells of news and every
 * few minutes. Between two nothing is held: no lock, no open database. */
typedef struct
{
  const char *const *sources; /* names; NULL or empty: all */
  guint every_ms;             /* between two looks at everything; 0: as the config says */
  void (*progress) (const KtSyncProgress *progress, gpointer data); /* NULL none */
  void (*watched) (GPtrArray *names,
                   gpointer data); /* once, at the start: const char *; NULL none */
  /* What a sync brought: only results (KtSyncResult) that have something to tell, a source that
   * fails once, and that it is well again. */
  gboolean (*told) (GPtrArray *results, gpointer data, GError **error);
  void (*trouble) (const GError *error, gpointer data); /* what it goes on after */
  gpointer data;
} KtWatchOptions;

/* Stays until SIGTERM: TRUE. FALSE: KT_ERROR_INTERRUPTED for Ctrl-C; the database cannot be used,
 * also because a newer kontor updated it; this program was replaced; another watcher runs
 * (KT_ERROR_CONFLICT). The context's settings are read anew on SIGHUP, its store is closed. */
gboolean kt_watch (KtContext *context, const KtWatchOptions *options, GError **error);
