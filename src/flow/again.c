#include "config.h"
#include "kontor/again.h"
#include "kontor/error.h"
#include "kontor/interval.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <stdlib.h>

#define DAYS_BEFORE 3
#define DAYS_AFTER 10
#define DAY_MINUTES 1440

void
kt_again_offer_free (KtAgainOffer *offer)
{
  if (offer == NULL)
    return;
  g_clear_pointer (&offer->wishes, g_array_unref);
  g_clear_pointer (&offer->slot, kt_slot_free);
  g_free (offer);
}

KtAppointment *
kt_again_last (KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      if (visit->state == KT_VISIT_DONE || kt_appointment_stands (visit, context->clock.now))
        return g_ptr_array_steal_index (visits, i);
    }
  if (visits != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there was no visit yet"));
      kt_error_hint (error, _ ("book one: kontor book WHO SERVICE WHEN"));
    }
  return NULL;
}

static gboolean
has_service (const KtAppointment *visit, KtId service)
{
  for (guint i = 0; i < visit->parts->len; i++)
    if (((const KtVisitPart *)visit->parts->pdata[i])->service == service)
      return TRUE;
  return FALSE;
}

/* Days of the visits with a service that took place, this one included, oldest first. */
static guint
days_of (KtContext *context, const GPtrArray *visits, const KtAppointment *last, KtId service,
         KtLocal *days)
{
  guint n = 0;
  for (guint i = visits->len; i > 0; i--)
    {
      const KtAppointment *visit = visits->pdata[i - 1];
      if ((visit->state == KT_VISIT_DONE || visit->id == last->id) && has_service (visit, service)
          && visit->start_at <= last->start_at)
        days[n++] = kt_visit_local (context, visit);
    }
  return n;
}

/* The shortest interval of its services: what is wanted first. */
static gboolean
find_usual (KtContext *context, const KtAppointment *last, int *ret_usual, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, last->contact, error);
  *ret_usual = 0;
  if (visits == NULL)
    return FALSE;
  g_autofree KtLocal *days = g_new (KtLocal, visits->len + 1);
  for (guint i = 0; i < last->parts->len; i++)
    {
      const KtVisitPart *part = last->parts->pdata[i];
      g_autoptr (KtService) service
          = part->service != 0 ? kt_service_get (context->store, part->service, NULL) : NULL;
      if (service == NULL)
        continue;
      guint n = days_of (context, visits, last, part->service, days);
      int usual = kt_interval_days (days, n, service->rebook, NULL);
      if (usual > 0 && (*ret_usual == 0 || usual < *ret_usual))
        *ret_usual = usual;
    }
  return TRUE;
}

static int
distance (KtLocal from, KtLocal to)
{
  int days = kt_local_days_between (from, to);
  int minutes = (to.hour - from.hour) * 60 + to.minute - from.minute;
  return abs (days) * DAY_MINUTES + abs (minutes);
}

static gboolean
find_slot (KtContext *context, const KtAppointment *visit, KtAgainOffer *offer, GError **error)
{
  KtLocal tomorrow
      = kt_local_add_days (kt_local_from_utc (context->clock.now, context->clock.zone), 1);
  KtLocal first = kt_local_add_days (offer->target, -DAYS_BEFORE);
  KtSlotQuery query = { .contact = visit->contact, .wishes = offer->wishes };
  query.first = kt_local_days_between (tomorrow, first) < 0 ? tomorrow : first;
  query.last = kt_local_add_days (query.first, DAYS_BEFORE + DAYS_AFTER);
  query.first.hour = query.last.hour = -1;
  query.first.minute = query.last.minute = 0;
  g_autoptr (GPtrArray) slots = kt_slots_find (context, &query, error);
  int best = -1, best_distance = G_MAXINT;
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      int far = distance (offer->target, slot->start);
      if ((slot->flags & KT_SLOT_OTHER_STAFF) == 0 && far < best_distance)
        {
          best = (int)i;
          best_distance = far;
        }
    }
  if (best >= 0)
    offer->slot = g_ptr_array_steal_index (slots, (guint)best);
  return slots != NULL;
}

KtAgainOffer *
kt_again_offer (KtContext *context, const KtAppointment *visit, gboolean find, GError **error)
{
  g_autoptr (KtAgainOffer) offer = g_new0 (KtAgainOffer, 1);
  offer->wishes = g_array_new (FALSE, FALSE, sizeof (KtVisitWish));
  for (guint i = 0; i < visit->parts->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      KtVisitWish wish = { part->service, part->staff };
      if (part->service != 0)
        g_array_append_val (offer->wishes, wish);
    }
  if (visit->contact == 0 || offer->wishes->len == 0)
    return g_steal_pointer (&offer);
  if (!find_usual (context, visit, &offer->usual, error))
    return NULL;
  if (offer->usual == 0)
    return g_steal_pointer (&offer);
  offer->target = kt_local_add_days (kt_visit_local (context, visit), offer->usual);
  return !find || find_slot (context, visit, offer, error) ? g_steal_pointer (&offer) : NULL;
}
