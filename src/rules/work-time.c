#include "config.h"
#include "kontor/work-time.h"

#define DAY_MINUTES (24 * 60)

static gboolean
is_working (const KtWorkWeek *week, KtLocal day)
{
  char text[KT_LOCAL_TEXT];
  if (!((week->days >> kt_local_weekday (day)) & 1))
    return FALSE;
  if (week->off == NULL)
    return TRUE;
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, text);
  return !g_hash_table_contains (week->off, text);
}

/* The wall clock is counted: the night in which it is put forward is an hour longer than told. */
gint64
kt_work_minutes (const KtWorkWeek *week, gint64 from, gint64 to)
{
  if (to <= from)
    return 0;
  KtLocal first = kt_local_from_utc (from, week->zone), last = kt_local_from_utc (to, week->zone);
  int begin = first.hour * 60 + first.minute, end = last.hour * 60 + last.minute;
  if (kt_local_days_between (first, last) == 0)
    return is_working (week, first) ? MAX (end - begin, 0) : 0;
  gint64 minutes = is_working (week, first) ? DAY_MINUTES - begin : 0;
  guint between = kt_workdays_between (week, from, to);
  gboolean ends_working = is_working (week, last);
  if (ends_working && between > 0)
    between--;
  return minutes + (gint64)between * DAY_MINUTES + (ends_working ? end : 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a, two = *(const gint64 *)b;
  return (one > two) - (one < two);
}

gint64
kt_quantile (GArray *values, guint percent)
{
  if (values->len == 0)
    return G_MININT64;
  g_array_sort (values, compare);
  guint rank = (values->len * percent + 99) / 100;
  return g_array_index (values, gint64, MAX (rank, 1) - 1);
}
