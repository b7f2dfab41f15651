#include "config.h"
#include "kontor/agenda-gather.h"
#include "kontor/calendar.h"
#include "kontor/contact.h"
#include "kontor/dated-who.h"
#include <string.h>

static gboolean
takes_place (const KtDated *dated)
{
  return !dated->gone && strcmp (dated->status, "cancelled") != 0
         && strcmp (dated->answer, "declined") != 0;
}

/* The day and hour it is shown at: one that began before the first day is all of that. */
static KtLocal
shown_at (const KtContext *context, const KtAgenda *agenda, const KtDated *dated)
{
  KtLocal local = kt_local_from_utc (dated->start, context->clock.zone);
  gboolean before = kt_local_days_between (local, agenda->first) > 0;
  if (before)
    local = agenda->first;
  if (before || dated->flags & KT_EVENT_ALL_DAY)
    {
      local.hour = -1;
      local.minute = 0;
    }
  return local;
}

static gboolean
add_event (KtContext *context, KtAgenda *agenda, const KtDated *dated, GError **error)
{
  KtLocal local = shown_at (context, agenda, dated);
  gboolean unanswered = strcmp (dated->answer, "needs-action") == 0;
  KtAgendaSection section;
  int days;
  if (!kt_agenda_place (context, agenda, local, &section, &days)
      || (section == KT_AGENDA_SOON && !unanswered && !dated->overtaken))
    return TRUE;
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  g_ptr_array_add (agenda->lines, line);
  line->section = section;
  line->kind = KT_AGENDA_EVENT;
  line->key = dated->key;
  line->text = g_strdup (dated->summary);
  line->question = *dated->location != '\0' ? g_strdup (dated->location) : NULL;
  line->local = local;
  line->at = dated->start;
  line->until = dated->end;
  line->days = days;
  line->unanswered_invitation = unanswered;
  line->overtaken = dated->overtaken;
  if (!kt_dated_contact (context->store, context->settings, dated, &line->contact, error))
    return FALSE;
  if (line->contact == 0)
    return TRUE;
  line->who = kt_contact_name (context->store, line->contact, error);
  return line->who != NULL;
}

/* Of the days after only what waits for an answer, or was changed by its organizer, is told. */
gboolean
kt_agenda_add_events (KtContext *context, KtAgenda *agenda, GError **error)
{
  int ahead = 1 + (agenda->today ? KT_AGENDA_SOON_DAYS : 0);
  gint64 from = kt_local_to_utc (agenda->first, context->clock.zone);
  gint64 whole = kt_local_to_utc (kt_local_add_days (agenda->last, 1), context->clock.zone);
  gint64 until = kt_local_to_utc (kt_local_add_days (agenda->last, ahead), context->clock.zone);
  g_autoptr (GPtrArray) events
      = kt_dated_ahead (context->store, context->settings, from, whole, until, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    if (takes_place (events->pdata[i]) && !add_event (context, agenda, events->pdata[i], error))
      return FALSE;
  return events != NULL;
}
