#include "config.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/sync-engine.h"
#include <glib/gi18n.h>

#define WINDOWS_MAX 3 /* of one source, fetched or under way: bounds what is held as letters */

static void
folder_free (KtSyncFolder *folder)
{
  kt_folder_free (folder->folder);
  g_clear_pointer (&folder->listed, g_array_unref);
  g_clear_pointer (&folder->wanted, g_array_unref);
  g_free (folder);
}

KtSyncSource *
kt_sync_source_new (KtSync *sync, const KtMailSource *config)
{
  KtSyncSource *source = g_new0 (KtSyncSource, 1);
  source->sync = sync;
  source->config = config;
  source->result = g_new0 (KtSyncResult, 1);
  source->result->name = g_strdup (config->name);
  source->result->folders = g_ptr_array_new_with_free_func (g_free);
  source->folders = g_ptr_array_new_with_free_func ((GDestroyNotify)folder_free);
  source->senders = g_ptr_array_new_with_free_func (g_free);
  return source;
}

void
kt_sync_source_free (KtSyncSource *source)
{
  kt_helper_end (source->courier);
  if (source->item != NULL)
    kt_sync_item_free (source->item);
  if (source->window != NULL)
    kt_sync_window_free (source->window);
  kt_sync_result_free (source->result);
  g_ptr_array_unref (source->folders);
  g_ptr_array_unref (source->senders);
  g_free (source);
}

static void
end (KtSyncSource *source)
{
  kt_helper_end (g_steal_pointer (&source->courier));
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
  if (source->window != NULL)
    {
      source->window->fetched = source->window->failed = TRUE;
      kt_sync_window_check (g_steal_pointer (&source->window));
    }
  end (source);
}

void
kt_sync_source_start (KtSyncSource *source)
{
  GError *error = NULL;
  source->started = g_get_monotonic_time ();
  source->courier = kt_courier_open (source->config, source->sync->context->no_input, &error);
  if (source->courier == NULL)
    kt_sync_source_fail (source, error);
  else
    source->state = KT_SYNC_OPENING;
}

/* --- folders --- */

static const KtFolder *
find_known (GPtrArray *known, const char *name)
{
  for (guint i = 0; i < known->len; i++)
    {
      const KtFolder *folder = g_ptr_array_index (known, i);
      if (g_str_equal (folder->name, name))
        return folder;
    }
  return NULL;
}

static gboolean
take_folder (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_FOLDER, error);
  const char *name, *wire_name, *role;
  if (record == NULL)
    return FALSE;
  if (source->folders->len >= KT_FRAME_ARRAY_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("«%s» shows more than %u folders"),
                   source->config->name, KT_FRAME_ARRAY_MAX);
      return FALSE;
    }
  KtSyncFolder *entry = g_new0 (KtSyncFolder, 1);
  KtFolder *folder = entry->folder = g_new0 (KtFolder, 1);
  g_variant_get (record, "(&s&s&sttut)", &name, &wire_name, &role, &folder->uidvalidity,
                 &folder->uidnext, &folder->total, &folder->modseq);
  folder->source = g_strdup (source->config->name);
  folder->name = kt_nfc (name, -1);
  folder->wire_name = g_strdup (wire_name);
  folder->role = g_strdup (role);
  folder->horizon = -1;
  entry->reached = G_MAXINT64;
  g_ptr_array_add (source->folders, entry);
  g_ptr_array_add (source->result->folders, g_strdup (folder->name));
  source->has_sent |= g_str_equal (role, "sent");
  return TRUE;
}

/* A folder without any change needs no listing at all. Where a listing is needed, that of an IMAP
 * folder known to the end begins at the first new UID. */
static gboolean
judge_folder (KtSyncSource *source, KtSyncFolder *entry, const KtFolder *before, GError **error)
{
  KtFolder *now = entry->folder;
  gboolean files
      = source->config->kind == KT_SOURCE_MAILDIR || source->config->kind == KT_SOURCE_EML;
  entry->whole = entry->changed = TRUE;
  entry->first = 1;
  if (before == NULL)
    return kt_sync_store_folder (source, entry, error);
  now->id = before->id;
  entry->known = TRUE;
  if (before->uidvalidity != now->uidvalidity)
    return kt_sync_store_reborn (source, entry, error);
  now->horizon = before->horizon;
  if (before->horizon != 0)
    return TRUE;
  entry->changed = before->uidnext != now->uidnext || before->modseq != now->modseq
                   || before->total != now->total || (files && now->modseq == 0);
  if (!files && now->modseq != 0 && now->total >= before->total)
    {
      entry->whole = FALSE;
      entry->first = before->uidnext;
      entry->since_modseq = before->modseq;
      entry->before_total = before->total;
    }
  return TRUE;
}

static gboolean
judge_folders (KtSyncSource *source, GError **error)
{
  KtStore *store = source->sync->context->store;
  g_autoptr (GPtrArray) known = kt_folder_list (store, source->config->name, error);
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < source->folders->len; i++)
    {
      KtSyncFolder *entry = g_ptr_array_index (source->folders, i);
      if (!judge_folder (source, entry, find_known (known, entry->folder->name), error))
        return FALSE;
    }
  return TRUE;
}

/* --- listing --- */

static void
ask_list (KtSyncSource *source, KtSyncFolder *entry)
{
  int days = source->config->since_days;
  gint64 since = days > 0 ? source->sync->context->clock.now - days * G_GINT64_CONSTANT (86400) : 0;
  g_clear_pointer (&entry->listed, g_array_unref);
  entry->listed = g_array_new (FALSE, FALSE, sizeof (KtUidState));
  kt_channel_queue (source->courier->channel, KT_FRAME_LIST,
                    g_variant_new (KT_TYPE_LIST, entry->folder->wire_name, since, entry->first,
                                   entry->since_modseq));
}

static void ask_fetch (KtSyncSource *source);

/* Lists the next folder that changed; after the last one fetching begins. */
static void
list_next (KtSyncSource *source)
{
  while (source->at < source->folders->len)
    {
      KtSyncFolder *entry = g_ptr_array_index (source->folders, source->at);
      if (entry->changed || source->sync->options->retry)
        {
          ask_list (source, entry);
          return;
        }
      source->at++;
    }
  source->state = KT_SYNC_FETCHING;
  ask_fetch (source);
}

static gboolean
take_uids (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  KtSyncFolder *entry = g_ptr_array_index (source->folders, source->at);
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_UIDS, error);
  if (record == NULL)
    return FALSE;
  gsize n = g_variant_n_children (record);
  gboolean fits = n <= KT_FRAME_ARRAY_MAX;
  for (gsize i = 0; i < n && fits; i++)
    {
      KtUidState state;
      g_variant_get_child (record, i, "(tuu)", &state.uid, &state.flags, &state.what);
      fits = state.uid > 0 && state.uid <= G_MAXINT64;
      g_array_append_val (entry->listed, state);
    }
  if (fits)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent a list that cannot be");
  return FALSE;
}

static GArray *
quarantined_uids (KtSyncSource *source, KtSyncFolder *entry, GError **error)
{
  g_autoptr (GPtrArray) list
      = kt_quarantine_list (source->sync->context->store, source->config->name, error);
  if (list == NULL)
    return NULL;
  GArray *uids = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < list->len && !source->sync->options->retry; i++)
    {
      const KtQuarantined *item = g_ptr_array_index (list, i);
      if (item->folder == entry->folder->id)
        g_array_append_val (uids, item->uid);
    }
  g_array_sort (uids, kt_sync_plan_compare);
  return uids;
}

/* Letters listed from the first new UID on. */
static guint
count_fresh (const KtSyncFolder *entry)
{
  guint n = 0;
  for (guint i = 0; i < entry->listed->len; i++)
    {
      const KtUidState *state = &g_array_index (entry->listed, KtUidState, i);
      n += (state->what & KT_UID_PRESENT) && state->uid >= entry->first;
    }
  return n;
}

static gboolean
plan_folder (KtSyncSource *source, KtSyncFolder *entry, GError **error)
{
  KtStore *store = source->sync->context->store;
  g_autoptr (GArray) flags = NULL, skip = NULL;
  g_autoptr (GArray) known = kt_location_uids (store, entry->folder->id, &flags, error);
  KtSyncPlan plan = { 0 };
  if (known == NULL || (skip = quarantined_uids (source, entry, error)) == NULL)
    return FALSE;
  kt_sync_plan_make (&plan, entry->listed, known, flags, skip, entry->whole);
  gboolean ok = kt_sync_store_plan (source, entry, &plan, error);
  entry->wanted = g_steal_pointer (&plan.wanted);
  source->wanted += entry->wanted->len;
  g_clear_pointer (&entry->listed, g_array_unref);
  kt_sync_plan_clear (&plan);
  return ok;
}

/* Letters that came between STATUS and the listing are fetched now; the next run shall not take
 * them for new. A Maildir's UIDs are hashes and have no next. */
static void
raise_uidnext (KtSyncSource *source, KtSyncFolder *entry)
{
  if (source->config->kind == KT_SOURCE_MAILDIR || source->config->kind == KT_SOURCE_EML)
    return;
  for (guint i = 0; i < entry->listed->len; i++)
    entry->folder->uidnext
        = MAX (entry->folder->uidnext, g_array_index (entry->listed, KtUidState, i).uid + 1);
}

static gboolean
take_list_done (KtSyncSource *source, GError **error)
{
  KtSyncFolder *entry = g_ptr_array_index (source->folders, source->at);
  /* The server counts other than what was there and came: something vanished, list all of it. */
  if (!entry->whole && entry->before_total + count_fresh (entry) != entry->folder->total)
    {
      entry->whole = TRUE;
      entry->first = 1;
      ask_list (source, entry);
      return TRUE;
    }
  raise_uidnext (source, entry);
  if (!plan_folder (source, entry, error))
    return FALSE;
  source->at++;
  list_next (source);
  return TRUE;
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

static void
ask_fetch (KtSyncSource *source)
{
  if (source->window != NULL || source->windows >= WINDOWS_MAX)
    return;
  KtSyncFolder *entry = pick_folder (source);
  if (entry == NULL)
    {
      source->state = KT_SYNC_STORING;
      return;
    }
  guint n = MIN (entry->wanted->len - entry->next, KT_SYNC_WINDOW);
  GVariant *uids = g_variant_new_fixed_array (G_VARIANT_TYPE_UINT64,
                                              &g_array_index (entry->wanted, guint64, entry->next),
                                              n, sizeof (guint64));
  kt_channel_queue (
      source->courier->channel, KT_FRAME_FETCH,
      g_variant_new ("(s@atu)", entry->folder->wire_name, uids, (guint32)KT_SYNC_LEADING));
  entry->next += n;
  entry->windows++;
  source->windows++;
  source->window = kt_sync_window_new (source, entry);
  source->window->last = entry->next == entry->wanted->len;
}

static gboolean
take_item (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_ITEM, error);
  if (record == NULL)
    return FALSE;
  KtSyncItem *item = source->item = g_new0 (KtSyncItem, 1);
  item->window = source->window;
  g_variant_get (record, KT_TYPE_ITEM, &item->uid, &item->flags, &item->received, &item->size,
                 &item->partial);
  item->bytes = g_byte_array_new ();
  item->size = MIN (item->size, G_MAXINT64);
  if (item->received > 0
      && (source->window->oldest == 0 || item->received < source->window->oldest))
    source->window->oldest = item->received;
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
  source->state = KT_SYNC_CLOSING;
  kt_channel_queue (source->courier->channel, KT_FRAME_CLOSE, g_variant_new ("()"));
}

static void
take_fail (KtSyncSource *source, const KtFrame *frame)
{
  GError *error = NULL;
  g_autoptr (GVariant) record = kt_frame_record (frame, "(us)", &error);
  guint32 code;
  const char *message;
  if (record != NULL)
    {
      g_variant_get (record, "(u&s)", &code, &message);
      error = g_error_new_literal (KT_ERROR, code, message);
    }
  kt_sync_source_fail (source, error);
}

static gboolean
listing_frame (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  if (frame->type == KT_FRAME_UIDS)
    return take_uids (source, frame, error);
  if (frame->type == KT_FRAME_DONE)
    return take_list_done (source, error);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent a frame out of turn");
  return FALSE;
}

static gboolean
early_frame (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  if (source->state == KT_SYNC_OPENING && frame->type == KT_FRAME_READY)
    {
      source->state = KT_SYNC_FOLDERS;
      kt_channel_queue (source->courier->channel, KT_FRAME_FOLDERS, g_variant_new ("()"));
      return TRUE;
    }
  if (source->state == KT_SYNC_FOLDERS && frame->type == KT_FRAME_FOLDER)
    return take_folder (source, frame, error);
  if (source->state == KT_SYNC_FOLDERS && frame->type == KT_FRAME_DONE)
    {
      source->state = KT_SYNC_LISTING;
      if (!judge_folders (source, error))
        return FALSE;
      list_next (source);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent a frame out of turn");
  return FALSE;
}

void
kt_sync_source_frame (KtSyncSource *source, const KtFrame *frame)
{
  GError *error = NULL;
  gboolean ok = TRUE;
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
