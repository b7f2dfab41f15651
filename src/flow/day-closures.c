#include "config.h"
#include "kontor/closure.h"
#include "kontor/day-gather.h"
#include "kontor/service.h"
#include "kontor/when.h"
#include <glib/gi18n.h>

#define DAY 1440
#define OPENS (9 * 60) /* where no hours are written down */
#define CLOSES (18 * 60)

typedef struct
{
  KtContext *context;
  KtDaySheet *sheet;
  GArray *hours;
} Day;

static gboolean
has_hours (const Day *day, KtId resource)
{
  for (guint i = 0; i < day->hours->len; i++)
    if (g_array_index (day->hours, KtHours, i).resource == resource)
      return TRUE;
  return FALSE;
}

/* The hours of that weekday, ascending: her own, else the salon's. */
static GArray *
hours_of (const Day *day, KtId resource)
{
  GArray *hours = g_array_new (FALSE, FALSE, sizeof (KtHours));
  int weekday = kt_local_weekday (day->sheet->day);
  KtId whose = has_hours (day, resource) ? resource : 0;
  for (guint i = 0; i < day->hours->len; i++)
    {
      KtHours row = g_array_index (day->hours, KtHours, i);
      if (row.resource == whose && row.weekday == weekday)
        g_array_append_val (hours, row);
    }
  return hours;
}

/* A day on which she does not work at all needs no lunch. */
static gboolean
is_off (const Day *day, KtId resource)
{
  g_autoptr (GArray) hours = hours_of (day, resource);
  return hours->len == 0 && (has_hours (day, resource) || has_hours (day, 0));
}

static void
add_breaks (Day *day, guint hand)
{
  const KtSheetHand *who = day->sheet->hands->pdata[hand];
  g_autoptr (GArray) hours = hours_of (day, who->resource);
  for (guint i = 1; i < hours->len; i++)
    {
      int from = g_array_index (hours, KtHours, i - 1).closes;
      int until = g_array_index (hours, KtHours, i).opens;
      if (from < until)
        kt_day_add_block (day->context, day->sheet, KT_SHEET_CLOSED, hand, from, until,
                          _ ("break"));
    }
}

/* A day off takes the hours she would have worked. */
static void
clip_to_hours (const Day *day, KtId resource, int *start, int *end)
{
  g_autoptr (GArray) hours = hours_of (day, resource);
  *start = hours->len > 0 ? g_array_index (hours, KtHours, 0).opens : OPENS;
  *end = hours->len > 0 ? g_array_index (hours, KtHours, hours->len - 1).closes : CLOSES;
}

/* Minutes between two times of the wall clock; a date is its midnight. */
static int
minutes_between (KtLocal from, KtLocal to)
{
  return kt_local_days_between (from, to) * DAY + (MAX (to.hour, 0) - MAX (from.hour, 0)) * 60
         + to.minute - from.minute;
}

/* When it holds on the sheet's day: minutes, end excluded; end DAY and start 0: all of it. */
static gboolean
find_share (const Day *day, const KtClosure *closure, int *start, int *end)
{
  KtLocal midnight = day->sheet->day, from = closure->start, to = closure->end;
  gboolean dates = from.hour < 0;
  if (dates)
    to = kt_local_add_days (to, 1);
  int length = minutes_between (from, to), more_days = (length - 1) / DAY;
  if (closure->repeat != NULL)
    {
      KtLocal next, after = kt_local_add_days (midnight, -1 - more_days);
      after.hour = dates ? -1 : 23;
      after.minute = dates ? 0 : 59;
      if (kt_local_days_between (from, midnight) > 0
          && kt_repeat_next (closure->repeat, from, after, &next))
        from = next;
    }
  *start = minutes_between (midnight, from);
  *end = *start + length;
  *start = MAX (*start, 0);
  *end = MIN (*end, DAY);
  return *start < *end;
}

static void
add_closure (Day *day, const KtClosure *closure)
{
  int start, end;
  if (closure->open || !find_share (day, closure, &start, &end))
    return;
  for (guint hand = 0; hand < day->sheet->hands->len; hand++)
    {
      const KtSheetHand *who = day->sheet->hands->pdata[hand];
      int from = start, until = end;
      if ((closure->resource != 0 && closure->resource != who->resource)
          || is_off (day, who->resource))
        continue;
      if (start == 0 && end == DAY)
        clip_to_hours (day, who->resource, &from, &until);
      kt_day_add_block (day->context, day->sheet, KT_SHEET_CLOSED, hand, from, until,
                        closure->text);
    }
}

gboolean
kt_day_add_closures (KtContext *context, KtDaySheet *sheet, GError **error)
{
  g_autoptr (GArray) hours = kt_hours_list (context->store, error);
  if (hours == NULL)
    return FALSE;
  g_autoptr (GPtrArray) closures = kt_closure_list (context->store, sheet->day, sheet->day, error);
  if (closures == NULL)
    return FALSE;
  Day day = { context, sheet, hours };
  for (guint hand = 0; hand < sheet->hands->len; hand++)
    add_breaks (&day, hand);
  for (guint i = 0; i < closures->len; i++)
    add_closure (&day, closures->pdata[i]);
  return TRUE;
}
