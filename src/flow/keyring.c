#include "config.h"
#include "kontor/courier-open.h"
#include "kontor/error.h"
#include "kontor/keyring.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The Secret Service, by the program that speaks to it: no library for what most runs never need.
 */
#define TOOL "secret-tool"

gboolean
kt_keyring_is_there (void)
{
  g_autofree char *path = g_find_program_in_path (TOOL);
  return path != NULL;
}

/* No entry, a locked keyring that nobody opens, no session to ask: all the same here. */
char *
kt_keyring_lookup (const char *user, const char *host)
{
  const char *argv[] = { TOOL,   "lookup", "service", "kontor", "user", user != NULL ? user : "",
                         "host", host,     NULL };
  char *text = NULL;
  int status = 0;
  if (user == NULL || !kt_keyring_is_there ())
    return NULL;
  gboolean ok
      = g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &text, NULL, &status, NULL)
        && g_spawn_check_wait_status (status, NULL) && text != NULL && *text != '\0';
  if (ok)
    return text;
  kt_secret_free (text);
  return NULL;
}

/* Takes fd. */
static gboolean
write_all (int fd, const char *text)
{
  gsize left = strlen (text);
  while (left > 0)
    {
      gssize n = write (fd, text, left);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      text += n;
      left -= (gsize)n;
    }
  return close (fd) == 0 && left == 0;
}

static gboolean
ended_well (GPid pid, GError **error)
{
  int status = 0;
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (pid);
  return g_spawn_check_wait_status (status, error);
}

gboolean
kt_keyring_store (const char *user, const char *host, const char *secret, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *label = g_strdup_printf ("Kontor: %s, %s", user, host);
  const char *argv[]
      = { TOOL, "store", "--label", label, "service", "kontor", "user", user, "host", host, NULL };
  GPid pid;
  int in;
  if (g_spawn_async_with_pipes (NULL, (char **)argv, NULL,
                                G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD
                                    | G_SPAWN_STDOUT_TO_DEV_NULL,
                                NULL, NULL, &pid, &in, NULL, NULL, &failed))
    {
      gboolean written = write_all (in, secret);
      if (ended_well (pid, &failed) && written)
        return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot keep the password in the keyring, %s"),
               failed != NULL ? failed->message : _ ("it was not taken"));
  kt_error_hint (
      error, "%s",
      _ ("a keyring needs a session: without one write password-command into the config"));
  return FALSE;
}
