#include "config.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/sync-engine.h"
#include <glib/gi18n.h>

/* What a source has: its folders, and the UIDs of those that changed. */

static const KtFolder *
find_known (GPtrArray *known, const char *wire_name)
{
  for (guint i = 0; i < known->len; i++)
    {
      const KtFolder *folder = g_ptr_array_index (known, i);
      if (g_str_equal (folder->wire_name, wire_name))
        return folder;
    }
  return NULL;
}

gboolean
kt_sync_take_folder (KtSyncSource *source, const KtFrame *frame, GError **error)
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
  entry->labelled = g_str_equal (role, "all");
  folder->role = g_strdup (entry->labelled ? "archive" : role);
  folder->horizon = -1;
  entry->reached = G_MAXINT64;
  g_ptr_array_add (source->folders, entry);
  g_ptr_array_add (source->result->folders, g_strdup (folder->name));
  return TRUE;
}

/* The instant from which on letters are wanted; 0: all. */
static gint64
window_start (const KtSyncSource *source)
{
  int days = source->config->since_days;
  gint64 now = source->sync->context->clock.now;
  return days > 0 ? MAX (now - days * G_GINT64_CONSTANT (86400), 0) : 0;
}

/* What to ask for of a folder known to the end. Its flags are asked for from where the last run saw
 * them, whatever else is listed; a server that does not count changes tells them all. */
static void
judge_complete (KtSyncSource *source, KtSyncFolder *entry, const KtFolder *before)
{
  KtFolder *now = entry->folder;
  gboolean files = kt_source_is_letter_files (source->config->kind);
  gboolean wider = now->since < before->since;
  entry->changed = wider || before->uidnext != now->uidnext || before->modseq != now->modseq
                   || before->total != now->total || now->modseq == 0;
  if (before->modseq > 0 && now->modseq >= before->modseq)
    entry->since_modseq = before->modseq;
  if (wider)
    now->horizon = before->since;
  else if (source->config->kind == KT_SOURCE_MBOX && !source->sync->options->retry)
    entry->first = MAX (before->uidnext, 1); /* its courier sees whether that is enough */
  if (files || wider || source->sync->options->retry || now->modseq == 0
      || now->total < before->total)
    return;
  entry->whole = FALSE;
  entry->first = before->uidnext;
  entry->before_total = before->total;
}

/* A folder without any change needs no listing at all. Where a listing is needed, that of an IMAP
 * folder known to the end begins at the first new UID, unless older letters are to be tried again
 * or older ones are wanted than before. */
static gboolean
judge_folder (KtSyncSource *source, KtSyncFolder *entry, const KtFolder *before, GError **error)
{
  KtFolder *now = entry->folder;
  now->since = window_start (source);
  entry->whole = entry->changed = TRUE;
  entry->first = 1;
  if (before == NULL)
    return kt_sync_store_folder (source, entry, error);
  now->id = before->id;
  if (before->uidvalidity != now->uidvalidity)
    return kt_sync_store_reborn (source, entry, error);
  now->horizon = before->horizon;
  entry->since_modseq = KT_LIST_ALL_FLAGS;
  if (before->horizon == 0)
    judge_complete (source, entry, before);
  return TRUE;
}

gboolean
kt_sync_judge_folders (KtSyncSource *source, GError **error)
{
  KtStore *store = source->sync->context->store;
  g_autoptr (GPtrArray) known = kt_folder_list (store, source->config->name, error);
  if (known == NULL)
    return FALSE;
  source->has_sent = FALSE;
  for (guint i = 0; i < source->folders->len; i++)
    {
      KtSyncFolder *entry = g_ptr_array_index (source->folders, i);
      source->has_sent |= entry->labelled || g_str_equal (entry->folder->role, "sent");
      if (!judge_folder (source, entry, find_known (known, entry->folder->wire_name), error))
        return FALSE;
    }
  return TRUE;
}

/* --- listing --- */

static void
ask_list (KtSyncSource *source, KtSyncFolder *entry)
{
  g_clear_pointer (&entry->listed, g_array_unref);
  entry->listed = g_array_new (FALSE, FALSE, sizeof (KtUidState));
  kt_channel_queue (source->courier->channel, KT_FRAME_LIST,
                    g_variant_new (KT_TYPE_LIST, entry->folder->wire_name, entry->folder->since,
                                   entry->first, entry->since_modseq));
}

/* Lists the next folder that changed. FALSE: that was the last one. */
gboolean
kt_sync_list_next (KtSyncSource *source)
{
  while (source->at < source->folders->len)
    {
      KtSyncFolder *entry = g_ptr_array_index (source->folders, source->at);
      if (entry->changed || source->sync->options->retry)
        {
          ask_list (source, entry);
          return TRUE;
        }
      source->at++;
    }
  return FALSE;
}

gboolean
kt_sync_take_uids (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  KtSyncFolder *entry = g_ptr_array_index (source->folders, source->at);
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_UIDS, error);
  if (record == NULL)
    return FALSE;
  gsize n = g_variant_n_children (record);
  gboolean fits = n <= KT_FRAME_ARRAY_MAX && entry->listed->len + n <= KT_SYNC_UIDS_MAX;
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
  for (guint i = 0; i < list->len; i++)
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

/* Where the listing is not whole, only what it names is compared: 100 new letters cost the same on
 * top of ten thousand as of a million. */
static guint64
first_of_interest (const KtSyncFolder *entry)
{
  guint64 first = G_MAXUINT64;
  for (guint i = 0; i < entry->listed->len; i++)
    first = MIN (first, g_array_index (entry->listed, KtUidState, i).uid);
  return entry->whole ? 0 : MIN (first, G_MAXINT64);
}

static gboolean
plan_folder (KtSyncSource *source, KtSyncFolder *entry, GError **error)
{
  KtStore *store = source->sync->context->store;
  g_autoptr (GArray) flags = NULL, quarantined = NULL;
  g_autoptr (GArray) known
      = kt_location_uids (store, entry->folder->id, first_of_interest (entry), &flags, error);
  KtSyncPlan plan = { 0 };
  if (known == NULL || (quarantined = quarantined_uids (source, entry, error)) == NULL)
    return FALSE;
  kt_sync_plan_make (&plan, entry->listed, known, flags,
                     source->sync->options->retry ? NULL : quarantined, entry->whole);
  if (entry->whole)
    kt_sync_plan_add_vanished (&plan, entry->listed, quarantined);
  gboolean ok = kt_sync_store_plan (source, entry, &plan, error);
  entry->wanted = g_steal_pointer (&plan.wanted);
  source->wanted += entry->wanted->len;
  g_clear_pointer (&entry->listed, g_array_unref);
  kt_sync_plan_clear (&plan);
  return ok;
}

/* Letters that came between STATUS and the listing are fetched now; the next run shall not take
 * them for new. The UIDs of files are hashes and have no next. */
static void
raise_uidnext (KtSyncSource *source, KtSyncFolder *entry)
{
  if (kt_source_is_letter_files (source->config->kind))
    return;
  for (guint i = 0; i < entry->listed->len; i++)
    entry->folder->uidnext
        = MAX (entry->folder->uidnext, g_array_index (entry->listed, KtUidState, i).uid + 1);
}

/* What was there before is as it was, and not listed. */
static gboolean
is_only_added (const KtSyncSource *source, const KtFrame *frame)
{
  guint64 told = 0;
  g_autoptr (GVariant) record
      = source->config->kind == KT_SOURCE_MBOX ? kt_frame_record (frame, "(t)", NULL) : NULL;
  if (record != NULL)
    g_variant_get (record, "(t)", &told);
  return told == KT_LIST_ADDED;
}

gboolean
kt_sync_take_list_done (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  KtSyncFolder *entry = g_ptr_array_index (source->folders, source->at);
  if (is_only_added (source, frame))
    {
      entry->whole = FALSE;
      entry->before_total = entry->folder->total - count_fresh (entry);
    }
  /* The server counts other than what was there and came: something vanished, list all of it. */
  if (!entry->whole && entry->before_total + count_fresh (entry) != entry->folder->total)
    {
      entry->whole = TRUE;
      entry->first = 1;
      return TRUE;
    }
  raise_uidnext (source, entry);
  if (!plan_folder (source, entry, error))
    return FALSE;
  source->at++;
  return TRUE;
}
