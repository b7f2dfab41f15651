#include "config.h"
#include "kontor/error.h"
#include "kontor/new-config.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
write_error (const char *file, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot write the config «%s», %s"), file,
               g_strerror (errno));
  return FALSE;
}

/* The old text, a line of nothing, the section. */
static char *
whole_text (const char *old, const char *section)
{
  gsize length = strlen (old);
  const char *gap = length == 0 ? "" : old[length - 1] == '\n' ? "\n" : "\n\n";
  return g_strconcat (old, gap, section, NULL);
}

/* Takes fd. */
static gboolean
write_text (int fd, const char *text, const struct stat *like)
{
  gsize length = strlen (text);
  gboolean ok = kt_write_all (fd, text, length);
  if (ok && like != NULL)
    ok = fchmod (fd, like->st_mode & 07777) == 0
         && (like->st_uid == geteuid () || fchown (fd, like->st_uid, like->st_gid) == 0);
  ok = ok && fsync (fd) == 0;
  int reason = errno;
  ok = close (fd) == 0 && ok;
  if (!ok)
    errno = reason;
  return ok;
}

static void
sync_directory (const char *file)
{
  g_autofree char *dir = g_path_get_dirname (file);
  int fd = open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

KtSettings *
kt_config_read_as (const char *temporary, const char *file, GError **error)
{
  g_autoptr (GError) failed = NULL;
  KtSettings *settings = kt_settings_read (temporary, &failed);
  if (settings != NULL)
    return settings;
  g_autoptr (GString) message = g_string_new (failed->message);
  g_string_replace (message, temporary, file, 0);
  g_set_error_literal (error, KT_ERROR, KT_ERROR_USAGE, message->str);
  return NULL;
}

/* In memory alone: the config may hold a password. */
KtSettings *
kt_config_preview (const char *file, const char *section, GError **error)
{
  g_autofree char *old = NULL;
  if (!g_file_get_contents (file, &old, NULL, NULL))
    old = g_strdup ("");
  g_autofree char *text = whole_text (old, section);
  gssize length = (gssize)strlen (text);
  int fd = memfd_create ("kontor", MFD_CLOEXEC);
  g_autofree char *temporary = g_strdup_printf ("/proc/self/fd/%d", fd);
  KtSettings *settings = NULL;
  if (fd < 0 || fchmod (fd, 0600) != 0 || !kt_write_all (fd, text, (gsize)length))
    write_error (file, error);
  else
    settings = kt_config_read_as (temporary, file, error);
  if (fd >= 0)
    close (fd);
  return settings;
}

/* A config may be a link into a place that is kept elsewhere: what it points to is replaced. */
gboolean
kt_config_append (const char *file, const char *section, GError **error)
{
  struct stat like;
  g_autofree char *old = NULL;
  g_autofree char *target = NULL;
  char *real = realpath (file, NULL);
  target = g_strdup (real != NULL ? real : file);
  free (real);
  if (stat (target, &like) != 0 || !g_file_get_contents (target, &old, NULL, NULL))
    return write_error (file, error);
  g_autofree char *text = whole_text (old, section);
  g_autofree char *temporary = g_strdup_printf ("%s.new-%d", target, (int)getpid ());
  int fd = g_open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return write_error (file, error);
  gboolean ok = write_text (fd, text, &like) || write_error (file, error);
  g_autoptr (KtSettings) settings = ok ? kt_config_read_as (temporary, file, error) : NULL;
  ok = settings != NULL && (g_rename (temporary, target) == 0 || write_error (file, error));
  if (ok)
    sync_directory (target);
  else
    g_unlink (temporary);
  return ok;
}
