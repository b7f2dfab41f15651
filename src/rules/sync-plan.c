#include "config.h"
#include "kontor/sync-plan.h"
#include "kontor/records.h"

#define NEAR 100 /* UIDs: reading these costs less than looking for one more place */

int
kt_sync_plan_compare (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
  return x < y ? -1 : x > y;
}

static gboolean
has (const GArray *sorted, guint64 uid, guint *ret_index)
{
  return sorted != NULL
         && g_array_binary_search ((GArray *)sorted, &uid, kt_sync_plan_compare, ret_index);
}

/* Sorted UIDs that are there. */
static GArray *
present_uids (const GArray *listed)
{
  GArray *present = g_array_sized_new (FALSE, FALSE, sizeof (guint64), listed->len);
  for (guint i = 0; i < listed->len; i++)
    {
      const KtUidState *state = &g_array_index (listed, KtUidState, i);
      if (state->what & KT_UID_PRESENT)
        g_array_append_val (present, state->uid);
    }
  g_array_sort (present, kt_sync_plan_compare);
  return present;
}

void
kt_sync_plan_add_vanished (KtSyncPlan *plan, const GArray *listed, const GArray *uids)
{
  g_autoptr (GArray) present = present_uids (listed);
  for (guint i = 0; i < uids->len; i++)
    {
      guint64 uid = g_array_index (uids, guint64, i);
      if (!has (present, uid, NULL))
        g_array_append_val (plan->vanished, uid);
    }
}

/* Where uid stands in a sorted array, or would. */
static guint
lower_bound (const GArray *sorted, guint64 uid)
{
  guint low = 0, high = sorted->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (sorted, guint64, middle) < uid)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int
by_first (gconstpointer a, gconstpointer b)
{
  const KtUidRange *x = a, *y = b;
  return (x->first > y->first) - (x->first < y->first);
}

void
kt_sync_plan_add_ranges (KtSyncPlan *plan, const GArray *listed, const GArray *ranges,
                         const GArray *uids)
{
  g_autoptr (GArray) present = present_uids (listed);
  g_autoptr (GArray) sorted = g_array_copy ((GArray *)ranges);
  guint next = 0; /* of uids: ranges overlap, no UID is added twice */
  g_array_sort (sorted, by_first);
  for (guint i = 0; i < sorted->len; i++)
    {
      const KtUidRange *range = &g_array_index (sorted, KtUidRange, i);
      for (next = MAX (next, lower_bound (uids, range->first));
           next < uids->len && g_array_index (uids, guint64, next) <= range->last; next++)
        if (!has (present, g_array_index (uids, guint64, next), NULL))
          g_array_append_val (plan->vanished, g_array_index (uids, guint64, next));
    }
}

static void
add_all (GHashTable *set, const GArray *uids)
{
  for (guint i = 0; i < uids->len; i++)
    g_hash_table_add (set, &g_array_index (uids, guint64, i));
}

void
kt_sync_plan_want (KtSyncPlan *plan, const GArray *uids)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (guint64));
  add_all (there, plan->wanted);
  add_all (there, plan->vanished);
  for (guint i = uids->len; i-- > 0;)
    if (!g_hash_table_contains (there, &g_array_index (uids, guint64, i)))
      g_array_append_val (more, g_array_index (uids, guint64, i));
  g_array_append_vals (plan->wanted, more->data, more->len);
}

GArray *
kt_sync_plan_touched (const GArray *listed, const GArray *vanished)
{
  guint n = 0;
  GArray *touched = g_array_copy ((GArray *)vanished);
  for (guint i = 0; i < listed->len; i++)
    {
      const KtUidState *state = &g_array_index (listed, KtUidState, i);
      const KtUidRange one = { state->uid, state->uid };
      g_array_append_val (touched, one);
    }
  g_array_sort (touched, by_first);
  KtUidRange *ranges = (KtUidRange *)(gpointer)touched->data;
  for (guint i = 0; i < touched->len; i++)
    if (n > 0
        && (ranges[i].first <= ranges[n - 1].last || ranges[i].first - ranges[n - 1].last <= NEAR))
      ranges[n - 1].last = MAX (ranges[n - 1].last, ranges[i].last);
    else
      ranges[n++] = ranges[i];
  g_array_set_size (touched, n);
  return touched;
}

guint64
kt_sync_plan_named (const GArray *ranges)
{
  guint64 named = 0;
  for (guint i = 0; i < ranges->len; i++)
    {
      const KtUidRange *range = &g_array_index (ranges, KtUidRange, i);
      guint64 n = range->last >= range->first ? range->last - range->first : 0;
      if (n >= G_MAXUINT64 - 1 - named)
        return G_MAXUINT64;
      named += n + 1;
    }
  return named;
}

gboolean
kt_sync_plan_adds_up (const KtSyncCount *count)
{
  gint64 expected = (gint64)count->before - count->vanished + count->fresh;
  return expected >= count->now && expected - count->now <= count->strangers;
}

void
kt_sync_plan_make (KtSyncPlan *plan, const GArray *listed, const GArray *known,
                   const GArray *known_flags, const GArray *skip, gboolean whole)
{
  plan->wanted = g_array_new (FALSE, FALSE, sizeof (guint64));
  plan->vanished = g_array_new (FALSE, FALSE, sizeof (guint64));
  plan->flagged = g_array_new (FALSE, FALSE, sizeof (KtUidState));
  for (guint i = listed->len; i-- > 0;)
    {
      const KtUidState *state = &g_array_index (listed, KtUidState, i);
      guint at;
      if (!has (known, state->uid, &at))
        {
          if ((state->what & KT_UID_WANTED) && !has (skip, state->uid, NULL))
            g_array_append_val (plan->wanted, state->uid);
        }
      else if ((state->what & KT_UID_FLAGS)
               && g_array_index (known_flags, guint32, at) != state->flags)
        g_array_append_vals (plan->flagged, state, 1);
    }
  if (whole)
    kt_sync_plan_add_vanished (plan, listed, known);
}

gint64
kt_sync_order_add (KtSyncOrder *order, gint64 horizon, gint64 newest, gint64 oldest)
{
  gint64 proven = order->oldest;
  order->oldest = proven == 0 ? oldest : MIN (proven, oldest);
  order->disordered |= proven != 0 && newest > proven;
  if (order->disordered)
    return -1;
  return proven != 0 && (horizon < 0 || proven < horizon) ? proven : horizon;
}

void
kt_sync_plan_clear (KtSyncPlan *plan)
{
  g_clear_pointer (&plan->wanted, g_array_unref);
  g_clear_pointer (&plan->vanished, g_array_unref);
  g_clear_pointer (&plan->flagged, g_array_unref);
}
