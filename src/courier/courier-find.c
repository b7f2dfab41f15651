#include "config.h"
#include "confinement.h"
#include "courier-find.h"
#include "kontor/mail-find.h"

static void
send_tried (gpointer data, KtFoundHow how, const char *where, const char *why)
{
  KtChannel *channel = data;
  g_autofree char *place = g_utf8_make_valid (where, -1), *reason = g_utf8_make_valid (why, -1);
  kt_channel_queue (channel, KT_FRAME_TRIED,
                    g_variant_new (KT_TYPE_TRIED, (guint32)how, place, reason));
  kt_channel_flush (channel, NULL);
}

gboolean
kt_courier_find (KtChannel *channel, const KtFrame *frame, GError **error)
{
  KtFindRequest request = { 0 };
  g_auto (KtFound) found = { 0 };
  guint32 deadline;
  const KtFindWatch watch = { send_tried, channel };
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_FIND, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(&s&s&su)", &request.address, &request.document, &request.ca_file,
                 &deadline);
  request.deadline_ms = deadline;
  G_GNUC_UNUSED g_autofree char *confined = kt_courier_confine_files (NULL);
  if (!kt_mail_find (&request, &watch, &found, error))
    return FALSE;
  g_autofree char *host = g_utf8_make_valid (found.host, -1);
  g_autofree char *user = g_utf8_make_valid (found.user, -1);
  kt_channel_queue (channel, KT_FRAME_FOUND,
                    g_variant_new (KT_TYPE_FOUND, (guint32)found.how, (guint32)found.kind, host,
                                   (guint32)found.port, user, found.foreign));
  return TRUE;
}
