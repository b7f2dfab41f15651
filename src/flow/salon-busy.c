#include "config.h"
#include "salon.h"
#include "kontor/calendar.h"
#include "kontor/event.h"
#include "kontor/visit-hold.h"
#include <string.h>

#define MINUTE 60
#define DAY 86400

static void
take (KtSalon *salon, guint index, const KtAppointment *visit, KtMinutes span)
{
  if (index == G_MAXUINT)
    return;
  gint64 start = visit->start_at + (gint64)span.start * MINUTE;
  gint64 end = visit->start_at + (gint64)span.end * MINUTE;
  kt_slot_board_take (salon->board, index, start, end);
  KtBusy *busy = kt_salon_add_busy (salon, start, end,
                                    ((const KtSalonResource *)salon->resources->pdata[index])->id,
                                    visit->id, NULL);
  busy->held = visit->id == 0 ? visit->contact : 0;
}

static void
take_part (KtSalon *salon, const KtAppointment *visit, const KtVisitPart *part)
{
  const KtLengths *lengths = &part->lengths;
  KtMinutes spans[2];
  guint n = kt_slot_hand_spans (part->start, lengths->work, lengths->free, lengths->finish,
                                part->before, part->after, spans);
  guint hand = kt_salon_index (salon, part->staff);
  for (guint i = 0; i < n; i++)
    take (salon, hand, visit, spans[i]);
  if (part->place != 0)
    take (salon, kt_salon_index (salon, part->place), visit,
          kt_slot_place_span (part->start, lengths->work, lengths->free, lengths->finish,
                              part->before, part->after));
}

gboolean
kt_salon_take_visits (KtSalon *salon, GError **error)
{
  /* buffers reach beyond the visit */
  g_autoptr (GPtrArray) visits = kt_appointment_between (salon->context->store, salon->from - DAY,
                                                         salon->until + DAY, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      if (visit->id == salon->ignore || !kt_appointment_stands (visit, salon->context->clock.now))
        continue;
      for (guint j = 0; j < visit->parts->len; j++)
        take_part (salon, visit, visit->parts->pdata[j]);
    }
  return visits != NULL;
}

/* It is laid as the visit that it would become, which has no key yet. Nothing where it is not known
 * any more what she would have. */
static gboolean
take_hold (KtSalon *salon, const KtWaiting *hold, GError **error)
{
  g_autoptr (GArray) wishes = kt_hold_wishes (salon->context, hold, error);
  g_auto (KtSalonWants) wants = { 0 };
  KtSlotFound found;
  if (wishes == NULL)
    return FALSE;
  if (!kt_salon_wants (salon, wishes, &wants, NULL))
    return TRUE;
  g_autoptr (KtAppointment) visit = kt_appointment_new ();
  visit->contact = hold->contact;
  visit->start_at = kt_local_to_utc (hold->held_start, salon->context->clock.zone);
  kt_slot_lay (wants.parts, wants.n, visit->start_at, &found);
  g_autoptr (GPtrArray) parts = kt_salon_parts (salon, &wants, &found);
  for (guint i = 0; i < parts->len; i++)
    take_part (salon, visit, parts->pdata[i]);
  return TRUE;
}

gboolean
kt_salon_take_holds (KtSalon *salon, GError **error)
{
  g_autoptr (GPtrArray) open = kt_waiting_open (salon->context->store, error);
  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const KtWaiting *hold = open->pdata[i];
      if (kt_waiting_is_held (hold, salon->context->clock.now) && hold->contact != salon->contact
          && !take_hold (salon, hold, error))
        return FALSE;
    }
  return open != NULL;
}

guint
kt_salon_calendar_owner (const KtSalon *salon, const char *source, const char *calendar)
{
  for (guint i = 0; i < salon->resources->len; i++)
    if (kt_resource_has_calendar (salon->resources->pdata[i], source, calendar))
      return i;
  return G_MAXUINT;
}

/* What takes time: not what is cancelled, declined, or said to be no obstacle. An invitation that
 * lies in no calendar is none before it is accepted. */
static gboolean
blocks (const KtSalon *salon, const KtDated *dated)
{
  if ((dated->flags & KT_EVENT_TRANSPARENT) || strcmp (dated->status, "cancelled") == 0
      || strcmp (dated->answer, "declined") == 0)
    return FALSE;
  if (*dated->source == '\0')
    return strcmp (dated->answer, "accepted") == 0;
  return !((dated->flags & KT_EVENT_ALL_DAY) && kt_salon_is_days_off (salon, dated->source));
}

static void
take_dated (KtSalon *salon, const KtDated *dated)
{
  guint owner = kt_salon_calendar_owner (salon, dated->source, dated->calendar);
  KtId resource = 0;
  if (owner != G_MAXUINT)
    {
      resource = ((const KtSalonResource *)salon->resources->pdata[owner])->id;
      kt_slot_board_take (salon->board, owner, dated->start, dated->end);
    }
  else
    for (guint i = 0; i < salon->resources->len; i++)
      kt_slot_board_take (salon->board, i, dated->start, dated->end);
  kt_salon_add_busy (salon, dated->start, dated->end, resource, 0, dated->summary);
}

gboolean
kt_salon_take_calendars (KtSalon *salon, GError **error)
{
  g_autoptr (GPtrArray) all = kt_dated_between (salon->context->store, salon->context->settings,
                                                salon->from, salon->until, FALSE, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (blocks (salon, all->pdata[i]))
      take_dated (salon, all->pdata[i]);
  return all != NULL;
}
