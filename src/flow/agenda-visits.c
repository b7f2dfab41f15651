#include "config.h"
#include "kontor/agenda-gather.h"
#include "kontor/contact.h"
#include "kontor/day-sheet.h"
#include "kontor/due.h"
#include "kontor/fits.h"
#include "kontor/service.h"
#include "kontor/slots.h"
#include "kontor/visit.h"
#include "kontor/visit-question.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

#define DAY_SECONDS G_GINT64_CONSTANT (86400)
#define UNFINISHED_DAYS 14 /* an older visit without an outcome is not asked about each morning */
#define QUESTION_DAYS 30
#define LATE_SECONDS 900 /* who is later is here, or does not come */
#define FITS_SHOWN 2     /* names of those who fit a free time */
#define FITS_READ 10

static void
hand_free (gpointer data)
{
  KtAgendaHand *hand = data;
  g_free (hand->name);
  g_free (hand);
}

static KtAgendaSalon *
salon_new (void)
{
  KtAgendaSalon *salon = g_new0 (KtAgendaSalon, 1);
  salon->visits = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_appointment_free);
  salon->facts = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_visit_facts_free);
  salon->hands = g_ptr_array_new_with_free_func (hand_free);
  salon->sums = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  return salon;
}

void
kt_agenda_salon_free (KtAgendaSalon *salon)
{
  if (salon == NULL)
    return;
  g_ptr_array_unref (salon->facts);
  g_ptr_array_unref (salon->visits);
  g_ptr_array_unref (salon->hands);
  g_array_unref (salon->sums);
  g_free (salon);
}

static KtLocal
local_of (const KtContext *context, gint64 at)
{
  return kt_local_from_utc (at, context->clock.zone);
}

static KtAgendaLine *
add_line (KtContext *context, KtAgenda *agenda, KtAgendaSection section, KtAgendaKind kind,
          gint64 at)
{
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  line->section = section;
  line->kind = kind;
  line->at = at;
  line->local = local_of (context, at);
  g_ptr_array_add (agenda->lines, line);
  return line;
}

static void
describe_visit (KtContext *context, KtAgendaLine *line, const KtAppointment *visit)
{
  line->key = visit->id;
  line->contact = visit->contact;
  line->stamp = visit->updated;
  line->until = visit->end_at;
  line->state = kt_visit_state_id (visit->state);
  line->who = kt_visit_who (context, visit);
  line->text = kt_visit_services (visit);
  line->hands = kt_visit_hands (context, visit);
}

static gboolean
is_planned (const KtContext *context, const KtAppointment *visit)
{
  return kt_appointment_stands (visit, context->clock.now) || visit->state == KT_VISIT_DONE
         || visit->state == KT_VISIT_NO_SHOW;
}

/* Each visit of the days is a line; of a salon's own day only those there is something to know of.
 */
static void
add_planned (KtContext *context, KtAgenda *agenda, const GPtrArray *visits)
{
  for (guint i = 0; i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      KtAgendaSection section;
      int days;
      if (!is_planned (context, visit)
          || !kt_agenda_place (context, agenda, local_of (context, visit->start_at), &section,
                               &days)
          || section != KT_AGENDA_TODAY)
        continue;
      KtAgendaLine *line = add_line (context, agenda, section, KT_AGENDA_VISIT, visit->start_at);
      line->days = days;
      describe_visit (context, line, visit);
    }
}

/* --- the day of a salon --- */

static void
add_hand (KtAgendaSalon *salon, const char *name, guint visits)
{
  KtAgendaHand *hand = g_new0 (KtAgendaHand, 1);
  hand->name = g_strdup (name);
  hand->visits = visits;
  g_ptr_array_add (salon->hands, hand);
}

/* Of the first hand; one that left has a place behind the others. */
static void
count_hand (KtContext *context, KtAgendaSalon *salon, const KtAppointment *visit)
{
  g_autofree char *name = kt_hand_name (context, kt_visit_staff (visit));
  if (name == NULL)
    return;
  for (guint i = 0; i < salon->hands->len; i++)
    {
      KtAgendaHand *hand = salon->hands->pdata[i];
      if (strcmp (hand->name, name) == 0)
        {
          hand->visits++;
          return;
        }
    }
  add_hand (salon, name, 1);
}

static void
tally (KtContext *context, KtAgendaSalon *salon)
{
  for (guint i = 0; i < salon->visits->len; i++)
    {
      const KtAppointment *visit = salon->visits->pdata[i];
      if (visit->state == KT_VISIT_NO_SHOW)
        continue;
      salon->count++;
      count_hand (context, salon, visit);
      KtMoney price = { .minor = visit->price };
      g_strlcpy (price.currency, visit->currency, sizeof price.currency);
      if (visit->price >= 0)
        kt_sums_add (salon->sums, price);
    }
}

/* Whether she is still to come: a little late, but not here. */
static gboolean
is_to_come (const KtContext *context, const KtAppointment *visit)
{
  return kt_appointment_stands (visit, context->clock.now) && visit->state != KT_VISIT_ARRIVED
         && visit->start_at + LATE_SECONDS > context->clock.now;
}

/* Of those who are still to come. */
static gboolean
add_facts (KtContext *context, KtAgenda *agenda, GError **error)
{
  KtAgendaSalon *salon = agenda->salon;
  g_autoptr (GPtrArray) facts = kt_visit_facts (context, salon->visits, error);
  if (facts == NULL)
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    {
      const KtVisitFacts *known = facts->pdata[i];
      const KtAppointment *visit = salon->visits->pdata[i];
      if (!kt_visit_facts_tell (known) || !is_to_come (context, visit) || visit->question != NULL)
        continue;
      KtAgendaLine *line
          = add_line (context, agenda, KT_AGENDA_KNOW, KT_AGENDA_VISIT, visit->start_at);
      describe_visit (context, line, visit);
      line->allergy = known->allergies->len > 0;
    }
  g_ptr_array_unref (salon->facts);
  salon->facts = g_steal_pointer (&facts);
  return TRUE;
}

/* "waits for it: Rita Kalve, Dace Vītola", "due and fits: Sandra Pētersone (manicure)" */
static char *
say_fits (const GPtrArray *fits)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const KtFit *best = fits->len > 0 ? fits->pdata[0] : NULL;
  guint shown = 0;
  for (guint i = 0; i < fits->len && shown < FITS_SHOWN; i++)
    {
      const KtFit *fit = fits->pdata[i];
      gboolean due = fit->candidate.kind == KT_FIT_DUE;
      if (due != (best->candidate.kind == KT_FIT_DUE))
        continue;
      g_string_append_printf (names, "%s%s", shown++ > 0 ? ", " : "", fit->name);
      if (due && fit->service != NULL)
        g_string_append_printf (names, " (%s)", fit->service);
    }
  if (best == NULL)
    return NULL;
  return g_strdup_printf (best->candidate.kind == KT_FIT_DUE ? _ ("due and fits: %s")
                                                             : _ ("waits for it: %s"),
                          names->str);
}

/* The longest overdue of the hand and of the others: two names are shown, not all need be read. */
static GPtrArray *
shortlist (const GPtrArray *due, KtId staff)
{
  GPtrArray *list = g_ptr_array_new ();
  guint hers = 0, others = 0;
  for (guint i = 0; i < due->len; i++)
    {
      const KtDueClient *client = due->pdata[i];
      guint *taken = client->staff == staff ? &hers : &others;
      if ((*taken)++ < FITS_READ)
        g_ptr_array_add (list, due->pdata[i]);
    }
  return list;
}

static gboolean
add_gap (KtContext *context, KtAgenda *agenda, const KtBusy *free, const GPtrArray *due,
         GError **error)
{
  gint64 start = MAX (free->start, context->clock.now);
  KtGap gap = { local_of (context, start), (int)((free->end - start) / 60), free->resource };
  g_autoptr (GPtrArray) list = shortlist (due, free->resource);
  g_autoptr (GPtrArray) fits = kt_fits_among (context, &gap, list, error);
  if (fits == NULL)
    return FALSE;
  KtAgendaLine *line = add_line (context, agenda, KT_AGENDA_FREE, KT_AGENDA_GAP, start);
  line->key = free->resource;
  line->stamp = start;
  line->until = free->end;
  line->days = gap.minutes;
  line->who = kt_hand_name (context, free->resource);
  line->text = say_fits (fits);
  return TRUE;
}

static gint
compare_start (gconstpointer a, gconstpointer b)
{
  const KtBusy *x = *(KtBusy *const *)a, *y = *(KtBusy *const *)b;
  return x->start != y->start ? (x->start > y->start) - (x->start < y->start)
                              : (x->resource > y->resource) - (x->resource < y->resource);
}

static gboolean
add_gaps (KtContext *context, KtAgenda *agenda, const GPtrArray *due, GError **error)
{
  g_autoptr (GPtrArray) gaps = kt_slots_gaps (context, agenda->first, KT_AGENDA_GAP_LEAST, error);
  guint shown = 0;
  if (gaps != NULL)
    g_ptr_array_sort (gaps, compare_start);
  for (guint i = 0; gaps != NULL && i < gaps->len && shown < KT_AGENDA_GAPS_SHOWN; i++)
    {
      const KtBusy *free = gaps->pdata[i];
      gint64 left = free->end - MAX (free->start, context->clock.now);
      if (left < KT_AGENDA_GAP_LEAST * 60)
        continue;
      if (!add_gap (context, agenda, free, due, error))
        return FALSE;
      shown++;
    }
  return gaps != NULL;
}

static void
add_due (KtContext *context, KtAgenda *agenda, const GPtrArray *clients)
{
  for (guint i = 0; i < clients->len && i < KT_AGENDA_DUE_SHOWN; i++)
    {
      const KtDueClient *due = clients->pdata[i];
      KtAgendaLine *line
          = add_line (context, agenda, KT_AGENDA_DUE, KT_AGENDA_CLIENT_DUE, context->clock.now);
      line->key = line->contact = due->contact;
      line->who = g_strdup (due->name);
      line->text = g_strdup (due->services);
      line->since = due->last_at;
      line->days = due->days;
      line->usual = due->usual;
    }
  agenda->salon->more_due
      = clients->len > KT_AGENDA_DUE_SHOWN ? clients->len - KT_AGENDA_DUE_SHOWN : 0;
}

static gboolean
add_salon_day (KtContext *context, KtAgenda *agenda, GPtrArray *visits, GError **error)
{
  for (guint i = 0; i < visits->len; i++)
    if (is_planned (context, visits->pdata[i]))
      {
        g_ptr_array_add (agenda->salon->visits, visits->pdata[i]);
        visits->pdata[i] = NULL;
      }
  tally (context, agenda->salon);
  g_autoptr (GPtrArray) due = kt_due_list (context, 0, FALSE, error);
  if (due == NULL || !kt_due_read_names (context->store, due, KT_AGENDA_DUE_SHOWN, error)
      || !add_facts (context, agenda, error) || !add_gaps (context, agenda, due, error))
    return FALSE;
  add_due (context, agenda, due);
  return TRUE;
}

/* --- of any book --- */

/* One line a day, the newest last. */
static gboolean
add_unfinished (KtContext *context, KtAgenda *agenda, GError **error)
{
  gint64 midnight = kt_local_to_utc (agenda->first, context->clock.zone);
  g_autoptr (GPtrArray) open = kt_appointment_open_before (context->store, midnight, error);
  KtAgendaLine *line = NULL;
  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const KtAppointment *visit = open->pdata[i];
      KtLocal day = local_of (context, visit->start_at);
      if (visit->start_at < midnight - UNFINISHED_DAYS * DAY_SECONDS)
        continue;
      day.hour = -1;
      day.minute = 0;
      if (line == NULL || kt_local_compare (line->local, day) != 0)
        {
          line = add_line (context, agenda, KT_AGENDA_LATE, KT_AGENDA_UNFINISHED,
                           kt_local_to_utc (day, context->clock.zone));
          line->local = day;
          line->days = kt_local_days_between (day, agenda->first);
          line->late = TRUE;
        }
      line->count++;
    }
  return open != NULL;
}

static gboolean
add_questions (KtContext *context, KtAgenda *agenda, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_visit_questions (
      context->store, context->clock.now - QUESTION_DAYS * DAY_SECONDS, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      KtAgendaLine *line
          = add_line (context, agenda, KT_AGENDA_TODAY, KT_AGENDA_QUESTION, visit->start_at);
      describe_visit (context, line, visit);
      line->question = g_strdup (visit->question);
    }
  return visits != NULL;
}

/* A salon is where somebody's hands are written down; NULL without error: it is none. */
static KtAgendaSalon *
find_salon (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) resources = kt_resource_list (context->store, FALSE, error);
  KtAgendaSalon *salon = NULL;
  for (guint i = 0; resources != NULL && i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      if (resource->kind != KT_RESOURCE_STAFF)
        continue;
      salon = salon != NULL ? salon : salon_new ();
      add_hand (salon, resource->name, 0);
    }
  return salon;
}

gboolean
kt_agenda_add_visits (KtContext *context, KtAgenda *agenda, GError **error)
{
  gint64 from = kt_local_to_utc (agenda->first, context->clock.zone);
  gint64 until = kt_local_to_utc (kt_local_add_days (agenda->last, 1), context->clock.zone);
  GError *failure = NULL;
  g_autoptr (GPtrArray) visits = kt_appointment_between (context->store, from, until, error);
  if (visits == NULL)
    return FALSE;
  if (!agenda->today)
    {
      add_planned (context, agenda, visits);
      return TRUE;
    }
  agenda->salon = find_salon (context, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (agenda->salon == NULL)
    add_planned (context, agenda, visits);
  else if (!add_salon_day (context, agenda, visits, error))
    return FALSE;
  return add_unfinished (context, agenda, error) && add_questions (context, agenda, error);
}
