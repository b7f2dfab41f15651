#pragma once
#include <glib.h>

/* An flock on a file, which holds pid and command of who has it. O_CLOEXEC: a helper that inherited
 * the descriptor would go on holding it. */
typedef struct
{
  int fd; /* -1 not opened yet */
  gboolean held;
  gboolean busy; /* the last kt_write_lock_take() failed because somebody else holds it */
} KtWriteLock;

/* Waits at most wait_ms; then KT_ERROR_DATABASE names the holder. */
gboolean kt_write_lock_take (KtWriteLock *lock, const char *path, const char *who, guint wait_ms,
                             GError **error);
void kt_write_lock_release (KtWriteLock *lock);
void kt_write_lock_close (KtWriteLock *lock);
