#include "config.h"
#include "kontor/local-time.h"
#include "kontor/recurrence.h"
#include <string.h>

#define DAYS_MAX 366 /* of a period */

struct _KtRuleWalk
{
  const KtRule *rule;
  gint64 start, from, last; /* last: included */
  gint64 start_day;
  KtLocal start_date;
  KtRuleList month, month_day, day; /* the rule's, or DTSTART's own */
  guint32 *times;                   /* of a day (of an hour …), ascending */
  guint n_times;
  gint64 period; /* number of the one below; -1 before the first */
  gint32 days[DAYS_MAX];
  guint n_days;
  gint64 base; /* of a period shorter than a day: its instant, which times are added to */
  guint32 chosen[KT_RULE_LIST_MAX]; /* BYSETPOS: of this period */
  gsize n_instances, at;            /* of this period */
  gint64 told, steps;
  gboolean has_told_start, ended, gave_up;
};

static gboolean
has (const KtRuleList *list, int value)
{
  for (guint i = 0; i < list->n; i++)
    if (list->values[i] == value)
      return TRUE;
  return FALSE;
}

static gboolean
is_year_long (int year)
{
  return kt_local_month_days (year, 2) == 29;
}

static gint64
year_begin (int year)
{
  return kt_local_day_number ((KtLocal){ year, 1, 1, -1, 0 });
}

/* 0 Monday … 6 Sunday */
static int
weekday_of (gint64 day)
{
  return (int)(((day + 3) % 7 + 7) % 7);
}

/* The first day of week 1 of a year: the first week with four days of it. */
static gint64
weeks_begin (int year, int week_start)
{
  gint64 begin = year_begin (year);
  int offset = (weekday_of (begin) - week_start + 7) % 7;
  return begin - offset + (offset > 3 ? 7 : 0);
}

static gboolean
week_matches (const KtRule *rule, gint64 day, int year)
{
  gint64 begin = weeks_begin (year, rule->week_start);
  gint64 end = weeks_begin (year + 1, rule->week_start);
  if (day < begin)
    {
      end = begin;
      begin = weeks_begin (year - 1, rule->week_start);
    }
  else if (day >= end)
    {
      begin = end;
      end = weeks_begin (year + 2, rule->week_start);
    }
  int week = (int)((day - begin) / 7) + 1, weeks = (int)((end - begin) / 7);
  return has (&rule->week, week) || has (&rule->week, week - weeks - 1);
}

/* Numbers count within the month, or within the year of a YEARLY rule without BYMONTH. */
static gboolean
weekday_matches (const KtRuleWalk *walk, gint64 day, KtLocal date)
{
  const KtRule *rule = walk->rule;
  int weekday = weekday_of (day);
  gboolean in_year = rule->freq == KT_FREQ_YEARLY && rule->month.n == 0;
  int index = in_year ? (int)(day - year_begin (date.year)) : date.day - 1;
  int length = in_year ? (is_year_long (date.year) ? 366 : 365)
                       : kt_local_month_days (date.year, date.month);
  for (guint i = 0; i < walk->day.n; i++)
    {
      int entry = walk->day.values[i], wanted = entry & 7, number = (entry - wanted) / 8;
      if (wanted == weekday
          && (number == 0 || number == index / 7 + 1 || -number == (length - 1 - index) / 7 + 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
day_matches (KtRuleWalk *walk, gint64 day)
{
  const KtRule *rule = walk->rule;
  KtLocal date = kt_local_of_day (day);

  walk->steps++;
  if (walk->month.n > 0 && !has (&walk->month, date.month))
    return FALSE;
  if (walk->month_day.n > 0 && !has (&walk->month_day, date.day)
      && !has (&walk->month_day, date.day - kt_local_month_days (date.year, date.month) - 1))
    return FALSE;
  if (walk->day.n > 0 && !weekday_matches (walk, day, date))
    return FALSE;
  if (rule->year_day.n > 0)
    {
      int number = (int)(day - year_begin (date.year)) + 1;
      if (!has (&rule->year_day, number)
          && !has (&rule->year_day, number - (is_year_long (date.year) ? 366 : 365) - 1))
        return FALSE;
    }
  return rule->week.n == 0 || week_matches (rule, day, date.year);
}

/* --- periods --- */

/* Days before the week's first one. */
static int
into_week (const KtRule *rule, gint64 day)
{
  return (weekday_of (day) - rule->week_start + 7) % 7;
}

static gint64
month_begin (const KtRuleWalk *walk, gint64 period, int *ret_length)
{
  gint64 month = (gint64)walk->start_date.year * 12 + walk->start_date.month - 1
                 + period * walk->rule->interval;
  int year = (int)(month / 12), number = (int)(month % 12) + 1;
  *ret_length = kt_local_month_days (year, number);
  return kt_local_day_number ((KtLocal){ year, number, 1, -1, 0 });
}

/* The first day and the length of a period of days. */
static gint64
period_begin (const KtRuleWalk *walk, gint64 period, int *ret_length)
{
  const KtRule *rule = walk->rule;
  int year;
  switch (rule->freq)
    {
    case KT_FREQ_YEARLY:
      year = walk->start_date.year + (int)(period * rule->interval);
      *ret_length = is_year_long (year) ? 366 : 365;
      return year_begin (year);
    case KT_FREQ_MONTHLY:
      return month_begin (walk, period, ret_length);
    case KT_FREQ_WEEKLY:
      *ret_length = 7;
      return walk->start_day - into_week (rule, walk->start_day) + period * 7 * rule->interval;
    default:
      *ret_length = 1;
      return walk->start_day + period * rule->interval;
    }
}

static gint64
unit_seconds (KtFreq freq)
{
  return freq == KT_FREQ_HOURLY ? 3600 : freq == KT_FREQ_MINUTELY ? 60 : 1;
}

/* The number of the period that holds an instant not before DTSTART, or of the one before it. */
static gint64
period_of (const KtRuleWalk *walk, gint64 instant)
{
  const KtRule *rule = walk->rule;
  gint64 day = kt_ical_day_of (instant), first = walk->start_day;
  KtLocal date = kt_local_of_day (day);
  switch (rule->freq)
    {
    case KT_FREQ_YEARLY:
      return (date.year - walk->start_date.year) / rule->interval;
    case KT_FREQ_MONTHLY:
      return ((date.year - walk->start_date.year) * 12 + date.month - walk->start_date.month)
             / rule->interval;
    case KT_FREQ_WEEKLY:
      return (day - first + into_week (rule, first)) / 7 / rule->interval;
    case KT_FREQ_DAILY:
      return (day - first) / rule->interval;
    default:
      return (instant - walk->start) / unit_seconds (rule->freq) / rule->interval;
    }
}

/* Whether a period begins after all that matters; none further on is ever looked at, so that the
 * arithmetic above stays within the calendar. */
static gboolean
is_beyond (const KtRuleWalk *walk, gint64 period)
{
  /* an hour's own period may have begun before DTSTART's minute */
  gint64 last = period_of (walk, MAX (walk->last, walk->start));
  return period > last + (walk->rule->freq >= KT_FREQ_HOURLY);
}

/* Of a rule that repeats within the day: the period's instant, moved on to the next day, hour or
 * minute that the rule allows. FALSE: none before the end. */
static gboolean
find_instant (KtRuleWalk *walk)
{
  const KtRule *rule = walk->rule;
  gint64 step = unit_seconds (rule->freq) * rule->interval;
  for (;;)
    {
      gint64 base = walk->start / unit_seconds (rule->freq) * unit_seconds (rule->freq);
      if (walk->start < 0 && base > walk->start)
        base -= unit_seconds (rule->freq);
      gint64 first = base;
      base += walk->period * step;
      if (base > walk->last || walk->steps > KT_RULE_STEPS_MAX)
        return FALSE;
      gint64 day = kt_ical_day_of (base), clock = base - day * KT_ICAL_DAY, next;
      walk->steps++;
      if (!day_matches (walk, day))
        next = (day + 1) * KT_ICAL_DAY;
      else if (rule->hour.n > 0 && !has (&rule->hour, (int)(clock / 3600)))
        next = base - clock % 3600 + 3600;
      else if (rule->freq > KT_FREQ_HOURLY && rule->minute.n > 0
               && !has (&rule->minute, (int)(clock / 60 % 60)))
        next = base - clock % 60 + 60;
      else if (rule->freq > KT_FREQ_MINUTELY && rule->second.n > 0
               && !has (&rule->second, (int)(clock % 60)))
        next = base + 1;
      else
        {
          walk->base = base;
          return TRUE;
        }
      walk->period = MAX (walk->period + 1, (next - first + step - 1) / step);
    }
}

static int
compare_chosen (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
  return (x > y) - (x < y);
}

/* BYSETPOS: which of a period's instances; a number that repeats is told once. */
static void
choose (KtRuleWalk *walk)
{
  const KtRuleList *positions = &walk->rule->position;
  gint64 all = (gint64)walk->n_instances;
  guint n = 0, kept = 0;
  for (guint i = 0; i < positions->n; i++)
    {
      gint64 index
          = positions->values[i] > 0 ? positions->values[i] - 1 : all + positions->values[i];
      if (index >= 0 && index < all)
        walk->chosen[n++] = (guint32)index;
    }
  qsort (walk->chosen, n, sizeof walk->chosen[0], compare_chosen);
  for (guint i = 0; i < n; i++)
    if (kept == 0 || walk->chosen[kept - 1] != walk->chosen[i])
      walk->chosen[kept++] = walk->chosen[i];
  walk->n_instances = kept;
}

/* Goes to the next period and lists what it holds; FALSE: there is none. */
static gboolean
next_period (KtRuleWalk *walk)
{
  walk->period++;
  walk->at = 0;
  if (is_beyond (walk, walk->period))
    return FALSE;
  if (walk->rule->freq >= KT_FREQ_HOURLY)
    {
      if (!find_instant (walk))
        return FALSE;
      walk->n_instances = walk->n_times;
    }
  else
    {
      int length;
      gint64 begin = period_begin (walk, walk->period, &length);
      if (begin > kt_ical_day_of (walk->last))
        return FALSE;
      walk->n_days = 0;
      for (gint64 day = begin; day < begin + length; day++)
        if (day_matches (walk, day))
          walk->days[walk->n_days++] = (gint32)day;
      walk->n_instances = (gsize)walk->n_days * walk->n_times;
    }
  if (walk->rule->position.n > 0)
    choose (walk);
  return TRUE;
}

static gint64
instance (const KtRuleWalk *walk, gsize number)
{
  gsize index = walk->rule->position.n > 0 ? walk->chosen[number] : number;
  gint64 time = walk->times[index % walk->n_times];
  if (walk->rule->freq >= KT_FREQ_HOURLY)
    return walk->base + time;
  return (gint64)walk->days[index / walk->n_times] * KT_ICAL_DAY + time;
}

/* --- times of a period --- */

static void
list_or (const KtRuleList *list, int own, KtRuleList *ret_list)
{
  if (list->n > 0)
    *ret_list = *list;
  else
    *ret_list = (KtRuleList){ .values = { (gint16)own }, .n = 1 };
}

/* What is added to a day (of an HOURLY rule to the hour, …) to make instants. */
static void
make_times (KtRuleWalk *walk, gboolean is_date)
{
  const KtRule *rule = walk->rule;
  int clock = is_date ? 0 : (int)(walk->start - walk->start_day * KT_ICAL_DAY);
  g_autofree KtRuleList *lists = g_new0 (KtRuleList, 3);
  KtRuleList none = { .n = 0 };
  list_or (rule->freq >= KT_FREQ_HOURLY || is_date ? &none : &rule->hour,
           rule->freq >= KT_FREQ_HOURLY ? 0 : clock / 3600, &lists[0]);
  list_or (rule->freq >= KT_FREQ_MINUTELY || is_date ? &none : &rule->minute,
           rule->freq >= KT_FREQ_MINUTELY ? 0 : clock / 60 % 60, &lists[1]);
  list_or (rule->freq >= KT_FREQ_SECONDLY || is_date ? &none : &rule->second,
           rule->freq >= KT_FREQ_SECONDLY ? 0 : clock % 60, &lists[2]);
  walk->times = g_new (guint32, (gsize)lists[0].n * lists[1].n * lists[2].n);
  for (guint h = 0; h < lists[0].n; h++)
    for (guint m = 0; m < lists[1].n; m++)
      for (guint s = 0; s < lists[2].n; s++)
        if (lists[2].values[s] < 60)
          walk->times[walk->n_times++]
              = (guint32)(lists[0].values[h] * 3600 + lists[1].values[m] * 60 + lists[2].values[s]);
}

/* What the rule leaves open is DTSTART's. */
static void
make_days (KtRuleWalk *walk)
{
  const KtRule *rule = walk->rule;
  walk->month = rule->month;
  walk->month_day = rule->month_day;
  walk->day = rule->day;
  if (rule->day.n > 0 || rule->month_day.n > 0 || rule->year_day.n > 0)
    return;
  if (rule->freq == KT_FREQ_WEEKLY || (rule->freq == KT_FREQ_YEARLY && rule->week.n > 0))
    list_or (&rule->day, weekday_of (walk->start_day), &walk->day);
  else if (rule->freq <= KT_FREQ_MONTHLY)
    {
      list_or (&rule->month_day, walk->start_date.day, &walk->month_day);
      if (rule->freq == KT_FREQ_YEARLY)
        list_or (&rule->month, walk->start_date.month, &walk->month);
    }
}

static gboolean
is_plain (const KtRuleWalk *walk)
{
  const KtRule *rule = walk->rule;
  return rule->freq >= KT_FREQ_DAILY
         && rule->month.n + rule->week.n + rule->year_day.n + rule->month_day.n + rule->day.n
                    + rule->hour.n + rule->minute.n + rule->second.n + rule->position.n
                == 0;
}

/* What lies before the window needs no look, unless it has to be counted. */
static void
skip_ahead (KtRuleWalk *walk)
{
  if (walk->from <= walk->start || (walk->rule->count != 0 && !is_plain (walk)))
    return;
  gint64 period = MAX (period_of (walk, walk->from) - 1, 0);
  if (walk->rule->count != 0)
    walk->told = period;
  walk->period = period - 1;
  walk->has_told_start = period > 0;
}

KtRuleWalk *
kt_rule_walk_new (const KtRule *rule, gint64 start, gboolean is_date, gint64 until, gint64 from,
                  gint64 to)
{
  KtRuleWalk *walk = g_new0 (KtRuleWalk, 1);
  walk->rule = rule;
  walk->start = start;
  walk->from = CLAMP (from, KT_ICAL_WALL_MIN, KT_ICAL_WALL_END - 1);
  walk->last = MIN (MIN (until, to - 1), KT_ICAL_WALL_END - 1);
  walk->start_day = kt_ical_day_of (start);
  walk->start_date = kt_local_of_day (walk->start_day);
  walk->period = -1;
  make_times (walk, is_date);
  make_days (walk);
  skip_ahead (walk);
  return walk;
}

void
kt_rule_walk_free (KtRuleWalk *walk)
{
  if (walk == NULL)
    return;
  g_free (walk->times);
  g_free (walk);
}

gboolean
kt_rule_walk_gave_up (const KtRuleWalk *walk)
{
  return walk->gave_up;
}

static gboolean
tell (KtRuleWalk *walk, gint64 instant, gint64 *ret_instant)
{
  if (instant > walk->last || (walk->rule->count != 0 && walk->told >= walk->rule->count))
    {
      walk->ended = TRUE;
      return FALSE;
    }
  walk->told++;
  *ret_instant = instant;
  return TRUE;
}

gboolean
kt_rule_walk_next (KtRuleWalk *walk, gint64 *ret_instant)
{
  if (!walk->has_told_start)
    {
      walk->has_told_start = TRUE;
      walk->told++;
      *ret_instant = walk->start;
      return TRUE;
    }
  if (walk->ended || walk->n_times == 0)
    return FALSE;
  while (walk->steps <= KT_RULE_STEPS_MAX)
    {
      while (walk->at < walk->n_instances)
        {
          gint64 instant = instance (walk, walk->at++);
          walk->steps++;
          if (instant > walk->start)
            return tell (walk, instant, ret_instant);
        }
      if (!next_period (walk))
        {
          walk->ended = TRUE;
          walk->gave_up = walk->steps > KT_RULE_STEPS_MAX;
          return FALSE;
        }
    }
  walk->ended = walk->gave_up = TRUE;
  return FALSE;
}
