#include "config.h"
#include "kontor/allergy.h"
#include "kontor/card.h"
#include "kontor/day-sheet.h"
#include "kontor/formula.h"
#include "kontor/interval.h"
#include "kontor/visit.h"
#include <string.h>

#define EVENTS_MAX 500 /* of one contact, the newest */

void
kt_card_visits_clear (KtCardVisits *visits)
{
  g_clear_pointer (&visits->allergies, g_ptr_array_unref);
  g_clear_pointer (&visits->formulas, g_ptr_array_unref);
  g_clear_pointer (&visits->next, kt_appointment_free);
  g_clear_pointer (&visits->spent, g_array_unref);
  g_clear_pointer (&visits->next_hands, g_free);
}

static void
add_spent (KtCardVisits *visits, const KtAppointment *visit)
{
  KtMoney money = { .minor = visit->paid >= 0 ? visit->paid : visit->price };
  g_strlcpy (money.currency, visit->currency, sizeof money.currency);
  if (money.minor > 0)
    kt_sums_add (visits->spent, money);
}

/* The days of those that took place, the oldest first. */
static int
usual_days (const KtContext *context, const GPtrArray *newest_first)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (KtLocal));
  gboolean learned;
  for (guint i = newest_first->len; i-- > 0;)
    {
      const KtAppointment *visit = newest_first->pdata[i];
      KtLocal day = kt_local_from_utc (visit->start_at, context->clock.zone);
      if (visit->state == KT_VISIT_DONE)
        g_array_append_val (days, day);
    }
  return kt_interval_days ((const KtLocal *)days->data, days->len, 0, &learned);
}

static gboolean
is_to_come (const KtContext *context, const KtAppointment *visit)
{
  return kt_appointment_stands (visit, context->clock.now) && visit->end_at > context->clock.now;
}

static gboolean
read_formulas (KtContext *context, KtCard *card, GError **error)
{
  GPtrArray *all = kt_formula_list (context->store, card->contact->id, error);
  card->visits.formulas = all;
  for (guint i = all != NULL ? all->len : 0; i-- > 1;)
    {
      const KtFormula *formula = all->pdata[i], *before = all->pdata[i - 1];
      if (strcmp (formula->kind, before->kind) == 0)
        g_ptr_array_remove_index (all, i);
    }
  return all != NULL;
}

/* Takes a visit: it is the next one, one behind it, or history. */
static void
take_visit (KtContext *context, KtCard *card, KtAppointment *visit, guint *total)
{
  KtCardVisits *visits = &card->visits;
  if (is_to_come (context, visit)) /* the newest come first */
    {
      visits->more += visits->next != NULL;
      g_clear_pointer (&visits->next, kt_appointment_free);
      visits->next = visit;
      return;
    }
  KtCardEntry *entry = kt_card_add_entry (card, KT_CARD_VISIT, visit->id, visit->start_at);
  entry->visit = visit;
  entry->hands = kt_visit_hands (context, visit);
  ++*total;
  visits->done += visit->state == KT_VISIT_DONE;
  visits->no_shows += visit->state == KT_VISIT_NO_SHOW;
  if (visit->state == KT_VISIT_DONE)
    add_spent (visits, visit);
}

gboolean
kt_card_add_visits (KtContext *context, KtCard *card, guint *total, GError **error)
{
  KtId contact = card->contact->id;
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact, error);
  if (visits == NULL)
    return FALSE;
  card->visits.spent = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  card->visits.usual = usual_days (context, visits);
  for (guint i = 0; i < visits->len; i++)
    {
      take_visit (context, card, visits->pdata[i], total);
      visits->pdata[i] = NULL;
    }
  if (card->visits.next != NULL)
    card->visits.next_hands = kt_visit_hands (context, card->visits.next);
  card->visits.allergies = kt_allergy_list (context->store, contact, error);
  return card->visits.allergies != NULL && read_formulas (context, card, error);
}

/* What is cancelled or declined lies in calendars all the same. */
static gboolean
takes_place (const KtDated *event)
{
  return !g_str_equal (event->status, "cancelled") && !g_str_equal (event->answer, "declined");
}

gboolean
kt_card_add_events (KtContext *context, KtCard *card, guint *total, GError **error)
{
  gint64 now = context->clock.now;
  g_autoptr (GPtrArray) events
      = kt_dated_of (context->store, context->settings, card->contact->id, now, EVENTS_MAX, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      KtDated *event = events->pdata[i];
      events->pdata[i] = NULL;
      if (event->end > now)
        {
          gboolean next = takes_place (event);
          kt_dated_free (next ? card->next_event : event);
          card->next_event = next ? event : card->next_event;
          continue;
        }
      kt_card_add_entry (card, KT_CARD_EVENT, event->key, event->start)->event = event;
      ++*total;
    }
  return events != NULL;
}
