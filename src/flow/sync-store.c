#include "config.h"
#include "sync-invite.h"
#include "kontor/direction.h"
#include "kontor/error.h"
#include "kontor/sync-engine.h"
#include <glib/gi18n.h>
#include <string.h>

#define SINCE_SLACK                                                                                \
  86400               /* seconds: a letter's own time may be that much later than the server's */
#define ASIDE_TOLD 10 /* of a source, one by one */
#define PUMP_EVERY 32 /* letters: the other processes go on while this one stores */

void
kt_sync_letter_free (KtSyncLetter *letter)
{
  kt_letter_free (letter->letter);
  kt_sync_invite_free (letter->invite);
  g_free (letter);
}

static void
refused_clear (KtSyncRefused *refused)
{
  g_free (refused->reason);
}

KtSyncWindow *
kt_sync_window_new (KtSyncSource *source, KtSyncFolder *folder)
{
  KtSyncWindow *window = g_new0 (KtSyncWindow, 1);
  window->source = source;
  window->folder = folder;
  window->letters = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_sync_letter_free);
  window->asked = g_hash_table_new (g_int64_hash, g_int64_equal);
  window->refused = g_array_new (FALSE, FALSE, sizeof (KtSyncRefused));
  g_array_set_clear_func (window->refused, (GDestroyNotify)refused_clear);
  g_queue_push_tail (&source->asked, window);
  return window;
}

void
kt_sync_window_free (KtSyncWindow *window)
{
  g_queue_remove (&window->source->asked, window);
  g_ptr_array_unref (window->letters);
  g_array_unref (window->refused);
  g_hash_table_unref (window->asked);
  g_queue_clear_full (&window->doubtful, (GDestroyNotify)kt_sync_item_free);
  g_free (window);
}

/* Several readers are not through with windows in the order they were asked for; what a folder's
 * horizon says would not be true of one that is stored before a newer one. */
void
kt_sync_window_check (KtSyncWindow *window)
{
  GQueue *asked = &window->source->asked;
  KtSyncWindow *first;

  while ((first = g_queue_peek_head (asked)) != NULL && first->fetched)
    {
      kt_sync_settle_doubts (first);
      if (first->outstanding > 0)
        break;
      g_queue_push_tail (&window->source->sync->ready, g_queue_pop_head (asked));
    }
}

/* --- whose letter, which way --- */

static char *
match_of (KtSync *sync, const char *norm)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  return addr == NULL ? NULL : kt_addr_match (addr, &sync->context->settings->addr_rules);
}

static gboolean
is_mine (KtSync *sync, const char *norm)
{
  int answer = GPOINTER_TO_INT (g_hash_table_lookup (sync->mine, norm));
  if (answer == 0)
    {
      g_autofree char *match = match_of (sync, norm);
      gboolean mine = match != NULL
                      && (kt_settings_is_me (sync->context->settings, match)
                          || g_hash_table_contains (sync->own, match));
      answer = mine ? 1 : 2;
      g_hash_table_insert (sync->mine, g_strdup (norm), GINT_TO_POINTER (answer));
    }
  return answer == 1;
}

const char *
kt_sync_sender_of (const KtLetter *letter)
{
  for (gsize i = 0; i < letter->n_people; i++)
    if (letter->people[i].role == KT_ROLE_FROM)
      return letter->people[i].norm;
  return NULL;
}

KtPlacement
kt_sync_place (const KtSyncWindow *window, const KtSyncLetter *read)
{
  const char *sender = kt_sync_sender_of (read->letter);
  gboolean forged = FALSE;
  KtDirectionFacts facts = {
    .sent_folder
    = (read->flags & KT_FLAG_SENT) != 0 || g_str_equal (window->folder->folder->role, "sent"),
    .from_me = sender != NULL && is_mine (window->source->sync, sender),
    .received = (read->letter->flags & KT_LETTER_FLAG_RECEIVED) != 0,
  };
  KtPlacement placement = { .folder = window->folder->folder->id,
                            .uid = read->uid,
                            .flags = read->flags,
                            .draft = (read->flags & KT_FLAG_DRAFT)
                                     || g_str_equal (window->folder->folder->role, "drafts"),
                            .size = read->size,
                            .now = window->source->sync->context->clock.now };
  placement.direction = kt_direction_judge (&facts, &forged);
  placement.letter_flags
      = (forged ? KT_LETTER_FLAG_FORGED : 0) | (placement.draft ? KT_LETTER_FLAG_DRAFT : 0);
  return placement;
}

/* What the summary line says of new letters; who is a client is only known at the end. */
static void
count_new (KtSyncSource *source, const KtLetter *letter, KtDirection direction)
{
  KtSync *sync = source->sync;
  source->result->added++;
  if (direction == KT_DIRECTION_OUT)
    source->result->mine++;
  else if (letter->kind == KT_KIND_BULK || letter->kind == KT_KIND_AUTOMATIC)
    source->result->bulk++;
  else if (kt_sync_sender_of (letter) != NULL)
    {
      char *match = match_of (sync, kt_sync_sender_of (letter));
      if (match != NULL)
        g_ptr_array_add (source->senders, match);
    }
}

/* --- windows --- */

/* Those of one second as they were fetched, whichever was read first. */
static int
by_time (gconstpointer a, gconstpointer b)
{
  const KtLetter *x = (*(KtSyncLetter *const *)a)->letter, *y = (*(KtSyncLetter *const *)b)->letter;
  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  return x->item < y->item ? -1 : x->item > y->item;
}

/* Whether it may stand in the quarantine. */
static gboolean
was_tried (const KtSyncWindow *window, guint64 uid)
{
  const GArray *again = window->folder->again;
  return window->source->sync->options->retry
         || (again != NULL
             && g_array_binary_search ((GArray *)again, &uid, kt_sync_plan_compare, NULL));
}

static gboolean
put_letters (KtSyncWindow *window, GError **error)
{
  KtSyncSource *source = window->source;
  g_ptr_array_sort (window->letters, by_time);
  for (guint i = 0; i < window->letters->len; i++)
    {
      const KtSyncLetter *read = g_ptr_array_index (window->letters, i);
      KtPlacement placement = kt_sync_place (window, read);
      gboolean new = FALSE;
      if (!kt_letter_writer_put (source->sync->writer, read->letter, &placement, &new, error))
        return FALSE;
      if (!kt_sync_store_invite (source->sync, read,
                                 (placement.letter_flags & KT_LETTER_FLAG_FORGED) != 0, error))
        return FALSE;
      if (new)
        count_new (source, read->letter, placement.direction);
      if (was_tried (window, read->uid)
          && !kt_quarantine_remove (source->sync->context->store, placement.folder, read->uid,
                                    error))
        return FALSE;
      if (i % PUMP_EVERY == 0 && !source->sync->pump (source->sync, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* A letter that did not come: whether it comes again or is set aside is told. */
static gboolean
put_attempt (KtSyncWindow *window, guint64 uid, const char *reason, gboolean missing,
             GError **error)
{
  KtContext *context = window->source->sync->context;
  KtSyncResult *result = window->source->result;
  KtQuarantined item = { .folder = window->folder->folder->id,
                         .uid = uid,
                         .reason = (char *)reason,
                         .at = context->clock.now,
                         .missing = missing };
  if (!kt_quarantine_put (context->store, &item, error))
    return FALSE;
  if (kt_quarantined_comes_again (&item))
    {
      result->missing++;
      return TRUE;
    }
  if (result->quarantined++ >= ASIDE_TOLD)
    return TRUE;
  KtSyncNote *note = g_new0 (KtSyncNote, 1);
  *note = (KtSyncNote){ .kind = KT_SYNC_ASIDE,
                        .what = g_strdup (window->folder->folder->name),
                        .reason = g_strdup (reason),
                        .uid = uid };
  g_ptr_array_add (result->notes, note);
  return TRUE;
}

static gboolean
put_refused (KtSyncWindow *window, GError **error)
{
  for (guint i = 0; i < window->refused->len; i++)
    {
      const KtSyncRefused *refused = &g_array_index (window->refused, KtSyncRefused, i);
      if (!put_attempt (window, refused->uid, refused->reason, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether there are letters that were asked for and did not come. A file that cannot be read is
 * listed by each run anyhow. */
static gboolean
is_short (const KtSyncWindow *window)
{
  return !window->failed && g_hash_table_size (window->asked) > 0
         && !kt_source_is_letter_files (window->source->config->kind);
}

static gboolean
put_missing (KtSyncWindow *window, GError **error)
{
  GHashTableIter iter;
  gpointer uid;
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (!is_short (window))
    return TRUE;
  g_hash_table_iter_init (&iter, window->asked);
  while (g_hash_table_iter_next (&iter, &uid, NULL))
    g_array_append_vals (uids, uid, 1);
  g_array_sort (uids, kt_sync_plan_compare);
  for (guint i = 0; i < uids->len; i++)
    if (!put_attempt (window, g_array_index (uids, guint64, i), "the server does not hand it over",
                      TRUE, error))
      return FALSE;
  return TRUE;
}

/* What the folder's row says beside its horizon is only true at the end. */
static gboolean
put_horizon (KtSyncWindow *window, GError **error)
{
  KtFolder *folder = window->folder->folder;
  gint64 before = folder->horizon;
  if (window->failed || window->oldest == 0 || before == 0)
    return TRUE;
  folder->horizon
      = kt_sync_order_add (&window->folder->order, before, window->newest, window->oldest);
  return folder->horizon == before
         || kt_folder_put (window->source->sync->context->store, folder, error);
}

static gboolean
store_window (KtSyncWindow *window, GError **error)
{
  KtSync *sync = window->source->sync;
  KtSyncResult *result = window->source->result, before = *result;
  guint senders = window->source->senders->len, notes = result->notes->len;
  KtStore *store = sync->context->store;
  if (window->letters->len + window->refused->len == 0 && !is_short (window))
    return TRUE;
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  sync->storing = TRUE;
  gboolean ok = kt_fact_set (store, KT_FACT_UNCONTACTED, "yes", error)
                && put_letters (window, error) && put_refused (window, error)
                && put_missing (window, error) && put_horizon (window, error)
                && kt_store_commit (store, error);
  sync->storing = FALSE;
  sync->stored_any = TRUE;
  if (!ok)
    kt_store_rollback (store);
  kt_sync_end_helpers (sync);
  if (!ok)
    {
      kt_letter_writer_reset (sync->writer);
      result->added = before.added; /* what is not stored is not told */
      result->bulk = before.bulk;
      result->mine = before.mine;
      result->quarantined = before.quarantined;
      result->missing = before.missing;
      g_ptr_array_set_size (result->notes, (int)notes);
      g_ptr_array_set_size (window->source->senders, (int)senders);
    }
  return ok;
}

gboolean
kt_sync_store_ready (KtSync *sync, GError **error)
{
  while (!g_queue_is_empty (&sync->ready))
    {
      KtSyncWindow *window = g_queue_pop_head (&sync->ready);
      KtSyncSource *source = window->source;
      gboolean ok = store_window (window, error);
      window->folder->windows--;
      source->windows--;
      kt_sync_window_free (window);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/* --- plans and folders: each a transaction of its own --- */

static gboolean
begin (KtSyncSource *source, GError **error)
{
  source->sync->stored_any = TRUE;
  return kt_store_begin (source->sync->context->store, "sync", error);
}

static gboolean
finish (KtSyncSource *source, gboolean ok, GError **error)
{
  KtStore *store = source->sync->context->store;
  if (ok && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

static gboolean
apply_plan (KtSyncSource *source, KtSyncFolder *entry, const KtSyncPlan *plan, GError **error)
{
  KtContext *context = source->sync->context;
  gint64 folder = entry->folder->id;
  for (guint i = 0; i < plan->flagged->len; i++)
    {
      const KtUidState *state = &g_array_index (plan->flagged, KtUidState, i);
      if (!kt_location_set_flags (context->store, folder, state->uid, state->flags, error))
        return FALSE;
    }
  if (kt_location_remove (context->store, folder, (const guint64 *)plan->vanished->data,
                          plan->vanished->len, context->clock.now, source->gone, error)
      < 0)
    return FALSE;
  for (guint i = 0; i < plan->vanished->len; i++)
    if (!kt_quarantine_remove (context->store, folder, g_array_index (plan->vanished, guint64, i),
                               error))
      return FALSE;
  source->result->changed += plan->flagged->len;
  return TRUE;
}

gboolean
kt_sync_store_plan (KtSyncSource *source, KtSyncFolder *entry, const KtSyncPlan *plan,
                    GError **error)
{
  if (plan->flagged->len + plan->vanished->len == 0)
    return TRUE;
  return begin (source, error) && finish (source, apply_plan (source, entry, plan, error), error);
}

gboolean
kt_sync_store_folder (KtSyncSource *source, KtSyncFolder *entry, GError **error)
{
  return begin (source, error)
         && finish (source, kt_folder_put (source->sync->context->store, entry->folder, error),
                    error);
}

gboolean
kt_sync_store_reborn (KtSyncSource *source, KtSyncFolder *entry, GError **error)
{
  KtContext *context = source->sync->context;
  gint64 since = entry->folder->since > 0 ? entry->folder->since + SINCE_SLACK : 0;
  return begin (source, error)
         && finish (source,
                    kt_folder_forget_locations (context->store, entry->folder->id, since,
                                                context->clock.now, source->gone, error)
                        && kt_folder_put (context->store, entry->folder, error),
                    error);
}

static gboolean
is_shown (KtSyncSource *source, const KtFolder *known)
{
  for (guint i = 0; i < source->folders->len; i++)
    {
      const KtSyncFolder *entry = g_ptr_array_index (source->folders, i);
      if (entry->folder->id == known->id)
        return TRUE;
    }
  return FALSE;
}

gboolean
kt_sync_store_gone_folders (KtSyncSource *source, GError **error)
{
  KtContext *context = source->sync->context;
  g_autoptr (GPtrArray) known = kt_folder_list (context->store, source->config->name, error);
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < known->len; i++)
    {
      const KtFolder *folder = g_ptr_array_index (known, i);
      if (is_shown (source, folder))
        continue;
      if (!begin (source, error)
          || !finish (source,
                      kt_folder_mark_gone (context->store, folder->id, context->clock.now,
                                           source->gone, error),
                      error))
        return FALSE;
    }
  return TRUE;
}
