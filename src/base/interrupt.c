#include "config.h"
#include "kontor/interrupt.h"
#include "kontor/error.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

/* A signal handler can reach nothing else: the only variables of the process. */
static volatile sig_atomic_t interrupts, terms, hangups;

static void
note_interrupt (int signal_number)
{
  if (interrupts++ > 0)
    _exit (KT_ERROR_INTERRUPTED);
}

void
kt_interrupt_catch (void)
{
  struct sigaction action = { .sa_handler = note_interrupt };
  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, NULL);
}

gboolean
kt_interrupted (void)
{
  return interrupts > 0 || terms > 0;
}

gboolean
kt_interrupt_check (GError **error)
{
  if (!kt_interrupted ())
    return TRUE;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_INTERRUPTED, _ ("interrupted"));
  return FALSE;
}

/* The signals are let in only while ppoll() sleeps: between a look at the variable and a plain
 * read() one would be lost, and the read would wait for ever. */
gboolean
kt_interrupt_wait (int fd)
{
  struct pollfd wanted = { .fd = fd, .events = POLLIN };
  sigset_t closed, before, open;
  int ready = 0;

  sigemptyset (&closed);
  sigaddset (&closed, SIGINT);
  sigaddset (&closed, SIGTERM);
  sigprocmask (SIG_BLOCK, &closed, &before);
  open = before;
  sigdelset (&open, SIGINT);
  sigdelset (&open, SIGTERM);
  while (!kt_interrupted () && (ready = ppoll (&wanted, 1, NULL, &open)) < 0 && errno == EINTR)
    ;
  sigprocmask (SIG_SETMASK, &before, NULL);
  return !kt_interrupted () && ready > 0;
}

/* --- a command that stays --- */

static void
note_term (int signal_number)
{
  terms = 1;
}

static void
note_hangup (int signal_number)
{
  hangups = 1;
}

void
kt_interrupt_stay (void)
{
  struct sigaction term = { .sa_handler = note_term }, hangup = { .sa_handler = note_hangup };
  sigemptyset (&term.sa_mask);
  sigemptyset (&hangup.sa_mask);
  sigaction (SIGTERM, &term, NULL);
  sigaction (SIGHUP, &hangup, NULL);
}

gboolean
kt_interrupt_is_term (void)
{
  return terms > 0 && interrupts == 0;
}

gboolean
kt_interrupt_take_hangup (void)
{
  gboolean came = hangups > 0;
  hangups = 0;
  return came;
}

int
kt_interrupt_poll (struct pollfd *fds, guint n, int milliseconds)
{
  struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
  sigset_t closed, before, open;
  int ready = -1;

  sigemptyset (&closed);
  sigaddset (&closed, SIGINT);
  sigaddset (&closed, SIGTERM);
  sigaddset (&closed, SIGHUP);
  sigprocmask (SIG_BLOCK, &closed, &before);
  open = before;
  sigdelset (&open, SIGINT);
  sigdelset (&open, SIGTERM);
  sigdelset (&open, SIGHUP);
  errno = EINTR;
  if (!kt_interrupted () && hangups == 0)
    ready = ppoll (fds, n, milliseconds < 0 ? NULL : &time, &open);
  int saved = errno;
  sigprocmask (SIG_SETMASK, &before, NULL);
  errno = saved;
  return ready;
}
