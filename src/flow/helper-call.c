#include "config.h"
#include "kontor/helper-call.h"
#include "kontor/error.h"
#include <glib/gi18n.h>

gboolean
kt_helper_call_next (KtHelper *helper, KtFrame *ret_frame, GError **error)
{
  guint32 code;
  const char *message;
  ret_frame->type = 0;
  if (!kt_channel_flush (helper->channel, error)
      || !kt_channel_receive (helper->channel, ret_frame, error))
    return FALSE;
  if (ret_frame->type == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("a helper ended unexpectedly"));
      return FALSE;
    }
  if (ret_frame->type != KT_FRAME_FAIL)
    return TRUE;
  g_autoptr (GVariant) record = kt_frame_record (ret_frame, "(us)", error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(u&s)", &code, &message);
  g_set_error_literal (error, KT_ERROR, kt_frame_fail_code (code), message);
  return FALSE;
}

gboolean
kt_helper_call_bytes (KtHelper *helper, gsize max, GByteArray *bytes, GError **error)
{
  KtFrame frame;
  while (kt_helper_call_next (helper, &frame, error))
    {
      if (frame.type == KT_FRAME_ITEM_END)
        return TRUE;
      if (frame.type != KT_FRAME_BYTES)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "frame %u where bytes belong", frame.type);
          return FALSE;
        }
      if (frame.length > max - MIN (max, bytes->len))
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("it is larger than %u MB"),
                       (guint)(max >> 20));
          return FALSE;
        }
      g_byte_array_append (bytes, frame.data, frame.length);
    }
  return FALSE;
}

void
kt_helper_call_queue_text (KtHelper *helper, const void *data, gsize length)
{
  kt_channel_queue_bytes (helper->channel, KT_FRAME_BYTES, data, length);
  kt_channel_queue (helper->channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
}
