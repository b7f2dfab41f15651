#include "config.h"
#include "reader-send.h"
#include "kontor/event.h"

#define FLUSH_AT (1u << 20) /* octets queued */

gboolean
kt_reader_flush_some (KtChannel *channel, GError **error)
{
  return kt_channel_queued (channel) < FLUSH_AT || kt_channel_flush (channel, error);
}

gboolean
kt_reader_send_text (KtChannel *channel, guint64 item, const char *name, const char *text,
                     gsize length, GError **error)
{
  kt_channel_queue (channel, KT_FRAME_TEXT, g_variant_new (KT_TYPE_TEXT, item, name));
  for (gsize at = 0; at < length; at += KT_FRAME_BYTES_MAX)
    {
      kt_channel_queue_bytes (channel, KT_FRAME_BYTES, text + at,
                              MIN (length - at, KT_FRAME_BYTES_MAX));
      if (!kt_reader_flush_some (channel, error))
        return FALSE;
    }
  kt_channel_queue (channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
  return kt_reader_flush_some (channel, error);
}
