#include "config.h"
#include "wait.h"

struct _KtWait
{
  GMainContext *context;
  GCancellable *cancellable;
  GAsyncResult *result;
  GSource *late;
  gboolean is_late;
  GError *error;
};

static gboolean
on_late (gpointer data)
{
  KtWait *wait = data;
  wait->is_late = TRUE;
  g_cancellable_cancel (wait->cancellable);
  return G_SOURCE_REMOVE;
}

KtWait *
kt_wait_new (guint deadline_ms)
{
  KtWait *wait = g_new0 (KtWait, 1);
  wait->context = g_main_context_new ();
  wait->cancellable = g_cancellable_new ();
  wait->late = g_timeout_source_new (deadline_ms);
  g_source_set_callback (wait->late, on_late, wait, NULL);
  g_source_attach (wait->late, wait->context);
  g_main_context_push_thread_default (wait->context);
  return wait;
}

void
kt_wait_free (KtWait *wait)
{
  g_main_context_pop_thread_default (wait->context);
  g_source_destroy (wait->late);
  g_source_unref (wait->late);
  g_clear_object (&wait->result);
  g_clear_object (&wait->cancellable);
  g_clear_error (&wait->error);
  g_main_context_unref (wait->context);
  g_free (wait);
}

GCancellable *
kt_wait_cancellable (KtWait *wait)
{
  return wait->cancellable;
}

void
kt_wait_done (GObject *source, GAsyncResult *result, gpointer data)
{
  KtWait *wait = data;
  wait->result = g_object_ref (result);
}

GAsyncResult *
kt_wait_run (KtWait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (wait->context, TRUE);
  return wait->result;
}

GError **
kt_wait_error (KtWait *wait)
{
  return &wait->error;
}

gboolean
kt_wait_check (KtWait *wait, gboolean ok, GError **error)
{
  if (ok)
    return TRUE;
  if (wait->is_late)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "timed out");
  else
    g_propagate_error (error, g_steal_pointer (&wait->error));
  return FALSE;
}
