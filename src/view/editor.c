#include "config.h"
#include "kontor/editor.h"
#include "kontor/error.h"
#include "kontor/store.h"
#include "kontor/table.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static gboolean
refuse (const char *what, const char *path, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "%s «%s», %s", what, path, g_strerror (errno));
  return FALSE;
}

char *
kt_editor_file (const KtContext *context, const char *name, const char *text, GError **error)
{
  g_autofree char *directory = g_build_filename (context->paths.state, "edit-XXXXXX", NULL);
  if (g_mkdir_with_parents (context->paths.state, 0700) != 0
      || g_mkdtemp_full (directory, 0700) == NULL)
    {
      refuse (_ ("cannot make a place to edit in"), directory, error);
      return NULL;
    }
  g_autofree char *path = g_build_filename (directory, name, NULL);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean written = fd >= 0 && kt_write_all (fd, text, strlen (text));
  if (fd >= 0 && close (fd) != 0)
    written = FALSE;
  if (written)
    return g_steal_pointer (&path);
  kt_store_file_error (path, errno, error);
  kt_editor_remove (path);
  return NULL;
}

gboolean
kt_editor_write (const char *path, const char *text, GError **error)
{
  int fd = open (path, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CREAT | O_CLOEXEC, 0600);
  gboolean written = fd >= 0 && kt_write_all (fd, text, strlen (text));
  if (fd >= 0 && close (fd) != 0)
    written = FALSE;
  return written || kt_store_file_error (path, errno, error);
}

/* In the child: what this program ignores while it waits is the editor's own business. */
static void
take_signals (gpointer unused)
{
  signal (SIGINT, SIG_DFL);
  signal (SIGQUIT, SIG_DFL);
}

static const char *
editor_line (void)
{
  static const char *const names[] = { "VISUAL", "EDITOR", NULL };
  for (const char *const *name = names; *name != NULL; name++)
    {
      const char *value = g_getenv (*name);
      if (value != NULL && *value != '\0')
        return value;
    }
  g_autofree char *usual = g_find_program_in_path ("editor");
  return usual != NULL ? "editor" : "vi";
}

static gboolean
run_editor (const char *path, GError **error)
{
  const char *line = editor_line ();
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) failed = NULL;
  int n = 0, status = 0;
  if (g_shell_parse_argv (line, &n, &words, &failed))
    {
      words = g_renew (char *, words, n + 2);
      words[n] = g_strdup (path);
      words[n + 1] = NULL;
      struct sigaction ignore = { .sa_handler = SIG_IGN }, interrupt, quit;
      sigaction (SIGINT, &ignore, &interrupt);
      sigaction (SIGQUIT, &ignore, &quit);
      gboolean ran
          = g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN,
                          take_signals, NULL, NULL, NULL, &status, &failed)
            && g_spawn_check_wait_status (status, &failed);
      sigaction (SIGINT, &interrupt, NULL);
      sigaction (SIGQUIT, &quit, NULL);
      if (ran)
        return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the editor «%s» failed, %s"), line,
               failed->message);
  kt_error_hint (error, _ ("set EDITOR to the one you like, for example: export EDITOR=nano"));
  return FALSE;
}

static char *
read_file (const char *path, gsize max, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  g_autofree char *text = g_malloc (max + 2);
  gsize used = 0;
  gssize n = -1;
  while (fd >= 0 && used <= max
         && ((n = read (fd, text + used, max + 1 - used)) > 0 || (n < 0 && errno == EINTR)))
    used += (gsize)MAX (n, 0);
  if (fd < 0 || n < 0)
    refuse (_ ("cannot read"), path, error);
  else if (used > max)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("that is too much text, more than %u KB"),
                 (guint)(max >> 10));
  if (fd >= 0)
    close (fd);
  if (fd < 0 || n < 0 || used > max)
    return NULL;
  text[used] = '\0';
  /* a NUL would end the text early and lose what stands behind it */
  for (gsize i = 0; i < used; i++)
    if (text[i] == '\0')
      text[i] = ' ';
  return g_steal_pointer (&text);
}

char *
kt_editor_run (KtContext *context, const char *path, gsize max, GError **error)
{
  return kt_out_flush (context, error) && run_editor (path, error) ? read_file (path, max, error)
                                                                   : NULL;
}

void
kt_editor_remove (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *one = g_build_filename (directory, name, NULL);
      g_unlink (one);
    }
  g_rmdir (directory);
}
