#include "config.h"
#include "kontor/command-output.h"
#include "kontor/courier-open.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include "kontor/keyring.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#define SECRET_MAX KT_COMMAND_OUTPUT_MAX /* a file that is no secret is longer */

void
kt_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* The first line, without its end. Takes text. */
static char *
first_line (char *text, const KtLogin *login, GError **error)
{
  char *secret = g_strndup (text, strcspn (text, "\r\n"));
  kt_secret_free (text);
  if (*secret != '\0' && strlen (secret) < SECRET_MAX)
    return secret;
  kt_secret_free (secret);
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK,
               _ ("no password for «%s», its first line is empty"), login->name);
  return NULL;
}

static char *
from_file (const KtLogin *login, GError **error)
{
  g_autoptr (GError) failed = NULL;
  char *text = NULL;
  if (g_file_get_contents (login->credentials->password_file, &text, NULL, &failed))
    return first_line (text, login, error);
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("cannot read the password file of «%s», %s"),
               login->name, failed->message);
  return NULL;
}

/* Without a shell; its questions go to the terminal, its answer comes back to us. complaint: "the
 * password command of «%s» failed, %s"; waiting: "waiting for the password command of «%s», %u
 * seconds at most". */
static char *
from_command (const KtLogin *login, const char *command, const char *complaint, const char *waiting,
              GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_auto (GStrv) argv = NULL;
  guint seconds = (guint)login->credentials->command_seconds;
  seconds = seconds > 0 ? seconds : KT_COMMAND_SECONDS;
  g_autofree char *told = g_strdup_printf (waiting, login->name, seconds);
  gboolean words = g_shell_parse_argv (command, NULL, &argv, NULL);
  const KtCommandCall call = { .argv = argv, .seconds = seconds, .told = told };
  char *text = words ? kt_command_output (&call, &failed) : NULL;
  if (text != NULL)
    return first_line (text, login, error);
  if (g_error_matches (failed, KT_ERROR, KT_ERROR_INTERRUPTED))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, complaint, login->name,
               words ? failed->message : _ ("a quote in it does not end"));
  if (strchr (command, '~') != NULL)
    kt_error_hint (error, "%s", _ ("no shell runs it: write the whole path, without ~"));
  else
    kt_error_hint (error, _ ("run it by hand to see why: %s"), command);
  return NULL;
}

/* Asks only when nothing is shown any more: what is typed at once, before, would be seen and lost.
 */
static char *
read_line_hidden (int tty, const char *prompt)
{
  struct termios before, hidden;
  char line[1024];
  if (tcgetattr (tty, &before) != 0)
    return NULL;
  hidden = before;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr (tty, TCSAFLUSH, &hidden);
  gboolean asked = write (tty, prompt, strlen (prompt)) > 0;
  gssize n = asked && kt_interrupt_wait (tty) ? read (tty, line, sizeof line - 1) : -1;
  tcsetattr (tty, TCSAFLUSH, &before);
  if (write (tty, "\n", 1) < 0 || n <= 0)
    return NULL;
  line[n] = '\0';
  char *text = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return text;
}

static void
hint_password (const KtLogin *login, GError **error)
{
  kt_error_hint (error, _ ("set password-command or password-file in [%s %s]"), login->section,
                 login->name);
  kt_error_hint (error, _ ("or keep it in the keyring: kontor account password %s"), login->name);
}

/* NULL: there is no terminal, or it was interrupted. */
static char *
ask_hidden (const char *user, const char *host, const char *why)
{
  int tty = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  g_autofree char *question = g_strdup_printf (_ ("password of %s at %s: "), user, host);
  g_autofree char *prompt
      = why != NULL ? g_strconcat (why, "\n", question, NULL) : g_strdup (question);
  char *text = tty >= 0 ? read_line_hidden (tty, prompt) : NULL;
  if (tty >= 0)
    close (tty);
  return text;
}

char *
kt_secret_ask (const char *user, const char *host, const char *why)
{
  char *text = ask_hidden (user, host, why);
  if (text != NULL)
    text[strcspn (text, "\r\n")] = '\0';
  return text;
}

gboolean
kt_secret_is_typed (const KtMailSource *mailbox)
{
  const KtCredentials *credentials = &mailbox->credentials;
  g_autoptr (GError) failed = NULL;
  if (credentials->password != NULL || credentials->password_file != NULL
      || credentials->password_command != NULL || credentials->oauth2_command != NULL
      || mailbox->user == NULL)
    return FALSE;
  char *kept = kt_keyring_lookup (mailbox->user, mailbox->host, (guint)credentials->command_seconds,
                                  &failed);
  kt_secret_free (kept);
  return kept == NULL && failed == NULL;
}

static char *
from_terminal (const KtLogin *login, GError **error)
{
  char *text = ask_hidden (login->user, login->host, NULL);
  if (text != NULL)
    return first_line (text, login, error);
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("no password for «%s»"), login->name);
  hint_password (login, error);
  return NULL;
}

char *
kt_secret_get (const KtLogin *login, gboolean no_input, GError **error)
{
  g_autoptr (GError) failed = NULL;
  const KtCredentials *credentials = login->credentials;
  if (credentials->password != NULL)
    return g_strdup (credentials->password);
  if (credentials->password_file != NULL)
    return from_file (login, error);
  if (credentials->password_command != NULL)
    return from_command (login, credentials->password_command,
                         _ ("the password command of «%s» failed, %s"),
                         _ ("waiting for the password command of «%s», %u seconds at most"), error);
  if (credentials->oauth2_command != NULL)
    return from_command (login, credentials->oauth2_command,
                         _ ("the oauth2-command of «%s» failed, %s"),
                         _ ("waiting for the oauth2-command of «%s», %u seconds at most"), error);
  char *kept
      = kt_keyring_lookup (login->user, login->host, (guint)credentials->command_seconds, &failed);
  if (kept != NULL)
    return first_line (kept, login, error);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  if (!no_input)
    return from_terminal (login, error);
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("no password for «%s»"), login->name);
  hint_password (login, error);
  return NULL;
}

/* Between fork and exec; the parent may have died before it could be told. */
static void
die_with_parent (gpointer parent)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != GPOINTER_TO_INT (parent))
    _exit (1);
}

gboolean
kt_tunnel_spawn (const KtMailSource *source, int *ret_fd, int *ret_pid, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_auto (GStrv) argv = NULL;
  int fds[2];
  if (!g_shell_parse_argv (source->tunnel, NULL, &argv, &failed))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot read the tunnel of «%s», %s"),
                   source->name, failed->message);
      return FALSE;
    }
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot start the tunnel of «%s», %s"),
                   source->name, g_strerror (errno));
      return FALSE;
    }
  GPid pid = 0;
  gboolean ok
      = g_spawn_async_with_fds (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                                die_with_parent, GINT_TO_POINTER (getpid ()), &pid, fds[1], fds[1],
                                -1 /* its errors are for the user */, &failed);
  close (fds[1]);
  if (ok)
    {
      *ret_fd = fds[0];
      *ret_pid = pid;
      return TRUE;
    }
  close (fds[0]);
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("cannot start the tunnel of «%s», %s"),
               source->name, failed->message);
  return FALSE;
}
