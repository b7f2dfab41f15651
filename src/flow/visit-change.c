#include "config.h"
#include "visit-change.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

gboolean
kt_visit_journal_begin (KtContext *context, GError **error)
{
  return kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error);
}

KtAppointment *
kt_visit_begin (KtContext *context, KtId id, GError **error)
{
  if (!kt_visit_journal_begin (context, error))
    return NULL;
  KtAppointment *visit = kt_appointment_get (context->store, id, error);
  if (visit == NULL)
    kt_journal_rollback (context->store);
  return visit;
}

/* "Zane Ozola 24.11. 09:00"; the journal is never translated. */
static char *
name_of (KtContext *context, const KtAppointment *visit)
{
  g_autofree char *who = kt_visit_who (context, visit);
  KtLocal at = kt_visit_local (context, visit);
  return g_strdup_printf ("%s %d.%02d. %02d:%02d", who != NULL ? who : "walk-in", at.day, at.month,
                          at.hour, at.minute);
}

gboolean
kt_visit_end (KtContext *context, const KtAppointment *visit, const char *verb, gboolean ok,
              GError **error)
{
  if (!ok || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return ok;
    }
  g_autofree char *name = name_of (context, visit);
  g_autofree char *line = g_strdup_printf ("%s %s", verb, name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

gboolean
kt_visit_record (KtContext *context, KtAppointment *visit, const KtVisitEvent *happened,
                 GError **error)
{
  KtVisitEvent event = *happened;
  event.appointment = visit->id;
  event.at = context->clock.now;
  /* a number of a list is stale once `updated` differs: it rises even within one second */
  return kt_appointment_put (context->store, visit, MAX (context->clock.now, visit->updated + 1),
                             error)
         && kt_visit_event_add (context->store, &event, error);
}

gboolean
kt_visit_refuse (KtContext *context, const KtAppointment *visit, const char *what,
                 const char *reason, GError **error)
{
  g_autofree char *name = name_of (context, visit);
  /* TRANSLATORS: what is a verb of the command line: "arrived", "move" */
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("cannot take «%1$s» for «%2$s», %3$s"), what,
               name, reason);
  return FALSE;
}
