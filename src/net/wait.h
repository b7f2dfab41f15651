#pragma once
#include <gio/gio.h>

/* One asynchronous step of GIO, run to its end on a context of its own, with a deadline:
 *   wait = kt_wait_new (ms); x_async (…, kt_wait_cancellable (wait), kt_wait_done, wait);
 *   ok = kt_wait_check (wait, x_finish (…, kt_wait_run (wait), kt_wait_error (wait)), error); */
typedef struct _KtWait KtWait;
KtWait *kt_wait_new (guint deadline_ms);
void kt_wait_free (KtWait *wait);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtWait, kt_wait_free)

GCancellable *kt_wait_cancellable (KtWait *wait);
void kt_wait_done (GObject *source, GAsyncResult *result, gpointer wait);
GAsyncResult *kt_wait_run (KtWait *wait);

/* Where finish leaves its error; kt_wait_check() passes it on, as G_IO_ERROR_TIMED_OUT when it was
 * the deadline that ended the step. Returns ok. */
GError **kt_wait_error (KtWait *wait);
gboolean kt_wait_check (KtWait *wait, gboolean ok, GError **error);
