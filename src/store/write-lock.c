#include "config.h"
#include "write-lock.h"
#include "kontor/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define POLL_US (10 * 1000)
#define HOLDER_MAX 200 /* bytes of the lock file that are looked at */

static gboolean
open_file (KtWriteLock *lock, const char *path, GError **error)
{
  if (lock->fd >= 0)
    return TRUE;
  lock->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock->fd >= 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot lock «%s», %s"), path,
               g_strerror (errno));
  return FALSE;
}

static void
write_holder (int fd, const char *who)
{
  g_autofree char *text = g_strdup_printf ("%d %.*s\n", (int)getpid (), HOLDER_MAX / 2, who);
  /* only what a waiter prints: the lock itself does not depend on it */
  if (ftruncate (fd, 0) == 0 && pwrite (fd, text, strlen (text), 0) < 0)
    return;
}

static void
set_busy_error (int fd, GError **error)
{
  char text[HOLDER_MAX + 1] = "";
  gssize n = pread (fd, text, HOLDER_MAX, 0);
  text[MAX (n, 0)] = '\0';
  char *command = NULL;
  gint64 pid = g_ascii_strtoll (text, &command, 10);
  g_strstrip (command);
  if (pid <= 0 || *command == '\0')
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("the book is busy, another kontor writes"));
  else
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
                 _ ("the book is busy, «%s» (process %d) writes"), command, (int)pid);
  kt_error_hint (error, _ ("nothing was changed; do it again when that has ended"));
}

gboolean
kt_write_lock_take (KtWriteLock *lock, const char *path, const char *who, guint wait_ms,
                    GError **error)
{
  lock->busy = FALSE;
  if (!open_file (lock, path, error))
    return FALSE;
  gint64 deadline = g_get_monotonic_time () + (gint64)wait_ms * 1000;
  while (flock (lock->fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot lock «%s», %s"), path,
                       g_strerror (errno));
          return FALSE;
        }
      if (g_get_monotonic_time () >= deadline)
        {
          lock->busy = TRUE;
          set_busy_error (lock->fd, error);
          return FALSE;
        }
      g_usleep (POLL_US);
    }
  lock->held = TRUE;
  write_holder (lock->fd, who);
  return TRUE;
}

void
kt_write_lock_release (KtWriteLock *lock)
{
  if (!lock->held)
    return;
  lock->held = FALSE;
  if (ftruncate (lock->fd, 0) != 0)
    g_debug ("the lock file keeps an old holder's name: %s", g_strerror (errno));
  flock (lock->fd, LOCK_UN);
}

void
kt_write_lock_close (KtWriteLock *lock)
{
  kt_write_lock_release (lock);
  if (lock->fd >= 0)
    close (lock->fd);
  lock->fd = -1;
}
