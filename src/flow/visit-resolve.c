#include "config.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/reminders.h"
#include "kontor/shell-text.h"
#include "kontor/term.h"
#include "kontor/visit-done.h"
#include "kontor/visit-resolve.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define DAY_SECONDS 86400
#define CANDIDATES_MAX 9
#define NAME_COLUMNS 24
#define MISSED_DAYS 7 /* a no-show is told of */

/* How well a visit answers to a name: lower is nearer. */
typedef enum
{
  NEAR_TODAY,
  NEAR_SECOND,
  NEAR_THIRD,
  NEAR_OWED,
  NEAR_NOT,
} Nearness;

static Nearness
nearness (const KtContext *context, const KtAppointment *visit, KtVisitPurpose purpose)
{
  int days = kt_visit_days (context, visit);
  if (purpose == KT_VISIT_PAYABLE && kt_visit_owes (visit))
    return NEAR_OWED;
  if (!kt_appointment_stands (visit, context->clock.now))
    return NEAR_NOT;
  /* who sits in the chair is not the one who cancels */
  if (purpose == KT_VISIT_NEXT && visit->state == KT_VISIT_ARRIVED)
    return NEAR_THIRD;
  if (days == 0)
    return NEAR_TODAY;
  return (days > 0) == (purpose == KT_VISIT_NEXT) ? NEAR_SECOND : NEAR_THIRD;
}

/* Steals the nearest of visits; NULL: none of them is open. */
static KtAppointment *
take_nearest (const KtContext *context, GPtrArray *visits, KtVisitPurpose purpose,
              Nearness *ret_near)
{
  guint best = 0;
  gint64 best_gap = G_MAXINT64;
  *ret_near = NEAR_NOT;
  for (guint i = 0; i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      Nearness near = nearness (context, visit, purpose);
      gint64 gap = ABS (visit->start_at - context->clock.now);
      if (near == NEAR_NOT || near > *ret_near || (near == *ret_near && gap >= best_gap))
        continue;
      *ret_near = near;
      best_gap = gap;
      best = i;
    }
  return *ret_near != NEAR_NOT ? g_ptr_array_steal_index (visits, best) : NULL;
}

/* "1  Anna Bērziņa  1986  cut, Ilze  Tue 24.11. 15:00" */
static char *
describe (KtContext *context, const KtAppointment *visit, guint number)
{
  g_autofree char *who = kt_visit_who (context, visit);
  g_autofree char *mark
      = visit->contact != 0 ? kt_client_mark (context, visit->contact) : g_strdup ("");
  g_autofree char *services = kt_visit_services (visit), *hands = kt_visit_hands (context, visit);
  g_autoptr (GString) name = g_string_new (NULL);
  KtLocal at = kt_visit_local (context, visit);
  kt_term_append_cell (name, who != NULL ? who : _ ("off the street"), NAME_COLUMNS, TRUE);
  return g_strdup_printf ("%u  %s %-6s  %d.%02d. %02d:%02d  %s%s%s", number, name->str,
                          mark != NULL ? mark : "", at.day, at.month, at.hour, at.minute, services,
                          hands != NULL ? ", " : "", hands != NULL ? hands : "");
}

/* The candidates are a list like any other: their numbers can be typed next. */
gboolean
kt_visit_ambiguous (KtContext *context, const char *argument, const GPtrArray *visits,
                    GError **error)
{
  KtId client = ((const KtAppointment *)visits->pdata[0])->contact;
  gboolean same = client != 0;
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is more than one visit"), argument);
  for (guint i = 0; i < visits->len && i < CANDIDATES_MAX; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      KtHandle handle = { .kind = KT_RECORD_APPOINTMENT,
                          .key = visit->id,
                          .contact = visit->contact,
                          .stamp = visit->updated,
                          .number = (int)i + 1 };
      g_autofree char *line = describe (context, visit, i + 1);
      kt_error_detail (error, "%s", line);
      g_array_append_val (handles, handle);
      same = same && visit->contact == client;
    }
  kt_error_hint (error,
                 same ? _ ("say the hour or the hand behind the name, or the number: %d")
                      : _ ("repeat with more of the name, the hour, or the number: %d"),
                 1);
  return kt_handles_save (context, handles, NULL) && FALSE;
}

static GPtrArray *
new_visits (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)kt_appointment_free);
}

static gboolean
choose (KtContext *context, const char *argument, GPtrArray *found, KtAppointment **ret,
        GError **error)
{
  if (found->len > 1)
    return kt_visit_ambiguous (context, argument, found, error);
  *ret = g_ptr_array_steal_index (found, 0);
  return TRUE;
}

/* --- by hour --- */

static gboolean
is_hour (KtContext *context, const char *argument, KtLocal *ret)
{
  KtWhenContext when;
  guint used;
  if (!g_ascii_isdigit (argument[0]) || strlen (argument) < 4 || strchr (argument, '@') != NULL)
    return FALSE;
  kt_context_when (context, &when);
  when.reading = KT_READING_OTHER;
  when.past = TRUE;
  return kt_when_parse (&argument, 1, &when, ret, &used, NULL) && ret->hour >= 0;
}

static gboolean
is_list_number (const char *argument)
{
  gsize n = strspn (argument, "0123456789");
  return n > 0 && n <= 3 && argument[n] == '\0';
}

/* "Marta Liepa, 24.11. 11:30, is down as a no-show since 24.11. 11:45", of the newest visit, or of
 * one that began with it, where it is of the last days; FALSE: it is no such visit. */
static gboolean
missed_already (KtContext *context, const GPtrArray *visits, GError **error)
{
  const KtAppointment *missed = NULL;
  for (guint i = 0; i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      if (missed == NULL || visit->start_at > missed->start_at
          || (visit->start_at == missed->start_at && visit->state == KT_VISIT_NO_SHOW))
        missed = visit;
    }
  if (missed == NULL || missed->state != KT_VISIT_NO_SHOW
      || kt_visit_days (context, missed) < -MISSED_DAYS)
    return FALSE;
  g_autofree char *who = kt_visit_who (context, missed);
  KtLocal start = kt_visit_local (context, missed);
  KtLocal since = kt_local_from_utc (missed->done_at, context->clock.zone);
  g_autofree char *argument = kt_visit_argument (context, missed);
  who = who != NULL ? who : g_strdup (_ ("off the street"));
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
               _ ("%s, %d.%02d. %02d:%02d, is down as a no-show since %d.%02d. %02d:%02d"), who,
               start.day, start.month, start.hour, start.minute, since.day, since.month, since.hour,
               since.minute);
  if (kt_visit_days (context, missed) == 0)
    kt_error_hint (error, _ ("here after all: kontor arrived \"%s\" --yes"), argument);
  else
    kt_error_hint (error, _ ("to take it back: kontor log, then kontor undo with its REF"));
  return TRUE;
}

/* Visits of today that begin then, whatever became of them. */
static GPtrArray *
all_at_hour (KtContext *context, KtLocal time, GError **error)
{
  KtLocal start = kt_local_from_utc (context->clock.now, context->clock.zone);
  start.hour = time.hour;
  start.minute = time.minute;
  gint64 at = kt_local_to_utc (start, context->clock.zone);
  g_autoptr (GPtrArray) visits = kt_appointment_between (context->store, at, at + 1, error);
  for (guint i = visits != NULL ? visits->len : 0; i > 0; i--)
    if (((const KtAppointment *)visits->pdata[i - 1])->start_at != at)
      g_ptr_array_remove_index (visits, i - 1);
  return g_steal_pointer (&visits);
}

gboolean
kt_visit_at_hour (KtContext *context, const char *argument, KtVisitPurpose purpose,
                  GPtrArray **ret_open, GError **error)
{
  KtLocal time;
  *ret_open = NULL;
  if (is_list_number (argument) || !is_hour (context, argument, &time))
    return TRUE;
  g_autoptr (GPtrArray) all = all_at_hour (context, time, error);
  if (all == NULL)
    return FALSE;
  g_autoptr (GPtrArray) open = new_visits ();
  for (guint i = all->len; i > 0; i--)
    if (nearness (context, all->pdata[i - 1], purpose) != NEAR_NOT)
      g_ptr_array_insert (open, 0, g_ptr_array_steal_index (all, i - 1));
  if (open->len == 0 && strchr (argument, ':') != NULL)
    {
      if (purpose == KT_VISIT_NOW && missed_already (context, all, error))
        return FALSE;
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                   _ ("no visit that is still open begins at %02d:%02d today"), time.hour,
                   time.minute);
      kt_error_hint (error, _ ("see the day: kontor day"));
      return FALSE;
    }
  if (open->len > 0)
    *ret_open = g_steal_pointer (&open);
  return TRUE;
}

GPtrArray *
kt_visit_missed_at (KtContext *context, const char *argument, GError **error)
{
  KtLocal time;
  g_autoptr (GPtrArray) missed
      = is_hour (context, argument, &time) ? all_at_hour (context, time, error) : new_visits ();
  for (guint i = missed != NULL ? missed->len : 0; i > 0; i--)
    if (((const KtAppointment *)missed->pdata[i - 1])->state != KT_VISIT_NO_SHOW)
      g_ptr_array_remove_index (missed, i - 1);
  return g_steal_pointer (&missed);
}

/* --- by client --- */

/* What stands of somebody, none of it open. */
static gboolean
no_open_visit (KtContext *context, const KtContact *contact, const char *argument,
               KtVisitPurpose purpose, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact->id, error);
  if (visits == NULL || (purpose == KT_VISIT_NOW && missed_already (context, visits, error)))
    return FALSE;
  g_autofree char *word = kt_shell_word (argument);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s has no visit that is still open"),
               contact->name);
  kt_error_hint (error, _ ("book one: kontor book %s"), word);
  return FALSE;
}

/* Keeps the candidates of the best kind only: who comes today wins over who comes next week where
 * it is about today. */
static void
keep_today (GPtrArray *found, const GArray *nearest)
{
  gboolean any = FALSE;
  for (guint i = 0; i < nearest->len; i++)
    any = any || g_array_index (nearest, Nearness, i) == NEAR_TODAY;
  for (guint i = nearest->len; any && i > 0; i--)
    if (g_array_index (nearest, Nearness, i - 1) != NEAR_TODAY)
      g_ptr_array_remove_index (found, i - 1);
}

static gboolean
of_contacts (KtContext *context, const char *argument, const GPtrArray *contacts,
             KtVisitPurpose purpose, KtAppointment **ret, GError **error)
{
  g_autoptr (GPtrArray) found = new_visits ();
  g_autoptr (GArray) nearest = g_array_new (FALSE, FALSE, sizeof (Nearness));
  for (guint i = 0; i < contacts->len; i++)
    {
      const KtContact *contact = contacts->pdata[i];
      g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact->id, error);
      Nearness near;
      if (visits == NULL)
        return FALSE;
      KtAppointment *visit = take_nearest (context, visits, purpose, &near);
      if (visit == NULL)
        continue;
      g_ptr_array_add (found, visit);
      g_array_append_val (nearest, near);
    }
  if (found->len == 0)
    return no_open_visit (context, contacts->pdata[0], argument, purpose, error);
  if (purpose != KT_VISIT_NEXT)
    keep_today (found, nearest);
  return choose (context, argument, found, ret, error);
}

static gint
compare_starts (gconstpointer a, gconstpointer b)
{
  const KtAppointment *first = *(KtAppointment *const *)a, *second = *(KtAppointment *const *)b;
  if (first->start_at != second->start_at)
    return first->start_at > second->start_at ? 1 : -1;
  g_autofree char *ours = kt_visit_services (first), *theirs = kt_visit_services (second);
  return strcmp (ours, theirs);
}

GPtrArray *
kt_visit_open_of (KtContext *context, KtId contact, KtVisitPurpose purpose, GError **error)
{
  GPtrArray *visits = kt_appointment_of (context->store, contact, error);
  for (guint i = visits != NULL ? visits->len : 0; i > 0; i--)
    if (nearness (context, visits->pdata[i - 1], purpose) == NEAR_NOT)
      g_ptr_array_remove_index (visits, i - 1);
  if (visits != NULL)
    g_ptr_array_sort (visits, compare_starts);
  return visits;
}

static gboolean
of_contact (KtContext *context, KtId id, const char *argument, KtVisitPurpose purpose,
            KtAppointment **ret, GError **error)
{
  g_autoptr (GPtrArray) only = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_contact_free);
  KtContact *contact = kt_contact_get (context->store, id, error);
  if (contact == NULL)
    return FALSE;
  g_ptr_array_add (only, contact);
  return of_contacts (context, argument, only, purpose, ret, error);
}

/* Everybody so named who could be meant; a whole name wins, as in kt_who_resolve(). */
static gboolean
by_name (KtContext *context, const char *argument, KtVisitPurpose purpose, KtAppointment **ret,
         GError **error)
{
  g_autoptr (GError) doubt = NULL;
  KtId only;
  if (kt_who_resolve (context, argument, &only, &doubt))
    return of_contact (context, only, argument, purpose, ret, error);
  if (!g_error_matches (doubt, KT_ERROR, KT_ERROR_CONFLICT) || argument[0] == '@')
    {
      g_propagate_error (error, g_steal_pointer (&doubt));
      return FALSE;
    }
  g_autoptr (GError) inner = NULL;
  g_autoptr (GPtrArray) contacts = kt_who_find (context, argument, error);
  if (contacts == NULL)
    return FALSE;
  if (of_contacts (context, argument, contacts, purpose, ret, &inner))
    return TRUE;
  gboolean nobody = g_error_matches (inner, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_propagate_error (error, nobody ? g_steal_pointer (&doubt) : g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
by_handle (KtContext *context, const char *argument, KtVisitPurpose purpose, KtAppointment **ret,
           KtVisitNaming *naming, GError **error)
{
  KtHandle handle;
  if (!kt_handle_resolve (context, argument, KT_RECORD_APPOINTMENT | KT_RECORD_CONTACT, &handle,
                          error))
    return FALSE;
  if (handle.kind == KT_RECORD_CONTACT)
    return of_contact (context, handle.key, argument, purpose, ret, error);
  *naming = KT_VISIT_BY_NUMBER;
  *ret = kt_appointment_get (context->store, handle.key, error);
  return *ret != NULL;
}

gboolean
kt_visit_resolve_for (KtContext *context, const char *argument, KtVisitPurpose purpose,
                      KtAppointment **ret, KtVisitNaming *ret_naming, GError **error)
{
  KtVisitNaming unasked, *naming = ret_naming != NULL ? ret_naming : &unasked;
  *ret = NULL;
  *naming = KT_VISIT_BY_CLIENT;
  if (is_list_number (argument))
    return by_handle (context, argument, purpose, ret, naming, error);
  g_autoptr (GPtrArray) found = NULL;
  if (!kt_visit_at_hour (context, argument, purpose, &found, error))
    return FALSE;
  if (found != NULL)
    {
      *naming = KT_VISIT_BY_HOUR;
      return choose (context, argument, found, ret, error);
    }
  if (kt_ref_has_form (argument) && by_handle (context, argument, purpose, ret, naming, NULL))
    return TRUE;
  return by_name (context, argument, purpose, ret, error);
}

gboolean
kt_visit_resolve (KtContext *context, const char *argument, KtAppointment **ret, GError **error)
{
  return kt_visit_resolve_for (context, argument, KT_VISIT_NEXT, ret, NULL, error);
}

char *
kt_visit_take (KtContext *context, char **args, guint *ret_used)
{
  *ret_used = 1;
  if (g_ascii_isdigit (args[0][0]))
    return g_strdup (args[0]);
  return kt_who_take (context, args, ret_used);
}
