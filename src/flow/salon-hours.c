#include "config.h"
#include "salon.h"
#include "kontor/calendar.h"
#include "kontor/closure.h"
#include "kontor/event.h"
#include "kontor/when.h"

#define DAY_MINUTES 1440
#define CLOSES (18 * 60) /* where nobody said otherwise */
#define OPENS 9          /* the same, without a config */

/* When a day begins and ends for a resource that has no hours of its own. */
static void
default_hours (const KtSalon *salon, int weekday, gboolean any_day, KtMinutes *ret)
{
  const KtSettings *settings = salon->context->settings;
  guint days = settings != NULL ? settings->working_days : 0x3e;
  gboolean works = any_day || ((days >> weekday) & 1);
  *ret = (KtMinutes){ (settings != NULL ? settings->day_starts : OPENS) * 60, CLOSES };
  if (!works || ret->end <= ret->start)
    ret->end = ret->start;
}

static gboolean
has_hours (const KtSalon *salon, KtId resource)
{
  for (guint i = 0; i < salon->hours->len; i++)
    if (g_array_index (salon->hours, KtHours, i).resource == resource)
      return TRUE;
  return FALSE;
}

/* Opens a weekday's rows of a resource (0 the salon) for the resource of index; whether there is
 * one. */
static gboolean
open_rows (KtSalon *salon, KtId of, guint index, KtLocal day)
{
  int weekday = kt_local_weekday (day);
  gboolean any = FALSE;
  for (guint i = 0; i < salon->hours->len; i++)
    {
      const KtHours *row = &g_array_index (salon->hours, KtHours, i);
      if (row->resource != of || row->weekday != weekday)
        continue;
      kt_slot_board_open (salon->board, index, kt_salon_at (salon, day, row->opens),
                          kt_salon_at (salon, day, row->closes));
      any = TRUE;
    }
  return any;
}

/* any_day: the day is opened for once, whatever weekday it is. */
static void
open_default (KtSalon *salon, guint index, KtLocal day, gboolean any_day)
{
  KtMinutes span;
  default_hours (salon, kt_local_weekday (day), any_day, &span);
  kt_slot_board_open (salon->board, index, kt_salon_at (salon, day, span.start),
                      kt_salon_at (salon, day, span.end));
}

static void
open_day (KtSalon *salon, guint index, KtLocal day)
{
  const KtSalonResource *resource = salon->resources->pdata[index];
  if (resource->id != 0 && has_hours (salon, resource->id))
    open_rows (salon, resource->id, index, day);
  else if (resource->kind != KT_RESOURCE_STAFF) /* a chair is there whenever somebody works */
    kt_slot_board_open (salon->board, index, kt_salon_at (salon, day, 0),
                        kt_salon_at (salon, day, DAY_MINUTES));
  else if (has_hours (salon, 0))
    open_rows (salon, 0, index, day);
  else
    open_default (salon, index, day, FALSE);
}

/* What closures and calendars say of one day for one resource. */
typedef struct
{
  KtSalon *salon;
  guint index;
  KtLocal day;
} DayPlan;

/* The occurrence of a closure that touches the day; FALSE: none. */
static gboolean
occurrence (const KtClosure *closure, KtLocal day, KtLocal *ret_start, KtLocal *ret_end)
{
  int length = MAX (kt_local_days_between (closure->start, closure->end), 0);
  *ret_start = closure->start;
  if (closure->repeat != NULL && kt_local_days_between (closure->start, day) > 0)
    {
      KtLocal after = kt_local_add_days (day, -length - 1);
      after.hour = 23;
      after.minute = 59;
      if (!kt_repeat_next (closure->repeat, closure->start, after, ret_start))
        return FALSE;
    }
  *ret_end = kt_local_add_days (*ret_start, length);
  ret_end->hour = closure->end.hour;
  ret_end->minute = closure->end.minute;
  return kt_local_days_between (*ret_start, day) >= 0 && kt_local_days_between (day, *ret_end) >= 0;
}

/* The part of the day that an occurrence covers, in minutes. */
static KtMinutes
part_of_day (KtLocal start, KtLocal end, KtLocal day)
{
  KtMinutes span = { 0, DAY_MINUTES };
  if (start.hour >= 0 && kt_local_days_between (start, day) == 0)
    span.start = start.hour * 60 + start.minute;
  if (end.hour >= 0 && kt_local_days_between (day, end) == 0)
    span.end = end.hour * 60 + end.minute;
  return span;
}

static void
open_for_once (const DayPlan *plan, KtLocal start, KtLocal end)
{
  KtSalon *salon = plan->salon;
  if (start.hour < 0)
    {
      KtId id = ((const KtSalonResource *)salon->resources->pdata[plan->index])->id;
      if (!open_rows (salon, id, plan->index, plan->day)
          && !open_rows (salon, 0, plan->index, plan->day))
        open_default (salon, plan->index, plan->day, TRUE);
      return;
    }
  KtMinutes span = part_of_day (start, end, plan->day);
  kt_slot_board_open (salon->board, plan->index, kt_salon_at (salon, plan->day, span.start),
                      kt_salon_at (salon, plan->day, span.end));
}

static void
close_span (const DayPlan *plan, KtMinutes span)
{
  KtSalon *salon = plan->salon;
  kt_slot_board_close (salon->board, plan->index, kt_salon_at (salon, plan->day, span.start),
                       kt_salon_at (salon, plan->day, span.end));
}

typedef enum
{
  CLOSE_DAYS,
  OPEN_ONCE,
  CLOSE_TIMES, /* lunch holds on a Saturday that is open for once, too */
} Step;

static void
apply (DayPlan *plan, const KtClosure *closure, Step step)
{
  const KtSalonResource *resource = plan->salon->resources->pdata[plan->index];
  KtLocal start, end;
  gboolean whole = closure->start.hour < 0;
  gboolean wanted
      = step == OPEN_ONCE ? closure->open : !closure->open && whole == (step == CLOSE_DAYS);
  if (!wanted || (closure->resource != 0 && closure->resource != resource->id)
      || !occurrence (closure, plan->day, &start, &end))
    return;
  if (step == OPEN_ONCE)
    {
      open_for_once (plan, start, end);
      return;
    }
  close_span (plan, part_of_day (start, end, plan->day));
  if (plan->index == 0 || closure->resource != 0)
    {
      KtMinutes span = part_of_day (start, end, plan->day);
      kt_salon_add_busy (plan->salon, kt_salon_at (plan->salon, plan->day, span.start),
                         kt_salon_at (plan->salon, plan->day, span.end), closure->resource, 0,
                         closure->text);
    }
}

/* Days off of calendars: KtDated that last whole days. */
static void
close_days_off (DayPlan *plan, const GPtrArray *days_off)
{
  gint64 start = kt_salon_at (plan->salon, plan->day, 0);
  gint64 end = kt_salon_at (plan->salon, plan->day, DAY_MINUTES);
  for (guint i = 0; i < days_off->len; i++)
    {
      const KtDated *dated = days_off->pdata[i];
      guint owner = kt_salon_calendar_owner (plan->salon, dated->source, dated->calendar);
      if (dated->start >= end || dated->end <= start
          || (owner != G_MAXUINT && owner != plan->index))
        continue;
      close_span (plan, (KtMinutes){ 0, DAY_MINUTES });
      if (plan->index == 0 || owner != G_MAXUINT)
        kt_salon_add_busy (plan->salon, start, end,
                           owner != G_MAXUINT
                               ? ((const KtSalonResource *)plan->salon->resources->pdata[owner])->id
                               : 0,
                           0, dated->summary);
    }
}

gboolean
kt_salon_is_days_off (const KtSalon *salon, const char *source)
{
  const KtSettings *settings = salon->context->settings;
  for (guint i = 0; settings != NULL && i < settings->calendars->len; i++)
    {
      const KtCalendarSource *calendar = settings->calendars->pdata[i];
      if (g_str_equal (calendar->name, source))
        return calendar->days_off;
    }
  return FALSE;
}

/* All-day entries of calendars marked days-off: KtDated. */
static GPtrArray *
read_days_off (KtSalon *salon, GError **error)
{
  const KtSettings *settings = salon->context->settings;
  gboolean any = FALSE;
  for (guint i = 0; settings != NULL && i < settings->calendars->len; i++)
    any |= ((const KtCalendarSource *)settings->calendars->pdata[i])->days_off;
  if (!any)
    return g_ptr_array_new ();
  GPtrArray *all
      = kt_dated_between (salon->context->store, settings, salon->from, salon->until, FALSE, error);
  for (guint i = all != NULL ? all->len : 0; i > 0; i--)
    {
      const KtDated *dated = all->pdata[i - 1];
      if (!(dated->flags & KT_EVENT_ALL_DAY) || !kt_salon_is_days_off (salon, dated->source)
          || g_strcmp0 (dated->status, "cancelled") == 0)
        g_ptr_array_remove_index (all, i - 1);
    }
  return all;
}

gboolean
kt_salon_open_hours (KtSalon *salon, GError **error)
{
  static const Step steps[] = { CLOSE_DAYS, OPEN_ONCE, CLOSE_TIMES };
  g_autoptr (GPtrArray) closures
      = kt_closure_list (salon->context->store, salon->first, salon->last, error);
  g_autoptr (GPtrArray) days_off = closures != NULL ? read_days_off (salon, error) : NULL;
  if (days_off == NULL)
    return FALSE;
  for (guint index = 0; index < salon->resources->len; index++)
    for (KtLocal day = salon->first; kt_local_compare (day, salon->last) <= 0;
         day = kt_local_add_days (day, 1))
      {
        DayPlan plan = { .salon = salon, .index = index, .day = day };
        open_day (salon, index, day);
        close_days_off (&plan, days_off);
        for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
          for (guint i = 0; i < closures->len; i++)
            apply (&plan, closures->pdata[i], steps[step]);
      }
  return TRUE;
}
