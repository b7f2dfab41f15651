#include "config.h"
#include "kontor/calendar-reader.h"
#include "kontor/error.h"
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
#define DAY_SECONDS G_GINT64_CONSTANT (86400)

struct _KtCalendarReader
{
  gint64 now;
  char *tzid;
  KtHelper *helper;
  guint64 next_item;
  guint deaths, stillborn;
};

/* A request and its answer. */
typedef struct
{
  KtIcalWhat what;
  const char *texts[3];
  gsize lengths[3], n_texts;
  const KtIcalChange *changes;
  gsize n_changes;
  guint64 item;
  gboolean begun;
  GPtrArray *events;         /* KtEvent */
  GPtrArray *names, *bodies; /* char *, GByteArray * */
  gboolean in_text;          /* bytes of the last body are coming */
  gsize octets;
  char *refusal;
} Call;

KtCalendarReader *
kt_calendar_reader_new (gint64 now, const char *tzid)
{
  KtCalendarReader *reader = g_new0 (KtCalendarReader, 1);
  reader->now = now;
  reader->tzid = g_strdup (tzid);
  return reader;
}

void
kt_calendar_reader_free (KtCalendarReader *reader)
{
  if (reader == NULL)
    return;
  if (reader->helper != NULL)
    kt_helper_end (reader->helper);
  g_free (reader->tzid);
  g_free (reader);
}

static void
call_init (Call *call, KtIcalWhat what, const char *text, gsize length)
{
  *call = (Call){ .what = what, .texts = { text }, .lengths = { length }, .n_texts = 1 };
  call->events = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_event_free);
  call->names = g_ptr_array_new_with_free_func (g_free);
  call->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
}

static void
call_clear (Call *call)
{
  g_clear_pointer (&call->events, g_ptr_array_unref);
  g_clear_pointer (&call->names, g_ptr_array_unref);
  g_clear_pointer (&call->bodies, g_ptr_array_unref);
  g_clear_pointer (&call->refusal, g_free);
}

/* --- requests --- */

static void
queue_call (KtCalendarReader *reader, Call *call)
{
  GVariantBuilder changes;
  g_variant_builder_init (&changes, G_VARIANT_TYPE ("a(ssss)"));
  for (gsize i = 0; i < call->n_changes; i++)
    g_variant_builder_add (&changes, "(ssss)", call->changes[i].recurrence, call->changes[i].name,
                           call->changes[i].params, call->changes[i].value);
  call->item = ++reader->next_item;
  call->begun = FALSE;
  gint64 from = reader->now - KT_OCCURRENCES_BACK_DAYS * DAY_SECONDS;
  gint64 to = reader->now + KT_OCCURRENCES_AHEAD_DAYS * DAY_SECONDS;
  kt_channel_queue (reader->helper->channel, KT_FRAME_ICAL,
                    g_variant_new (KT_TYPE_ICAL, call->item, (guint32)call->what, from, to,
                                   reader->tzid, &changes));
  for (gsize i = 0; i < call->n_texts; i++)
    kt_helper_call_queue_text (reader->helper, call->texts[i], call->lengths[i]);
}

/* --- answers --- */

static gboolean
nonsense (GError **error)
{
  if (error != NULL && *error == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the reader talks nonsense");
  return FALSE;
}

/* What belongs to a text that is coming. */
static gboolean
take_text (Call *call, const KtFrame *frame, GError **error)
{
  if (frame->type == KT_FRAME_ITEM_END)
    {
      call->in_text = FALSE;
      return TRUE;
    }
  call->octets += frame->length;
  if (frame->type != KT_FRAME_BYTES || call->octets > ANSWER_MAX
      || memchr (frame->data, 0, frame->length) != NULL)
    return nonsense (error);
  g_byte_array_append (g_ptr_array_index (call->bodies, call->bodies->len - 1), frame->data,
                       frame->length);
  return TRUE;
}

static gboolean
take_event (Call *call, const KtFrame *frame, GError **error)
{
  KtEvent *event = kt_event_from_frame (frame, error);
  if (event == NULL)
    return FALSE;
  if (event->item != call->item || call->events->len == KT_ICAL_EVENTS_MAX)
    {
      kt_event_free (event);
      return nonsense (error);
    }
  g_ptr_array_add (call->events, event);
  return TRUE;
}

static gboolean
take_name (Call *call, const KtFrame *frame, GError **error)
{
  guint64 item = 0;
  const char *name;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_TEXT, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(t&s)", &item, &name);
  call->octets += strlen (name) + TEXT_COST;
  if (item != call->item || call->octets > ANSWER_MAX)
    return nonsense (error);
  g_ptr_array_add (call->names, g_strdup (name));
  g_ptr_array_add (call->bodies, g_byte_array_new ());
  call->in_text = TRUE;
  return TRUE;
}

/* BEGIN, READ_END, REFUSED: frames that name the item first. */
static gboolean
take_item (Call *call, const KtFrame *frame, GError **error)
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
    return nonsense (error);
  call->begun = TRUE;
  call->refusal = g_strdup (reason);
  return TRUE;
}

/* FALSE with error: the reader is not to be believed any more. */
static gboolean
take_frame (Call *call, const KtFrame *frame, gboolean *ret_done, GError **error)
{
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
    case KT_FRAME_EVENT:
      return take_event (call, frame, error);
    case KT_FRAME_TEXT:
      return take_name (call, frame, error);
    default:
      return nonsense (error);
    }
}

/* --- the conversation --- */

typedef struct
{
  KtCalendarReader *reader;
  Call *calls;
  gsize n, sent, done; /* calls before done are answered, before sent under way */
  gint64 heard;
} Talk;

static void
refuse (Call *call, const char *reason)
{
  g_ptr_array_set_size (call->events, 0);
  g_ptr_array_set_size (call->names, 0);
  g_ptr_array_set_size (call->bodies, 0);
  call->in_text = FALSE;
  call->octets = 0;
  g_free (call->refusal);
  call->refusal = g_strdup (reason);
}

/* Whoever it had begun is to blame; the others are told to the next reader. */
static void
reader_died (Talk *talk)
{
  KtCalendarReader *reader = talk->reader;
  int status = kt_helper_kill (g_steal_pointer (&reader->helper));
  Call *head = talk->done < talk->sent ? &talk->calls[talk->done] : NULL;
  if (head != NULL && head->begun)
    {
      refuse (head, kt_helper_death_reason (status));
      talk->done++;
      reader->deaths++;
      reader->stillborn = 0;
    }
  else
    reader->stillborn++;
  talk->sent = talk->done;
}

static gboolean
feed (Talk *talk, GError **error)
{
  KtCalendarReader *reader = talk->reader;
  if (reader->helper == NULL)
    {
      if (reader->stillborn >= STILLBORN_MAX)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                       _ ("calendars cannot be read, the reader does not run"));
          kt_error_hint (error, _ ("see why: kontor doctor"));
          return FALSE;
        }
      reader->helper = kt_helper_spawn ("kontor-reader", -1, error);
      if (reader->helper == NULL)
        return FALSE;
      talk->heard = g_get_monotonic_time ();
    }
  while (talk->sent < talk->n && kt_channel_queued (reader->helper->channel) < FEED_AHEAD)
    queue_call (reader, &talk->calls[talk->sent++]);
  return TRUE;
}

/* TRUE while the reader can be talked to. */
static gboolean
take_frames (Talk *talk)
{
  KtFrame frame;
  g_autoptr (GError) broken = NULL;
  while (kt_channel_next (talk->reader->helper->channel, &frame, &broken))
    {
      gboolean done;
      talk->heard = g_get_monotonic_time ();
      if (talk->done == talk->sent
          || !take_frame (&talk->calls[talk->done], &frame, &done, &broken))
        return FALSE;
      talk->done += done;
    }
  return broken == NULL;
}

/* One wait, one write, one read. FALSE without error: the reader is gone. */
static gboolean
pump (Talk *talk, GError **error)
{
  KtChannel *channel = talk->reader->helper->channel;
  struct pollfd fd = { .fd = kt_channel_fd (channel), .events = POLLIN };
  gboolean eof = FALSE;
  if (kt_channel_queued (channel) > 0)
    fd.events |= POLLOUT;
  if (poll (&fd, 1, WAIT_MS) < 0 && errno == EINTR)
    return kt_interrupt_check (error);
  if (g_get_monotonic_time () - talk->heard > WAIT_MS * G_GINT64_CONSTANT (1000)
      || !kt_channel_pump_out (channel, NULL) || !kt_channel_pump_in (channel, &eof, NULL))
    return FALSE;
  return take_frames (talk) && !eof;
}

/* All calls, one after the other, several under way. Each is answered or refused. */
static gboolean
run (KtCalendarReader *reader, Call *calls, gsize n, GError **error)
{
  Talk talk = { .reader = reader, .calls = calls, .n = n, .heard = g_get_monotonic_time () };
  while (talk.done < n)
    {
      g_autoptr (GError) stop = NULL;
      if (reader->deaths > DEATHS_MAX)
        {
          refuse (&calls[talk.done++], "the reader died too often in this run");
          continue;
        }
      if (!feed (&talk, error))
        return FALSE;
      gboolean fine = pump (&talk, &stop);
      if (stop != NULL)
        {
          kt_helper_kill (g_steal_pointer (&reader->helper));
          g_propagate_error (error, g_steal_pointer (&stop));
          return FALSE;
        }
      if (!fine)
        reader_died (&talk);
    }
  return TRUE;
}

static gboolean
run_one (KtCalendarReader *reader, Call *call, GError **error)
{
  if (!run (reader, call, 1, error))
    return FALSE;
  if (call->refusal == NULL)
    return TRUE;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, call->refusal);
  return FALSE;
}

/* --- what is asked for --- */

GPtrArray *
kt_calendar_reader_events (KtCalendarReader *reader, const char *text, gsize length, GError **error)
{
  Call call;
  GPtrArray *events = NULL;
  call_init (&call, KT_ICAL_READ, text, length);
  if (run_one (reader, &call, error))
    events = g_steal_pointer (&call.events);
  call_clear (&call);
  return events;
}

gboolean
kt_calendar_reader_batch (KtCalendarReader *reader, const char *const *texts, gsize n,
                          GPtrArray **ret, char **reasons, GError **error)
{
  g_autofree Call *calls = g_new (Call, n);
  for (gsize i = 0; i < n; i++)
    call_init (&calls[i], KT_ICAL_READ, texts[i], strlen (texts[i]));
  gboolean fine = run (reader, calls, n, error);
  for (gsize i = 0; i < n; i++)
    {
      ret[i] = fine && calls[i].refusal == NULL ? g_steal_pointer (&calls[i].events) : NULL;
      reasons[i] = fine ? g_steal_pointer (&calls[i].refusal) : NULL;
      call_clear (&calls[i]);
    }
  return fine;
}

static char *
take_body (GByteArray *body)
{
  g_byte_array_append (body, (const guint8 *)"", 1);
  return (char *)g_byte_array_steal (body, NULL);
}

gboolean
kt_calendar_reader_split (KtCalendarReader *reader, const char *text, gsize length,
                          GPtrArray **ret_uids, GPtrArray **ret_texts, GError **error)
{
  Call call;
  call_init (&call, KT_ICAL_SPLIT, text, length);
  gboolean fine = run_one (reader, &call, error);
  if (fine)
    {
      *ret_uids = g_steal_pointer (&call.names);
      *ret_texts = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < call.bodies->len; i++)
        g_ptr_array_add (*ret_texts, take_body (g_ptr_array_index (call.bodies, i)));
    }
  call_clear (&call);
  return fine;
}

/* The one text a call answers with, and its name. */
static char *
run_for_text (KtCalendarReader *reader, Call *call, char **ret_name, GError **error)
{
  char *text = NULL;
  if (run_one (reader, call, error))
    {
      if (call->bodies->len == 1)
        text = take_body (g_ptr_array_index (call->bodies, 0));
      else
        nonsense (error);
      if (text != NULL && ret_name != NULL)
        *ret_name = g_strdup (g_ptr_array_index (call->names, 0));
    }
  call_clear (call);
  return text;
}

char *
kt_calendar_reader_patch (KtCalendarReader *reader, const char *text, const KtIcalChange *changes,
                          gsize n, GError **error)
{
  Call call;
  call_init (&call, KT_ICAL_PATCH, text, strlen (text));
  call.changes = changes;
  call.n_changes = n;
  return run_for_text (reader, &call, NULL, error);
}

char *
kt_calendar_reader_merge (KtCalendarReader *reader, const char *base, const char *mine,
                          const char *theirs, char **ret_conflicts, GError **error)
{
  Call call;
  call_init (&call, KT_ICAL_MERGE, base, strlen (base));
  call.texts[1] = mine;
  call.lengths[1] = strlen (mine);
  call.texts[2] = theirs;
  call.lengths[2] = strlen (theirs);
  call.n_texts = 3;
  return run_for_text (reader, &call, ret_conflicts, error);
}

char *
kt_calendar_reader_canonical (KtCalendarReader *reader, const char *text, GError **error)
{
  Call call;
  call_init (&call, KT_ICAL_CANONICAL, text, strlen (text));
  return run_for_text (reader, &call, NULL, error);
}

gboolean
kt_calendar_reader_answer (KtCalendarReader *reader, const char *invitation, const char *present,
                           const KtIcalChange *changes, gsize n, char **ret_reply, char **ret_event,
                           GError **error)
{
  Call call;
  call_init (&call, KT_ICAL_ANSWER, invitation, strlen (invitation));
  call.texts[1] = present;
  call.lengths[1] = strlen (present);
  call.n_texts = 2;
  call.changes = changes;
  call.n_changes = n;
  gboolean fine = run_one (reader, &call, error);
  if (fine && call.bodies->len != 2)
    fine = nonsense (error);
  if (fine)
    {
      *ret_reply = take_body (g_ptr_array_index (call.bodies, 0));
      *ret_event = take_body (g_ptr_array_index (call.bodies, 1));
    }
  call_clear (&call);
  return fine;
}
