#include "config.h"
#include "visit-change.h"
#include "kontor/error.h"
#include "kontor/visit-done.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

/* By KtVisitState: the verb that leads there, what the evidence calls it, why nothing can be done
 * any more with a visit that is there. */
static const struct
{
  const char *verb, *what, *reason;
} states[] = {
  { "pencil", "pencilled", N_ ("it was pencilled in and has lapsed") },
  { "book", "booked", N_ ("it is booked already") },
  { "confirmed", "confirmed", N_ ("it is confirmed already") },
  { "arrived", "arrived", N_ ("the client is here already") },
  { "done", "done", N_ ("it is done already") },
  { "noshow", "no-show", N_ ("it is a no-show already") },
  { "cancel", "cancelled", N_ ("it is cancelled already") },
};

/* What stands in the way; NULL nothing. */
static const char *
obstacle (const KtContext *context, const KtAppointment *visit, KtVisitState state)
{
  gboolean stands = kt_appointment_stands (visit, context->clock.now);
  int days = kt_visit_days (context, visit);
  if (state == KT_VISIT_BOOKED && visit->state != KT_VISIT_BOOKED)
    return NULL; /* brought back, or taken for good */
  if (state == KT_VISIT_ARRIVED && visit->state == KT_VISIT_NO_SHOW && days == 0)
    return NULL; /* here after all */
  if (!stands || visit->state == state)
    return _ (states[visit->state].reason);
  if (state == KT_VISIT_PENCILLED || (state < visit->state && state != KT_VISIT_BOOKED))
    return _ (states[visit->state].reason);
  if (state == KT_VISIT_NO_SHOW && visit->state == KT_VISIT_ARRIVED)
    return _ (states[visit->state].reason);
  if (state == KT_VISIT_NO_SHOW && visit->start_at > context->clock.now)
    return _ ("it is still to come");
  if (state == KT_VISIT_ARRIVED && days > 0)
    return _ ("it is still to come");
  if (state == KT_VISIT_DONE && visit->state != KT_VISIT_ARRIVED
      && visit->start_at > context->clock.now)
    return _ ("it is still to come");
  if (state == KT_VISIT_ARRIVED && days < 0)
    return _ ("it is of another day");
  return NULL;
}

static void
set_times (const KtContext *context, KtAppointment *visit, KtVisitState state)
{
  gint64 now = context->clock.now;
  if (state == KT_VISIT_ARRIVED)
    visit->arrived_at = now;
  if (state == KT_VISIT_BOOKED)
    visit->arrived_at = 0;
  visit->done_at = state >= KT_VISIT_DONE ? now : 0;
  visit->pencilled_until = 0;
  g_clear_pointer (&visit->question, g_free);
}

/* Whether the verb makes sense for a visit as it is. */
static gboolean
allow (KtContext *context, const KtAppointment *visit, KtVisitState state, GError **error)
{
  const char *reason = obstacle (context, visit, state);
  if (reason == NULL)
    return TRUE;
  kt_visit_refuse (context, visit, states[state].verb, reason, error);
  if (visit->state >= KT_VISIT_ARRIVED && visit->state != state)
    kt_error_hint (error, _ ("to take that back: kontor undo"));
  else if (state == KT_VISIT_DONE && kt_visit_days (context, visit) == 0
           && visit->start_at > context->clock.now)
    kt_error_hint (error, _ ("who came before the time is here first: kontor arrived WHO"));
  return FALSE;
}

gboolean
kt_visit_apply (KtContext *context, KtAppointment *visit, KtVisitState state, const char *how,
                const char *text, GError **error)
{
  if (!allow (context, visit, state, error))
    return FALSE;
  gboolean reopened = state == KT_VISIT_BOOKED && visit->state >= KT_VISIT_DONE;
  KtVisitEvent happened = { .what = (char *)(reopened ? "reopened" : states[state].what),
                            .how = (char *)how,
                            .text = (char *)(text != NULL && *text != '\0' ? text : NULL) };
  set_times (context, visit, state);
  visit->state = state;
  return kt_visit_record (context, visit, &happened, error);
}

KtAppointment *
kt_visit_set_state (KtContext *context, KtId id, KtVisitState state, const char *how,
                    const char *text, GError **error)
{
  g_autoptr (KtAppointment) visit = kt_visit_begin (context, id, error);
  if (visit == NULL)
    return NULL;
  gboolean ok = kt_visit_apply (context, visit, state, how, text, error);
  return kt_visit_end (context, visit, states[state].verb, ok, error) ? g_steal_pointer (&visit)
                                                                      : NULL;
}

/* --- the end of a visit, with its money --- */

static gboolean
too_much (GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the sum is too large"));
  return FALSE;
}

/* Sold goods stand on the visit; *total becomes what all of it costs. */
static gboolean
add_items (KtAppointment *visit, const GPtrArray *items, KtMoney *total, GError **error)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const KtVisitItem *item = items->pdata[i];
      KtVisitItem *copy = g_memdup2 (item, sizeof *item);
      copy->id = kt_id_random ();
      copy->name = g_strdup (item->name);
      g_ptr_array_add (visit->items, copy);
    }
  for (guint i = 0; i < visit->items->len; i++)
    {
      const KtVisitItem *item = visit->items->pdata[i];
      KtMoney sum = { .minor = item->price * item->quantity };
      g_strlcpy (sum.currency, total->currency, sizeof sum.currency);
      if (!kt_money_add (total, sum) || total->minor > KT_MONEY_MAX)
        return too_much (error);
    }
  return TRUE;
}

/* What is written down on another day was paid when the visit was: it lay in the drawer of its own
 * day. The hour is not known then. */
static void
set_way (const KtContext *context, KtAppointment *visit, const char *way)
{
  gint64 now = context->clock.now;
  g_free (visit->paid_how);
  visit->paid_how = g_strdup (way);
  visit->paid_at = strcmp (way, "later") == 0            ? 0
                   : kt_visit_days (context, visit) == 0 ? now
                                                         : visit->start_at;
}

static gboolean
set_money (const KtContext *context, KtAppointment *visit, const KtVisitPayment *payment,
           GError **error)
{
  if (*visit->currency == '\0')
    g_strlcpy (visit->currency, payment->currency, sizeof visit->currency);
  if (payment->sum >= 0)
    visit->price = payment->sum;
  if (visit->price < 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("what did it cost? there is no price on the list"));
      kt_error_hint (error, _ ("say the sum: kontor done WHO 45 cash"));
      return FALSE;
    }
  KtMoney total = { .minor = visit->price };
  g_strlcpy (total.currency, visit->currency, sizeof total.currency);
  if (!add_items (visit, payment->items, &total, error))
    return FALSE;
  visit->paid = total.minor;
  visit->tip = payment->tip;
  set_way (context, visit, payment->way);
  return TRUE;
}

/* What was to be paid later is paid now, into the drawer of today. */
static gboolean
settle (KtContext *context, KtAppointment *visit, const KtVisitPayment *payment, GError **error)
{
  KtVisitEvent happened = { .what = (char *)"changed", .text = (char *)payment->way };
  if (payment->sum >= 0 && payment->sum != visit->paid)
    return kt_visit_refuse (context, visit, "done", _ ("another sum is open"), error);
  if (payment->items != NULL && payment->items->len > 0)
    return kt_visit_refuse (context, visit, "done", _ (states[KT_VISIT_DONE].reason), error);
  g_free (visit->paid_how);
  visit->paid_how = g_strdup (payment->way);
  visit->paid_at = context->clock.now;
  if (payment->tip >= 0)
    visit->tip = payment->tip;
  return kt_visit_record (context, visit, &happened, error);
}

gboolean
kt_visit_owes (const KtAppointment *visit)
{
  return visit->state == KT_VISIT_DONE && visit->paid > 0
         && g_strcmp0 (visit->paid_how, "later") == 0;
}

KtAppointment *
kt_visit_done (KtContext *context, KtId id, const KtVisitPayment *payment, GError **error)
{
  g_autoptr (KtAppointment) visit = kt_visit_begin (context, id, error);
  if (visit == NULL)
    return NULL;
  gboolean settles = kt_visit_owes (visit) && strcmp (payment->way, "later") != 0;
  gboolean ok = settles ? settle (context, visit, payment, error)
                        : allow (context, visit, KT_VISIT_DONE, error)
                              && set_money (context, visit, payment, error)
                              && kt_visit_apply (context, visit, KT_VISIT_DONE, NULL, NULL, error);
  return kt_visit_end (context, visit, settles ? "paid" : "done", ok, error)
             ? g_steal_pointer (&visit)
             : NULL;
}
