#include "config.h"
#include "kontor/file-reader.h"
#include "kontor/error.h"
#include "kontor/helper-call.h"
#include "kontor/interrupt.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX (128u << 20) /* octets, as the reader takes them */
#define WAIT_MS 30000
#define ITEM 1

static const char *
said_path (const char *path)
{
  return strcmp (path, "-") == 0 ? _ ("standard input") : path;
}

static gboolean
cannot_read (const char *path, const char *why, int code, GError **error)
{
  g_set_error (error, KT_ERROR, code, _ ("cannot read «%s», %s"), said_path (path), why);
  return FALSE;
}

static int
open_file (const char *path, GError **error)
{
  struct stat there;
  int fd = strcmp (path, "-") == 0 ? fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                   : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    cannot_read (path, g_strerror (errno), errno == ENOENT ? KT_ERROR_NOT_FOUND : KT_ERROR_FAILED,
                 error);
  else if (fstat (fd, &there) == 0 && S_ISDIR (there.st_mode))
    {
      close (fd);
      fd = -1;
      cannot_read (path, g_strerror (EISDIR), KT_ERROR_FAILED, error);
    }
  return fd;
}

/* Bytes go out as they are read, so that no file lies in memory here. */
static gboolean
send_bytes (KtHelper *reader, int fd, const char *path, GError **error)
{
  g_autofree char *chunk = g_malloc (KT_FRAME_BYTES_MAX);
  gsize total = 0;
  for (;;)
    {
      gssize n = kt_interrupt_wait (fd) ? read (fd, chunk, KT_FRAME_BYTES_MAX) : -1;
      if (n == 0)
        return TRUE;
      if (n < 0 && errno == EINTR && kt_interrupt_check (NULL))
        continue;
      if (n < 0)
        return kt_interrupt_check (error)
               && cannot_read (path, g_strerror (errno), KT_ERROR_FAILED, error);
      total += (gsize)n;
      if (total > FILE_MAX)
        return cannot_read (path, _ ("it is larger than 128 MB"), KT_ERROR_FAILED, error);
      kt_channel_queue_bytes (reader->channel, KT_FRAME_BYTES, chunk, (gsize)n);
      if (!kt_channel_flush (reader->channel, error))
        return FALSE;
    }
}

GByteArray *
kt_file_reader_bytes (const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (KT_FRAME_BYTES_MAX);
  int fd = open_file (path, error);
  gboolean fine = fd >= 0, more = fine;
  while (more)
    {
      gssize n = kt_interrupt_wait (fd) ? read (fd, chunk, KT_FRAME_BYTES_MAX) : -1;
      int saved = errno;
      more = n > 0 || (n < 0 && saved == EINTR && kt_interrupt_check (NULL));
      fine = n >= 0 || more;
      if (n > 0 && bytes->len + (gsize)n > FILE_MAX)
        more = fine = cannot_read (path, _ ("it is larger than 128 MB"), KT_ERROR_FAILED, error);
      else if (n > 0)
        g_byte_array_append (bytes, chunk, (guint)n);
      else if (!fine && kt_interrupt_check (error))
        cannot_read (path, g_strerror (saved), KT_ERROR_FAILED, error);
    }
  if (fd >= 0)
    close (fd);
  return fine ? g_steal_pointer (&bytes) : NULL;
}

static gboolean
take_answer (KtHelper *reader, KtFileTake take, gpointer data, char **ret_refusal, GError **error)
{
  KtFrame frame;
  guint64 item;
  while (kt_helper_call_next (reader, &frame, error))
    {
      if (frame.type == KT_FRAME_READ_END)
        return TRUE;
      if (frame.type == KT_FRAME_REFUSED)
        {
          g_autoptr (GVariant) record = kt_frame_record (&frame, "(ts)", error);
          if (record == NULL)
            return FALSE;
          g_variant_get (record, "(ts)", &item, ret_refusal);
          return TRUE;
        }
      if (frame.type != KT_FRAME_BEGIN && !take (&frame, data, error))
        return FALSE;
    }
  return FALSE;
}

/* A reader that died says by its end why. */
static gboolean
end_reader (KtHelper *reader, const char *path, gboolean ok, char *refusal, GError **error)
{
  int status = ok ? kt_helper_end (reader) : kt_helper_kill (reader);
  g_autofree char *why = refusal;
  if (ok && why == NULL)
    return TRUE;
  if (ok)
    return cannot_read (path, why, KT_ERROR_FAILED, error);
  if (error != NULL && (*error)->code == KT_ERROR_FAILED && (*error)->domain == KT_ERROR
      && g_str_has_prefix ((*error)->message, _ ("a helper ended")))
    {
      g_clear_error (error);
      cannot_read (path, kt_helper_death_reason (status), KT_ERROR_FAILED, error);
    }
  return FALSE;
}

gboolean
kt_file_reader_run (const char *path, KtReadWhat what, KtFileTake take, gpointer data,
                    GError **error)
{
  char *refusal = NULL;
  int fd = open_file (path, error);
  if (fd < 0)
    return FALSE;
  KtHelper *reader = kt_helper_spawn ("kontor-reader", -1, error);
  gboolean ok = reader != NULL;
  if (ok)
    {
      kt_channel_set_patience (reader->channel, WAIT_MS);
      kt_channel_queue (reader->channel, KT_FRAME_READ,
                        g_variant_new (KT_TYPE_READ, (guint64)ITEM, (guint32)what, (gint64)0,
                                       (guint64)0, FALSE, (guint32)0));
      ok = send_bytes (reader, fd, path, error);
      kt_channel_queue (reader->channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
      ok = ok && take_answer (reader, take, data, &refusal, error);
      ok = end_reader (reader, path, ok, refusal, error);
    }
  close (fd);
  return ok;
}
