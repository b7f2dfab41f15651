#pragma once
#include <glib.h>

/* Ctrl-C. The first one is only noted: a command that runs long asks kt_interrupted() between its
 * steps, ends them cleanly and fails with KT_ERROR_INTERRUPTED; a blocking call gets EINTR. The
 * second one ends the process at once (the databases bear that). */
void kt_interrupt_catch (void);
gboolean kt_interrupted (void);
/* KT_ERROR_INTERRUPTED where Ctrl-C came; then FALSE. */
gboolean kt_interrupt_check (GError **error);
/* For a command that stays until it is ended: SIGTERM is noted like the first Ctrl-C, and SIGHUP.
 */
struct pollfd;
void kt_interrupt_stay (void);
gboolean kt_interrupt_is_term (void);     /* it was SIGTERM */
gboolean kt_interrupt_take_hangup (void); /* SIGHUP came since this was last asked */
/* poll() that any of them ends, also if it came just before. */
int kt_interrupt_poll (struct pollfd *fds, guint n, int milliseconds);

/* Waits until the descriptor can be read or has ended; FALSE: Ctrl-C came, now or before. */
gboolean kt_interrupt_wait (int fd);
