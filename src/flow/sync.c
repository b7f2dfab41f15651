#include "config.h"
#include "kontor/auto-contact.h"
#include "kontor/address.h"
#include "kontor/addressbook-sync.h"
#include "kontor/calendar-sync.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/nearest.h"
#include "kontor/reminder.h"
#include "kontor/sync-engine.h"
#include "kontor/verdict.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <sched.h>

#define PROGRESS_EVERY 100000 /* µs */
#define TICK_MS 500           /* how late an interruption or a hanging reader may be noticed */

static void
tell_progress (const KtSyncSource *source)
{
  const KtSyncOptions *options = source->sync->options;
  gint64 now = g_get_monotonic_time ();
  if (options->progress == NULL || now - source->sync->told < PROGRESS_EVERY)
    return;
  source->sync->told = now;
  gint64 back = -1;
  for (guint i = 0; i < source->folders->len; i++)
    {
      const KtSyncFolder *entry = g_ptr_array_index (source->folders, i);
      gboolean busy = entry->wanted != NULL && (entry->next < entry->wanted->len || entry->windows);
      if (busy)
        back = MAX (back, entry->folder->horizon);
    }
  KtSyncProgress progress = { source->config->name, source->done, source->wanted, back };
  options->progress (&progress, options->data);
}

/* --- the loop --- */

static gboolean
may_run (const KtSync *sync, const KtSyncSource *source)
{
  if (source->courier == NULL)
    return FALSE;
  return !sync->storing || source->state == KT_SYNC_FETCHING || source->state == KT_SYNC_STORING;
}

/* FALSE: the other end is gone. */
static gboolean
move_bytes (KtChannel *channel, short events)
{
  gboolean eof = FALSE;
  if ((events & POLLOUT) && !kt_channel_pump_out (channel, NULL))
    return FALSE;
  if ((events & (POLLIN | POLLHUP | POLLERR)) && !kt_channel_pump_in (channel, &eof, NULL))
    return FALSE;
  return !eof;
}

/* A frame may end the courier, or put another in its place. */
static gboolean
is_served_by (const KtSyncSource *source, const KtChannel *channel)
{
  return source->courier != NULL && source->courier->channel == channel;
}

static void
serve_courier (KtSyncSource *source, short events)
{
  g_autoptr (GError) broken = NULL;
  KtChannel *channel = source->courier->channel;
  gboolean alive = move_bytes (channel, events);
  KtFrame frame;
  while (is_served_by (source, channel) && may_run (source->sync, source)
         && kt_channel_next (channel, &frame, &broken))
    kt_sync_source_frame (source, &frame);
  if (!is_served_by (source, channel))
    return;
  if (broken != NULL)
    kt_sync_source_fail (source, g_steal_pointer (&broken));
  else if (!alive)
    kt_sync_source_fail (source, g_error_new (KT_ERROR, KT_ERROR_NETWORK,
                                              _ ("the courier for «%s» ended unexpectedly"),
                                              source->config->name));
}

static short
events_for (KtChannel *channel, gboolean listen)
{
  return (listen ? POLLIN : 0) | (kt_channel_queued (channel) > 0 ? POLLOUT : 0);
}

/* poll() passes over descriptors below 0. */
static struct pollfd
poll_reader (const KtSyncReader *reader)
{
  if (reader->helper == NULL)
    return (struct pollfd){ .fd = -1 };
  return (struct pollfd){ .fd = kt_channel_fd (reader->helper->channel),
                          .events = events_for (reader->helper->channel, TRUE) };
}

static gboolean
pump (KtSync *sync, int wait_ms, GError **error)
{
  struct pollfd fds[KT_SYNC_COURIERS_MAX + KT_SYNC_READERS_MAX];
  KtSyncSource *served[KT_SYNC_COURIERS_MAX];
  nfds_t n = 0;
  gboolean listen = sync->held < KT_SYNC_BYTES_MAX;

  if (!kt_sync_reader_feed (sync, error))
    return FALSE;
  for (guint i = 0; i < sync->sources->len && n < KT_SYNC_COURIERS_MAX; i++)
    {
      KtSyncSource *source = g_ptr_array_index (sync->sources, i);
      if (!may_run (sync, source))
        continue;
      served[n] = source;
      fds[n++] = (struct pollfd){ .fd = kt_channel_fd (source->courier->channel),
                                  .events = events_for (source->courier->channel, listen) };
    }
  nfds_t couriers = n;
  for (guint i = 0; i < KT_SYNC_READERS_MAX; i++)
    fds[n++] = poll_reader (&sync->readers[i]);
  if (poll (fds, n, wait_ms) < 0 && errno != EINTR)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "cannot wait, %s", g_strerror (errno));
      return FALSE;
    }
  for (nfds_t i = 0; i < couriers; i++)
    if (fds[i].revents != 0)
      serve_courier (served[i], fds[i].revents);
  for (guint i = 0; i < KT_SYNC_READERS_MAX; i++)
    if (fds[couriers + i].revents != 0)
      {
        KtSyncReader *reader = &sync->readers[i];
        gboolean alive = move_bytes (reader->helper->channel, fds[couriers + i].revents);
        kt_sync_reader_frames (sync, reader, !alive);
      }
  return kt_sync_reader_feed (sync, error);
}

/* What was stored, or needed no fetch, may be all of a source. */
static void
advance (KtSync *sync)
{
  for (guint i = 0; i < sync->sources->len; i++)
    {
      KtSyncSource *source = g_ptr_array_index (sync->sources, i);
      if (source->state == KT_SYNC_FETCHING)
        tell_progress (source);
      kt_sync_source_overdue (source);
      kt_sync_source_advance (source);
    }
}

/* What cannot be stored ends the run, and Ctrl-C at a password: that is no matter of one source. */
static gboolean
check_stored (KtSync *sync, GError **error)
{
  for (guint i = 0; i < sync->sources->len; i++)
    {
      const KtSyncSource *source = g_ptr_array_index (sync->sources, i);
      if (!g_error_matches (source->result->error, KT_ERROR, KT_ERROR_DATABASE)
          && !g_error_matches (source->result->error, KT_ERROR, KT_ERROR_INTERRUPTED))
        continue;
      g_propagate_error (error, g_error_copy (source->result->error));
      return FALSE;
    }
  return TRUE;
}

/* Starts sources as others end; FALSE when all have. */
static gboolean
keep_running (KtSync *sync)
{
  guint running = 0;
  for (guint i = 0; i < sync->sources->len; i++)
    {
      KtSyncSource *source = g_ptr_array_index (sync->sources, i);
      running += source->courier != NULL;
    }
  for (guint i = 0; i < sync->sources->len && running < KT_SYNC_COURIERS_MAX; i++)
    {
      KtSyncSource *source = g_ptr_array_index (sync->sources, i);
      if (source->state != KT_SYNC_WAITING)
        continue;
      kt_sync_source_start (source);
      running += source->courier != NULL;
    }
  return running > 0 || kt_sync_reader_is_busy (sync) || !g_queue_is_empty (&sync->ready);
}

static gboolean
run_loop (KtSync *sync, GError **error)
{
  while (keep_running (sync))
    {
      if (sync->options->interrupted != NULL && sync->options->interrupted ())
        {
          g_set_error (error, KT_ERROR, KT_ERROR_INTERRUPTED, _ ("interrupted"));
          kt_error_hint (error, _ ("what came is kept; kontor sync goes on from there"));
          return FALSE;
        }
      int wait = g_queue_is_empty (&sync->ready) ? TICK_MS : 0;
      if (!pump (sync, wait, error) || !kt_sync_store_ready (sync, error))
        return FALSE;
      if (!kt_sync_reader_overdue (sync, error))
        return FALSE;
      advance (sync);
      if (!check_stored (sync, error))
        return FALSE;
    }
  return check_stored (sync, error);
}

/* --- before and after --- */

static const KtMailSource *
find_source (const KtSettings *settings, const char *name)
{
  for (guint i = 0; i < settings->mail->len; i++)
    {
      const KtMailSource *source = g_ptr_array_index (settings->mail, i);
      if (g_str_equal (source->name, name))
        return source;
    }
  return NULL;
}

static GStrv
source_names (const KtSettings *settings)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  for (guint i = 0; i < settings->mail->len; i++)
    g_strv_builder_add (names, ((const KtMailSource *)g_ptr_array_index (settings->mail, i))->name);
  for (guint i = 0; i < settings->calendars->len; i++)
    g_strv_builder_add (
        names, ((const KtCalendarSource *)g_ptr_array_index (settings->calendars, i))->name);
  for (guint i = 0; i < settings->books->len; i++)
    g_strv_builder_add (names, ((const KtCalendarSource *)settings->books->pdata[i])->name);
  return g_strv_builder_end (names);
}

static gboolean
choose_sources (KtSync *sync, const char *const *wanted, GError **error)
{
  const KtSettings *settings = sync->context->settings;
  g_auto (GStrv) all = source_names (settings);
  if (settings->mail->len + settings->calendars->len + settings->books->len == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no mailbox in the config «%s»"),
                   settings->file);
      kt_error_hint (error, _ ("add a group [mail NAME] with a line url = imaps://YOU@SERVER"));
      kt_error_hint (error, _ ("to read your mail: kontor account add"));
      return FALSE;
    }
  if (wanted == NULL || *wanted == NULL)
    wanted = (const char *const *)all;
  for (; *wanted != NULL; wanted++)
    {
      const KtMailSource *config = find_source (settings, *wanted);
      if (config == NULL
          && (kt_settings_calendar (settings, *wanted) != NULL
              || kt_settings_book (settings, *wanted) != NULL))
        continue; /* they come after all mail */
      if (config == NULL)
        {
          const char *near = kt_nearest (*wanted, (const char *const *)all);
          g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no source «%s» in the config"),
                       *wanted);
          if (near != NULL)
            kt_error_hint (error, _ ("did you mean «%s»?"), near);
          return FALSE;
        }
      g_ptr_array_add (sync->sources, kt_sync_source_new (sync, config));
    }
  return TRUE;
}

KtHelper *
kt_sync_ahead (const KtSettings *settings, const char *const *sources)
{
  for (guint i = 0; i < settings->mail->len; i++)
    {
      const KtMailSource *source = g_ptr_array_index (settings->mail, i);
      if (sources != NULL && *sources != NULL && !g_strv_contains (sources, source->name))
        continue;
      return source->tunnel == NULL ? kt_helper_start ("kontor-courier", -1, NULL) : NULL;
    }
  return NULL;
}

static gboolean
load_verdicts (KtSync *sync, GError **error)
{
  g_autoptr (GHashTable) verdicts = kt_address_verdict_all (sync->context->store, error);
  GHashTableIter iter;
  gpointer match, verdict;
  if (verdicts == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, verdicts);
  while (g_hash_table_iter_next (&iter, &match, &verdict))
    if (GPOINTER_TO_INT (verdict) == KT_ADDRESS_MINE + 1)
      g_hash_table_add (sync->own, g_strdup (match));
  return TRUE;
}

static gboolean
prepare (KtSync *sync, GError **error)
{
  KtContext *context = sync->context;
  g_auto (GStrv) names = source_names (context->settings);
  if (!kt_address_refresh (context->store, context->settings, context->clock.now, error)
      || !kt_reminder_refresh (context->store, context->clock.now, NULL, error)
      || !kt_store_begin (context->store, "sync", error))
    return FALSE;
  if (!kt_source_state_retire (context->store, (const char *const *)names, context->clock.now,
                               error)
      || !kt_store_commit (context->store, error))
    {
      kt_store_rollback (context->store);
      return FALSE;
    }
  g_autofree char *left = kt_fact_get (context->store, KT_FACT_UNCONTACTED, NULL);
  sync->stored_any = sync->unfinished = left != NULL;
  sync->writer = kt_letter_writer_new (context->store, context->settings, error);
  return sync->writer != NULL && load_verdicts (sync, error);
}

/* Letters that only moved are not gone: they are known by the time all folders were read. */
static gboolean
count_gone (KtSyncSource *source, GError **error)
{
  int gone = kt_letter_count_gone (source->sync->context->store, source->gone, error);
  source->result->gone = (guint)MAX (gone, 0);
  return gone >= 0;
}

static gboolean
count_clients (KtSyncSource *source, GError **error)
{
  for (guint i = 0; i < source->senders->len; i++)
    {
      gboolean owned;
      if (!kt_point_is_owned (source->sync->context->store, source->senders->pdata[i], &owned,
                              error))
        return FALSE;
      if (owned)
        source->result->clients++;
      else
        source->result->strangers++;
    }
  return TRUE;
}

static gboolean
record_source (KtSyncSource *source, GError **error)
{
  /* another kontor is at it, and its word counts */
  if (g_error_matches (source->result->error, KT_ERROR, KT_ERROR_CONFLICT))
    return TRUE;
  static const char *const kinds[] = { [KT_SOURCE_IMAPS] = "imaps",
                                       [KT_SOURCE_IMAP_STARTTLS] = "imap+starttls",
                                       [KT_SOURCE_IMAP_TUNNEL] = "tunnel",
                                       [KT_SOURCE_MAILDIR] = "maildir",
                                       [KT_SOURCE_EML] = "eml",
                                       [KT_SOURCE_MBOX] = "mbox" };
  KtContext *context = source->sync->context;
  const KtSyncResult *result = source->result;
  const char *message = result->error != NULL ? result->error->message : NULL;
  KtSourceState state = { .name = result->name,
                          .kind = (char *)kinds[source->config->kind],
                          .synced_at = message == NULL ? context->clock.now : result->last_ok,
                          .error = (char *)message,
                          .has_sent = source->has_sent };
  KtSyncRun run = { result->name,        context->clock.now - (gint64)result->seconds,
                    context->clock.now,  result->added,
                    result->changed,     result->gone,
                    result->quarantined, message };
  return kt_source_state_put (context->store, &state, error)
         && kt_sync_run_insert (context->store, &run, error);
}

static gboolean
record (KtSync *sync, GError **error)
{
  KtStore *store = sync->context->store;
  gboolean ok = kt_store_begin (store, "sync", error);
  for (guint i = 0; ok && i < sync->sources->len; i++)
    ok = record_source (g_ptr_array_index (sync->sources, i), error);
  ok = ok && kt_fact_set (store, KT_FACT_UNCONTACTED, NULL, error);
  if (ok && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

static void
read_states (KtSync *sync)
{
  g_autoptr (GPtrArray) states = kt_source_state_list (sync->context->store, NULL);
  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      const KtSourceState *state = g_ptr_array_index (states, i);
      for (guint k = 0; k < sync->sources->len; k++)
        {
          KtSyncSource *source = g_ptr_array_index (sync->sources, k);
          if (!g_str_equal (source->config->name, state->name))
            continue;
          source->result->last_ok = state->synced_at;
          source->has_sent = state->has_sent; /* stands if this run does not get so far */
        }
    }
}

static gboolean
conclude (KtSync *sync, GError **error)
{
  KtContext *context = sync->context;
  guint made;
  g_autoptr (GArray) touched = sync->unfinished ? NULL : kt_letter_writer_touched (sync->writer);
  if (sync->stored_any
      && (!kt_letter_writer_settle (sync->writer, sync->unfinished, error)
          || !kt_auto_contacts (context->store, context->settings, &context->clock, touched, &made,
                                error)))
    return FALSE;
  for (guint i = 0; i < sync->sources->len; i++)
    {
      KtSyncSource *source = g_ptr_array_index (sync->sources, i);
      if (!count_clients (source, error) || !count_gone (source, error))
        return FALSE;
    }
  return record (sync, error) && (!sync->stored_any || kt_store_checkpoint (context->store, error));
}

static void
clear (KtSync *sync)
{
  kt_sync_reader_end (sync);
  g_clear_error (&sync->unfit);
  kt_helper_kill (sync->ahead);
  g_queue_clear_full (&sync->ready, (GDestroyNotify)kt_sync_window_free);
  kt_sync_end_helpers (sync);
  g_array_unref (sync->ending);
  kt_letter_writer_free (sync->writer);
  g_ptr_array_unref (sync->sources);
  g_hash_table_unref (sync->mine);
  g_hash_table_unref (sync->written);
  g_hash_table_unref (sync->own);
}

/* That this process may use. */
static guint
processors (void)
{
  cpu_set_t set;
  return sched_getaffinity (0, sizeof set, &set) == 0 ? (guint)CPU_COUNT (&set) : 1;
}

gboolean
kt_sync (KtContext *context, const KtSyncOptions *options, GPtrArray **ret_results, GError **error)
{
  KtSync sync = { .pump = pump, .context = context, .options = options, .ahead = options->ahead };
  sync.readers_max = MIN (processors (), KT_SYNC_READERS_MAX);
  sync.ending = g_array_new (FALSE, FALSE, sizeof (KtSyncEnding));
  sync.sources = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_sync_source_free);
  sync.mine = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sync.written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sync.own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean ok = choose_sources (&sync, options->sources, error) && prepare (&sync, error);
  if (ok)
    {
      read_states (&sync);
      ok = run_loop (&sync, error) && conclude (&sync, error);
    }
  *ret_results = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_sync_result_free);
  for (guint i = 0; i < sync.sources->len; i++)
    {
      KtSyncSource *source = g_ptr_array_index (sync.sources, i);
      g_ptr_array_add (*ret_results, g_steal_pointer (&source->result));
    }
  clear (&sync);
  return ok && kt_calendar_sync (context, options, *ret_results, error)
         && kt_addressbook_sync (context, options, *ret_results, error);
}
