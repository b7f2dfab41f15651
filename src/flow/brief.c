#include "config.h"
#include "kontor/allergy.h"
#include "kontor/brief.h"
#include "kontor/formula.h"
#include "kontor/note.h"
#include "kontor/visit-words.h"

#define MINUTE 60
#define LONGER_LEAST 5       /* minutes; less is as planned */
#define LONGER_MOST (3 * 60) /* minutes; more says only that it was written down late */

void
kt_brief_free (KtBrief *brief)
{
  if (brief == NULL)
    return;
  g_clear_pointer (&brief->contact, kt_contact_free);
  g_clear_pointer (&brief->visit, kt_appointment_free);
  g_clear_pointer (&brief->allergies, g_ptr_array_unref);
  g_clear_pointer (&brief->last, kt_appointment_free);
  g_clear_pointer (&brief->formulas, g_ptr_array_unref);
  g_clear_pointer (&brief->notes, g_ptr_array_unref);
  g_clear_pointer (&brief->offer, kt_again_offer_free);
  g_free (brief);
}

static int
longer (const KtAppointment *visit)
{
  int minutes = (int)((visit->done_at - visit->end_at) / MINUTE);
  gboolean told = visit->done_at != 0 && ABS (minutes) >= LONGER_LEAST && minutes <= LONGER_MOST
                  && visit->done_at > visit->start_at;
  return told ? minutes : 0;
}

static void
learn_habit (KtContext *context, KtBrief *brief, const GPtrArray *visits)
{
  g_autoptr (GArray) past = g_array_new (FALSE, FALSE, sizeof (KtHabitVisit));
  for (guint i = visits->len; i > 0; i--)
    {
      const KtAppointment *visit = visits->pdata[i - 1];
      if (visit->state != KT_VISIT_DONE)
        continue;
      KtHabitVisit one = { .start = kt_visit_local (context, visit),
                           .came = visit->arrived_at != 0,
                           .late = (int)((visit->arrived_at - visit->start_at) / MINUTE) };
      g_array_append_val (past, one);
      g_clear_pointer (&brief->last, kt_appointment_free);
      brief->last = kt_appointment_copy (visit);
    }
  brief->visits = past->len;
  kt_habit_learn ((const KtHabitVisit *)past->data, past->len, &brief->habit);
  if (brief->last != NULL)
    brief->longer = longer (brief->last);
}

KtBrief *
kt_brief_get (KtContext *context, KtId contact, const KtAppointment *visit, GError **error)
{
  KtStore *store = context->store;
  g_autoptr (KtBrief) brief = g_new0 (KtBrief, 1);
  brief->contact = kt_contact_get (store, contact, error);
  g_autoptr (GPtrArray) visits
      = brief->contact != NULL ? kt_appointment_of (store, contact, error) : NULL;
  if (visits == NULL || (brief->allergies = kt_allergy_list (store, contact, error)) == NULL
      || (brief->formulas = kt_formula_list (store, contact, error)) == NULL
      || (brief->notes = kt_note_list (store, contact, KT_BRIEF_NOTES, error)) == NULL)
    return NULL;
  learn_habit (context, brief, visits);
  if (visit != NULL)
    brief->visit = kt_appointment_copy (visit);
  const KtAppointment *from = visit != NULL ? visit : brief->last;
  if (from == NULL)
    return g_steal_pointer (&brief);
  brief->offer = kt_again_offer (context, from, TRUE, error);
  if (brief->offer == NULL)
    return NULL;
  brief->usual = brief->offer->usual;
  return g_steal_pointer (&brief);
}
