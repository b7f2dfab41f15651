#include "config.h"
#include "kontor/frame.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEADER 8
#define READ_SIZE (256u << 10)

struct _KtChannel
{
  int fd;
  GByteArray *in, *out;
  gsize in_pos, out_pos; /* what is before them is done with */
  int patience;          /* ms that flush and receive wait at a time; -1 for ever */
};

KtChannel *
kt_channel_new (int fd)
{
  KtChannel *channel = g_new0 (KtChannel, 1);
  channel->fd = fd;
  channel->patience = -1;
  channel->in = g_byte_array_sized_new (READ_SIZE * 2);
  channel->out = g_byte_array_new ();
  return channel;
}

void
kt_channel_free (KtChannel *channel)
{
  if (channel == NULL)
    return;
  close (channel->fd);
  g_byte_array_unref (channel->in);
  g_byte_array_unref (channel->out);
  g_free (channel);
}

void
kt_channel_set_patience (KtChannel *channel, int milliseconds)
{
  channel->patience = milliseconds;
}

void
kt_channel_wipe (KtChannel *channel)
{
  explicit_bzero (channel->out->data, channel->out->len);
  g_byte_array_set_size (channel->out, 0);
  channel->out_pos = 0;
}

int
kt_channel_fd (const KtChannel *channel)
{
  return channel->fd;
}

gsize
kt_channel_queued (const KtChannel *channel)
{
  return channel->out->len - channel->out_pos;
}

static void
append_header (KtChannel *channel, guint32 length, guint16 type)
{
  guint32 l = GUINT32_TO_LE (length);
  guint16 t = GUINT16_TO_LE (type), flags = 0;
  guint8 head[HEADER];
  memcpy (head, &l, 4);
  memcpy (head + 4, &t, 2);
  memcpy (head + 6, &flags, 2);
  g_byte_array_append (channel->out, head, HEADER);
}

void
kt_channel_queue (KtChannel *channel, KtFrameType type, GVariant *payload)
{
  g_autoptr (GVariant) record = g_variant_ref_sink (payload);
  gsize length = g_variant_get_size (record);
  append_header (channel, length, type);
  if (length > 0)
    g_byte_array_append (channel->out, g_variant_get_data (record), length);
}

void
kt_channel_queue_fixed (KtChannel *channel, KtFrameType type, gconstpointer record, gsize size)
{
  append_header (channel, size, type);
  g_byte_array_append (channel->out, record, size);
}

void
kt_channel_queue_packed (KtChannel *channel, KtFrameType type, const GByteArray *record)
{
  append_header (channel, record->len, type);
  g_byte_array_append (channel->out, record->data, record->len);
}

void
kt_channel_queue_bytes (KtChannel *channel, KtFrameType type, const void *data, gsize length)
{
  const guint8 *at = data;
  do
    {
      gsize chunk = MIN (length, KT_FRAME_BYTES_MAX);
      append_header (channel, chunk, type);
      if (chunk > 0)
        g_byte_array_append (channel->out, at, chunk);
      at += chunk;
      length -= chunk;
    }
  while (length > 0);
}

static gboolean
fail_errno (GError **error, const char *what)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "%s, %s", what, g_strerror (errno));
  return FALSE;
}

gboolean
kt_channel_pump_out (KtChannel *channel, GError **error)
{
  gsize left = kt_channel_queued (channel);
  if (left == 0)
    return TRUE;
  gssize n = send (channel->fd, channel->out->data + channel->out_pos, left,
                   MSG_NOSIGNAL | MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return TRUE;
  if (n < 0)
    return fail_errno (error, "cannot write to the other process");
  channel->out_pos += n;
  if (channel->out_pos == channel->out->len)
    {
      channel->out_pos = 0;
      g_byte_array_set_size (channel->out, 0);
    }
  else if (channel->out_pos > (4u << 20))
    {
      g_byte_array_remove_range (channel->out, 0, channel->out_pos);
      channel->out_pos = 0;
    }
  return TRUE;
}

/* What was handed out makes room before more is read. */
static void
compact (KtChannel *channel)
{
  if (channel->in_pos == channel->in->len)
    g_byte_array_set_size (channel->in, 0);
  else if (channel->in_pos > 0)
    g_byte_array_remove_range (channel->in, 0, channel->in_pos);
  channel->in_pos = 0;
}

static gboolean
read_some (KtChannel *channel, gboolean *ret_eof, GError **error)
{
  compact (channel);
  guint had = channel->in->len;
  g_byte_array_set_size (channel->in, had + READ_SIZE);
  gssize n;
  do
    n = recv (channel->fd, channel->in->data + had, READ_SIZE, MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  int saved = errno;
  g_byte_array_set_size (channel->in, had + MAX (n, 0));
  errno = saved;
  if (n < 0 && errno == ECONNRESET)
    n = 0;
  *ret_eof = n == 0;
  if (n < 0 && errno != EAGAIN)
    return fail_errno (error, "cannot read from the other process");
  return TRUE;
}

gboolean
kt_channel_pump_in (KtChannel *channel, gboolean *ret_eof, GError **error)
{
  return read_some (channel, ret_eof, error);
}

gboolean
kt_channel_has_input (const KtChannel *channel)
{
  return channel->in->len > channel->in_pos;
}

gboolean
kt_channel_next (KtChannel *channel, KtFrame *ret_frame, GError **error)
{
  gsize have = channel->in->len - channel->in_pos;
  if (have < HEADER)
    return FALSE;
  const guint8 *head = channel->in->data + channel->in_pos;
  guint32 length;
  guint16 type, flags;
  memcpy (&length, head, 4);
  memcpy (&type, head + 4, 2);
  memcpy (&flags, head + 6, 2);
  KtFrame frame = { .type = GUINT16_FROM_LE (type),
                    .flags = GUINT16_FROM_LE (flags),
                    .length = GUINT32_FROM_LE (length),
                    .data = head + HEADER };
  guint32 limit = frame.type == KT_FRAME_BYTES ? KT_FRAME_BYTES_MAX : KT_FRAME_RECORD_MAX;
  if (frame.length > limit || frame.type == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                   "a helper sent a broken frame, type %u with %u octets", frame.type,
                   frame.length);
      return FALSE;
    }
  if (have < HEADER + (gsize)frame.length)
    return FALSE;
  channel->in_pos += HEADER + frame.length;
  *ret_frame = frame;
  return TRUE;
}

/* Waits as long as patience allows; Ctrl-C ends that. */
static gboolean
wait_for (KtChannel *channel, short events, GError **error)
{
  struct pollfd p = { .fd = channel->fd, .events = events };
  int ready = poll (&p, 1, channel->patience);
  if (ready > 0)
    return TRUE;
  if (ready < 0 && errno == EINTR)
    return kt_interrupt_check (error);
  if (ready < 0)
    return fail_errno (error, "cannot wait for the other process");
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a helper does not answer");
  return FALSE;
}

gboolean
kt_channel_flush (KtChannel *channel, GError **error)
{
  while (kt_channel_queued (channel) > 0)
    {
      if (!kt_channel_pump_out (channel, error))
        return FALSE;
      if (kt_channel_queued (channel) > 0 && !wait_for (channel, POLLOUT, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_channel_receive (KtChannel *channel, KtFrame *ret_frame, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) broken = NULL;
      gboolean eof = FALSE;
      if (kt_channel_next (channel, ret_frame, &broken))
        return TRUE;
      if (broken != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&broken));
          return FALSE;
        }
      if (!wait_for (channel, POLLIN, error) || !read_some (channel, &eof, error))
        return FALSE;
      if (eof)
        {
          *ret_frame = (KtFrame){ 0 };
          return TRUE;
        }
    }
}

GVariant *
kt_frame_record (const KtFrame *frame, const char *type, GError **error)
{
  /* The buffer is not aligned for 64-bit members: GVariant would copy behind our back anyway. */
  guint8 *copy = g_memdup2 (frame->data, frame->length);
  g_autoptr (GVariant) record = g_variant_ref_sink (
      g_variant_new_from_data (G_VARIANT_TYPE (type), copy, frame->length, FALSE, g_free, copy));
  if (frame->length > KT_FRAME_RECORD_MAX || !g_variant_is_normal_form (record))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                   "a helper sent a broken record in a frame of type %u", frame->type);
      return NULL;
    }
  return g_steal_pointer (&record);
}

gboolean
kt_frame_fixed (const KtFrame *frame, gpointer record, gsize size, GError **error)
{
  if (frame->length == size)
    {
      memcpy (record, frame->data, size);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
               "a helper sent a broken record in a frame of type %u", frame->type);
  return FALSE;
}

int
kt_frame_fail_code (guint32 code)
{
  switch (code)
    {
    case KT_ERROR_USAGE:
    case KT_ERROR_NOT_FOUND:
    case KT_ERROR_CONFLICT:
    case KT_ERROR_NETWORK:
      return (int)code;
    case KT_FAIL_TOKEN:
    case KT_FAIL_PASSWORD:
      return KT_ERROR_NETWORK;
    default:
      return KT_ERROR_FAILED;
    }
}
