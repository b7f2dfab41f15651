/* What a helper that was taken over may send: frames in any cut, records that lie. */
#include "config.h"
#include "kontor/records.h"
#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
read_frames (KtChannel *channel)
{
  g_autoptr (GError) broken = NULL;
  gboolean eof = FALSE;
  KtFrame frame;
  while (broken == NULL && !eof && kt_channel_pump_in (channel, &eof, &broken))
    while (kt_channel_next (channel, &frame, &broken))
      {
        g_autoptr (KtLetter) letter G_GNUC_UNUSED = kt_letter_from_frame (&frame, NULL);
        g_autoptr (GVariant) uids G_GNUC_UNUSED = kt_frame_record (&frame, KT_TYPE_UIDS, NULL);
      }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  int fds[2];
  if (size > 65536 || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    return 0;
  if (write (fds[1], data, size) == (gssize)size)
    {
      close (fds[1]);
      KtChannel *channel = kt_channel_new (fds[0]);
      read_frames (channel);
      kt_channel_free (channel);
      return 0;
    }
  close (fds[0]);
  close (fds[1]);
  return 0;
}
