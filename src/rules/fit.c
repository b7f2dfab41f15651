#include "config.h"
#include "kontor/fit.h"

#define HOUR 3600
#define QUARTER 900
#define FIVE_MINUTES 300
#define NOON (12 * 60)
#define MORNING_ENDS (13 * 60)
#define AFTERNOON_ENDS (18 * 60)
#define EVENING_STARTS (17 * 60)

gboolean
kt_fit_day_part (KtDayPart part, int starts, int ends)
{
  switch (part)
    {
    case KT_DAY_MORNING:
      return ends <= MORNING_ENDS;
    case KT_DAY_AFTERNOON:
      return starts >= NOON && ends <= AFTERNOON_ENDS;
    case KT_DAY_EVENING:
      return starts >= EVENING_STARTS;
    case KT_DAY_ANY:
    default:
      return TRUE;
    }
}

/* Whether some start within the gap leaves her in the part of the day she wants. */
static gboolean
suits_hours (const KtFitCandidate *candidate, const KtGap *gap)
{
  int starts = gap->start.hour * 60 + gap->start.minute;
  int latest = starts + gap->minutes - candidate->minutes;
  if (kt_fit_day_part (candidate->day_part, starts, starts + candidate->minutes))
    return TRUE;
  return kt_fit_day_part (candidate->day_part, latest, latest + candidate->minutes);
}

static gboolean
suits_day (const KtFitCandidate *candidate, KtLocal day)
{
  if (candidate->first.year != 0 && kt_local_days_between (candidate->first, day) < 0)
    return FALSE;
  if (candidate->last.year != 0 && kt_local_days_between (candidate->last, day) > 0)
    return FALSE;
  return (candidate->weekdays & (1u << kt_local_weekday (day))) != 0;
}

gboolean
kt_fit_suits (const KtFitCandidate *candidate, const KtGap *gap)
{
  if (candidate->minutes <= 0 || candidate->minutes > gap->minutes)
    return FALSE;
  if (candidate->kind != KT_FIT_DUE && candidate->staff != 0 && candidate->staff != gap->staff)
    return FALSE;
  if (candidate->kind == KT_FIT_SOONER && kt_local_compare (candidate->booked, gap->start) <= 0)
    return FALSE;
  return suits_day (candidate, gap->start) && suits_hours (candidate, gap);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

int
kt_fit_compare (const KtFitCandidate *a, const KtFitCandidate *b, const KtGap *gap)
{
  int order = compare_numbers (a->kind, b->kind);
  if (order == 0)
    order = compare_numbers (b->staff == gap->staff, a->staff == gap->staff);
  if (order == 0 && a->kind == KT_FIT_WAITING)
    order = compare_numbers (a->since, b->since);
  if (order == 0 && a->kind == KT_FIT_DUE)
    order = compare_numbers (b->overdue, a->overdue);
  if (order == 0 && a->kind == KT_FIT_SOONER)
    order = kt_local_compare (b->booked, a->booked);
  return order != 0 ? order : compare_numbers (a->contact, b->contact);
}

gint64
kt_fit_held_until (gint64 now, gint64 start)
{
  gint64 until = now + (start - now <= 2 * HOUR ? QUARTER : HOUR);
  return (until + FIVE_MINUTES - 1) / FIVE_MINUTES * FIVE_MINUTES;
}
