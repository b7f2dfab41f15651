#pragma once
#include <glib.h>

/* Where things lie (XDG base directories). --config and --data override. */
typedef struct
{
  char *config; /* the config file */
  char *data;   /* the directory of book.db, mirror.db, lock */
  char *state;  /* the directory of the terminals' lists */
  char *book, *mirror, *lock;
} KtPaths;

void kt_paths_init (KtPaths *paths, const char *config, const char *data);
void kt_paths_clear (KtPaths *paths);

/* A helper ("kontor-reader") beside this very binary: ../libexec/kontor/ relative to it, or its own
 * directory in a build tree. No PATH, no environment. KT_ERROR_FAILED. */
char *kt_paths_find_helper (const char *name, GError **error);
