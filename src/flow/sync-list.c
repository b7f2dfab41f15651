#include "config.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/sync-engine.h"
#include <glib/gi18n.h>

/* What a source has: its folders, and the UIDs of those that changed. */

#define LISTINGS_MAX 2  /* asked for at once: while one is answered the server works at the next */
#define YOUNG_DAYS 30   /* letters whose flags are looked at where nobody counts changes */
#define PLACES_MAX 1000 /* in a folder, looked for one by one */
#define DOUBTFUL 1000   /* newest UIDs fetched anew where a server may have given them twice */

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

static gboolean
is_files (const KtSyncSource *source)
{
  return kt_source_is_letter_files (source->config->kind);
}

/* Where nobody counts changes: the flags of letters as old as people still touch. */
static gboolean
judge_young (KtSyncSource *source, KtSyncFolder *entry, GError **error)
{
  KtContext *context = source->sync->context;
  gint64 since = context->clock.now - YOUNG_DAYS * G_GINT64_CONSTANT (86400);
  entry->recent = kt_location_young (context->store, entry->folder->id, MAX (since, 0), error);
  return entry->recent > 0;
}

/* What to ask for of a folder known to the end. Its flags are asked for from where the last run saw
 * them, whatever else is listed. Only by QRESYNC a server tells what vanished. */
static gboolean
judge_complete (KtSyncSource *source, KtSyncFolder *entry, const KtFolder *before, GError **error)
{
  KtFolder *now = entry->folder;
  gboolean wider = now->since < before->since;
  entry->rewound
      = !is_files (source)
        && (now->uidnext < before->uidnext || (now->modseq < before->modseq && now->modseq > 0));
  entry->changed = wider || before->uidnext != now->uidnext || before->modseq != now->modseq
                   || before->total != now->total || now->modseq == 0;
  if (before->modseq > 0 && now->modseq >= before->modseq)
    entry->since_modseq = before->modseq;
  if (wider)
    now->horizon = before->since;
  else if (source->config->kind == KT_SOURCE_MBOX && !source->sync->options->retry)
    entry->first = MAX (before->uidnext, 1); /* its courier sees whether that is enough */
  if (!is_files (source) && now->modseq == 0 && entry->changed
      && !judge_young (source, entry, error))
    return FALSE;
  gboolean resync = source->mode == KT_SYNC_MODE_QRESYNC && entry->since_modseq > KT_LIST_ALL_FLAGS;
  if (is_files (source) || wider || entry->rewound || source->sync->options->retry
      || (now->total < before->total && !resync))
    return TRUE;
  entry->whole = FALSE;
  entry->first = before->uidnext;
  entry->before_total = before->total;
  return TRUE;
}

static gboolean
load_again (KtSyncSource *source, KtSyncFolder *entry, GError **error)
{
  KtStore *store = source->sync->context->store;
  g_autoptr (GArray) uids = kt_quarantine_uids (store, entry->folder->id, TRUE, error);
  if (uids == NULL)
    return FALSE;
  entry->again = uids->len > 0 ? g_steal_pointer (&uids) : NULL;
  return TRUE;
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
  entry->first = entry->recent = 1;
  if (before == NULL)
    return kt_sync_store_folder (source, entry, error);
  now->id = before->id;
  if (before->uidvalidity != now->uidvalidity)
    return kt_sync_store_reborn (source, entry, error);
  now->horizon = before->horizon;
  entry->since_modseq = KT_LIST_ALL_FLAGS;
  if (!load_again (source, entry, error))
    return FALSE;
  return before->horizon != 0 || judge_complete (source, entry, before, error);
}

/* Together with the names of all folders the state of those known from before is asked for. */
gboolean
kt_sync_ask_folders (KtSyncSource *source, GError **error)
{
  KtStore *store = source->sync->context->store;
  g_autoptr (GPtrArray) known = kt_folder_list (store, source->config->name, error);
  if (known == NULL)
    return FALSE;
  GVariantBuilder names;
  g_variant_builder_init (&names, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < known->len; i++)
    g_variant_builder_add (&names, "s", ((const KtFolder *)known->pdata[i])->wire_name);
  kt_channel_queue (source->courier->channel, KT_FRAME_FOLDERS,
                    g_variant_new ("(uas)", (guint32)source->config->mode, &names));
  return TRUE;
}

gboolean
kt_sync_judge_folders (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  KtStore *store = source->sync->context->store;
  g_autoptr (GVariant) record = kt_frame_record (frame, "(t)", error);
  g_autoptr (GPtrArray) known
      = record != NULL ? kt_folder_list (store, source->config->name, error) : NULL;
  guint64 mode;
  if (known == NULL)
    return FALSE;
  g_variant_get (record, "(t)", &mode);
  source->mode = (KtSyncMode)MIN (mode, KT_SYNC_MODE_QRESYNC);
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
  g_clear_pointer (&entry->vanished, g_array_unref);
  entry->listed = g_array_new (FALSE, FALSE, sizeof (KtUidState));
  entry->vanished = g_array_new (FALSE, FALSE, sizeof (KtUidRange));
  g_queue_push_tail (&source->listing, entry);
  kt_channel_queue (source->courier->channel, KT_FRAME_LIST,
                    g_variant_new (KT_TYPE_LIST, entry->folder->wire_name, entry->folder->since,
                                   entry->first, entry->since_modseq, entry->recent));
}

static void
want (KtSyncSource *source, KtSyncFolder *entry, GArray *uids /* taken */)
{
  entry->wanted = uids;
  source->wanted += uids->len;
}

gboolean
kt_sync_list_next (KtSyncSource *source)
{
  while (source->at < source->folders->len && source->listing.length < LISTINGS_MAX)
    {
      KtSyncFolder *entry = g_ptr_array_index (source->folders, source->at++);
      if (entry->changed || source->sync->options->retry)
        ask_list (source, entry);
      else if (entry->again != NULL)
        want (source, entry, g_array_copy (entry->again));
    }
  return source->listing.length > 0;
}

static gboolean
refuse_list (GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent a list that cannot be");
  return FALSE;
}

gboolean
kt_sync_take_uids (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  KtSyncFolder *entry = g_queue_peek_head (&source->listing);
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_UIDS, error);
  if (record == NULL)
    return FALSE;
  gsize n;
  G_STATIC_ASSERT (sizeof (KtUidState) == 16); /* as GVariant lays out (tuu) */
  const KtUidState *states = g_variant_get_fixed_array (record, &n, sizeof (KtUidState));
  gboolean fits = n <= KT_FRAME_ARRAY_MAX && entry->listed->len + n <= KT_SYNC_UIDS_MAX;
  for (gsize i = 0; i < n && fits; i++)
    fits = states[i].uid > 0 && states[i].uid <= G_MAXINT64;
  if (fits)
    g_array_append_vals (entry->listed, states, (guint)n);
  return fits || refuse_list (error);
}

gboolean
kt_sync_take_vanished (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  KtSyncFolder *entry = g_queue_peek_head (&source->listing);
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_VANISHED, error);
  if (record == NULL)
    return FALSE;
  gsize n;
  G_STATIC_ASSERT (sizeof (KtUidRange) == 16); /* as GVariant lays out (tt) */
  gconstpointer ranges = g_variant_get_fixed_array (record, &n, sizeof (KtUidRange));
  gboolean fits = n <= KT_FRAME_ARRAY_MAX && entry->vanished->len + n <= KT_SYNC_UIDS_MAX;
  if (fits)
    g_array_append_vals (entry->vanished, ranges, n);
  return fits || refuse_list (error);
}

/* The newest UIDs are doubted where the server has gone back and does not show what it had: they
 * are taken for gone and for new. Returns how many of known are beyond doubt. */
static guint
count_certain (const KtSyncFolder *entry, const GArray *known)
{
  guint64 newest = 0, doubted = entry->folder->uidnext;
  guint certain = known->len;
  for (guint i = 0; i < entry->listed->len; i++)
    newest = MAX (newest, g_array_index (entry->listed, KtUidState, i).uid);
  if (!entry->rewound || newest >= doubted)
    return certain;
  doubted -= MIN (doubted, DOUBTFUL);
  while (certain > 0 && g_array_index (known, guint64, certain - 1) >= doubted)
    certain--;
  return certain;
}

typedef struct
{
  GArray *known, *flags, *aside; /* aside: UIDs in quarantine */
} Here;

static void
here_clear (Here *here)
{
  g_clear_pointer (&here->known, g_array_unref);
  g_clear_pointer (&here->flags, g_array_unref);
  g_clear_pointer (&here->aside, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Here, here_clear)

/* Where the listing is not whole, only what it names is compared: 100 new letters, or a flag of the
 * oldest one, cost the same on top of ten thousand as of a million. */
static GArray *
load_known (KtStore *store, const KtSyncFolder *entry, GArray **ret_flags, GError **error)
{
  if (entry->whole)
    return kt_location_uids (store, entry->folder->id, 0, ret_flags, error);
  g_autoptr (GArray) touched = kt_sync_plan_touched (entry->listed, entry->vanished);
  if (touched->len > PLACES_MAX)
    return kt_location_uids (store, entry->folder->id, g_array_index (touched, KtUidRange, 0).first,
                             ret_flags, error);
  return kt_location_uids_within (store, entry->folder->id, touched, ret_flags, error);
}

static gboolean
load_here (KtSyncSource *source, KtSyncFolder *entry, Here *here, GError **error)
{
  here->known = load_known (source->sync->context->store, entry, &here->flags, error);
  here->aside = here->known != NULL ? kt_quarantine_uids (source->sync->context->store,
                                                          entry->folder->id, FALSE, error)
                                    : NULL;
  return here->aside != NULL;
}

/* What is there but too old to be fetched again is kept. */
static void
doubt (const KtSyncFolder *entry, const GArray *known, guint certain, KtSyncPlan *plan)
{
  g_autoptr (GHashTable) old = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; certain < known->len && i < entry->listed->len; i++)
    {
      KtUidState *state = &g_array_index (entry->listed, KtUidState, i);
      if ((state->what & KT_UID_PRESENT) && !(state->what & KT_UID_WANTED))
        g_hash_table_add (old, &state->uid);
    }
  for (guint i = certain; i < known->len; i++)
    if (!g_hash_table_contains (old, &g_array_index (known, guint64, i)))
      g_array_append_val (plan->vanished, g_array_index (known, guint64, i));
}

static void
make_plan (const KtSyncSource *source, const KtSyncFolder *entry, const Here *here,
           KtSyncPlan *plan)
{
  guint certain = count_certain (entry, here->known);
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_append_vals (known, here->known->data, certain);
  kt_sync_plan_make (plan, entry->listed, known, here->flags,
                     source->sync->options->retry ? NULL : here->aside, entry->whole);
  doubt (entry, here->known, certain, plan);
  const GArray *elsewhere[] = { here->aside, entry->again };
  if (!entry->whole)
    kt_sync_plan_add_ranges (plan, entry->listed, entry->vanished, here->known);
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if (elsewhere[i] != NULL && entry->whole)
      kt_sync_plan_add_vanished (plan, entry->listed, elsewhere[i]);
    else if (elsewhere[i] != NULL)
      kt_sync_plan_add_ranges (plan, entry->listed, entry->vanished, elsewhere[i]);
}

/* Letters told from the first new UID on. */
static guint
count_new (const KtSyncFolder *entry)
{
  guint n = 0;
  for (guint i = 0; i < entry->listed->len; i++)
    {
      const KtUidState *state = &g_array_index (entry->listed, KtUidState, i);
      n += (state->what & KT_UID_PRESENT) && state->uid >= entry->first;
    }
  return n;
}

/* Letters older than are wanted, which the folder had and the server says to have vanished. */
static gboolean
count_strangers (const KtSyncSource *source, const KtSyncFolder *entry, const KtSyncPlan *plan,
                 guint *ret_strangers, GError **error)
{
  g_autoptr (GError) failed = NULL;
  guint here = kt_location_count (source->sync->context->store, entry->folder->id, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  guint64 named = kt_sync_plan_named (entry->vanished);
  guint most = entry->before_total - MIN (entry->before_total, here);
  *ret_strangers = (guint)MIN (most, named - MIN (named, plan->vanished->len));
  return TRUE;
}

/* Whether a listing of what is new, or of what changed, accounts for all letters that the server
 * counts. */
static gboolean
adds_up (const KtSyncSource *source, const KtSyncFolder *entry, const KtSyncPlan *plan,
         gboolean told, gboolean *ret_complete, GError **error)
{
  KtSyncCount count = { .before = entry->before_total,
                        .vanished = told ? plan->vanished->len : 0,
                        .fresh = count_new (entry),
                        .now = entry->folder->total };
  /* of files nothing is counted: where only a part is listed it is sure */
  *ret_complete = entry->whole || is_files (source) || kt_sync_plan_adds_up (&count);
  if (*ret_complete || !told || entry->folder->since == 0)
    return TRUE;
  if (!count_strangers (source, entry, plan, &count.strangers, error))
    return FALSE;
  *ret_complete = kt_sync_plan_adds_up (&count);
  return TRUE;
}

/* Letters that came between STATUS and the listing are fetched now; the next run shall not take
 * them for new. The UIDs of files are hashes and have no next. */
static void
raise_uidnext (KtSyncSource *source, KtSyncFolder *entry)
{
  for (guint i = 0; i < entry->listed->len && !is_files (source); i++)
    entry->folder->uidnext
        = MAX (entry->folder->uidnext, g_array_index (entry->listed, KtUidState, i).uid + 1);
}

static gboolean
apply_plan (KtSyncSource *source, KtSyncFolder *entry, KtSyncPlan *plan, GError **error)
{
  raise_uidnext (source, entry);
  if (entry->again != NULL)
    kt_sync_plan_want (plan, entry->again);
  if (!kt_sync_store_plan (source, entry, plan, error))
    return FALSE;
  want (source, entry, g_steal_pointer (&plan->wanted));
  return TRUE;
}

/* Where something is missing in what was told, all of it is asked for. */
static gboolean
plan_folder (KtSyncSource *source, KtSyncFolder *entry, gboolean told, GError **error)
{
  g_auto (Here) here = { 0 };
  KtSyncPlan plan = { 0 };
  if (!load_here (source, entry, &here, error))
    return FALSE;
  make_plan (source, entry, &here, &plan);
  gboolean complete = FALSE;
  gboolean ok = adds_up (source, entry, &plan, told, &complete, error)
                && (!complete || apply_plan (source, entry, &plan, error));
  g_clear_pointer (&entry->listed, g_array_unref);
  g_clear_pointer (&entry->vanished, g_array_unref);
  kt_sync_plan_clear (&plan);
  if (complete || !ok)
    return ok;
  entry->whole = TRUE;
  entry->first = 1;
  ask_list (source, entry);
  return TRUE;
}

gboolean
kt_sync_take_listed (KtSyncSource *source, const KtFrame *frame, GError **error)
{
  KtSyncFolder *entry = g_queue_pop_head (&source->listing);
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_LISTED, error);
  guint64 modseq;
  guint32 total;
  gboolean told;
  if (record == NULL)
    return FALSE;
  g_variant_get (record, KT_TYPE_LISTED, &modseq, &total, &told);
  if (total != KT_LISTED_UNKNOWN)
    {
      /* as of the listing: what came since STATUS is told already */
      entry->folder->total = total;
      entry->folder->modseq = modseq;
    }
  else if (source->config->kind == KT_SOURCE_MBOX && modseq == KT_LIST_ADDED)
    entry->whole = FALSE; /* what was there before is as it was, and not listed */
  return plan_folder (source, entry, told, error);
}
