#include "config.h"
#include "kontor/interval.h"

#include <stdlib.h>
#include <string.h>

static int
compare_ints (const void *a, const void *b)
{
  int one = *(const int *)a, two = *(const int *)b;
  return one < two ? -1 : one > two;
}

/* The upper of two middles: rather a day late than asked too early. */
static int
median (int *numbers, guint n)
{
  qsort (numbers, n, sizeof *numbers, compare_ints);
  return numbers[n / 2];
}

int
kt_interval_days (const KtLocal *days, guint n, int rebook, gboolean *ret_learned)
{
  int gaps[KT_INTERVAL_LAST] = { 0 };
  guint found = 0;
  for (guint i = n; i > 1 && found + 1 < KT_INTERVAL_LAST; i--)
    {
      int gap = kt_local_days_between (days[i - 2], days[i - 1]);
      if (gap > 0)
        gaps[found++] = gap;
    }
  gboolean learned = found + 1 >= KT_INTERVAL_VISITS;
  if (ret_learned != NULL)
    *ret_learned = learned;
  return learned ? median (gaps, found) : rebook;
}

/* What is so in more than half of n, by counting; -1 none. */
static int
majority (const int *values, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint same = 0;
      for (guint j = 0; j < n; j++)
        same += values[j] == values[i] ? 1 : 0;
      if (same >= KT_INTERVAL_VISITS && same * 2 > n)
        return values[i];
    }
  return -1;
}

void
kt_habit_learn (const KtHabitVisit *visits, guint n, KtHabit *ret_habit)
{
  int weekdays[KT_INTERVAL_LAST] = { 0 }, times[KT_INTERVAL_LAST] = { 0 };
  int late[KT_INTERVAL_LAST] = { 0 };
  guint last = MIN (n, KT_INTERVAL_LAST), came = 0;
  *ret_habit = (KtHabit){ .hour = -1, .always = TRUE };
  for (guint i = 0; i < last; i++)
    {
      const KtHabitVisit *visit = &visits[n - last + i];
      weekdays[i] = kt_local_weekday (visit->start);
      times[i] = visit->start.hour * 60 + visit->start.minute;
      if (visit->came)
        late[came++] = visit->late;
      if (visit->came && visit->late > KT_HABIT_LATE)
        ret_habit->always = FALSE;
    }
  int weekday = majority (weekdays, last), time = majority (times, last);
  ret_habit->weekday = MAX (weekday, 0);
  if (time >= 0)
    {
      ret_habit->hour = time / 60;
      ret_habit->minute = time % 60;
    }
  ret_habit->known = came >= KT_INTERVAL_VISITS;
  ret_habit->late = came > 0 ? median (late, came) : 0;
  ret_habit->always = ret_habit->always && ret_habit->known;
}

guint
kt_missed_recently (const gboolean *missed, guint n, guint *ret_of)
{
  guint of = MIN (n, KT_MISSED_OF), found = 0;
  for (guint i = 0; i < of; i++)
    found += missed[i] ? 1 : 0;
  *ret_of = of;
  return found;
}
