#include "config.h"
#include "kontor/settings.h"
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A config: it is read whole, or refused with a message of one line that is valid text. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  int fd = memfd_create ("config", MFD_CLOEXEC);
  if (fd < 0 || fchmod (fd, 0600) != 0 || write (fd, data, size) != (gssize)size)
    return 0;
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  KtSettings *settings = kt_settings_read (path, &error);
  close (fd);
  if ((settings == NULL) == (error == NULL))
    g_error ("neither settings nor a reason");
  if (error != NULL && !g_utf8_validate (error->message, -1, NULL))
    g_error ("the reason is no text");
  if (settings != NULL)
    kt_settings_free (settings);
  return 0;
}
