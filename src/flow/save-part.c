#include "config.h"
#include "kontor/save-part.h"
#include "kontor/error.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define ENDING_MAX 16 /* octets of ".pdf" */

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

/* Where the ending begins, ".pdf"; its end where it has none. */
static const char *
ending_of (const char *name)
{
  const char *dot = strrchr (name, '.');
  return dot != NULL && dot > name && strlen (dot) <= ENDING_MAX ? dot : name + strlen (name);
}

/* The files CON, NUL, COM1 … of Windows are devices, with any ending. */
static gboolean
is_device (const char *name)
{
  static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", NULL };
  gsize n = strcspn (name, ". ");
  for (gsize i = 0; devices[i] != NULL; i++)
    if (n == 3 && g_ascii_strncasecmp (name, devices[i], 3) == 0)
      return TRUE;
  return n == 4 && g_ascii_isdigit (name[3])
         && (g_ascii_strncasecmp (name, "COM", 3) == 0
             || g_ascii_strncasecmp (name, "LPT", 3) == 0);
}

/* At most so many octets, the ending kept. */
static void
shorten (GString *name, gsize max)
{
  if (name->len <= max)
    return;
  g_autofree char *ending = g_strdup (ending_of (name->str));
  gsize length = max - strlen (ending);
  while (length > 0 && ((guchar)name->str[length] & 0xc0) == 0x80)
    length--;
  g_string_truncate (name, length);
  g_string_append (name, ending);
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
      if (!leads && is_harmless (c))
        g_string_append_unichar (clean, c);
    }
  shorten (clean, KT_FILE_NAME_MAX);
  while (clean->len > 0 && strchr (". ", clean->str[clean->len - 1]) != NULL)
    g_string_truncate (clean, clean->len - 1);
  if (is_device (clean->str))
    g_string_prepend_c (clean, '_');
  if (clean->len > 0)
    return g_string_free (clean, FALSE);
  g_string_free (clean, TRUE);
  return g_strdup_printf ("part-%u", number);
}

char *
kt_file_name_unlike (GHashTable *taken, const char *name)
{
  const char *ending = ending_of (name);
  char *other = g_strdup (name);
  for (guint n = 2; !g_hash_table_add (taken, g_utf8_casefold (other, -1)); n++)
    {
      g_free (other);
      other = g_strdup_printf ("%.*s (%u)%s", (int)(ending - name), name, n, ending);
    }
  return other;
}

char *
kt_save_new_file (const char *directory, const char *name, const void *data, gsize length,
                  GError **error)
{
  g_autofree char *path
      = directory != NULL ? g_build_filename (directory, name, NULL) : g_strdup (name);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean good = fd >= 0 && kt_write_all (fd, data, length) && fsync (fd) == 0;
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
