#include "config.h"
#include "slots-choose.h"

#define NUMBERED_MAX 99 /* of one list */
#define ROWS_LEAST 5    /* days told one by one, however free they are */
#define OF_DAY_MAX 4    /* of one day */
#define ONE_DAY_MAX 12  /* the same, where it is the only one */
#define APART 30        /* minutes between two that are near to an hour */

static gboolean
is_shown (const KtSlot *slot)
{
  return (slot->flags & (KT_SLOT_FIRST | KT_SLOT_CLOSES_GAP | KT_SLOT_HER_TIME)) != 0;
}

static int
minute_of (const KtSlot *slot)
{
  return slot->start.hour * 60 + slot->start.minute;
}

static gboolean
is_apart (const GPtrArray *chosen, guint from, const KtSlot *slot)
{
  for (guint i = from; i < chosen->len; i++)
    if (ABS (minute_of (chosen->pdata[i]) - minute_of (slot)) < APART)
      return FALSE;
  return TRUE;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const KtSlot *first = *(gpointer const *)a, *second = *(gpointer const *)b;
  return (first->start_at > second->start_at) - (first->start_at < second->start_at);
}

/* Of each day those nearest to an hour. */
static GPtrArray *
choose_near (const GPtrArray *slots, int near)
{
  GPtrArray *chosen = g_ptr_array_new ();
  for (guint first = 0, end; first < slots->len && chosen->len < NUMBERED_MAX; first = end)
    {
      KtLocal day = ((const KtSlot *)slots->pdata[first])->start;
      guint of_day = chosen->len;
      for (end = first; end < slots->len; end++)
        if (kt_local_days_between (day, ((const KtSlot *)slots->pdata[end])->start) != 0)
          break;
      for (gboolean more = TRUE; more && chosen->len < MIN (of_day + OF_DAY_MAX, NUMBERED_MAX);)
        {
          KtSlot *best = NULL;
          for (guint i = first; i < end; i++)
            if (is_apart (chosen, of_day, slots->pdata[i])
                && (best == NULL
                    || ABS (minute_of (slots->pdata[i]) - near) < ABS (minute_of (best) - near)))
              best = slots->pdata[i];
          more = best != NULL;
          if (more)
            g_ptr_array_add (chosen, best);
        }
    }
  g_ptr_array_sort (chosen, compare_starts);
  return chosen;
}

/* Of one day: what lists show, and the full hours, which a client can say yes or no to. */
static GPtrArray *
choose_of_day (const GPtrArray *slots)
{
  GPtrArray *chosen = g_ptr_array_new ();
  for (guint i = 0; i < slots->len && chosen->len < ONE_DAY_MAX; i++)
    {
      KtSlot *slot = slots->pdata[i];
      if (is_shown (slot) || slot->start.minute == 0)
        g_ptr_array_add (chosen, slot);
    }
  return chosen;
}

GPtrArray *
kt_slots_choose (const KtSlotList *list, const GPtrArray *slots)
{
  if (list->near >= 0)
    return choose_near (slots, list->near);
  if (kt_local_days_between (list->first, list->last) == 0)
    return choose_of_day (slots);
  GPtrArray *chosen = g_ptr_array_new ();
  KtLocal day = { 0 };
  guint of_day = 0, days = 0;
  gboolean told = TRUE;
  for (guint i = 0; i < slots->len && chosen->len < NUMBERED_MAX; i++)
    {
      KtSlot *slot = slots->pdata[i];
      if (day.year == 0 || kt_local_days_between (day, slot->start) != 0)
        {
          of_day = 0;
          told = days < ROWS_LEAST || !(slot->flags & KT_SLOT_FREE_DAY);
          days++;
        }
      day = slot->start;
      if (told && is_shown (slot) && of_day < OF_DAY_MAX)
        {
          g_ptr_array_add (chosen, slot);
          of_day++;
        }
    }
  return chosen;
}
