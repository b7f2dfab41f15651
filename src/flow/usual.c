#include "config.h"
#include "usual.h"

#define VISITS_ASKED 3 /* what she had of late is what she has */
#define TIMES_ASKED 6
#define TIMES_LEAST 2 /* on one weekday, to call it hers */

/* Visits that count: those that took place, or are going to. */
static gboolean
counts (const KtAppointment *visit)
{
  return visit->state != KT_VISIT_CANCELLED && visit->state != KT_VISIT_NO_SHOW
         && visit->state != KT_VISIT_PENCILLED && visit->parts->len > 0;
}

static GPtrArray *
last_visits (KtContext *context, KtId contact, guint limit, GError **error)
{
  GPtrArray *visits = kt_appointment_of (context->store, contact, error);
  for (guint i = 0; visits != NULL && i < visits->len;)
    if (counts (visits->pdata[i]) && i < limit)
      i++;
    else
      g_ptr_array_remove_index (visits, i);
  return visits;
}

/* The same services with the same hands. */
static gboolean
is_alike (const KtAppointment *a, const KtAppointment *b, gboolean hands)
{
  gboolean alike = a->parts->len == b->parts->len;
  for (guint i = 0; alike && i < a->parts->len; i++)
    {
      const KtVisitPart *first = a->parts->pdata[i], *second = b->parts->pdata[i];
      alike = first->service == second->service && (!hands || first->staff == second->staff);
    }
  return alike;
}

/* The one most like the others; of equals the newest. */
static const KtAppointment *
most_usual (const GPtrArray *visits)
{
  const KtAppointment *best = NULL;
  guint best_score = 0;
  for (guint i = 0; i < visits->len; i++)
    {
      guint score = 1;
      for (guint j = 0; j < visits->len; j++)
        score += (is_alike (visits->pdata[i], visits->pdata[j], FALSE) ? 4 : 0)
                 + (is_alike (visits->pdata[i], visits->pdata[j], TRUE) ? 1 : 0);
      if (score > best_score)
        {
          best = visits->pdata[i];
          best_score = score;
        }
    }
  return best;
}

/* A hand that left, or a service no longer offered, is not wished for. */
static gboolean
is_offered (KtContext *context, KtId service)
{
  g_autoptr (KtService) found
      = service != 0 ? kt_service_get (context->store, service, NULL) : NULL;
  return found != NULL && !found->archived;
}

static gboolean
works_here (KtContext *context, KtId staff)
{
  g_autoptr (KtSalonResource) found
      = staff != 0 ? kt_resource_get (context->store, staff, NULL) : NULL;
  return found != NULL && !found->archived;
}

GArray *
kt_usual_wishes (KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) visits = last_visits (context, contact, VISITS_ASKED, error);
  if (visits == NULL)
    return NULL;
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  const KtAppointment *usual = most_usual (visits);
  for (guint i = 0; usual != NULL && i < usual->parts->len; i++)
    {
      const KtVisitPart *part = usual->parts->pdata[i];
      KtVisitWish wish = { part->service, works_here (context, part->staff) ? part->staff : 0 };
      if (is_offered (context, part->service))
        g_array_append_val (wishes, wish);
    }
  return wishes;
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

gboolean
kt_usual_time (KtContext *context, KtId contact, int *ret_weekday, int *ret_minute, GError **error)
{
  g_autoptr (GPtrArray) visits = last_visits (context, contact, TIMES_ASKED, error);
  g_autoptr (GArray) minutes = g_array_new (FALSE, FALSE, sizeof (int));
  int count[8] = { 0 };
  *ret_weekday = *ret_minute = 0;
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      int weekday = kt_local_weekday (((const KtAppointment *)visits->pdata[i])->start);
      if (++count[weekday] >= TIMES_LEAST && count[weekday] > count[*ret_weekday])
        *ret_weekday = weekday;
    }
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      int minute = visit->start.hour * 60 + visit->start.minute;
      if (kt_local_weekday (visit->start) == *ret_weekday)
        g_array_append_val (minutes, minute);
    }
  g_array_sort (minutes, compare_minutes);
  if (minutes->len > 0)
    *ret_minute = g_array_index (minutes, int, minutes->len / 2);
  return visits != NULL;
}
