#include "config.h"
#include "kontor/error.h"
#include "kontor/paths.h"
#include "kontor/process.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOCKET_BUFFER (1 << 20)
#define PATIENCE_MS 300000 /* for an answer; a courier's own deadlines are shorter */
#define GRACE_MS 2000      /* from its socket's end to its own */
#define TUNNEL_GRACE_MS 500
enum
{
  CHANNEL_FD = 3,
  EXTRA_FD = 4,
};

/* The whole environment of a helper: no secret can hide in it. */
static const char *const kept_variables[]
    = { "KONTOR_NOW", "TZ", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", NULL };

static GStrv
helper_environment (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_add (builder, "LC_ALL=C.UTF-8");
  for (const char *const *name = kept_variables; *name != NULL; name++)
    {
      const char *value = g_getenv (*name);
      g_autofree char *pair = value == NULL ? NULL : g_strconcat (*name, "=", value, NULL);
      if (pair != NULL)
        g_strv_builder_add (builder, pair);
    }
  return g_strv_builder_end (builder);
}

static const int terminal_signals[] = { SIGINT, SIGTERM, SIGQUIT, SIGHUP };

/* What reads foreign bytes neither reads the user's keys nor writes to the screen. The sanitizers'
 * reports are worth the exception. */
static void
leave_terminal (void)
{
  int nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0)
    _exit (127);
  dup2 (nothing, STDIN_FILENO);
  dup2 (nothing, STDOUT_FILENO);
#ifndef KT_SANITIZED
  dup2 (nothing, STDERR_FILENO);
#endif
}

/* In the child between fork and exec: only async-signal-safe calls. The descriptors are first moved
 * out of the way, so that 3 and 4 can be taken whatever they were. */
static void
become_helper (const char *path, char *const *environment, int fd, int extra_fd, pid_t parent)
{
  char *const argv[] = { (char *)path, NULL };
  int high = fcntl (fd, F_DUPFD_CLOEXEC, 10);
  int high_extra = extra_fd < 0 ? -1 : fcntl (extra_fd, F_DUPFD_CLOEXEC, 10);

  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid () != parent)
    _exit (127);
  /* Ctrl-C and its like go to everybody at the terminal: kontor decides, its end is ours */
  for (guint i = 0; i < G_N_ELEMENTS (terminal_signals); i++)
    signal (terminal_signals[i], SIG_IGN);
  leave_terminal ();
  if (high < 0 || dup2 (high, CHANNEL_FD) < 0)
    _exit (127);
  if (high_extra >= 0 && dup2 (high_extra, EXTRA_FD) < 0)
    _exit (127);
  /* whatever else this process has open does not go along */
  if (close_range (high_extra >= 0 ? EXTRA_FD + 1 : CHANNEL_FD + 1, ~0U, CLOSE_RANGE_CLOEXEC) != 0)
    _exit (127);
  execve (path, argv, environment);
  _exit (127);
}

static void
enlarge (int fd)
{
  int size = SOCKET_BUFFER;
  setsockopt (fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  setsockopt (fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

KtHelper *
kt_helper_start (const char *name, int extra_fd, GError **error)
{
  g_autofree char *path = kt_paths_find_helper (name, error);
  if (path == NULL)
    return NULL;
  int fds[2];
  g_auto (GStrv) environment = helper_environment ();
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "cannot start «%s», %s", name,
                   g_strerror (errno));
      return NULL;
    }
  enlarge (fds[0]);
  enlarge (fds[1]);
  pid_t parent = getpid (), pid = fork ();
  if (pid == 0)
    become_helper (path, environment, fds[1], extra_fd, parent);
  int saved = errno;
  close (fds[1]);
  if (pid < 0)
    {
      close (fds[0]);
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "cannot start «%s», %s", name,
                   g_strerror (saved));
      return NULL;
    }
  KtHelper *helper = g_new0 (KtHelper, 1);
  helper->pid = pid;
  helper->channel = kt_channel_new (fds[0]);
  kt_channel_set_patience (helper->channel, PATIENCE_MS);
  if (kt_channel_greet (helper->channel, error))
    return helper;
  kt_helper_end (helper);
  return NULL;
}

KtHelper *
kt_helper_greeted (KtHelper *helper, GError **error)
{
  if (helper == NULL || kt_channel_be_greeted (helper->channel, error))
    return helper;
  kt_helper_end (helper);
  return NULL;
}

KtHelper *
kt_helper_spawn (const char *name, int extra_fd, GError **error)
{
  return kt_helper_greeted (kt_helper_start (name, extra_fd, error), error);
}

/* A courier that waits for its server does not see that its socket is closed. */
static void
wait_or_kill (pid_t pid)
{
  int fd = pidfd_open (pid, 0);
  struct pollfd ended = { .fd = fd, .events = POLLIN };
  if (fd >= 0 && poll (&ended, 1, GRACE_MS) == 0)
    kill (pid, SIGKILL);
  if (fd >= 0)
    close (fd);
}

void
kt_process_end (int pid)
{
  static const int steps[] = { 0, SIGTERM, SIGKILL };
  int fd = pidfd_open (pid, 0);
  struct pollfd ended = { .fd = fd, .events = POLLIN };
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i] != 0)
        kill (pid, steps[i]);
      if (fd >= 0 && poll (&ended, 1, TUNNEL_GRACE_MS) > 0)
        break;
    }
  if (fd >= 0)
    close (fd);
  while (waitpid (pid, NULL, 0) < 0 && errno == EINTR)
    ;
}

int
kt_helper_end (KtHelper *helper)
{
  int status = 0;
  if (helper == NULL)
    return 0;
  kt_channel_free (helper->channel);
  wait_or_kill (helper->pid);
  while (waitpid (helper->pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (helper->tunnel > 0)
    kt_process_end (helper->tunnel);
  g_free (helper);
  return status;
}

int
kt_helper_kill (KtHelper *helper)
{
  if (helper != NULL)
    kill (helper->pid, SIGKILL);
  return kt_helper_end (helper);
}

KtChannel *
kt_helper_begin (GError **error)
{
  signal (SIGPIPE, SIG_IGN);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (fcntl (CHANNEL_FD, F_SETFD, FD_CLOEXEC) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                   "started by hand: kontor starts this by itself");
      return NULL;
    }
  g_autoptr (KtChannel) channel = kt_channel_new (CHANNEL_FD);
  if (!kt_channel_greet (channel, error) || !kt_channel_be_greeted (channel, error))
    return NULL;
  return g_steal_pointer (&channel);
}

gboolean
kt_helper_is_alone (KtChannel *channel)
{
  struct pollfd other = { .fd = kt_channel_fd (channel) };
  return poll (&other, 1, 0) > 0 && (other.revents & (POLLHUP | POLLERR)) != 0;
}

const char *
kt_helper_death_reason (int status)
{
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    return "reading it took too long";
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
    return "reading it did not end";
  return "the reader died of it";
}
