#include "config.h"
#include "reader-calls.h"
#include "kontor/error.h"
#include "kontor/event.h"
#include "kontor/helper-call.h"
#include "kontor/interrupt.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <string.h>

#define STILLBORN_MAX 3         /* readers that die at once: none can run here */
#define DEATHS_MAX 20           /* RULES: processes */
#define FEED_AHEAD (1u << 20)   /* octets queued beyond what the socket holds */
#define ANSWER_MAX (128u << 20) /* octets of all texts of one answer and their names */
#define TEXT_COST 100u          /* octets that a text takes besides */
#define WAIT_MS 30000           /* for an answer: RLIMIT_CPU only counts work */

struct _KtReaderTalk
{
  const KtReaderTalkClass *class;
  gpointer user;
  KtHelper *helper;
  guint64 next_item;
  guint deaths, stillborn;
};

typedef struct
{
  KtReaderTalk *talk;
  KtReaderCall *calls;
  gsize n, sent, done; /* calls before done are answered, before sent under way */
  gint64 heard;
} Run;

KtReaderTalk *
kt_reader_talk_new (const KtReaderTalkClass *class, gpointer user)
{
  KtReaderTalk *talk = g_new0 (KtReaderTalk, 1);
  talk->class = class;
  talk->user = user;
  return talk;
}

void
kt_reader_talk_free (KtReaderTalk *talk)
{
  if (talk == NULL)
    return;
  if (talk->helper != NULL)
    kt_helper_end (talk->helper);
  g_free (talk);
}

void
kt_reader_call_init (KtReaderCall *call, const char *text, gsize length)
{
  *call = (KtReaderCall){ .texts = { text }, .lengths = { length }, .n_texts = 1 };
  call->names = g_ptr_array_new_with_free_func (g_free);
  call->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
}

void
kt_reader_call_clear (KtReaderCall *call)
{
  g_clear_pointer (&call->names, g_ptr_array_unref);
  g_clear_pointer (&call->bodies, g_ptr_array_unref);
  g_clear_pointer (&call->refusal, g_free);
}

static void
queue_call (KtReaderTalk *talk, KtReaderCall *call)
{
  call->item = ++talk->next_item;
  call->begun = FALSE;
  talk->class->ask (talk->user, talk->helper->channel, call);
  for (gsize i = 0; i < call->n_texts; i++)
    kt_helper_call_queue_text (talk->helper, call->texts[i], call->lengths[i]);
}

/* --- answers --- */

gboolean
kt_reader_nonsense (GError **error)
{
  if (error != NULL && *error == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the reader talks nonsense");
  return FALSE;
}

/* What belongs to a text that is coming. */
static gboolean
take_text (KtReaderCall *call, const KtFrame *frame, GError **error)
{
  if (frame->type == KT_FRAME_ITEM_END)
    {
      call->in_text = FALSE;
      return TRUE;
    }
  call->octets += frame->length;
  if (frame->type != KT_FRAME_BYTES || call->octets > ANSWER_MAX
      || memchr (frame->data, 0, frame->length) != NULL)
    return kt_reader_nonsense (error);
  g_byte_array_append (g_ptr_array_index (call->bodies, call->bodies->len - 1), frame->data,
                       frame->length);
  return TRUE;
}

static gboolean
take_name (KtReaderCall *call, const KtFrame *frame, GError **error)
{
  guint64 item = 0;
  const char *name;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_TEXT, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(t&s)", &item, &name);
  call->octets += strlen (name) + TEXT_COST;
  if (item != call->item || call->octets > ANSWER_MAX)
    return kt_reader_nonsense (error);
  g_ptr_array_add (call->names, g_strdup (name));
  g_ptr_array_add (call->bodies, g_byte_array_new ());
  call->in_text = TRUE;
  return TRUE;
}

/* BEGIN, READ_END, REFUSED: frames that name the item first. */
static gboolean
take_item (KtReaderCall *call, const KtFrame *frame, GError **error)
{
  guint64 item = 0;
  const char *reason = NULL;
  gboolean refused = frame->type == KT_FRAME_REFUSED;
  g_autoptr (GVariant) record = kt_frame_record (frame, refused ? "(ts)" : "(t)", error);
  if (record == NULL)
    return FALSE;
  if (refused)
    g_variant_get (record, "(t&s)", &item, &reason);
  else
    g_variant_get (record, "(t)", &item);
  if (item != call->item || call->begun == (frame->type == KT_FRAME_BEGIN))
    return kt_reader_nonsense (error);
  call->begun = TRUE;
  call->refusal = g_strdup (reason);
  return TRUE;
}

/* FALSE with error: the reader is not to be believed any more. */
static gboolean
take_frame (Run *run, const KtFrame *frame, gboolean *ret_done, GError **error)
{
  KtReaderCall *call = &run->calls[run->done];
  *ret_done = FALSE;
  if (call->in_text)
    return take_text (call, frame, error);
  switch (frame->type)
    {
    case KT_FRAME_READ_END:
    case KT_FRAME_REFUSED:
      *ret_done = TRUE;
      return take_item (call, frame, error);
    case KT_FRAME_BEGIN:
      return take_item (call, frame, error);
    case KT_FRAME_TEXT:
      return take_name (call, frame, error);
    default:
      return run->talk->class->take (call, frame, error) || kt_reader_nonsense (error);
    }
}

/* --- the conversation --- */

static void
refuse (Run *run, KtReaderCall *call, const char *reason)
{
  run->talk->class->forget (call);
  g_ptr_array_set_size (call->names, 0);
  g_ptr_array_set_size (call->bodies, 0);
  call->in_text = FALSE;
  call->octets = 0;
  g_free (call->refusal);
  call->refusal = g_strdup (reason);
}

/* Whoever it had begun is to blame; the others are told to the next reader. */
static void
reader_died (Run *run)
{
  KtReaderTalk *talk = run->talk;
  int status = kt_helper_kill (g_steal_pointer (&talk->helper));
  KtReaderCall *head = run->done < run->sent ? &run->calls[run->done] : NULL;
  if (head != NULL && head->begun)
    {
      refuse (run, head, kt_helper_death_reason (status));
      run->done++;
      talk->deaths++;
      talk->stillborn = 0;
    }
  else
    talk->stillborn++;
  run->sent = run->done;
}

static gboolean
feed (Run *run, GError **error)
{
  KtReaderTalk *talk = run->talk;
  if (talk->helper == NULL)
    {
      if (talk->stillborn >= STILLBORN_MAX)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "%s", _ (talk->class->what));
          kt_error_hint (error, _ ("see why: kontor doctor"));
          return FALSE;
        }
      talk->helper = kt_helper_spawn ("kontor-reader", -1, error);
      if (talk->helper == NULL)
        return FALSE;
      run->heard = g_get_monotonic_time ();
    }
  while (run->sent < run->n && kt_channel_queued (talk->helper->channel) < FEED_AHEAD)
    queue_call (talk, &run->calls[run->sent++]);
  return TRUE;
}

/* TRUE while the reader can be talked to. */
static gboolean
take_frames (Run *run)
{
  KtFrame frame;
  g_autoptr (GError) broken = NULL;
  while (kt_channel_next (run->talk->helper->channel, &frame, &broken))
    {
      gboolean done;
      run->heard = g_get_monotonic_time ();
      if (run->done == run->sent || !take_frame (run, &frame, &done, &broken))
        return FALSE;
      run->done += done;
    }
  return broken == NULL;
}

/* One wait, one write, one read. FALSE without error: the reader is gone. */
static gboolean
pump (Run *run, GError **error)
{
  KtChannel *channel = run->talk->helper->channel;
  struct pollfd fd = { .fd = kt_channel_fd (channel), .events = POLLIN };
  gboolean eof = FALSE;
  if (kt_channel_queued (channel) > 0)
    fd.events |= POLLOUT;
  if (poll (&fd, 1, WAIT_MS) < 0 && errno == EINTR)
    return kt_interrupt_check (error);
  if (g_get_monotonic_time () - run->heard > WAIT_MS * G_GINT64_CONSTANT (1000)
      || !kt_channel_pump_out (channel, NULL) || !kt_channel_pump_in (channel, &eof, NULL))
    return FALSE;
  return take_frames (run) && !eof;
}

/* All calls, one after the other, several under way. Each is answered or refused. */
gboolean
kt_reader_talk_run (KtReaderTalk *talk, KtReaderCall *calls, gsize n, GError **error)
{
  Run run = { .talk = talk, .calls = calls, .n = n, .heard = g_get_monotonic_time () };
  while (run.done < n)
    {
      g_autoptr (GError) stop = NULL;
      if (talk->deaths > DEATHS_MAX)
        {
          refuse (&run, &calls[run.done++], "the reader died too often in this run");
          continue;
        }
      if (!feed (&run, error))
        return FALSE;
      gboolean fine = pump (&run, &stop);
      if (stop != NULL)
        {
          kt_helper_kill (g_steal_pointer (&talk->helper));
          g_propagate_error (error, g_steal_pointer (&stop));
          return FALSE;
        }
      if (!fine)
        reader_died (&run);
    }
  return TRUE;
}

gboolean
kt_reader_talk_run_one (KtReaderTalk *talk, KtReaderCall *call, GError **error)
{
  if (!kt_reader_talk_run (talk, call, 1, error))
    return FALSE;
  if (call->refusal == NULL)
    return TRUE;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, call->refusal);
  return FALSE;
}

char *
kt_reader_take_body (GByteArray *body)
{
  g_byte_array_append (body, (const guint8 *)"", 1);
  return (char *)g_byte_array_steal (body, NULL);
}
