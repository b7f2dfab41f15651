#include "config.h"
#include "kontor/stream.h"
#include "kontor/error.h"
#include <stdlib.h>
#include <string.h>
#include <glib-unix.h>
#include <glib/gi18n.h>

struct _KtStream
{
  GIOStream *io;
  KtGuard *guard;
  GMainContext *context; /* private: waiting for this stream runs nobody else's callbacks */
  GByteArray *ready;     /* passed by the guard, not yet read by libetpan */
  guint ready_pos;
  guint deadline_ms;
  gint64 begun; /* of the command, monotonic µs */
  guint64 received, received_max;
  GError *error;
};

static KtStream *
self (mailstream_low *low)
{
  return low->data;
}

static gssize
fail (KtStream *stream, const char *why)
{
  if (stream->error == NULL)
    stream->error = g_error_new (KT_ERROR, KT_ERROR_NETWORK, "%s", why);
  return -1;
}

static const char *
reason_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
      || g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF))
    return _ ("the server hung up");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return _ ("the server does not answer in time");
  return _ ("the connection broke");
}

/* How long the next read or write may wait, ms; 0: no longer. */
static guint
patience (const KtStream *stream)
{
  gint64 spent = (g_get_monotonic_time () - stream->begun) / 1000;
  gint64 allowed = stream->deadline_ms + (gint64)(stream->received * 1000 / KT_STREAM_RATE_MIN);
  return (guint)CLAMP (allowed - spent, 0, (gint64)stream->deadline_ms);
}

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *)flag = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
set_flag_of_stream (GObject *pollable, gpointer flag)
{
  return set_flag (flag);
}

/* Waits until a pollable source (taken) fires; FALSE when patience ends. */
static gboolean
wait_for (KtStream *stream, GSource *ready)
{
  gboolean is_ready = FALSE, is_late = FALSE;
  g_autoptr (GSource) late = g_timeout_source_new (patience (stream));
  g_source_set_callback (ready, G_SOURCE_FUNC (set_flag_of_stream), &is_ready, NULL);
  g_source_set_callback (late, set_flag, &is_late, NULL);
  g_source_attach (ready, stream->context);
  g_source_attach (late, stream->context);
  while (!is_ready && !is_late)
    g_main_context_iteration (stream->context, TRUE);
  g_source_destroy (ready);
  g_source_destroy (late);
  g_source_unref (ready);
  return is_ready;
}

static gssize
read_raw (KtStream *stream, void *buffer, gsize size)
{
  GPollableInputStream *in = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream->io));
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      if (patience (stream) == 0)
        return fail (stream, _ ("the server does not answer in time"));
      gssize n = g_pollable_input_stream_read_nonblocking (in, buffer, size, NULL, &error);
      if (n > 0)
        return n;
      if (n == 0) /* never 0 to libetpan: it would ask again for ever */
        return fail (stream, _ ("the server hung up"));
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return fail (stream, reason_of (error));
      if (!wait_for (stream, g_pollable_input_stream_create_source (in, NULL)))
        return fail (stream, _ ("the server does not answer in time"));
    }
}

/* Reads until the guard lets something through. */
static gboolean
fill (KtStream *stream)
{
  guint8 buffer[KT_STREAM_BUFFER];
  g_byte_array_set_size (stream->ready, 0);
  stream->ready_pos = 0;
  while (stream->ready->len == 0 && stream->error == NULL)
    {
      gssize n = read_raw (stream, buffer, sizeof buffer);
      if (n < 0)
        return FALSE;
      stream->received += n;
      if (stream->received > stream->received_max)
        fail (stream, _ ("the answer is too large"));
      else
        kt_guard_feed (stream->guard, buffer, n, stream->ready, &stream->error);
    }
  return stream->ready->len > 0;
}

static ssize_t
low_read (mailstream_low *low, void *buffer, size_t size)
{
  KtStream *stream = self (low);
  /* what came well before an error is still good */
  if (stream->ready_pos == stream->ready->len && (stream->error != NULL || !fill (stream)))
    return -1;
  gsize part = MIN (size, stream->ready->len - stream->ready_pos);
  memcpy (buffer, stream->ready->data + stream->ready_pos, part);
  stream->ready_pos += part;
  return part;
}

static ssize_t
low_write (mailstream_low *low, const void *buffer, size_t size)
{
  KtStream *stream = self (low);
  GPollableOutputStream *out
      = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (stream->io));
  while (stream->error == NULL)
    {
      g_autoptr (GError) error = NULL;
      gssize n = g_pollable_output_stream_write_nonblocking (out, buffer, size, NULL, &error);
      if (n > 0)
        return n;
      if (error == NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return fail (stream, error != NULL ? reason_of (error) : _ ("the connection broke"));
      if (!wait_for (stream, g_pollable_output_stream_create_source (out, NULL)))
        return fail (stream, _ ("the server does not answer in time"));
    }
  return -1;
}

static int
low_close (mailstream_low *low)
{
  KtStream *stream = self (low);
  g_io_stream_close (stream->io, NULL, NULL);
  return 0;
}

static int
low_get_fd (mailstream_low *low)
{
  return -1;
}

static void
low_free (mailstream_low *low)
{
  KtStream *stream = self (low);
  g_clear_object (&stream->io);
  kt_guard_free (stream->guard);
  g_main_context_unref (stream->context);
  g_byte_array_unref (stream->ready);
  g_clear_error (&stream->error);
  g_free (stream);
  free (low); /* mailstream_low_free() leaves it to the driver */
}

static void
low_cancel (mailstream_low *low)
{
  fail (self (low), _ ("interrupted"));
}

static mailstream_low_driver driver = {
  .mailstream_read = low_read,
  .mailstream_write = low_write,
  .mailstream_close = low_close,
  .mailstream_get_fd = low_get_fd,
  .mailstream_free = low_free,
  .mailstream_cancel = low_cancel,
};

mailstream *
kt_stream_new (GIOStream *io, KtGuard *guard, guint deadline_ms)
{
  KtStream *stream = g_new0 (KtStream, 1);
  stream->io = io;
  stream->guard = guard;
  stream->context = g_main_context_new ();
  stream->ready = g_byte_array_new ();
  stream->deadline_ms = deadline_ms > 0 ? deadline_ms : KT_STREAM_DEADLINE_MS;
  mailstream *result = mailstream_new (mailstream_low_new (stream, &driver), KT_STREAM_BUFFER);
  kt_stream_begin (result, 1u << 20);
  return result;
}

KtStream *
kt_stream_of (mailstream *stream)
{
  return self (stream->low);
}

void
kt_stream_begin (mailstream *stream, guint64 octets_max)
{
  KtStream *own = kt_stream_of (stream);
  own->begun = g_get_monotonic_time ();
  own->received = 0;
  own->received_max = octets_max;
  kt_guard_begin (own->guard);
}

void
kt_stream_excuse (mailstream *stream, gint64 duration)
{
  kt_stream_of (stream)->begun += duration;
}

/* --- waiting for a server that owes nothing --- */

/* What has come, as far as it can be had without waiting; FALSE: it broke. */
static gboolean
take_arrived (KtStream *stream)
{
  GPollableInputStream *in = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream->io));
  guint8 buffer[KT_STREAM_BUFFER];
  while (stream->ready->len == 0)
    {
      g_autoptr (GError) error = NULL;
      gssize n = g_pollable_input_stream_read_nonblocking (in, buffer, sizeof buffer, NULL, &error);
      if (n < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return TRUE;
      if (n <= 0)
        return fail (stream, n == 0 ? _ ("the server hung up") : reason_of (error)) == 0;
      stream->received += n;
      if (stream->received > stream->received_max)
        return fail (stream, _ ("the answer is too large")) == 0;
      if (!kt_guard_feed (stream->guard, buffer, n, stream->ready, &stream->error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_flag_of_fd (int fd, GIOCondition condition, gpointer flag)
{
  return set_flag (flag);
}

static void
attach (KtStream *stream, GSource *source, GSourceFunc callback, gboolean *flag)
{
  g_source_set_callback (source, callback, flag, NULL);
  g_source_attach (source, stream->context);
}

/* Until the socket has something, which may be less than a whole response. */
static KtStreamNews
sleep_until_news (KtStream *stream, int other, guint milliseconds)
{
  GPollableInputStream *in = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream->io));
  gboolean is_ready = FALSE, is_woken = FALSE, is_late = FALSE;
  g_autoptr (GSource) ready = g_pollable_input_stream_create_source (in, NULL);
  g_autoptr (GSource) woken = g_unix_fd_source_new (other, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_autoptr (GSource) late = g_timeout_source_new (milliseconds);
  attach (stream, ready, G_SOURCE_FUNC (set_flag_of_stream), &is_ready);
  attach (stream, woken, G_SOURCE_FUNC (set_flag_of_fd), &is_woken);
  attach (stream, late, set_flag, &is_late);
  while (!is_ready && !is_woken && !is_late)
    g_main_context_iteration (stream->context, TRUE);
  g_source_destroy (ready);
  g_source_destroy (woken);
  g_source_destroy (late);
  return is_ready ? KT_STREAM_TOLD : is_woken ? KT_STREAM_WOKEN : KT_STREAM_LATE;
}

KtStreamNews
kt_stream_listen (mailstream *stream, int other, guint milliseconds)
{
  KtStream *own = kt_stream_of (stream);
  gint64 until = g_get_monotonic_time () + milliseconds * G_GINT64_CONSTANT (1000);
  if (stream->read_buffer_len > 0 || own->ready_pos < own->ready->len)
    return KT_STREAM_TOLD;
  g_byte_array_set_size (own->ready, 0);
  own->ready_pos = 0;
  for (;;)
    {
      if (own->error != NULL || !take_arrived (own))
        return KT_STREAM_BROKEN;
      if (own->ready->len > 0)
        return KT_STREAM_TOLD;
      gint64 left = (until - g_get_monotonic_time ()) / 1000;
      KtStreamNews news = sleep_until_news (own, other, (guint)MAX (left, 0));
      if (news != KT_STREAM_TOLD)
        return news;
    }
}

const GError *
kt_stream_error (mailstream *stream)
{
  return kt_stream_of (stream)->error;
}

gboolean
kt_stream_is_clean (mailstream *stream)
{
  KtStream *own = kt_stream_of (stream);
  return stream->read_buffer_len == 0 && own->ready_pos == own->ready->len
         && kt_guard_is_idle (own->guard);
}

GIOStream *
kt_stream_io (mailstream *stream)
{
  return kt_stream_of (stream)->io;
}

void
kt_stream_swap (mailstream *stream, GIOStream *io)
{
  KtStream *own = kt_stream_of (stream);
  g_object_unref (own->io); /* TLS holds what it was put on */
  own->io = io;
}

void
kt_stream_wipe (mailstream *stream)
{
  explicit_bzero (stream->write_buffer, stream->buffer_max_size);
}
