#include "config.h"
#include "imap-session.h"
#include "kontor/error.h"
#include <string.h>

#define IGNORED_MAX (1u << 30) /* octets of an answer that nobody takes: a window of letters */

guint
kt_imap_send (KtImap *self, const char *command)
{
  mailstream *stream = self->imap->imap_stream;
  char tag[16];
  guint number = ++self->last_tag;
  g_snprintf (tag, sizeof tag, "%u ", number);
  /* an error of the stream is sticky: it shows when the answer is read */
  mailstream_write (stream, tag, strlen (tag));
  mailstream_write (stream, command, strlen (command));
  mailstream_write (stream, "\r\n", 2);
  g_queue_push_tail (&self->under_way, GUINT_TO_POINTER (number));
  return number;
}

int
kt_imap_parse_answer (mailimap *imap)
{
  struct mailimap_response *response;
  int result = mailimap_parse_response (imap, &response);
  if (result != MAILIMAP_NO_ERROR)
    return result;
  const struct mailimap_response_done *done = response->rsp_resp_done;
  if (done->rsp_type != MAILIMAP_RESP_DONE_TYPE_TAGGED)
    result = MAILIMAP_ERROR_PROTOCOL;
  else if (done->rsp_data.rsp_tagged->rsp_cond_state->rsp_type != MAILIMAP_RESP_COND_STATE_OK)
    result = MAILIMAP_ERROR_CUSTOM_COMMAND;
  mailimap_response_free (response);
  return result;
}

static int
read_answer (mailimap *imap)
{
  return mailimap_read_line (imap) != NULL ? kt_imap_parse_answer (imap) : MAILIMAP_ERROR_STREAM;
}

static void
ignore_progress (size_t current, size_t maximum, void *context)
{
}

static void
ignore_answer (struct mailimap_msg_att *answer, void *context)
{
}

/* The answer to what was sent first. */
static gboolean
answer_first (KtImap *self, guint64 octets_max, mailimap_msg_att_handler *handler, gpointer data,
              gboolean *ret_no, GError **error)
{
  mailimap *imap = self->imap;
  if (self->broken != NULL)
    {
      g_propagate_error (error, g_error_copy (self->broken));
      return FALSE;
    }
  kt_stream_begin (imap->imap_stream, octets_max);
  imap->imap_tag = (int)GPOINTER_TO_UINT (g_queue_pop_head (&self->under_way));
  if (handler != NULL)
    {
      /* the handler is only called where a progress callback is set too */
      mailimap_set_progress_callback (imap, ignore_progress, ignore_progress, NULL);
      mailimap_set_msg_att_handler (imap, handler, data);
    }
  kt_guard_set_streaming (self->guard, handler != NULL);
  int result = read_answer (imap);
  kt_guard_set_streaming (self->guard, FALSE);
  mailimap_set_msg_att_handler (imap, NULL, NULL);
  mailimap_set_progress_callback (imap, NULL, NULL, NULL);
  return kt_imap_end (self, result, MAILIMAP_ERROR_CUSTOM_COMMAND, ret_no, error);
}

static void
forget_ahead (KtImap *self)
{
  g_clear_pointer (&self->list_ahead, kt_imap_list_job_free);
  g_clear_pointer (&self->fetch_ahead, kt_imap_fetch_job_free);
}

gboolean
kt_imap_answer (KtImap *self, guint tag, guint64 octets_max, mailimap_msg_att_handler *handler,
                gpointer data, gboolean *ret_no, GError **error)
{
  gboolean ignored;
  mailstream_flush (self->imap->imap_stream);
  while (!g_queue_is_empty (&self->under_way)
         && GPOINTER_TO_UINT (g_queue_peek_head (&self->under_way)) != tag)
    {
      forget_ahead (self);
      if (!answer_first (self, IGNORED_MAX, ignore_answer, NULL, &ignored, error))
        return FALSE;
    }
  if (g_queue_is_empty (&self->under_way))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "no command %u is under way", tag);
      return FALSE;
    }
  return answer_first (self, octets_max, handler, data, ret_no, error);
}

gboolean
kt_imap_drain (KtImap *self, GError **error)
{
  guint last = GPOINTER_TO_UINT (g_queue_peek_tail (&self->under_way));
  gboolean ignored;
  forget_ahead (self);
  g_clear_pointer (&self->examining, g_free);
  g_clear_pointer (&self->selected, g_free);
  return last == 0
         || kt_imap_answer (self, last, IGNORED_MAX, ignore_answer, NULL, &ignored, error);
}

gboolean
kt_imap_begin (KtImap *self, guint64 octets_max, GError **error)
{
  if (!g_queue_is_empty (&self->under_way) && !kt_imap_drain (self, error))
    return FALSE;
  if (self->broken != NULL)
    {
      g_propagate_error (error, g_error_copy (self->broken));
      return FALSE;
    }
  self->imap->imap_tag = (int)self->last_tag;
  kt_stream_begin (self->imap->imap_stream, octets_max);
  return TRUE;
}

gboolean
kt_imap_command (KtImap *self, const char *command, guint64 octets_max, gboolean *ret_no,
                 GError **error)
{
  return kt_imap_begin (self, octets_max, error)
         && kt_imap_answer (self, kt_imap_send (self, command), octets_max, NULL, NULL, ret_no,
                            error);
}
