#include "config.h"
#include "agenda-parts.h"
#include "kontor/agenda-view.h"
#include "kontor/table.h"

/* English, for JSON: "1 working day". */
static char *
count (int n, const char *noun)
{
  return g_strdup_printf ("%d %s%s", n, noun, n == 1 ? "" : "s");
}

static char *
why_follow_up (const KtAgendaLine *line, const char *day)
{
  g_autofree char *waited = count (line->days, "working day");
  switch (line->why)
    {
    case KT_WHY_INSISTS:
      return g_strdup_printf ("wrote %u letters since %s; no answer for %s", line->unanswered, day,
                              waited);
    case KT_WHY_DEAL:
      return g_strdup_printf ("you wrote on %s, and their deal is open; no answer for %s", day,
                              waited);
    case KT_WHY_YOU_ASKED:
      return g_strdup_printf ("you asked, last on %s; no answer for %s", day, waited);
    case KT_WHY_THEY_PROMISED:
      return g_strdup_printf ("promised something on %s; nothing came for %s", day, waited);
    case KT_WHY_YOU_PROMISED:
      return g_strdup_printf ("you promised something on %s; nothing went for %s", day, waited);
    case KT_WHY_TROUBLED:
      return g_strdup_printf ("told of trouble on %s; no answer for %s", day, waited);
    default:
      return g_strdup_printf ("%s on %s; no answer for %s",
                              line->why == KT_WHY_ASKED ? "asked" : "wrote", day, waited);
    }
}

static char *
why_silence (const KtAgendaLine *line)
{
  g_autofree char *silent = count (line->days, "day");
  g_autofree char *usual = count (line->usual, "day");
  return g_strdup_printf (line->why == KT_WHY_CADENCE
                              ? "silent for %s; you want to be in touch every %s"
                              : "silent for %s; usually in touch every %s",
                          silent, usual);
}

gboolean
kt_agenda_is_planned (const KtAgendaLine *line)
{
  return line->kind != KT_AGENDA_FOLLOW_UP && line->kind != KT_AGENDA_SILENCE
         && line->kind != KT_AGENDA_CLIENT_DUE
         && !(line->kind == KT_AGENDA_DEAL && line->section == KT_AGENDA_STANDING);
}

static char *
why_due (const KtAgendaLine *line, const char *day)
{
  g_autofree char *since = count (line->days, "day");
  g_autofree char *usual = count (line->usual, "day");
  return g_strdup_printf ("last visit on %s, %s ago; usually every %s", day, since, usual);
}

static char *
why_standing (const KtAgendaLine *line, const char *day)
{
  g_autofree char *days = count (line->days, "day");
  return g_strdup_printf ("in %s since %s, %s%s", line->stage, day, days,
                          line->no_step ? "; no next step" : "");
}

/* NULL: not of a diary or calendar. */
static char *
why_dated (const KtAgendaLine *line, const char *day)
{
  switch (line->kind)
    {
    case KT_AGENDA_VISIT:
      return g_strdup_printf ("visit on %s, %s", day, line->state);
    case KT_AGENDA_EVENT:
      return g_strdup_printf (
          line->unanswered_invitation ? "invitation for %s, not answered" : "event on %s", day);
    case KT_AGENDA_GAP:
      return g_strdup_printf ("free for %d minutes", line->days);
    case KT_AGENDA_UNFINISHED:
      return g_strdup_printf ("visits of %s have no outcome", day);
    case KT_AGENDA_QUESTION:
      return g_strdup_printf ("visit on %s: decide", day);
    default:
      return NULL;
    }
}

static char *
why_planned (const KtAgendaLine *line, const char *day)
{
  char *dated = why_dated (line, day);
  if (dated != NULL)
    return dated;
  gboolean past = line->late || line->section == KT_AGENDA_LATE || line->days < 0;
  g_autofree char *late = count (ABS (line->days), "day");
  if (line->kind == KT_AGENDA_REMINDER || line->kind == KT_AGENDA_INVOICE
      || line->kind == KT_AGENDA_DEAL)
    return past ? g_strdup_printf ("was due on %s, %s ago", day, late)
                : g_strdup_printf ("is due on %s", day);
  return line->usual > 0 ? g_strdup_printf ("turns %d on %s", line->usual, day)
                         : g_strdup_printf ("has a birthday on %s", day);
}

char *
kt_agenda_why (const KtContext *context, const KtAgendaLine *line)
{
  char day[KT_LOCAL_TEXT];
  gboolean planned = kt_agenda_is_planned (line);
  KtLocal when = planned ? line->local : kt_local_from_utc (line->since, context->clock.zone);
  if (!planned)
    {
      when.hour = -1;
      when.minute = 0;
    }
  kt_local_format (when, day);
  if (planned)
    return why_planned (line, day);
  if (line->kind == KT_AGENDA_CLIENT_DUE)
    return why_due (line, day);
  if (line->kind == KT_AGENDA_DEAL)
    return why_standing (line, day);
  return line->kind == KT_AGENDA_SILENCE ? why_silence (line) : why_follow_up (line, day);
}
