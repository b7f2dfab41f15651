#include "config.h"
#include "kontor/quiet.h"
#include "kontor/local-time.h"

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a, two = *(const gint64 *)b;
  return one < two ? -1 : one > two;
}

static gint
compare_gaps (gconstpointer a, gconstpointer b)
{
  int one = *(const int *)a, two = *(const int *)b;
  return one < two ? -1 : one > two;
}

static guint
median (GArray *gaps)
{
  g_array_sort (gaps, compare_gaps);
  guint middle = gaps->len / 2;
  int high = g_array_index (gaps, int, middle);
  if (gaps->len % 2 == 1)
    return (guint)high;
  return (guint)(g_array_index (gaps, int, middle - 1) + high + 1) / 2;
}

guint
kt_quiet_rhythm (const gint64 *times, gsize n_times, KtZone *zone)
{
  if (n_times < KT_QUIET_CONTACTS)
    return 0;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (all, times, (guint)n_times);
  g_array_sort (all, compare_times);

  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (int));
  KtLocal before = kt_local_from_utc (g_array_index (all, gint64, 0), zone);
  for (guint i = 1; i < all->len; i++)
    {
      KtLocal day = kt_local_from_utc (g_array_index (all, gint64, i), zone);
      int gap = kt_local_days_between (before, day);
      if (gap > 0)
        g_array_append_val (gaps, gap);
      before = day;
    }
  return gaps->len + 1 < KT_QUIET_CONTACTS ? 0 : median (gaps);
}

gboolean
kt_quiet_judge (const KtQuietFacts *facts, gint64 created, gint64 now, KtZone *zone,
                guint *ret_days, guint *ret_usual, KtFollowWhy *ret_why)
{
  gint64 last = facts->last != 0 ? facts->last : created;
  if (last >= now || (facts->last == 0 && facts->cadence == 0))
    return FALSE;
  guint days = (guint)kt_local_days_between (kt_local_from_utc (last, zone),
                                             kt_local_from_utc (now, zone));
  *ret_days = days;
  if (facts->cadence != 0)
    {
      *ret_usual = facts->cadence;
      *ret_why = KT_WHY_CADENCE;
      return days >= facts->cadence;
    }
  *ret_usual = facts->rhythm;
  *ret_why = KT_WHY_RHYTHM;
  return facts->rhythm != 0 && days <= KT_QUIET_AT_MOST
         && days >= MAX (KT_QUIET_AT_LEAST, facts->rhythm * KT_QUIET_FACTOR);
}
