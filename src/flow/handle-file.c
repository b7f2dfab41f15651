#include "config.h"
#include "kontor/handle-file.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define HEADER "kontor-list 1"
#define FILE_MAX (2 * 1024 * 1024)

static char *
file_name (const KtContext *context)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
      const char *tty = isatty (fd) ? ttyname (fd) : NULL;
      if (tty == NULL)
        continue;
      g_autofree char *name = g_strdup (g_str_has_prefix (tty, "/dev/") ? tty + 5 : tty);
      g_autofree char *file = g_strconcat ("list-", g_strdelimit (name, "/", '-'), NULL);
      return g_build_filename (context->paths.state, file, NULL);
    }
  g_autofree char *file = g_strdup_printf ("list-session-%d", (int)getsid (0));
  return g_build_filename (context->paths.state, file, NULL);
}

void
kt_handle_list_free (KtHandleList *list)
{
  g_free (list->command);
  g_array_unref (list->handles);
  g_free (list);
}

static gboolean
read_numbers (const char *line, gint64 *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      char *end;
      errno = 0;
      numbers[i] = g_ascii_strtoll (line, &end, 10);
      if (end == line || errno != 0)
        return FALSE;
      line = end;
    }
  return *line == '\0';
}

/* Four lines of who wrote it, then one a handle. Anything unexpected: no list. */
static KtHandleList *
parse (const KtContext *context, char **lines)
{
  gint64 at;
  if (g_strv_length (lines) < 4 || !g_str_equal (lines[0], HEADER)
      || !g_str_equal (lines[1], context->paths.data) || !read_numbers (lines[2], &at, 1))
    return NULL;

  g_autoptr (KtHandleList) list = g_new0 (KtHandleList, 1);
  list->at = at;
  list->command = g_strdup (lines[3]);
  list->handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 4; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      gint64 n[5];
      if (!read_numbers (lines[i], n, 5) || list->handles->len == KT_HANDLES_MAX)
        return NULL;
      KtHandle handle
          = { .number = n[0], .kind = n[1], .key = n[2], .contact = n[3], .stamp = n[4] };
      g_array_append_val (list->handles, handle);
    }
  return g_steal_pointer (&list);
}

KtHandleList *
kt_handle_file_read (const KtContext *context)
{
  g_autofree char *file = file_name (context);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (file, &text, &length, NULL) || length > FILE_MAX)
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  return parse (context, lines);
}

static gboolean
write_new (const char *file, const GString *text)
{
  int fd = g_open (file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  gboolean written = kt_write_all (fd, text->str, text->len);
  return g_close (fd, NULL) && written;
}

/* Five numbers a line, and an agenda may have a thousand lines: printf would take longer than the
 * rest of the file. */
static void
append_number (GString *text, gint64 number, char after)
{
  char digits[24], *p = digits + sizeof digits;
  guint64 rest = number < 0 ? -(guint64)number : (guint64)number;
  *--p = after;
  do
    *--p = (char)('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (number < 0)
    *--p = '-';
  g_string_append_len (text, p, digits + sizeof digits - p);
}

static void
append_handle (GString *text, const KtHandle *handle)
{
  append_number (text, handle->number, ' ');
  append_number (text, handle->kind, ' ');
  append_number (text, handle->key, ' ');
  append_number (text, handle->contact, ' ');
  append_number (text, handle->stamp, '\n');
}

/* By rename, so that a reader sees the old list or the new one. Not synced: after a power cut there
 * is simply no list. */
gboolean
kt_handle_file_write (const KtContext *context, const GArray *handles)
{
  g_autofree char *file = file_name (context);
  g_autofree char *temporary = g_strdup_printf ("%s.%d", file, (int)getpid ());
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, HEADER "\n%s\n%" G_GINT64_FORMAT "\n%s\n", context->paths.data,
                          context->clock.now, context->command != NULL ? context->command : "");
  for (guint i = 0; i < handles->len && i < KT_HANDLES_MAX; i++)
    append_handle (text, &g_array_index (handles, KtHandle, i));
  if (g_mkdir_with_parents (context->paths.state, 0700) != 0)
    return FALSE;
  if (write_new (temporary, text) && g_rename (temporary, file) == 0)
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}
