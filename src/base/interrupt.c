#include "config.h"
#include "kontor/interrupt.h"
#include "kontor/error.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

/* A signal handler can reach nothing else: the one variable of the process. */
static volatile sig_atomic_t interrupts;

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
  return interrupts > 0;
}

gboolean
kt_interrupt_check (GError **error)
{
  if (!kt_interrupted ())
    return TRUE;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_INTERRUPTED, _ ("interrupted"));
  return FALSE;
}

/* The signal is let in only while ppoll() sleeps: between a look at the variable and a plain read()
 * it would be lost, and the read would wait for ever. */
gboolean
kt_interrupt_wait (int fd)
{
  struct pollfd wanted = { .fd = fd, .events = POLLIN };
  sigset_t closed, before, open;
  int ready = 0;

  sigemptyset (&closed);
  sigaddset (&closed, SIGINT);
  sigprocmask (SIG_BLOCK, &closed, &before);
  open = before;
  sigdelset (&open, SIGINT);
  while (interrupts == 0 && (ready = ppoll (&wanted, 1, NULL, &open)) < 0 && errno == EINTR)
    ;
  sigprocmask (SIG_SETMASK, &before, NULL);
  return interrupts == 0 && ready > 0;
}
