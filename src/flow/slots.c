#include "config.h"
#include "salon.h"
#include "usual.h"

#define HER_MINUTES 7 /* so near to her usual hour is her hour */

void
kt_slot_free (KtSlot *slot)
{
  if (slot == NULL)
    return;
  g_ptr_array_unref (slot->parts);
  g_free (slot);
}

/* What is usual for her, as far as anything is. */
typedef struct
{
  KtId staff;          /* 0 nothing known */
  int weekday, minute; /* weekday 0: nothing known */
} Habit;

static gboolean
is_her_time (const Habit *habit, KtLocal start)
{
  return habit->weekday == kt_local_weekday (start)
         && ABS (start.hour * 60 + start.minute - habit->minute) <= HER_MINUTES;
}

/* Whether a hand of the slot has no visit and no entry on that day. */
static gboolean
is_free_day (const KtSalon *salon, const KtSlot *slot)
{
  gint64 start = kt_salon_at (salon, slot->start, 0), end = kt_salon_at (salon, slot->start, 1440);
  KtId staff = ((const KtVisitPart *)slot->parts->pdata[0])->staff;
  for (guint i = 0; i < salon->busy->len; i++)
    {
      const KtBusy *busy = salon->busy->pdata[i];
      if (busy->start < end && busy->end > start && (busy->resource == staff || busy->resource == 0)
          && (busy->appointment != 0 || busy->end - busy->start > KT_SLOT_PAUSE * 60))
        return FALSE;
    }
  return TRUE;
}

static KtSlot *
slot_of (const KtSalon *salon, const KtSalonWants *wants, const KtSlotFound *found,
         const Habit *habit)
{
  KtSlot *slot = g_new0 (KtSlot, 1);
  slot->start_at = found->start;
  slot->end_at = found->end;
  slot->start = kt_local_from_utc (found->start, salon->context->clock.zone);
  slot->parts = kt_salon_parts (salon, wants, found);
  KtId staff = ((const KtVisitPart *)slot->parts->pdata[0])->staff;
  slot->flags = (is_her_time (habit, slot->start) ? KT_SLOT_HER_TIME : 0)
                | (found->closes ? KT_SLOT_CLOSES_GAP : 0) | (found->first ? KT_SLOT_FIRST : 0)
                | (habit->staff != 0 && staff != habit->staff ? KT_SLOT_OTHER_STAFF : 0);
  if (found->first && is_free_day (salon, slot))
    slot->flags |= KT_SLOT_FREE_DAY;
  return slot;
}

/* The lower, the rather it is offered. */
static int
rank (const KtSlot *slot)
{
  if (slot->flags & KT_SLOT_OTHER_STAFF)
    return slot->flags & (KT_SLOT_FIRST | KT_SLOT_CLOSES_GAP | KT_SLOT_HER_TIME) ? 2 : 4;
  if (slot->flags & KT_SLOT_HER_TIME)
    return 0;
  return slot->flags & (KT_SLOT_FIRST | KT_SLOT_CLOSES_GAP) ? 1 : 3;
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const KtSlot *first = *(gpointer const *)a, *second = *(gpointer const *)b;
  int order = rank (first) - rank (second);
  return order != 0 ? order
                    : (first->start_at > second->start_at) - (first->start_at < second->start_at);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const KtSlot *first = *(gpointer const *)a, *second = *(gpointer const *)b;
  return (first->start_at > second->start_at) - (first->start_at < second->start_at);
}

/* The best, by start again. Only the next of her own times stands before the rest. */
static void
limit_slots (GPtrArray *slots, guint limit)
{
  gboolean hers = FALSE;
  for (guint i = 0; i < slots->len; i++)
    {
      KtSlot *slot = slots->pdata[i];
      if (hers && (slot->flags & KT_SLOT_HER_TIME) && !(slot->flags & KT_SLOT_FIRST))
        slot->flags &= ~(guint)KT_SLOT_HER_TIME;
      hers |= (slot->flags & KT_SLOT_HER_TIME) != 0;
    }
  if (slots->len <= limit)
    return;
  g_ptr_array_sort (slots, compare_ranks);
  g_ptr_array_set_size (slots, (int)limit);
  g_ptr_array_sort (slots, compare_starts);
}

static gboolean
read_habit (KtContext *context, KtId contact, Habit *habit, GError **error)
{
  *habit = (Habit){ 0 };
  if (contact == 0)
    return TRUE;
  g_autoptr (GArray) wishes = kt_usual_wishes (context, contact, error);
  if (wishes == NULL)
    return FALSE;
  if (wishes->len > 0)
    habit->staff = g_array_index (wishes, KtVisitWish, 0).staff;
  return kt_usual_time (context, contact, &habit->weekday, &habit->minute, error);
}

/* All free times for wishes, on days that are laid out already. */
static GPtrArray *
find_in (KtSalon *salon, const GArray *wishes, const Habit *habit, GError **error)
{
  g_auto (KtSalonWants) wants = { 0 };
  if (!kt_salon_wants (salon, wishes, &wants, error))
    return NULL;
  gint64 from = MAX (salon->from, salon->context->clock.now);
  g_autoptr (GArray) found = kt_slot_find (salon->board, wants.parts, wants.n, from, salon->until);
  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_slot_free);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (slots, slot_of (salon, &wants, &g_array_index (found, KtSlotFound, i), habit));
  return slots;
}

/* The same with whoever does it, where a hand was wished for; empty: none was. */
static GPtrArray *
find_others (KtSalon *salon, const KtSlotQuery *query, const Habit *habit)
{
  g_autoptr (GArray) anybody = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  gboolean wished = FALSE;
  for (guint i = 0; i < query->wishes->len; i++)
    {
      KtVisitWish wish = g_array_index (query->wishes, KtVisitWish, i);
      wished |= wish.staff != 0;
      wish.staff = 0;
      g_array_append_val (anybody, wish);
    }
  GPtrArray *others = wished ? find_in (salon, anybody, habit, NULL) : NULL;
  return others != NULL ? others : g_ptr_array_new_with_free_func ((GDestroyNotify)kt_slot_free);
}

GPtrArray *
kt_slots_find_all (KtContext *context, const KtSlotQuery *query, GPtrArray **ret_others,
                   GByteArray **ret_works, GError **error)
{
  Habit habit;
  g_autoptr (KtSalon) salon
      = kt_salon_read (context, query->first, query->last, query->ignore, query->contact, error);
  if (salon == NULL || !read_habit (context, query->contact, &habit, error))
    return NULL;
  GPtrArray *slots = find_in (salon, query->wishes, &habit, error);
  if (slots != NULL && ret_others != NULL)
    *ret_others = find_others (salon, query, &habit);
  if (slots != NULL && ret_works != NULL)
    *ret_works = g_steal_pointer (&salon->works);
  if (slots != NULL && query->limit > 0)
    limit_slots (slots, query->limit);
  return slots;
}

GPtrArray *
kt_slots_find (KtContext *context, const KtSlotQuery *query, GError **error)
{
  return kt_slots_find_all (context, query, NULL, NULL, error);
}
