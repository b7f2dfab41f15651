#include "config.h"
#include "kontor/booked-view.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

#define FITS_MAX 3 /* services named that fit a gap */

/* The moment so many minutes after the start, as a clock shows it. */
static char *
clock_at (KtContext *context, const KtAppointment *visit, int minutes)
{
  KtLocal local = kt_local_from_utc (visit->start_at + (gint64)minutes * 60, context->clock.zone);
  return g_strdup_printf ("%02d:%02d", local.hour, local.minute);
}

static gboolean
has_gap (const KtAppointment *visit)
{
  for (guint i = 0; i < visit->parts->len; i++)
    if (((const KtVisitPart *)visit->parts->pdata[i])->lengths.free > 0)
      return TRUE;
  return FALSE;
}

/* "09:00 Līga colour 40 · 09:40 works 40 · 10:20 Ilze cut 35" */
static void
print_chain (KtContext *context, const KtAppointment *visit)
{
  kt_out (context, "        ");
  for (guint i = 0; i < visit->parts->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      g_autofree char *hand = kt_hand_name (context, part->staff);
      int works = part->start + part->lengths.work, over = works + part->lengths.free;
      g_autofree char *start = clock_at (context, visit, part->start);
      g_autofree char *free = clock_at (context, visit, works);
      g_autofree char *finish = clock_at (context, visit, over);
      kt_out (context, "%s%s %s%s%s %d", i > 0 ? " · " : "", start, hand != NULL ? hand : "",
              hand != NULL ? " " : "", part->name, part->lengths.work);
      if (part->lengths.free > 0)
        kt_out (context, _ (" · %s works %d"), free, part->lengths.free);
      if (part->lengths.finish > 0)
        kt_out (context, _ (" · %s finish %d"), finish, part->lengths.finish);
    }
  kt_out (context, "\n");
}

static gboolean
is_staff (const GPtrArray *resources, KtId id)
{
  for (guint i = 0; resources != NULL && i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      if (resource->id == id)
        return resource->kind == KT_RESOURCE_STAFF;
    }
  return FALSE;
}

/* Whether a hand does a service, and in which time: hers where it is told. A chair or room among
 * the skills says nothing of hands. */
static gboolean
does (const GPtrArray *resources, const GArray *skills, KtId service, KtId staff,
      KtLengths *lengths)
{
  gboolean told = FALSE;
  for (guint i = 0; skills != NULL && i < skills->len; i++)
    {
      const KtSkill *skill = &g_array_index (skills, KtSkill, i);
      if (skill->service != service)
        continue;
      told |= is_staff (resources, skill->resource);
      if (skill->resource != staff)
        continue;
      lengths->work = skill->lengths.work >= 0 ? skill->lengths.work : lengths->work;
      lengths->free = skill->lengths.free >= 0 ? skill->lengths.free : lengths->free;
      lengths->finish = skill->lengths.finish >= 0 ? skill->lengths.finish : lengths->finish;
      return TRUE;
    }
  return !told;
}

/* "fringe, men, child": what a hand does within so many minutes. */
static char *
what_fits (KtContext *context, KtId staff, int minutes)
{
  g_autoptr (GPtrArray) services = kt_service_list (context->store, FALSE, NULL);
  g_autoptr (GArray) skills = kt_skill_list (context->store, NULL);
  g_autoptr (GPtrArray) resources = kt_resource_list (context->store, FALSE, NULL);
  GString *names = g_string_new (NULL);
  guint n = 0;
  for (guint i = 0; services != NULL && i < services->len && n < FITS_MAX; i++)
    {
      const KtService *service = services->pdata[i];
      KtLengths lengths = service->lengths;
      if (does (resources, skills, service->id, staff, &lengths)
          && service->before + lengths.work + lengths.free + lengths.finish + service->after
                 <= minutes)
        g_string_append_printf (names, "%s%s", n++ > 0 ? ", " : "", service->name);
    }
  return g_string_free (names, FALSE);
}

/* "free in between: Līga 09:40–10:20 (fits: fringe, men, child)" */
static void
print_gaps (KtContext *context, const KtAppointment *visit)
{
  for (guint i = 0; i < visit->parts->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      g_autofree char *hand = kt_hand_name (context, part->staff);
      if (part->lengths.free == 0 || hand == NULL)
        continue;
      int works = part->start + part->lengths.work;
      g_autofree char *from = clock_at (context, visit, works);
      g_autofree char *until = clock_at (context, visit, works + part->lengths.free);
      g_autofree char *fits = what_fits (context, part->staff, part->lengths.free);
      kt_out (context, _ ("        free in between: %s %s–%s"), hand, from, until);
      if (*fits != '\0')
        kt_out (context, _ (" (fits: %s)"), fits);
      kt_out (context, "\n");
    }
}

static const char *
verb_of (const KtAppointment *visit)
{
  return visit->state == KT_VISIT_PENCILLED ? _ ("pencilled") : _ ("booked");
}

/* "Thu 26 November 15:15–17:15 (in 2 days)" */
static void
print_when (KtContext *context, const KtAppointment *visit)
{
  g_autofree char *when = kt_say_when (context, kt_visit_local (context, visit));
  g_autofree char *until = clock_at (context, visit, kt_visit_minutes (visit));
  char *distance = g_strrstr (when, " (");
  if (distance != NULL)
    *distance++ = '\0';
  kt_out (context, "{b:%s–%s} %s", when, until, distance != NULL ? distance : "");
}

static void
print_more (KtContext *context, const KtAppointment *visit, const char *note)
{
  g_autofree char *price = kt_say_money (visit->price, visit->currency);
  if (note != NULL)
    kt_out (context, "   (%s)", note);
  kt_out (context, "   %s", price);
  if (visit->state == KT_VISIT_PENCILLED && visit->pencilled_until != 0)
    {
      KtLocal until = kt_local_from_utc (visit->pencilled_until, context->clock.zone);
      g_autofree char *date = kt_say_short_date (context, until);
      kt_out (context, _ ("   {y:till %s %s %02d:%02d}"), kt_say_weekday (until), date, until.hour,
              until.minute);
    }
  if (visit->overlaps)
    kt_out (context, "   {y:%s}", _ ("overlaps"));
  kt_out_phone (context, visit);
  kt_out (context, "\n");
}

/* What else she has that day: nobody sits on two chairs, but for a manicure while the colour works,
 * and a second visit is more often a mistake than meant. */
void
kt_booked_print_same_day (KtContext *context, const KtAppointment *visit)
{
  KtLocal day = kt_visit_local (context, visit);
  g_autoptr (GPtrArray) others
      = visit->contact != 0 ? kt_appointment_of (context->store, visit->contact, NULL) : NULL;
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const KtAppointment *other = others->pdata[i];
      if (other->id == visit->id || !kt_appointment_stands (other, context->clock.now)
          || kt_local_days_between (kt_visit_local (context, other), day) != 0)
        continue;
      g_autofree char *from = clock_at (context, other, 0);
      g_autofree char *until = clock_at (context, other, kt_visit_minutes (other));
      g_autofree char *services = kt_visit_services (other);
      g_autofree char *hands = kt_visit_hands (context, other);
      g_autofree char *what
          = hands != NULL ? g_strconcat (services, ", ", hands, NULL) : g_strdup (services);
      kt_out (context, _ ("        {y:! the same client has %s–%s %s}\n"), from, until, what);
    }
}

void
kt_booked_print (KtContext *context, const KtAppointment *visit, const char *note)
{
  g_autofree char *who = kt_say_client (context, visit);
  g_autofree char *mark = visit->contact != 0 ? kt_client_mark (context, visit->contact) : NULL;
  g_autofree char *services = kt_visit_services (visit);
  g_autofree char *hands = kt_visit_hands (context, visit);
  kt_out (context, "%s  {b:%s}%s%s · %s", verb_of (visit), who, mark != NULL ? " " : "",
          mark != NULL ? mark : "", services);
  if (hands != NULL)
    kt_out (context, " · %s", hands);
  kt_out (context, "\n        ");
  print_when (context, visit);
  print_more (context, visit, note);
  kt_booked_print_same_day (context, visit);
  if (has_gap (visit))
    {
      print_chain (context, visit);
      print_gaps (context, visit);
    }
}

static void
print_json (KtContext *context, const GPtrArray *visits)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "visits");
  kt_json_begin_array (builder);
  for (guint i = 0; i < visits->len; i++)
    kt_json_visit (builder, context, visits->pdata[i]);
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

void
kt_booked_print_all (KtContext *context, const GPtrArray *visits, const char *note)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, visits);
      return;
    }
  kt_booked_print (context, visits->pdata[0], note);
  for (guint i = 1; i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      kt_out (context, "%6u  ", i + 1);
      print_when (context, visit);
      if (visit->overlaps)
        kt_out (context, "   {y:%s}", _ ("overlaps"));
      kt_out (context, "\n");
    }
}
