#pragma once
#include <glib.h>

/* Ctrl-C. The first one is only noted: a command that runs long asks kt_interrupted() between its
 * steps, ends them cleanly and fails with KT_ERROR_INTERRUPTED; a blocking call gets EINTR. The
 * second one ends the process at once (the databases bear that). */
void kt_interrupt_catch (void);
gboolean kt_interrupted (void);
/* KT_ERROR_INTERRUPTED where Ctrl-C came; then FALSE. */
gboolean kt_interrupt_check (GError **error);
/* Waits until the descriptor can be read or has ended; FALSE: Ctrl-C came, now or before. */
gboolean kt_interrupt_wait (int fd);
