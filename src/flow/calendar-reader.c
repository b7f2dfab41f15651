#include "config.h"
#include "kontor/calendar-reader.h"
#include "kontor/error.h"
#include "reader-calls.h"
#include <glib/gi18n.h>
#include <string.h>

#define DAY_SECONDS G_GINT64_CONSTANT (86400)

struct _KtCalendarReader
{
  gint64 now;
  char *tzid;
  KtReaderTalk *talk;
};

/* What is asked. */
typedef struct
{
  KtIcalWhat what;
  const KtIcalChange *changes;
  gsize n_changes;
} Request;

/* A request, and what comes back: KtEvent. */
typedef struct
{
  KtReaderCall call;
  Request request;
} Call;

static void
ask (gpointer user, KtChannel *channel, const KtReaderCall *call)
{
  const KtCalendarReader *reader = user;
  const Request *request = call->request;
  GVariantBuilder changes;
  g_variant_builder_init (&changes, G_VARIANT_TYPE ("a(ssss)"));
  for (gsize i = 0; i < request->n_changes; i++)
    g_variant_builder_add (&changes, "(ssss)", request->changes[i].recurrence,
                           request->changes[i].name, request->changes[i].params,
                           request->changes[i].value);
  gint64 from = reader->now - KT_OCCURRENCES_BACK_DAYS * DAY_SECONDS;
  gint64 to = reader->now + KT_OCCURRENCES_AHEAD_DAYS * DAY_SECONDS;
  kt_channel_queue (channel, KT_FRAME_ICAL,
                    g_variant_new (KT_TYPE_ICAL, call->item, (guint32)request->what, from, to,
                                   reader->tzid, &changes));
}

static gboolean
take_event (KtReaderCall *call, const KtFrame *frame, GError **error)
{
  GPtrArray *events = call->answer;
  KtEvent *event = frame->type == KT_FRAME_EVENT ? kt_event_from_frame (frame, error) : NULL;
  if (event == NULL)
    return FALSE;
  if (event->item == call->item && events->len < KT_ICAL_EVENTS_MAX)
    {
      g_ptr_array_add (events, event);
      return TRUE;
    }
  kt_event_free (event);
  return FALSE;
}

static void
forget (KtReaderCall *call)
{
  g_ptr_array_set_size (call->answer, 0);
}

static const KtReaderTalkClass talk_class
    = { N_ ("calendars cannot be read, the reader does not run"), ask, take_event, forget };

KtCalendarReader *
kt_calendar_reader_new (gint64 now, const char *tzid)
{
  KtCalendarReader *reader = g_new0 (KtCalendarReader, 1);
  reader->now = now;
  reader->tzid = g_strdup (tzid);
  reader->talk = kt_reader_talk_new (&talk_class, reader);
  return reader;
}

void
kt_calendar_reader_free (KtCalendarReader *reader)
{
  if (reader == NULL)
    return;
  kt_reader_talk_free (reader->talk);
  g_free (reader->tzid);
  g_free (reader);
}

static void
call_init (Call *call, KtIcalWhat what, const char *text, gsize length)
{
  kt_reader_call_init (&call->call, text, length);
  call->request = (Request){ .what = what };
  call->call.request = &call->request;
  call->call.answer = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_event_free);
}

static void
call_clear (Call *call)
{
  if (call->call.answer != NULL)
    g_ptr_array_unref (call->call.answer);
  kt_reader_call_clear (&call->call);
}

static gboolean
run_one (KtCalendarReader *reader, Call *call, GError **error)
{
  return kt_reader_talk_run_one (reader->talk, &call->call, error);
}

/* --- what is asked for --- */

GPtrArray *
kt_calendar_reader_events (KtCalendarReader *reader, const char *text, gsize length, GError **error)
{
  Call call;
  GPtrArray *events = NULL;
  call_init (&call, KT_ICAL_READ, text, length);
  if (run_one (reader, &call, error))
    events = g_steal_pointer (&call.call.answer);
  call_clear (&call);
  return events;
}

gboolean
kt_calendar_reader_batch (KtCalendarReader *reader, const char *const *texts, gsize n,
                          GPtrArray **ret, char **reasons, GError **error)
{
  g_autofree KtReaderCall *calls = g_new (KtReaderCall, n);
  Request request = { .what = KT_ICAL_READ };
  for (gsize i = 0; i < n; i++)
    {
      kt_reader_call_init (&calls[i], texts[i], strlen (texts[i]));
      calls[i].request = &request;
      calls[i].answer = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_event_free);
    }
  gboolean fine = kt_reader_talk_run (reader->talk, calls, n, error);
  for (gsize i = 0; i < n; i++)
    {
      gboolean read = fine && calls[i].refusal == NULL;
      ret[i] = read ? g_steal_pointer (&calls[i].answer) : NULL;
      reasons[i] = fine ? g_steal_pointer (&calls[i].refusal) : NULL;
      if (calls[i].answer != NULL)
        g_ptr_array_unref (calls[i].answer);
      kt_reader_call_clear (&calls[i]);
    }
  return fine;
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
      *ret_uids = g_steal_pointer (&call.call.names);
      *ret_texts = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < call.call.bodies->len; i++)
        g_ptr_array_add (*ret_texts, kt_reader_take_body (g_ptr_array_index (call.call.bodies, i)));
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
      if (call->call.bodies->len == 1)
        text = kt_reader_take_body (g_ptr_array_index (call->call.bodies, 0));
      else
        kt_reader_nonsense (error);
      if (text != NULL && ret_name != NULL)
        *ret_name = g_strdup (g_ptr_array_index (call->call.names, 0));
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
  call.request.changes = changes;
  call.request.n_changes = n;
  return run_for_text (reader, &call, NULL, error);
}

char *
kt_calendar_reader_merge (KtCalendarReader *reader, const char *base, const char *mine,
                          const char *theirs, char **ret_conflicts, GError **error)
{
  Call call;
  call_init (&call, KT_ICAL_MERGE, base, strlen (base));
  call.call.texts[1] = mine;
  call.call.lengths[1] = strlen (mine);
  call.call.texts[2] = theirs;
  call.call.lengths[2] = strlen (theirs);
  call.call.n_texts = 3;
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
  call.call.texts[1] = present;
  call.call.lengths[1] = strlen (present);
  call.call.n_texts = 2;
  call.request.changes = changes;
  call.request.n_changes = n;
  gboolean fine = run_one (reader, &call, error);
  if (fine && call.call.bodies->len != 2)
    fine = kt_reader_nonsense (error);
  if (fine)
    {
      *ret_reply = kt_reader_take_body (g_ptr_array_index (call.call.bodies, 0));
      *ret_event = kt_reader_take_body (g_ptr_array_index (call.call.bodies, 1));
    }
  call_clear (&call);
  return fine;
}
