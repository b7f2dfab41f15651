#include "config.h"
#include "kontor/command-output.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define TICK_MS 500         /* how late Ctrl-C may be noticed */
#define GRACE_MS 500        /* from SIGTERM to SIGKILL */
#define TELL_AFTER_MS 10000 /* that it is waited for */
#define STATUS_UNKNOWN (~0) /* it still runs */

typedef struct
{
  const KtCommandCall *call;
  GPid pid;
  int pidfd, in, out;
  int tty;        /* -1: kontor is not in the foreground of one */
  gboolean leads; /* a process group of its own, which has the terminal if there is one */
  pid_t parent;
  int status;
  gboolean told;
  char *text; /* wiped */
  gsize length;
} Child;

/* --- the terminal --- */

/* Whether a process that runs is one of kontor's group, and not one that kontor started. */
static gboolean
is_companion (const char *pid)
{
  g_autofree char *file = g_strdup_printf ("/proc/%s/stat", pid), *line = NULL;
  char state;
  int parent, group;
  if (!g_file_get_contents (file, &line, NULL, NULL))
    return FALSE; /* it has ended */
  /* behind its name, which may hold anything */
  const char *behind = strrchr (line, ')');
  return behind != NULL && sscanf (behind + 1, " %c %d %d", &state, &parent, &group) == 3
         && group == getpgrp () && parent != getpid () && atoi (pid) != getpid () && state != 'Z';
}

/* Whether nobody else loses the terminal with kontor: in "kontor sync | less" less would, it would
 * be stopped for using it, and the shell takes that for the stop of both. */
static gboolean
is_alone (void)
{
  g_autoptr (GDir) processes = getpid () == getpgrp () ? g_dir_open ("/proc", 0, NULL) : NULL;
  if (processes == NULL)
    return FALSE;
  for (const char *name; (name = g_dir_read_name (processes)) != NULL;)
    if (g_ascii_isdigit (*name) && is_companion (name))
      return FALSE;
  return TRUE;
}

/* Without it a program in a group of its own could ask nobody anything. */
static int
open_terminal (void)
{
  int tty = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (tty >= 0 && tcgetpgrp (tty) == getpgrp ())
    return tty;
  if (tty >= 0)
    close (tty);
  return -1;
}

/* Whoever is in the background is stopped for that, unless it does not listen. */
static void
ignore_stop (sigset_t *ret_before)
{
  sigset_t stop;
  sigemptyset (&stop);
  sigaddset (&stop, SIGTTOU);
  sigprocmask (SIG_BLOCK, &stop, ret_before);
}

static void
give_terminal (int tty, pid_t group)
{
  sigset_t before;
  ignore_stop (&before);
  tcsetpgrp (tty, group);
  sigprocmask (SIG_SETMASK, &before, NULL);
}

/* Between fork and exec; the parent may have died before it could be told. */
static void
lead_group (gpointer data)
{
  const Child *child = data;
  if (child->leads)
    setpgid (0, 0);
  if (child->leads && child->tty >= 0)
    give_terminal (child->tty, getpid ());
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != child->parent)
    _exit (1);
}

static void
tell (Child *child, gint64 begun)
{
  gint64 after = MIN (child->call->seconds * G_GINT64_CONSTANT (1000) / 2, TELL_AFTER_MS);
  if (child->told || child->tty < 0 || child->call->told == NULL
      || g_get_monotonic_time () - begun < after * 1000)
    return;
  g_autofree char *line = g_strconcat (child->call->told, "\r\n", NULL);
  sigset_t before;
  ignore_stop (&before); /* "stty tostop" */
  child->told = write (child->tty, line, strlen (line)) >= 0 || errno != EINTR;
  sigprocmask (SIG_SETMASK, &before, NULL);
}

/* --- its life --- */

static gboolean
start (Child *child, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gboolean asks = child->call->input == NULL;
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD
                      | (asks ? G_SPAWN_CHILD_INHERITS_STDIN : 0)
                      | (child->call->quiet ? G_SPAWN_STDERR_TO_DEV_NULL : 0);
  child->tty = asks ? open_terminal () : -1;
  child->leads = child->tty < 0 || is_alone ();
  child->parent = getpid ();
  if (g_spawn_async_with_pipes (NULL, (char **)child->call->argv, NULL, flags, lead_group, child,
                                &child->pid, asks ? NULL : &child->in, &child->out, NULL, &failed))
    {
      if (child->leads)
        setpgid (child->pid, child->pid); /* whoever of the two comes first */
      child->pidfd = pidfd_open (child->pid, 0);
      return TRUE;
    }
  if (g_error_matches (failed, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("there is no program «%s»"),
                 child->call->argv[0]);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("«%s» cannot be started"),
                 child->call->argv[0]);
  return FALSE;
}

static gboolean
has_ended (Child *child, int milliseconds)
{
  struct pollfd ended = { .fd = child->pidfd, .events = POLLIN };
  int status;
  if (child->status != STATUS_UNKNOWN)
    return TRUE;
  if (milliseconds > 0)
    poll (&ended, 1, milliseconds);
  if (waitpid (child->pid, &status, WNOHANG | WUNTRACED) != child->pid)
    return FALSE;
  if (WIFSTOPPED (status))
    {
      /* nobody could wake it: the shell knows of kontor alone */
      if (child->leads && WSTOPSIG (status) == SIGTSTP)
        kill (-child->pid, SIGCONT);
      return FALSE;
    }
  child->status = status;
  return TRUE;
}

/* With its group, if it leads one: what it started ends too. */
static void
end_it (Child *child)
{
  pid_t whom = child->leads ? -child->pid : child->pid;
  kill (whom, SIGTERM);
  kill (whom, SIGCONT);
  if (!has_ended (child, GRACE_MS))
    kill (whom, SIGKILL);
  while (!has_ended (child, TICK_MS))
    ;
  if (child->leads)
    kill (whom, SIGKILL); /* what it left behind */
}

/* What is there to be read; FALSE: it has closed its output, or prints too much. */
static gboolean
read_some (Child *child)
{
  gsize space = KT_COMMAND_OUTPUT_MAX - child->length;
  gssize n = read (child->out, child->text + child->length, space);
  if (n < 0)
    return errno == EINTR || errno == EAGAIN;
  child->length += (gsize)n;
  return n > 0 && child->length < KT_COMMAND_OUTPUT_MAX;
}

/* Until it has ended and all was read. A program that it left behind may hold the output open. */
static gboolean
listen_to (Child *child, GError **error)
{
  gint64 begun = g_get_monotonic_time (), wait = child->call->seconds * G_USEC_PER_SEC;
  gboolean open = TRUE;
  g_unix_set_fd_nonblocking (child->out, TRUE, NULL);
  while (!has_ended (child, 0))
    {
      struct pollfd fds[] = { { .fd = child->pidfd, .events = POLLIN },
                              { .fd = open ? child->out : -1, .events = POLLIN } };
      if (kt_interrupted ())
        return kt_interrupt_check (error);
      if (child->length >= KT_COMMAND_OUTPUT_MAX)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("it prints more than a password"));
          return FALSE;
        }
      if (g_get_monotonic_time () - begun > wait)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_NETWORK,
                       ngettext ("it did not end within %u second",
                                 "it did not end within %u seconds", child->call->seconds),
                       child->call->seconds);
          return FALSE;
        }
      if (poll (fds, 2, TICK_MS) > 0 && fds[1].revents != 0)
        open = read_some (child);
      tell (child, begun);
    }
  while (open && child->length < KT_COMMAND_OUTPUT_MAX)
    {
      gsize before = child->length;
      open = read_some (child) && child->length > before;
    }
  return TRUE;
}

static gboolean
judge (const Child *child, GError **error)
{
  if (WIFEXITED (child->status) && WEXITSTATUS (child->status) == 0)
    return TRUE;
  if (WIFEXITED (child->status))
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("it ended with status %d"),
                 WEXITSTATUS (child->status));
  else
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("it was ended by signal %d"),
                 WTERMSIG (child->status));
  return FALSE;
}

static void
write_input (Child *child)
{
  const char *text = child->call->input;
  if (text != NULL)
    kt_write_all (child->in, text, strlen (text)); /* it may not want it */
  if (child->in >= 0)
    close (child->in);
}

/* Ctrl-C went to whoever had the terminal. */
static void
take_back (const Child *child)
{
  if (child->leads && child->tty >= 0)
    give_terminal (child->tty, getpgrp ());
  if (child->tty >= 0)
    close (child->tty);
  if (child->leads && child->tty >= 0 && child->pid > 0 && WIFSIGNALED (child->status)
      && WTERMSIG (child->status) == SIGINT)
    kill (getpid (), SIGINT);
}

char *
kt_command_output (const KtCommandCall *wanted, GError **error)
{
  KtCommandCall call = *wanted;
  call.seconds = call.seconds > 0 ? call.seconds : KT_COMMAND_SECONDS;
  Child child = { .call = &call, .pidfd = -1, .in = -1, .out = -1, .status = STATUS_UNKNOWN };
  gboolean ok = start (&child, error);
  if (ok)
    {
      child.text = g_malloc0 (KT_COMMAND_OUTPUT_MAX + 1);
      write_input (&child);
      ok = listen_to (&child, error);
      if (!ok)
        end_it (&child);
      close (child.out);
      close (child.pidfd);
    }
  take_back (&child);
  ok = ok && kt_interrupt_check (error) && judge (&child, error);
  char *text = ok ? g_strdup (child.text) : NULL;
  if (child.text != NULL)
    explicit_bzero (child.text, KT_COMMAND_OUTPUT_MAX);
  g_free (child.text);
  return text;
}
