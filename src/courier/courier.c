#include "config.h"
#include "confinement.h"
#include "courier-find.h"
#include "courier-place.h"
#include "courier.h"
#include "kontor/error.h"
#include "kontor/source.h"
#include <string.h>
#include <glib/gi18n.h>

#define FLUSH_AT (256u << 10)
#define TUNNEL_FD 4

typedef struct
{
  KtChannel *channel;
  const char *confinement;
  KtCourierHook hook;
  KtSource *source; /* of letters; at most one of the two is open */
  KtPlace *place;   /* of calendars */
  gboolean closed;  /* the keeper said so */
  guint32 refused;  /* KT_FAIL_TOKEN, KT_FAIL_PASSWORD: by the server; 0 */
  KtFrame ahead;    /* the request that waits in line, its data ours; type 0 none */
} Courier;

/* --- what a driver finds goes into frames --- */

gboolean
kt_courier_flush_if_much (KtChannel *channel, GError **error)
{
  return kt_channel_queued (channel) < FLUSH_AT || kt_channel_flush (channel, error);
}

static gboolean
send_folder (gpointer data, const KtSourceFolder *folder, GError **error)
{
  KtChannel *channel = ((Courier *)data)->channel;
  kt_channel_queue (channel, KT_FRAME_FOLDER,
                    g_variant_new (KT_TYPE_FOLDER, folder->name, folder->wire_name, folder->role,
                                   folder->uidvalidity, folder->uidnext, folder->total,
                                   folder->modseq));
  return kt_courier_flush_if_much (channel, error);
}

static gboolean
send_uids (gpointer data, const KtSourceUid *uids, gsize n, GError **error)
{
  KtChannel *channel = ((Courier *)data)->channel;
  G_STATIC_ASSERT (sizeof (KtSourceUid) == 16); /* as GVariant lays out (tuu) */
  for (gsize part; n > 0; uids += part, n -= part)
    {
      part = MIN (n, KT_FRAME_ARRAY_MAX);
      kt_channel_queue (
          channel, KT_FRAME_UIDS,
          g_variant_new_fixed_array (G_VARIANT_TYPE ("(tuu)"), uids, part, sizeof *uids));
      if (!kt_courier_flush_if_much (channel, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
send_vanished (gpointer data, const KtSourceRange *ranges, gsize n, GError **error)
{
  KtChannel *channel = ((Courier *)data)->channel;
  for (gsize part; n > 0; ranges += part, n -= part)
    {
      part = MIN (n, KT_FRAME_ARRAY_MAX);
      kt_channel_queue (
          channel, KT_FRAME_VANISHED,
          g_variant_new_fixed_array (G_VARIANT_TYPE ("(tt)"), ranges, part, sizeof *ranges));
      if (!kt_courier_flush_if_much (channel, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
send_item (gpointer data, const KtSourceItem *item, GError **error)
{
  KtChannel *channel = ((Courier *)data)->channel;
  KtItemRecord record;
  memset (&record, 0, sizeof record); /* its padding too */
  record.uid = item->uid;
  record.flags = item->flags;
  record.received = item->time;
  record.size = item->size;
  record.partial = item->partial != FALSE;
  kt_channel_queue_fixed (channel, KT_FRAME_ITEM, &record, sizeof record);
  kt_channel_queue_bytes (channel, KT_FRAME_BYTES, item->data, item->length);
  kt_channel_queue (channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
  return kt_courier_flush_if_much (channel, error);
}

/* --- what the keeper asks --- */

static void
wipe (gconstpointer data, gsize length)
{
  explicit_bzero ((gpointer)data, length);
}

static void
clear_spec (KtSourceSpec *spec)
{
  wipe (spec->secret, strlen (spec->secret));
  g_free (spec->user);
  g_free (spec->host);
  g_free (spec->path);
  g_free (spec->ca_file);
  g_free (spec->sent);
  g_free (spec->secret);
  g_strfreev (spec->folders);
}

/* At once: somebody watches. */
static void
send_step (gpointer data, KtStep step, const char *detail)
{
  KtChannel *channel = data;
  g_autofree char *text = g_utf8_make_valid (detail, -1);
  kt_channel_queue (channel, KT_FRAME_STEP, g_variant_new (KT_TYPE_STEP, (guint32)step, text));
  kt_channel_flush (channel, NULL);
}

/* The secret is then in the spec only: record and frame are overwritten. */
static gboolean
read_spec (const KtFrame *frame, KtSourceSpec *spec, GError **error)
{
  guint32 kind, port, deadline, options;
  gboolean tunnel, write;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_OPEN, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(ussusss^assubbu)", &kind, &spec->user, &spec->host, &port, &spec->path,
                 &spec->secret, &spec->ca_file, &spec->folders, &spec->sent, &deadline, &tunnel,
                 &write, &options);
  spec->kind = kind;
  spec->port = (guint16)port;
  spec->deadline_ms = deadline;
  spec->tunnel = tunnel ? TUNNEL_FD : -1;
  spec->write = write;
  spec->token = (options & KT_OPEN_TOKEN) != 0;
  spec->step = (options & KT_OPEN_STEPS) != 0 ? send_step : NULL;
  wipe (g_variant_get_data (record), g_variant_get_size (record));
  wipe (frame->data, frame->length);
  return TRUE;
}

/* The greeting of what was opened; NULL where it could not be. */
static const char *
open_spec (Courier *courier, KtSourceSpec *spec, GError **error)
{
  const KtSourceDriver *letters = kt_source_driver (spec->kind);
  const KtPlaceDriver *calendars = kt_place_driver (spec->kind);
  if (letters != NULL)
    courier->source = letters->open (spec, error);
  else if (calendars != NULL)
    courier->place = calendars->open (spec, error);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a source of unknown kind");
  if (courier->source != NULL)
    return letters->greeting (courier->source);
  return courier->place != NULL ? courier->place->driver->greeting (courier->place) : NULL;
}

static gboolean
do_open (Courier *courier, const KtFrame *frame, GError **error)
{
  KtSourceSpec spec = { 0 };
  const char *greeting = NULL;
  if (!read_spec (frame, &spec, error))
    return FALSE;
  spec.data = courier->channel;
  gboolean writes_files
      = (spec.kind == KT_SOURCE_VDIR || spec.kind == KT_SOURCE_VDIR_CARDS) && spec.write;
  g_autofree char *files = NULL;
  if (courier->source != NULL || courier->place != NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a second source");
  else
    {
      files = kt_courier_confine_files (writes_files ? spec.path : NULL);
      if (courier->hook != NULL)
        courier->hook (&spec);
      greeting = open_spec (courier, &spec, error);
    }
  if (spec.refused)
    courier->refused = spec.token ? KT_FAIL_TOKEN : KT_FAIL_PASSWORD;
  clear_spec (&spec);
  if (greeting == NULL)
    return FALSE;
  g_autofree char *shown = g_utf8_make_valid (greeting, -1);
  g_autofree char *ready = g_strdup_printf ("%s; %s%s%s", shown, files, *files != '\0' ? ", " : "",
                                            courier->confinement);
  kt_channel_queue (courier->channel, KT_FRAME_READY, g_variant_new ("(s)", ready));
  return TRUE;
}

static void
queue_done (Courier *courier, guint64 value)
{
  kt_channel_queue (courier->channel, KT_FRAME_DONE, g_variant_new ("(t)", value));
}

/* Requests point into their records. */
static gboolean
read_list (const KtFrame *frame, KtListRequest *request, GVariant **ret_record, GError **error)
{
  GVariant *record = *ret_record = kt_frame_record (frame, KT_TYPE_LIST, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(&sxttt)", &request->wire_name, &request->since, &request->first,
                 &request->modseq, &request->recent);
  return TRUE;
}

static gboolean
read_fetch (const KtFrame *frame, KtFetchRequest *request, GVariant **ret_record, GError **error)
{
  GVariant *record = *ret_record = kt_frame_record (frame, KT_TYPE_FETCH, error);
  if (record == NULL)
    return FALSE;
  g_autoptr (GVariant) uids = NULL;
  g_variant_get (record, "(&st@atu)", &request->wire_name, &request->uidvalidity, &uids,
                 &request->octets);
  request->uids = g_variant_get_fixed_array (uids, &request->n_uids, sizeof (guint64));
  return TRUE;
}

/* Takes a request that waits in line, which is answered later, and lets the driver send it. */
static void
look_ahead (gpointer data)
{
  Courier *courier = data;
  const KtSourceDriver *driver = courier->source->driver;
  g_autoptr (GVariant) record = NULL;
  gboolean eof;
  KtFrame frame;
  KtListRequest list;
  KtFetchRequest fetch;
  if (courier->ahead.type != 0)
    return;
  /* what is broken shows again when it is its turn */
  if (!kt_channel_next (courier->channel, &frame, NULL)
      && (!kt_channel_pump_in (courier->channel, &eof, NULL)
          || !kt_channel_next (courier->channel, &frame, NULL)))
    return;
  courier->ahead = frame;
  courier->ahead.data = g_memdup2 (frame.data, frame.length);
  if (frame.type == KT_FRAME_LIST && driver->prepare_list != NULL
      && read_list (&courier->ahead, &list, &record, NULL))
    driver->prepare_list (courier->source, &list);
  else if (frame.type == KT_FRAME_FETCH && driver->prepare_fetch != NULL
           && read_fetch (&courier->ahead, &fetch, &record, NULL))
    driver->prepare_fetch (courier->source, &fetch);
}

static KtSourceSink
sink_of (Courier *courier)
{
  return (KtSourceSink){ .folder = send_folder,
                         .uids = send_uids,
                         .vanished = send_vanished,
                         .item = send_item,
                         .ahead = look_ahead,
                         .data = courier };
}

static gboolean
do_folders (Courier *courier, const KtFrame *frame, GError **error)
{
  KtSourceSink sink = sink_of (courier);
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_FOLDERS, error);
  g_autofree const char **known = NULL;
  KtSyncMode mode = KT_SYNC_MODE_AUTO;
  guint32 wanted;
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(u^a&s)", &wanted, &known);
  KtFoldersRequest request = { wanted, known };
  if (!courier->source->driver->folders (courier->source, &request, &sink, &mode, error))
    return FALSE;
  queue_done (courier, mode);
  return TRUE;
}

static gboolean
do_list (Courier *courier, const KtFrame *frame, GError **error)
{
  KtSourceSink sink = sink_of (courier);
  KtListRequest request;
  KtListResult result = { 0 };
  g_autoptr (GVariant) record = NULL;
  if (!read_list (frame, &request, &record, error)
      || !courier->source->driver->list (courier->source, &request, &sink, &result, error))
    return FALSE;
  kt_channel_queue (
      courier->channel, KT_FRAME_LISTED,
      g_variant_new (KT_TYPE_LISTED, result.modseq, result.total, result.vanished_told));
  return TRUE;
}

static gboolean
do_fetch (Courier *courier, const KtFrame *frame, GError **error)
{
  KtSourceSink sink = sink_of (courier);
  KtFetchRequest request;
  g_autoptr (GVariant) record = NULL;
  if (!read_fetch (frame, &request, &record, error)
      || !courier->source->driver->fetch (courier->source, &request, &sink, error))
    return FALSE;
  queue_done (courier, 0);
  return TRUE;
}

/* A keeper that has asked for more already does not want to wait. */
static gboolean
do_idle (Courier *courier, const KtFrame *frame, GError **error)
{
  KtIdleRequest request;
  gboolean changed = FALSE;
  const KtSourceDriver *driver = courier->source->driver;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_IDLE, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(&stuu)", &request.wire_name, &request.uidnext, &request.total,
                 &request.poll_ms);
  if (driver->idle == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "this source cannot be waited for");
      return FALSE;
    }
  if (!kt_channel_has_input (courier->channel)
      && !driver->idle (courier->source, &request, kt_channel_fd (courier->channel), &changed,
                        error))
    return FALSE;
  queue_done (courier, changed);
  return TRUE;
}

/* Too late to end an IDLE that has ended by itself. */
static gboolean
do_wake (Courier *courier, const KtFrame *frame, GError **error)
{
  return TRUE;
}

static gboolean
do_find (Courier *courier, const KtFrame *frame, GError **error)
{
  return kt_courier_find (courier->channel, frame, error);
}

static gboolean
do_close (Courier *courier, const KtFrame *frame, GError **error)
{
  courier->closed = TRUE;
  queue_done (courier, 0);
  return TRUE;
}

static void
queue_failure (Courier *courier, const GError *error)
{
  g_autofree char *message = g_utf8_make_valid (error->message, -1);
  KtPlace *place = courier->place;
  gboolean token = place != NULL && place->driver->token_refused != NULL
                   && place->driver->token_refused (place);
  guint32 refused = token ? KT_FAIL_TOKEN : courier->refused;
  kt_channel_queue (courier->channel, KT_FRAME_FAIL,
                    g_variant_new ("(us)",
                                   refused != 0 ? refused : (guint32)kt_error_exit_status (error),
                                   message));
  courier->refused = 0;
}

static gboolean
answer_letters (Courier *courier, const KtFrame *frame, gboolean *ret_known, GError **error)
{
  static const struct
  {
    KtFrameType type;
    gboolean needs_source;
    gboolean (*run) (Courier *courier, const KtFrame *frame, GError **error);
  } requests[] = { { KT_FRAME_OPEN, FALSE, do_open }, { KT_FRAME_FOLDERS, TRUE, do_folders },
                   { KT_FRAME_LIST, TRUE, do_list },  { KT_FRAME_FETCH, TRUE, do_fetch },
                   { KT_FRAME_IDLE, TRUE, do_idle },  { KT_FRAME_WAKE, FALSE, do_wake },
                   { KT_FRAME_FIND, FALSE, do_find }, { KT_FRAME_CLOSE, FALSE, do_close } };
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      if (requests[i].type != frame->type)
        continue;
      *ret_known = TRUE;
      if (!requests[i].needs_source || courier->source != NULL)
        return requests[i].run (courier, frame, error);
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "no source is open");
      return FALSE;
    }
  return FALSE;
}

static gboolean
answer_calendars (Courier *courier, const KtFrame *frame, gboolean *ret_known, GError **error)
{
  static const struct
  {
    KtFrameType type;
    gboolean (*run) (KtPlace *place, KtChannel *channel, const KtFrame *frame, GError **error);
  } requests[] = { { KT_FRAME_COLLECTIONS, kt_courier_collections },
                   { KT_FRAME_CHANGES, kt_courier_changes },
                   { KT_FRAME_GET, kt_courier_get },
                   { KT_FRAME_PUT, kt_courier_put },
                   { KT_FRAME_DELETE, kt_courier_delete } };
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    if (requests[i].type == frame->type)
      {
        *ret_known = TRUE;
        return requests[i].run (courier->place, courier->channel, frame, error);
      }
  return FALSE;
}

/* FALSE: this is no request, or the channel is broken. */
static gboolean
answer (Courier *courier, const KtFrame *frame, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean known = FALSE;
  guint type = frame->type;
  if (!answer_letters (courier, frame, &known, &failure) && !known)
    answer_calendars (courier, frame, &known, &failure);
  if (!known)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "not a request: frame %u", type);
      return FALSE;
    }
  if (failure != NULL)
    queue_failure (courier, failure);
  return kt_channel_flush (courier->channel, error);
}

/* The frame that was taken ahead goes first; *ret_own is its data, to be freed. */
static gboolean
next_request (Courier *courier, KtFrame *ret_frame, gpointer *ret_own, GError **error)
{
  *ret_own = NULL;
  if (courier->ahead.type == 0)
    return kt_channel_receive (courier->channel, ret_frame, error);
  *ret_frame = courier->ahead;
  *ret_own = (gpointer)courier->ahead.data;
  courier->ahead = (KtFrame){ 0 };
  return TRUE;
}

gboolean
kt_courier_run (KtChannel *channel, const char *confinement, KtCourierHook hook, GError **error)
{
  Courier courier = { .channel = channel, .confinement = confinement, .hook = hook };
  gboolean ok = TRUE;
  while (ok && !courier.closed)
    {
      g_autofree gpointer own = NULL;
      KtFrame frame = { 0 };
      ok = next_request (&courier, &frame, &own, error);
      if (ok && frame.type == 0)
        break;
      ok = ok && answer (&courier, &frame, error);
    }
  g_free ((gpointer)courier.ahead.data);
  if (courier.source != NULL)
    courier.source->driver->close (courier.source);
  if (courier.place != NULL)
    courier.place->driver->close (courier.place);
  return ok;
}
