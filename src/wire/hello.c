#include "config.h"
#include "kontor/build-id.h"
#include "kontor/error.h"
#include "kontor/frame.h"
#include <string.h>

gboolean
kt_channel_greet (KtChannel *channel, GError **error)
{
  kt_channel_queue (channel, KT_FRAME_HELLO, g_variant_new ("(s)", KT_BUILD_ID));
  return kt_channel_flush (channel, error);
}

gboolean
kt_frame_is_greeting (const KtFrame *frame, GError **error)
{
  g_autoptr (GVariant) record
      = frame->type == KT_FRAME_HELLO ? kt_frame_record (frame, "(s)", NULL) : NULL;
  const char *id = NULL;
  if (record != NULL)
    g_variant_get (record, "(&s)", &id);
  if (id != NULL && strcmp (id, KT_BUILD_ID) == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a helper is of another build than kontor");
  kt_error_hint (error, "restart kontor; if that does not help, install it again");
  return FALSE;
}

gboolean
kt_channel_be_greeted (KtChannel *channel, GError **error)
{
  KtFrame frame;
  if (!kt_channel_receive (channel, &frame, error))
    return FALSE;
  if (frame.type == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a helper ended before it greeted");
      return FALSE;
    }
  return kt_frame_is_greeting (&frame, error);
}
