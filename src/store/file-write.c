#include "config.h"
#include "store-private.h"
#include "kontor/write-all.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define MODE 0600

/* That it has its name now lasts, too; some file systems do that by themselves, and say EINVAL. */
static gboolean
sync_directory_of (const char *file)
{
  g_autofree char *directory = g_path_get_dirname (file);
  int fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP);
  int why = errno;
  if (fd >= 0)
    close (fd);
  errno = why;
  return ok;
}

gboolean
kt_store_file_write (const char *file, gconstpointer data, gsize length, GError **error)
{
  g_autofree char *fresh = g_strconcat (file, ".new", NULL);
  int fd = open (fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, MODE);
  gboolean ok = fd >= 0 && kt_write_all (fd, data, length) && fsync (fd) == 0;
  int why = errno;
  if (fd >= 0)
    close (fd);
  if (ok && g_rename (fresh, file) == 0)
    {
      if (sync_directory_of (file))
        return TRUE;
      why = errno; /* what is said to have failed must not be found */
      g_unlink (file);
      return kt_store_file_error (file, why, error);
    }
  why = ok ? errno : why;
  if (fd >= 0)
    g_unlink (fresh);
  return kt_store_file_error (file, why, error);
}
