#include "config.h"
#include "kontor/workday.h"
#include "kontor/local-time.h"

static guint
days_in_week (guint mask)
{
  guint count = 0;
  for (int weekday = 1; weekday <= 7; weekday++)
    count += (mask >> weekday) & 1;
  return count;
}

/* Working days by the week that are off, after a day and up to another. */
static guint
count_off (const KtWorkWeek *week, KtLocal after, KtLocal last)
{
  guint count = 0;
  GHashTableIter iter;
  gpointer text;
  if (week->off == NULL)
    return 0;
  g_hash_table_iter_init (&iter, week->off);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    {
      KtLocal day;
      if (kt_local_parse (text, &day) && kt_local_days_between (after, day) > 0
          && kt_local_days_between (day, last) >= 0)
        count += (week->days >> kt_local_weekday (day)) & 1;
    }
  return count;
}

guint
kt_workdays_between (const KtWorkWeek *week, gint64 from, gint64 to)
{
  if (to <= from)
    return 0;
  KtLocal first = kt_local_from_utc (from, week->zone);
  KtLocal last = kt_local_from_utc (to, week->zone);
  int days = kt_local_days_between (first, last);
  guint count = (guint)(days / 7) * days_in_week (week->days);
  int weekday = kt_local_weekday (first);
  for (int i = 1; i <= days % 7; i++)
    count += (week->days >> ((weekday + i - 1) % 7 + 1)) & 1;
  return count - count_off (week, first, last);
}
