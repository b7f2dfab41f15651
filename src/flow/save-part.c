#include "config.h"
#include "kontor/save-part.h"
#include "kontor/error.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Separators of other systems count too: the file may travel on. */
static const char *
last_component (const char *name)
{
  const char *last = name;
  for (const char *p = name; *p != 0; p++)
    if (*p == '/' || *p == '\\' || *p == ':')
      last = p + 1;
  return last;
}

static gboolean
is_harmless (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);
  return g_unichar_isprint (c) && type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR
         && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

char *
kt_file_name_clean (const char *name, guint number)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  GString *clean = g_string_new (NULL);
  for (const char *p = last_component (valid); *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean leads = clean->len == 0 && (c == '.' || c == '-' || g_unichar_isspace (c));
      if (!leads && is_harmless (c) && clean->len + 6 <= KT_FILE_NAME_MAX)
        g_string_append_unichar (clean, c);
    }
  g_strchomp (clean->str);
  if (*clean->str != 0)
    return g_string_free (clean, FALSE);
  g_string_free (clean, TRUE);
  return g_strdup_printf ("part-%u", number);
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, data, length);
      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      length -= (gsize)written;
    }
  return fsync (fd) == 0;
}

char *
kt_save_new_file (const char *directory, const char *name, const void *data, gsize length,
                  GError **error)
{
  g_autofree char *path
      = directory != NULL ? g_build_filename (directory, name, NULL) : g_strdup (name);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean good = fd >= 0 && write_all (fd, data, length);
  int why = errno;
  if (fd >= 0)
    close (fd);
  if (good)
    return g_steal_pointer (&path);
  if (fd >= 0)
    unlink (path);
  if (why == EEXIST)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("cannot save «%s», it is there already"),
                   path);
      kt_error_hint (error, _ ("name another directory: --to DIR"));
    }
  else
    g_set_error (error, KT_ERROR, why == ENOSPC ? KT_ERROR_DATABASE : KT_ERROR_FAILED,
                 _ ("cannot save «%s», %s"), path, g_strerror (why));
  return NULL;
}
