#include "config.h"
#include "kontor/error.h"
#include "vdir.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>

#define NAME_MAX_BYTES 200 /* of a new file; systems take 255, some of them less */

gboolean
kt_vdir_is_resource (const KtVdir *self, const char *name)
{
  gsize length = strlen (name);
  return *name != '.' && length > strlen (self->suffix)
         && g_ascii_strcasecmp (name + length - strlen (self->suffix), self->suffix) == 0;
}

static gboolean
is_name (const char *name)
{
  return *name != '\0' && *name != '.' && strchr (name, '/') == NULL;
}

static void
append_escaped (GString *text, const char *name)
{
  while (*name != '\0')
    {
      gunichar c = g_utf8_get_char_validated (name, -1);
      gboolean broken = c == (gunichar)-1 || c == (gunichar)-2;
      if (broken || c == '%' || g_unichar_iscntrl (c))
        {
          const char *end = broken ? name + 1 : g_utf8_next_char (name);
          for (; name < end; name++)
            g_string_append_printf (text, "%%%02X", (guint8)*name);
        }
      else
        {
          g_string_append_unichar (text, c);
          name = g_utf8_next_char (name);
        }
    }
}

char *
kt_vdir_href (const char *collection, const char *name)
{
  GString *href = g_string_new (collection);
  append_escaped (href, name);
  return g_string_free (href, FALSE);
}

/* NULL for what holds a NUL, a slash, or begins with a dot. */
static char *
unescape (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_uri_unescape_bytes (text, (gssize)length, NULL, NULL);
  if (bytes == NULL)
    return NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *name = size > 0 ? g_strndup (data, size) : NULL;
  if (name == NULL || strlen (name) != size || !is_name (name))
    return NULL;
  return g_steal_pointer (&name);
}

char *
kt_vdir_name (const KtVdir *self, const char *collection, const char *href)
{
  gsize length = strlen (collection);
  if (strncmp (href, collection, length) != 0)
    return NULL;
  g_autofree char *name = unescape (href + length, strlen (href + length));
  return name != NULL && kt_vdir_is_resource (self, name) ? g_steal_pointer (&name) : NULL;
}

int
kt_vdir_open_collection (const KtVdir *self, const char *collection, GError **error)
{
  gsize length = strlen (collection);
  g_autofree char *name = NULL;
  int fd = -1;
  errno = ENOENT;
  if (strcmp (collection, "/") == 0)
    fd = openat (self->root, ".", O_RDONLY | O_CLOEXEC | O_DIRECTORY);
  else if (length > 2 && collection[0] == '/' && collection[length - 1] == '/'
           && (name = unescape (collection + 1, length - 2)) != NULL)
    fd = openat (self->root, name, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW);
  if (fd >= 0)
    return fd;
  g_set_error (error, KT_ERROR, errno == EACCES ? KT_ERROR_FAILED : KT_ERROR_NOT_FOUND,
               _ ("cannot read «%s%s», %s"), self->path, collection, g_strerror (errno));
  return -1;
}

char *
kt_vdir_new_name (const KtVdir *self, const char *wanted)
{
  g_autofree char *valid = g_utf8_make_valid (wanted, -1);
  g_autoptr (GString) name = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean plain = g_unichar_isalnum (c) || strchr ("@._+=-", *p) != NULL;
      g_string_append_unichar (name, plain && c != 0xFFFD ? c : '_');
    }
  if (g_str_has_suffix (name->str, self->suffix))
    g_string_truncate (name, name->len - strlen (self->suffix));
  if (name->len + strlen (self->suffix) > NAME_MAX_BYTES)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, wanted, -1);
      g_string_assign (name, hash);
    }
  if (name->len == 0 || name->str[0] == '.')
    g_string_prepend_c (name, '_');
  g_string_append (name, self->suffix);
  return g_string_free (g_steal_pointer (&name), FALSE);
}
