#include "config.h"
#include "visit-change.h"
#include "visit-refusal.h"
#include "kontor/error.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

/* What is done in the visit now, as wishes that point into it. NULL: a part has no service of ours,
 * so that its length is known from the visit alone. */
static GArray *
present_wishes (const KtAppointment *visit)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (KtVisitWish));
  for (guint i = 0; i < visit->parts->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      KtVisitWish wish = { part->service, part->staff, &part->lengths };
      if (part->service == 0)
        return NULL;
      g_array_append_val (wishes, wish);
    }
  return wishes->len > 0 ? g_steal_pointer (&wishes) : NULL;
}

/* What the parts cost together; -1 by agreement. */
static gint64
listed_price (const GPtrArray *parts)
{
  gint64 sum = 0;
  for (guint i = 0; i < parts->len; i++)
    {
      const KtVisitPart *part = parts->pdata[i];
      sum = sum < 0 || part->price < 0 ? -1 : sum + part->price;
    }
  return sum;
}

static guint
count_service (const GPtrArray *parts, KtId service)
{
  guint n = 0;
  for (guint i = 0; i < parts->len; i++)
    n += ((const KtVisitPart *)parts->pdata[i])->service == service;
  return n;
}

/* In whatever order. */
static gboolean
same_services (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    {
      KtId service = ((const KtVisitPart *)a->pdata[i])->service;
      if (service == 0 || count_service (a, service) != count_service (b, service))
        return FALSE;
    }
  return a->len == b->len;
}

/* A price that was agreed holds for the same work, whoever does it; else it is the list's. */
static void
set_parts (KtAppointment *visit, GPtrArray *parts)
{
  gboolean agreed = visit->price >= 0 && visit->price != listed_price (visit->parts)
                    && same_services (visit->parts, parts);
  g_ptr_array_unref (visit->parts);
  visit->parts = g_ptr_array_ref (parts);
  for (guint i = 0; i < parts->len; i++)
    {
      KtVisitPart *part = parts->pdata[i];
      if (part->id == 0)
        part->id = kt_id_random ();
    }
  if (!agreed)
    visit->price = listed_price (parts);
}

/* Where only the time changes, the chair may be another one: hands, lengths and prices stay. */
static void
set_places (const KtAppointment *visit, const GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    ((KtVisitPart *)visit->parts->pdata[i])->place = ((const KtVisitPart *)parts->pdata[i])->place;
}

static gboolean
place (KtContext *context, KtAppointment *visit, KtLocal start, const GArray *wishes,
       gboolean force, GError **error)
{
  g_autoptr (GArray) present = wishes == NULL ? present_wishes (visit) : NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  KtSlotQuery query = { .contact = visit->contact,
                        .wishes = wishes != NULL ? wishes : present,
                        .first = start,
                        .last = start,
                        .ignore = visit->id };
  visit->overlaps = FALSE;
  if (query.wishes == NULL)
    return TRUE;
  g_autoptr (GPtrArray) parts = kt_slots_place (context, &query, start, &conflicts, error);
  if (parts == NULL)
    return FALSE;
  if (conflicts->len > 0 && !force)
    return kt_conflict_refuse (context, "move", &query, start, conflicts, TRUE, error);
  visit->overlaps = conflicts->len > 0;
  if (wishes != NULL)
    set_parts (visit, parts);
  else
    set_places (visit, parts);
  return TRUE;
}

/* keeps: that she comes stays confirmed. */
static gboolean
move_to (KtContext *context, KtAppointment *visit, KtLocal start, const GArray *wishes,
         gboolean force, gboolean keeps, const char *how, GError **error)
{
  char from[KT_LOCAL_TEXT], to[KT_LOCAL_TEXT];
  kt_local_format (visit->start, from);
  kt_local_format (start, to);
  gboolean moved = strcmp (from, to) != 0;
  if (!kt_appointment_stands (visit, context->clock.now) || visit->state == KT_VISIT_ARRIVED)
    return kt_visit_refuse (context, visit, "move", _ ("it is not to come any more"), error);
  if (!moved && wishes == NULL)
    return kt_visit_refuse (context, visit, "move", _ ("it is then already"), error);
  if (!place (context, visit, start, wishes, force, error))
    return FALSE;
  KtVisitEvent happened = { .what = (char *)(moved ? "moved" : "changed"),
                            .how = (char *)how,
                            .from_local = moved ? from : NULL,
                            .to_local = moved ? to : NULL };
  visit->start = start;
  g_free (visit->tzid);
  visit->tzid = g_strdup (context->clock.tzid);
  g_clear_pointer (&visit->question, g_free);
  if (visit->state == KT_VISIT_CONFIRMED && !keeps)
    visit->state = KT_VISIT_BOOKED; /* what she confirmed was the other time */
  return kt_visit_record (context, visit, &happened, error);
}

gboolean
kt_visit_move_within (KtContext *context, KtAppointment *visit, KtLocal start, const GArray *wishes,
                      gboolean force, const char *how, GError **error)
{
  return move_to (context, visit, start, wishes, force, FALSE, how, error);
}

KtAppointment *
kt_visit_late (KtContext *context, KtId id, KtLocal start, const char *how, GError **error)
{
  g_autoptr (KtAppointment) visit = kt_visit_begin (context, id, error);
  if (visit == NULL)
    return NULL;
  gboolean ok = move_to (context, visit, start, NULL, TRUE, TRUE, how, error);
  return kt_visit_end (context, visit, "late", ok, error) ? g_steal_pointer (&visit) : NULL;
}

KtAppointment *
kt_visit_move (KtContext *context, KtId id, KtLocal start, const GArray *wishes, gboolean force,
               const char *how, GError **error)
{
  g_autoptr (KtAppointment) visit = kt_visit_begin (context, id, error);
  if (visit == NULL)
    return NULL;
  gboolean ok = kt_visit_move_within (context, visit, start, wishes, force, how, error);
  return kt_visit_end (context, visit, "move", ok, error) ? g_steal_pointer (&visit) : NULL;
}
