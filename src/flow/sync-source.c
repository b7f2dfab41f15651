#include "config.h"
#include "kontor/error.h"
#include "kontor/courier-open.h"
#include "kontor/sync-engine.h"
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

#define CLOCK_SLACK 86400 /* seconds that a server's clock may be ahead */
#define WINDOWS_MAX 3     /* of one source, fetched or under way: bounds what is held as letters */

static void
folder_free (KtSyncFolder *folder)
{
  kt_folder_free (folder->folder);
  g_clear_pointer (&folder->listed, g_array_unref);
  g_clear_pointer (&folder->vanished, g_array_unref);
  g_clear_pointer (&folder->wanted, g_array_unref);
  g_clear_pointer (&folder->again, g_array_unref);
  g_free (folder);
}

static void
note_free (gpointer data)
{
  KtSyncNote *note = data;
  g_free (note->what);
  g_free (note->reason);
  g_free (note);
}

KtSyncResult *
kt_sync_result_new (const char *name)
{
  KtSyncResult *result = g_new0 (KtSyncResult, 1);
  result->name = g_strdup (name);
  result->folders = g_ptr_array_new_with_free_func (g_free);
  result->notes = g_ptr_array_new_with_free_func (note_free);
  return result;
}

void
kt_sync_result_free (KtSyncResult *result)
{
  if (result == NULL)
    return;
  g_free (result->name);
  g_ptr_array_unref (result->folders);
  g_ptr_array_unref (result->notes);
  g_clear_error (&result->error);
  g_free (result);
}

KtSyncSource *
kt_sync_source_new (KtSync *sync, const KtMailSource *config)
{
  KtSyncSource *source = g_new0 (KtSyncSource, 1);
  source->sync = sync;
  source->config = config;
  source->lock = -1;
  source->result = kt_sync_result_new (config->name);
  source->folders = g_ptr_array_new_with_free_func ((GDestroyNotify)folder_free);
  source->senders = g_ptr_array_new_with_free_func (g_free);
  source->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  source->lock = -1;
  return source;
}

static void
unlock (KtSyncSource *source)
{
  if (source->lock >= 0)
    close (source->lock);
  source->lock = -1;
}

void
kt_sync_source_free (KtSyncSource *source)
{
  kt_helper_kill (source->courier); /* still there: the run was cut short */
  unlock (source);
  if (source->item != NULL)
    kt_sync_item_free (source->item);
  g_clear_pointer (&source->window, kt_sync_window_free);
  g_clear_pointer (&source->ahead, kt_sync_window_free);
  while (!g_queue_is_empty (&source->asked))
    kt_sync_window_free (g_queue_peek_head (&source->asked));
  g_queue_clear (&source->listing);
  kt_sync_result_free (source->result);
  g_ptr_array_unref (source->folders);
  g_ptr_array_unref (source->senders);
  g_array_unref (source->gone);
  g_free (source);
}

void
kt_sync_end_helpers (KtSync *sync)
{
  for (guint i = 0; i < sync->ending->len; i++)
    {
      const KtSyncEnding *ending = &g_array_index (sync->ending, KtSyncEnding, i);
      kt_helper_end (ending->courier);
      close (ending->lock);
    }
  g_array_set_size (sync->ending, 0);
}

static gboolean
is_last (const KtSyncSource *source)
{
  const GPtrArray *all = source->sync->sources;
  for (guint i = 0; i < all->len; i++)
    {
      const KtSyncSource *other = g_ptr_array_index (all, i);
      if (other != source && other->state != KT_SYNC_ENDED)
        return FALSE;
    }
  return TRUE;
}

/* A courier may take seconds to end: other commands do not wait for that, unless they are about the
 * same source; what is left to be stored is stored meanwhile. */
static void
end (KtSyncSource *source)
{
  const KtSyncEnding ending = { source->courier, source->lock };
  if (source->courier != NULL)
    {
      g_array_append_val (source->sync->ending, ending);
      source->courier = NULL;
      source->lock = -1;
    }
  if (!source->sync->storing && !is_last (source))
    kt_sync_end_helpers (source->sync);
  unlock (source);
  source->state = KT_SYNC_ENDED;
  source->result->seconds = (g_get_monotonic_time () - source->started) / 1e6;
}

/* What was read whole is kept; the folder is not said to be complete. */
void
kt_sync_source_fail (KtSyncSource *source, GError *error)
{
  if (source->result->error == NULL)
    source->result->error = error;
  else
    g_error_free (error);
  g_clear_pointer (&source->item, kt_sync_item_free);
  g_clear_pointer (&source->ahead, kt_sync_window_free);
  if (source->window != NULL)
    {
      source->window->fetched = source->window->failed = TRUE;
      kt_sync_window_check (g_steal_pointer (&source->window));
    }
  end (source);
}

static gboolean
ask_folders (KtSyncSource *source, GError **error)
{
  source->state = KT_SYNC_FOLDERS;
  return kt_sync_ask_folders (source, error);
}

static gboolean
get_courier (KtSyncSource *source, GError **error)
{
  KtCourierPool *pool = source->sync->options->pool;
  const char *name = source->config->name;
  source->pooled = pool != NULL && kt_courier_pool_knows (pool, name);
  KtHelper *ahead = source->pooled || source->config->tunnel != NULL
                        ? NULL
                        : g_steal_pointer (&source->sync->ahead);
  source->courier = source->pooled
                        ? kt_courier_pool_take (pool, name, error)
                        : kt_courier_open_started (source->config, ahead,
                                                   source->sync->context->no_input, error);
  return source->courier != NULL;
}

void
kt_sync_source_start (KtSyncSource *source)
{
  GError *error = NULL;
  KtStore *store = source->sync->context->store;
  source->started = source->heard = g_get_monotonic_time ();
  source->lock = kt_store_lock_source (store, source->config->name, "sync", &error);
  if (source->lock < 0 || !get_courier (source, &error)
      || (source->pooled && !ask_folders (source, &error)))
    kt_sync_source_fail (source, error);
  else if (!source->pooled)
    source->state = KT_SYNC_OPENING;
}

/* --- fetching --- */

/* Newest first in step over the folders: the one that reaches back least is next. */
static KtSyncFolder *
pick_folder (KtSyncSource *source)
{
  KtSyncFolder *best = NULL;
  for (guint i = 0; i < source->folders->len; i++)
    {
      KtSyncFolder *entry = g_ptr_array_index (source->folders, i);
      if (entry->wanted != NULL && entry->next < entry->wanted->len
          && (best == NULL || entry->reached > best->reached))
        best = entry;
    }
  return best;
}

/* The next letters of a folder. */
static KtSyncWindow *
ask_window (KtSyncSource *source, KtSyncFolder *entry)
{
  guint n = MIN (entry->wanted->len - entry->next, KT_SYNC_WINDOW);
  GVariant *uids = g_variant_new_fixed_array (G_VARIANT_TYPE_UINT64,
                                              &g_array_index (entry->wanted, guint64, entry->next),
                                              n, sizeof (guint64));
  kt_channel_queue (source->courier->channel, KT_FRAME_FETCH,
                    g_variant_new ("(st@atu)", entry->folder->wire_name, entry->folder->uidvalidity,
                                   uids, (guint32)KT_SYNC_LEADING));
  entry->next += n;
  entry->windows++;
  source->windows++;
  KtSyncWindow *window = kt_sync_window_new (source, entry);
  for (guint i = entry->next - n; i < entry->next; i++)
    g_hash_table_add (window->asked, &g_array_index (entry->wanted, guint64, i));
  return window;
}

/* One window is delivered while the next one is asked for already: the courier sends it on while
 * the server still answers. */
static void
ask_fetch (KtSyncSource *source)
{
  while (source->ahead == NULL && source->windows < WINDOWS_MAX)
    {
      KtSyncFolder *entry = pick_folder (source);
      if (entry == NULL)
        break;
      KtSyncWindow *window = ask_window (source, entry);
      *(source->window == NULL ? &source->window : &source->ahead) = window;
    }
  if (source->window == NULL && pick_folder (source) == NULL)
    source->state = KT_SYNC_STORING;
}

static gboolean
take_item (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  KtItemRecord record;
  if (!kt_frame_fixed (frame, &record, sizeof record, error))
    return FALSE;
  KtSyncItem *item = source->item = g_new0 (KtSyncItem, 1);
  item->window = source->window;
  item->uid = record.uid;
  item->flags = record.flags;
  item->received = record.received;
  item->size = MIN (record.size, G_MAXINT64);
  item->partial = record.partial != 0;
  item->bytes = g_byte_array_new ();
  if (item->received > source->sync->context->clock.now + CLOCK_SLACK)
    item->received = 0; /* such a time says nothing */
  if (!g_hash_table_remove (source->window->asked, &item->uid))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                   "the courier sent a letter nobody asked it for");
      return FALSE;
    }
  if (item->received > 0
      && (source->window->oldest == 0 || item->received < source->window->oldest))
    source->window->oldest = item->received;
  source->window->newest = MAX (source->window->newest, item->received);
  return TRUE;
}

static gboolean
take_bytes (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  if (source->item->bytes->len + frame->length > KT_SYNC_LEADING + KT_FRAME_BYTES_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent more than was asked for");
      return FALSE;
    }
  g_byte_array_append (source->item->bytes, frame->data, frame->length);
  return TRUE;
}

static void
take_fetch_done (KtSyncSource *source)
{
  KtSyncWindow *window = g_steal_pointer (&source->window);
  window->fetched = TRUE;
  if (window->oldest > 0)
    window->folder->reached = MIN (window->folder->reached, window->oldest);
  kt_sync_window_check (window);
  source->window = g_steal_pointer (&source->ahead);
  ask_fetch (source);
}

static gboolean
fetching_frame (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  gboolean receiving = source->item != NULL, open = source->window != NULL;
  if (frame->type == KT_FRAME_ITEM && open && !receiving)
    return take_item (source, frame, error);
  if (frame->type == KT_FRAME_BYTES && receiving)
    return take_bytes (source, frame, error);
  if (frame->type == KT_FRAME_ITEM_END && receiving)
    {
      source->done++;
      source->window->outstanding++;
      kt_sync_reader_add (source->sync, g_steal_pointer (&source->item));
      return TRUE;
    }
  if (frame->type == KT_FRAME_DONE && open && !receiving)
    {
      take_fetch_done (source);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent a frame out of turn");
  return FALSE;
}

/* --- the whole --- */

static gboolean
finish_folders (KtSyncSource *source, GError **error)
{
  for (guint i = 0; i < source->folders->len; i++)
    {
      KtSyncFolder *entry = g_ptr_array_index (source->folders, i);
      entry->folder->horizon = 0;
      if (entry->changed && !kt_sync_store_folder (source, entry, error))
        return FALSE;
    }
  return kt_sync_store_gone_folders (source, error);
}

void
kt_sync_source_advance (KtSyncSource *source)
{
  GError *error = NULL;
  if (source->courier == NULL)
    return;
  if (source->state == KT_SYNC_FETCHING)
    ask_fetch (source);
  if (source->state != KT_SYNC_STORING || source->windows > 0)
    return;
  if (!finish_folders (source, &error))
    {
      kt_sync_source_fail (source, error);
      return;
    }
  if (source->pooled)
    {
      kt_courier_pool_put (source->sync->options->pool, source->config->name,
                           g_steal_pointer (&source->courier));
      end (source);
      return;
    }
  source->state = KT_SYNC_CLOSING;
  kt_channel_queue (source->courier->channel, KT_FRAME_CLOSE, g_variant_new ("()"));
}

/* Another token, to another courier: this one may have ended the conversation with the server. It
 * is there before the old one goes, so that nobody takes the one for the other. */
static gboolean
open_again (KtSyncSource *source, GError **error)
{
  KtHelper *old = source->courier;
  KtHelper *courier = kt_courier_open (source->config, source->sync->context->no_input, error);
  source->asked_again = TRUE;
  if (courier == NULL)
    return FALSE;
  source->courier = courier;
  kt_helper_end (old);
  return TRUE;
}

static void
take_fail (KtSyncSource *source, const KtFrame *frame)
{
  GError *error = NULL;
  gboolean refused = source->state == KT_SYNC_OPENING && kt_courier_token_refused (frame);
  if (refused && !source->asked_again)
    {
      if (!open_again (source, &error))
        kt_sync_source_fail (source, error);
      return;
    }
  g_autoptr (GVariant) record = kt_frame_record (frame, "(us)", &error);
  guint32 code;
  const char *message;
  if (record != NULL)
    {
      g_variant_get (record, "(u&s)", &code, &message);
      error = g_error_new_literal (KT_ERROR, kt_frame_fail_code (code), message);
    }
  if (refused)
    kt_courier_hint_token (&source->config->credentials, &error);
  kt_sync_source_fail (source, error);
}

static void
list_or_fetch (KtSyncSource *source)
{
  if (kt_sync_list_next (source))
    return;
  source->state = KT_SYNC_FETCHING;
  ask_fetch (source);
}

static gboolean
listing_frame (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  if (frame->type == KT_FRAME_UIDS)
    return kt_sync_take_uids (source, frame, error);
  if (frame->type == KT_FRAME_VANISHED)
    return kt_sync_take_vanished (source, frame, error);
  if (frame->type == KT_FRAME_LISTED)
    {
      if (!kt_sync_take_listed (source, frame, error))
        return FALSE;
      list_or_fetch (source);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent a frame out of turn");
  return FALSE;
}

static gboolean
early_frame (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  if (source->state == KT_SYNC_OPENING && frame->type == KT_FRAME_READY)
    return ask_folders (source, error);
  if (source->state == KT_SYNC_FOLDERS && frame->type == KT_FRAME_FOLDER)
    return kt_sync_take_folder (source, frame, error);
  if (source->state == KT_SYNC_FOLDERS && frame->type == KT_FRAME_DONE)
    {
      source->state = KT_SYNC_LISTING;
      if (!kt_sync_judge_folders (source, frame, error))
        return FALSE;
      list_or_fetch (source);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent a frame out of turn");
  return FALSE;
}

/* A courier that owes nothing, or whose bytes nobody takes now, may be silent. */
void
kt_sync_source_overdue (KtSyncSource *source)
{
  gint64 now = g_get_monotonic_time ();
  gboolean owes = source->state != KT_SYNC_STORING
                  && (source->state != KT_SYNC_FETCHING || source->window != NULL)
                  && source->sync->held < KT_SYNC_BYTES_MAX;
  if (source->courier == NULL || !owes)
    source->heard = now;
  else if (now - source->heard > KT_SYNC_COURIER_WAIT_MS * G_GINT64_CONSTANT (1000))
    {
      kill (source->courier->pid, SIGKILL);
      kt_sync_source_fail (source, g_error_new (KT_ERROR, KT_ERROR_NETWORK,
                                                _ ("the courier for «%s» does not answer"),
                                                source->config->name));
    }
}

void
kt_sync_source_frame (KtSyncSource *source, const KtFrame *frame)
{
  GError *error = NULL;
  gboolean ok = TRUE;
  source->heard = g_get_monotonic_time ();
  if (frame->type == KT_FRAME_FAIL)
    take_fail (source, frame);
  else if (source->state == KT_SYNC_CLOSING)
    end (source);
  else if (source->state == KT_SYNC_LISTING)
    ok = listing_frame (source, frame, &error);
  else if (source->state == KT_SYNC_FETCHING || source->state == KT_SYNC_STORING)
    ok = fetching_frame (source, frame, &error);
  else
    ok = early_frame (source, frame, &error);
  if (!ok)
    kt_sync_source_fail (source, error);
}
