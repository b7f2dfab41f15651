#include "config.h"
#include "place-file.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define FRESH_SECONDS 2 /* clocks of file systems are coarse */
#define READ_STEP (64u << 10)

static char *
why_not_open (int reason)
{
  if (reason == ENOENT)
    return g_strdup (_ ("it is not there any more"));
  if (reason == ELOOP)
    return g_strdup (_ ("it is a symbolic link"));
  return g_strdup (g_strerror (reason));
}

/* All of it, even if it grows meanwhile. */
static GByteArray *
read_all (int fd, gsize max, char **ret_problem)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  for (;;)
    {
      guint length = bytes->len;
      g_byte_array_set_size (bytes, length + READ_STEP);
      gssize n = read (fd, bytes->data + length, READ_STEP);
      if (n < 0 && errno != EINTR)
        {
          *ret_problem = g_strdup (g_strerror (errno));
          return NULL;
        }
      g_byte_array_set_size (bytes, length + (n > 0 ? (guint)n : 0));
      if (bytes->len > max)
        {
          *ret_problem = g_strdup_printf (_ ("it is larger than %u MB"), (guint)(max >> 20));
          return NULL;
        }
      if (n == 0)
        break;
    }
  g_byte_array_append (bytes, (const guint8 *)"", 1);
  g_byte_array_set_size (bytes, bytes->len - 1); /* the NUL stays behind it */
  return g_steal_pointer (&bytes);
}

GByteArray *
kt_place_file_read (int directory, const char *name, gsize max, char **ret_problem,
                    gboolean *ret_gone)
{
  struct stat status;
  GByteArray *bytes = NULL;
  int fd = openat (directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  *ret_gone = fd < 0 && errno == ENOENT;
  if (fd < 0)
    {
      *ret_problem = why_not_open (errno);
      return NULL;
    }
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    *ret_problem = g_strdup (_ ("it is no file"));
  else
    bytes = read_all (fd, max, ret_problem);
  close (fd);
  return bytes;
}

char *
kt_place_file_etag (const GByteArray *bytes)
{
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
  return g_strndup (hash, 32);
}

void
kt_file_stamp_init (KtFileStamp *stamp)
{
  stamp->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  stamp->fresh = FALSE;
}

/* The time of the last change of anything, which no program can set back. */
void
kt_file_stamp_add (KtFileStamp *stamp, const char *name, const struct stat *status)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 numbers[] = { (gint64)status->st_ino, status->st_size, status->st_ctim.tv_sec,
                             status->st_ctim.tv_nsec, status->st_mode };
  g_checksum_update (stamp->checksum, (const guchar *)name, (gssize)strlen (name) + 1);
  g_checksum_update (stamp->checksum, (const guchar *)numbers, sizeof numbers);
  stamp->fresh |= status->st_ctim.tv_sec > now - FRESH_SECONDS;
}

char *
kt_file_stamp_end (KtFileStamp *stamp)
{
  char *text = g_strndup (stamp->fresh ? "" : g_checksum_get_string (stamp->checksum), 32);
  g_clear_pointer (&stamp->checksum, g_checksum_free);
  return text;
}
