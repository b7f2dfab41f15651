#include "config.h"
#include "kontor/contact.h"
#include "kontor/due.h"
#include "kontor/fits.h"
#include "kontor/slots.h"
#include "kontor/visit.h"
#include "kontor/visit-words.h"
#include "kontor/waiting.h"
#include <glib/gi18n.h>
#include <string.h>

#define WEEK 7
#define MINUTE 60

void
kt_fit_free (KtFit *fit)
{
  if (fit == NULL)
    return;
  g_free (fit->name);
  g_free (fit->phone);
  g_free (fit->service);
  g_free (fit);
}

/* What the shop does and who does it. */
typedef struct
{
  KtContext *context;
  const KtGap *gap;
  GPtrArray *services; /* KtService */
  GArray *skills;      /* KtSkill */
  GHashTable *staff;   /* ids (KtId *) of hands, as a set */
  GHashTable *no;      /* clients (KtId *) who said no to it, as a set */
  GPtrArray *found;    /* KtFit */
} Search;

static const KtService *
find_service (const Search *search, KtId id)
{
  for (guint i = 0; i < search->services->len; i++)
    {
      const KtService *service = search->services->pdata[i];
      if (service->id == id)
        return service;
    }
  return NULL;
}

/* Minutes of a service with the hand of the gap, preparing included; 0: she does not do it. */
static int
minutes_of (const Search *search, KtId id)
{
  const KtService *service = find_service (search, id);
  gboolean restricted = FALSE;
  if (service == NULL)
    return 0;
  int around = service->before + service->after;
  for (guint i = 0; i < search->skills->len; i++)
    {
      const KtSkill *skill = &g_array_index (search->skills, KtSkill, i);
      if (skill->service != id || !g_hash_table_contains (search->staff, &skill->resource))
        continue;
      restricted = TRUE;
      if (skill->resource != search->gap->staff)
        continue;
      return around + (skill->lengths.work >= 0 ? skill->lengths.work : service->lengths.work)
             + (skill->lengths.free >= 0 ? skill->lengths.free : service->lengths.free)
             + (skill->lengths.finish >= 0 ? skill->lengths.finish : service->lengths.finish);
    }
  return restricted
             ? 0
             : around + service->lengths.work + service->lengths.free + service->lengths.finish;
}

/* All of the wishes one after the other; 0 where one of them cannot be. *ret_names: "colour + cut".
 */
static int
minutes_of_all (const Search *search, const GArray *wishes, char **ret_names)
{
  g_autoptr (GString) names = g_string_new (NULL);
  int sum = 0;
  for (guint i = 0; i < wishes->len; i++)
    {
      const KtVisitWish *wish = &g_array_index (wishes, KtVisitWish, i);
      const KtService *service = find_service (search, wish->service);
      int minutes = minutes_of (search, wish->service);
      if (minutes == 0)
        return 0;
      sum += minutes;
      g_string_append_printf (names, "%s%s", names->len > 0 ? " + " : "", service->name);
    }
  *ret_names = sum > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
  return sum;
}

static gboolean
is_found (const Search *search, KtId contact)
{
  for (guint i = 0; i < search->found->len; i++)
    if (((const KtFit *)search->found->pdata[i])->candidate.contact == contact)
      return TRUE;
  return FALSE;
}

/* Takes a candidate, whose name is read, where it suits. */
static gboolean
consider (Search *search, const KtFitCandidate *candidate, const char *service, GError **error)
{
  if (!kt_fit_suits (candidate, search->gap) || is_found (search, candidate->contact)
      || g_hash_table_contains (search->no, &candidate->contact))
    return TRUE;
  g_autoptr (KtContact) contact
      = kt_contact_get (search->context->store, candidate->contact, error);
  g_autoptr (GPtrArray) points
      = contact != NULL ? kt_point_list (search->context->store, contact->id, error) : NULL;
  if (points == NULL)
    return FALSE;
  KtFit *fit = g_new0 (KtFit, 1);
  fit->candidate = *candidate;
  fit->name = g_strdup (contact->name);
  fit->service = g_strdup (service);
  for (guint i = 0; i < points->len && fit->phone == NULL; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (strcmp (point->kind, "phone") == 0)
        fit->phone = g_strdup (point->raw);
    }
  g_ptr_array_add (search->found, fit);
  return TRUE;
}

/* The next visit that stands; NULL without error: none. */
static KtAppointment *
next_visit (KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact, error);
  for (guint i = visits != NULL ? visits->len : 0; i > 0; i--)
    {
      const KtAppointment *visit = visits->pdata[i - 1];
      if (kt_appointment_stands (visit, context->clock.now) && visit->start_at > context->clock.now)
        return g_ptr_array_steal_index (visits, i - 1);
    }
  return NULL;
}

static GArray *
wishes_of (KtContext *context, const KtWaiting *waiting, const KtAppointment *visit, GError **error)
{
  if (waiting->service == 0 && visit == NULL)
    return kt_usual_wishes (context, waiting->contact, error);
  GArray *wishes = g_array_new (FALSE, FALSE, sizeof (KtVisitWish));
  KtVisitWish wish = { waiting->service, waiting->staff };
  if (waiting->service != 0)
    g_array_append_val (wishes, wish);
  for (guint i = 0; wishes->len == 0 && visit != NULL && i < visit->parts->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      wish = (KtVisitWish){ part->service, part->staff };
      g_array_append_val (wishes, wish);
    }
  return wishes;
}

static gboolean
add_waiting (Search *search, const KtWaiting *waiting, GError **error)
{
  GError *failure = NULL;
  if (kt_waiting_is_held (waiting, search->context->clock.now))
    return TRUE; /* another time is kept for her */
  g_autoptr (KtAppointment) later = next_visit (search->context, waiting->contact, &failure);
  g_autoptr (GArray) wishes
      = failure == NULL ? wishes_of (search->context, waiting, later, &failure) : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_autofree char *names = NULL;
  KtFitCandidate candidate = { .kind = later != NULL ? KT_FIT_SOONER : KT_FIT_WAITING,
                               .contact = waiting->contact,
                               .waiting = waiting->id,
                               .appointment = later != NULL ? later->id : 0,
                               .service = waiting->service,
                               .minutes = minutes_of_all (search, wishes, &names),
                               .staff = waiting->staff,
                               .first = waiting->first,
                               .last = waiting->last,
                               .day_part = waiting->day_part,
                               .weekdays = waiting->weekdays,
                               .since = waiting->created };
  if (later != NULL)
    candidate.booked = kt_visit_local (search->context, later);
  return consider (search, &candidate, names, error);
}

static gboolean
add_due (Search *search, const GPtrArray *clients, GError **error)
{
  for (guint i = 0; i < clients->len; i++)
    {
      const KtDueClient *due = clients->pdata[i];
      KtFitCandidate candidate = { .kind = KT_FIT_DUE,
                                   .contact = due->contact,
                                   .service = due->service,
                                   .minutes = minutes_of (search, due->service),
                                   .staff = due->staff,
                                   .weekdays = KT_WEEKDAYS_ANY,
                                   .overdue = due->days - due->usual };
      const KtService *service = find_service (search, due->service);
      if (candidate.minutes > 0 && !consider (search, &candidate, service->name, error))
        return FALSE;
    }
  return TRUE;
}

static gint
compare_fits (gconstpointer a, gconstpointer b, gpointer gap)
{
  const KtFit *one = *(KtFit *const *)a, *two = *(KtFit *const *)b;
  return kt_fit_compare (&one->candidate, &two->candidate, gap);
}

/* Who was offered it and does not come, and whose visit it was that left it free. */
static GHashTable *
who_said_no (KtContext *context, const KtGap *gap, GError **error)
{
  gint64 start = kt_local_to_utc (gap->start, context->clock.zone);
  g_autoptr (GPtrArray) visits = kt_appointment_between (
      context->store, start, start + (gint64)gap->minutes * MINUTE, error);
  GHashTable *no
      = visits != NULL ? kt_waiting_refused (context->store, gap->start, gap->staff, error) : NULL;
  for (guint i = 0; no != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      if ((visit->state == KT_VISIT_CANCELLED || visit->state == KT_VISIT_NO_SHOW)
          && visit->contact != 0)
        g_hash_table_add (no, g_memdup2 (&visit->contact, sizeof visit->contact));
    }
  return no;
}

static GHashTable *
staff_of (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) resources = kt_resource_list (store, TRUE, error);
  if (resources == NULL)
    return NULL;
  GHashTable *staff = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      if (resource->kind == KT_RESOURCE_STAFF)
        g_hash_table_add (staff, g_memdup2 (&resource->id, sizeof resource->id));
    }
  return staff;
}

GPtrArray *
kt_fits (KtContext *context, const KtGap *gap, GError **error)
{
  g_autoptr (GPtrArray) due = kt_due_list (context, 0, FALSE, error);
  return due != NULL ? kt_fits_among (context, gap, due, error) : NULL;
}

GPtrArray *
kt_fits_among (KtContext *context, const KtGap *gap, const GPtrArray *due, GError **error)
{
  KtStore *store = context->store;
  g_autoptr (GPtrArray) open = kt_waiting_open (store, error);
  g_autoptr (GPtrArray) services = open != NULL ? kt_service_list (store, TRUE, error) : NULL;
  g_autoptr (GArray) skills = services != NULL ? kt_skill_list (store, error) : NULL;
  g_autoptr (GHashTable) staff = skills != NULL ? staff_of (store, error) : NULL;
  g_autoptr (GHashTable) no = staff != NULL ? who_said_no (context, gap, error) : NULL;
  if (no == NULL)
    return NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_fit_free);
  Search search = { context, gap, services, skills, staff, no, found };
  for (guint i = 0; i < open->len; i++)
    if (!add_waiting (&search, open->pdata[i], error))
      return NULL;
  if (!add_due (&search, due, error))
    return NULL;
  g_ptr_array_sort_with_data (found, compare_fits, (gpointer)gap);
  return g_steal_pointer (&found);
}

char *
kt_day_part_say (KtDayPart part)
{
  static const char *const names[] = { NULL, N_ ("mornings"), N_ ("afternoons"), N_ ("evenings") };
  return names[part] != NULL ? g_strdup (_ (names[part])) : NULL;
}

static char *
say_waiting (KtContext *context, const KtFit *fit)
{
  KtLocal since = kt_local_from_utc (fit->candidate.since, context->clock.zone);
  g_autofree char *hand = kt_hand_name (context, fit->candidate.staff);
  g_autofree char *part = kt_day_part_say (fit->candidate.day_part);
  GString *reason = g_string_new (NULL);
  g_string_printf (reason, _ ("waits since %d.%02d."), since.day, since.month);
  const char *const words[] = { fit->service, hand, part };
  const char *separator = ": ";
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL)
      {
        g_string_append_printf (reason, "%s%s", separator, words[i]);
        separator = ", ";
      }
  return g_string_free (reason, FALSE);
}

char *
kt_fit_reason (KtContext *context, const KtFit *fit)
{
  const KtFitCandidate *candidate = &fit->candidate;
  int days = candidate->overdue, weeks = days / WEEK;
  KtLocal booked = candidate->booked;
  switch (candidate->kind)
    {
    case KT_FIT_DUE:
      if (days == 0)
        return g_strdup_printf (_ ("%s due today"), fit->service);
      return weeks > 0 ? g_strdup_printf (ngettext ("%s due %d week", "%s due %d weeks", weeks),
                                          fit->service, weeks)
                       : g_strdup_printf (ngettext ("%s due %d day", "%s due %d days", days),
                                          fit->service, days);
    case KT_FIT_SOONER:
      return g_strdup_printf (_ ("booked %d.%02d. %02d:%02d, would come sooner"), booked.day,
                              booked.month, booked.hour, booked.minute);
    case KT_FIT_WAITING:
    default:
      return say_waiting (context, fit);
    }
}
