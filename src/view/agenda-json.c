#include "config.h"
#include "agenda-parts.h"
#include "kontor/agenda-view.h"
#include "kontor/table.h"
#include "kontor/visit.h"
#include "kontor/visit-view.h"

static void
add_int (KtJson *builder, const char *name, gint64 value)
{
  kt_json_member (builder, name);
  kt_json_int (builder, value);
}

static void
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

static void
add_time (KtJson *builder, const KtContext *context, const char *name, gint64 value)
{
  kt_json_member (builder, name);
  kt_json_time (builder, context, value);
}

/* When: a date where the day is meant, else an instant. */
static void
add_when (KtJson *builder, const KtContext *context, const KtAgendaLine *line)
{
  char day[KT_LOCAL_TEXT];
  if (line->local.hour >= 0)
    {
      add_time (builder, context, "at", line->at);
      return;
    }
  kt_local_format (line->local, day);
  add_text (builder, "at", day);
}

static const char *
text_of (const KtAgendaLine *line)
{
  if (line->kind == KT_AGENDA_QUESTION)
    return line->question;
  return line->kind == KT_AGENDA_BIRTHDAY || line->kind == KT_AGENDA_SILENCE ? line->who
                                                                             : line->text;
}

static void
add_dated (KtJson *builder, const KtContext *context, const KtAgendaLine *line)
{
  add_when (builder, context, line);
  add_time (builder, context, "until", line->until);
  if (line->kind == KT_AGENDA_EVENT)
    {
      add_text (builder, "location", line->question);
      kt_json_member (builder, "unanswered");
      kt_json_boolean (builder, line->unanswered_invitation);
      kt_json_member (builder, "overtaken");
      kt_json_boolean (builder, line->overtaken);
    }
  else
    {
      add_text (builder, "hands", line->hands);
      add_text (builder, "state", line->state);
    }
  add_int (builder, "days", line->days);
}

static void
add_deal (KtJson *builder, const KtContext *context, const KtAgendaLine *line)
{
  gboolean standing = line->section == KT_AGENDA_STANDING;
  add_text (builder, "stage", line->stage);
  kt_json_member (builder, "amount");
  kt_json_money (builder, line->has_amount ? line->amount.minor : -1, line->amount.currency);
  add_time (builder, context, "since", line->since);
  if (standing)
    add_text (builder, "at", NULL);
  else
    add_when (builder, context, line);
  add_int (builder, "days", line->late ? -line->days : line->days);
  kt_json_member (builder, "no_step");
  kt_json_boolean (builder, line->no_step);
  kt_json_member (builder, "standing");
  kt_json_boolean (builder, standing);
}

static void
add_line (KtJson *builder, const KtContext *context, const KtAgendaLine *line)
{
  g_autofree char *why = kt_agenda_why (context, line);
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, line->key);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, line->contact, line->who);
  if (line->kind == KT_AGENDA_FOLLOW_UP)
    add_text (builder, "name", line->who);
  add_text (builder, "text", text_of (line));
  switch (line->kind)
    {
    case KT_AGENDA_FOLLOW_UP:
      add_text (builder, "question", line->question);
      add_time (builder, context, "since", line->since);
      add_int (builder, "working_days", line->days);
      add_int (builder, "letters", line->unanswered);
      kt_json_member (builder, "deal");
      if (line->deal != 0)
        kt_json_ref (builder, line->deal);
      else
        kt_json_null (builder);
      add_int (builder, "open_deals", line->deals);
      kt_json_member (builder, "amount");
      kt_json_money (builder, line->has_amount ? line->amount.minor : -1, line->amount.currency);
      break;
    case KT_AGENDA_DEAL:
      add_deal (builder, context, line);
      break;
    case KT_AGENDA_VISIT:
    case KT_AGENDA_EVENT:
    case KT_AGENDA_QUESTION:
      add_dated (builder, context, line);
      break;
    case KT_AGENDA_CLIENT_DUE:
    case KT_AGENDA_SILENCE:
      add_time (builder, context, "since", line->since);
      add_int (builder, "days", line->days);
      add_int (builder, "usual_days", line->usual);
      break;
    case KT_AGENDA_INVOICE:
      kt_json_member (builder, "open");
      kt_json_money (builder, line->money.minor, line->money.currency);
      add_text (builder, "reminded", line->reminded);
      add_when (builder, context, line);
      add_int (builder, "days", line->late ? -line->days : line->days);
      break;
    default:
      add_when (builder, context, line);
      add_int (builder, "days", line->late ? -line->days : line->days);
    }
  add_text (builder, "why", why);
  kt_json_end_object (builder);
}

static void
add_lines (KtJson *builder, const KtContext *context, const KtAgenda *agenda, const char *name,
           KtAgendaKind kind, KtAgendaSection section)
{
  kt_json_member (builder, name);
  kt_json_begin_array (builder);
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      const KtAgendaLine *line = g_ptr_array_index (agenda->lines, i);
      if (line->kind == kind && (kind != KT_AGENDA_FOLLOW_UP || line->section == section))
        add_line (builder, context, line);
    }
  kt_json_end_array (builder);
}

/* Every visit of a salon's day; of other days, and elsewhere, they are lines. */
static void
add_visits (KtJson *builder, KtContext *context, const KtAgenda *agenda)
{
  const KtAgendaSalon *salon = agenda->salon;
  if (salon == NULL)
    {
      add_lines (builder, context, agenda, "visits", KT_AGENDA_VISIT, 0);
      return;
    }
  kt_json_member (builder, "visits");
  kt_json_begin_array (builder);
  for (guint i = 0; i < salon->visits->len; i++)
    {
      const KtAppointment *visit = salon->visits->pdata[i];
      const KtVisitFacts *facts = salon->facts->pdata[i];
      g_autofree char *text = kt_visit_services (visit);
      g_autofree char *hands = kt_visit_hands (context, visit);
      KtAgendaLine line = { .kind = KT_AGENDA_VISIT,
                            .key = visit->id,
                            .contact = visit->contact,
                            .who = facts->who,
                            .text = text,
                            .hands = hands,
                            .local = kt_local_from_utc (visit->start_at, context->clock.zone),
                            .at = visit->start_at,
                            .until = visit->end_at,
                            .state = kt_visit_state_id (visit->state) };
      add_line (builder, context, &line);
    }
  kt_json_end_array (builder);
}

/* What is no record: free times, days with visits without an outcome. */
static void
add_counted (KtJson *builder, const KtContext *context, const KtAgenda *agenda, const char *name,
             KtAgendaKind kind)
{
  kt_json_member (builder, name);
  kt_json_begin_array (builder);
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      const KtAgendaLine *line = g_ptr_array_index (agenda->lines, i);
      if (line->kind != kind)
        continue;
      g_autofree char *why = kt_agenda_why (context, line);
      kt_json_begin_object (builder);
      add_when (builder, context, line);
      if (kind == KT_AGENDA_GAP)
        {
          add_time (builder, context, "until", line->until);
          add_int (builder, "minutes", line->days);
          add_text (builder, "hand", line->who);
          add_text (builder, "text", line->text);
        }
      else
        add_int (builder, "visits", line->count);
      add_text (builder, "why", why);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
add_source (KtJson *builder, const KtContext *context, const KtFreshness *freshness)
{
  kt_json_begin_object (builder);
  add_text (builder, "source", freshness->source);
  add_text (builder, "kind", freshness->calendar ? "calendar" : "mail");
  add_time (builder, context, "synced_at", freshness->synced_at);
  kt_json_member (builder, "complete");
  kt_json_boolean (builder, freshness->horizon == 0);
  add_time (builder, context, "complete_back_to", MAX (freshness->horizon, 0));
  kt_json_member (builder, "sent_folder");
  kt_json_boolean (builder, freshness->has_sent);
  add_text (builder, "error", freshness->error);
  kt_json_end_object (builder);
}

static void
add_freshness (KtJson *builder, const KtContext *context, const KtAgenda *agenda)
{
  kt_json_member (builder, "freshness");
  kt_json_begin_array (builder);
  for (guint i = 0; i < agenda->freshness->len; i++)
    add_source (builder, context, agenda->freshness->pdata[i]);
  kt_json_end_array (builder);
}

static void
add_news (KtJson *builder, const KtContext *context, const KtLetterNews *news)
{
  kt_json_member (builder, "letters");
  kt_json_begin_object (builder);
  add_time (builder, context, "since", news->since);
  add_int (builder, "clients", news->clients);
  add_int (builder, "strangers", news->strangers);
  add_int (builder, "other", news->rest);
  add_int (builder, "out_of_office", news->out_of_office);
  add_int (builder, "bounces", news->bounces);
  add_int (builder, "asked_lately", news->young);
  kt_json_end_object (builder);
}

void
kt_agenda_json (KtContext *context, const KtAgenda *agenda, gboolean waiting_only)
{
  char first[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT];
  KtJson *builder = kt_json_begin ();
  kt_local_format (agenda->first, first);
  kt_local_format (agenda->last, last);
  add_text (builder, "date", first);
  add_text (builder, "until", last);
  if (!waiting_only)
    add_lines (builder, context, agenda, "reminders", KT_AGENDA_REMINDER, 0);
  add_lines (builder, context, agenda, "answer", KT_AGENDA_FOLLOW_UP, KT_AGENDA_ANSWER);
  add_lines (builder, context, agenda, "waiting", KT_AGENDA_FOLLOW_UP, KT_AGENDA_WAITING);
  if (!waiting_only)
    {
      add_lines (builder, context, agenda, "birthdays", KT_AGENDA_BIRTHDAY, 0);
      add_lines (builder, context, agenda, "quiet", KT_AGENDA_SILENCE, 0);
      add_visits (builder, context, agenda);
      add_lines (builder, context, agenda, "events", KT_AGENDA_EVENT, 0);
      add_lines (builder, context, agenda, "questions", KT_AGENDA_QUESTION, 0);
      add_lines (builder, context, agenda, "due", KT_AGENDA_CLIENT_DUE, 0);
      add_lines (builder, context, agenda, "invoices", KT_AGENDA_INVOICE, 0);
      add_lines (builder, context, agenda, "deals", KT_AGENDA_DEAL, 0);
      add_counted (builder, context, agenda, "free", KT_AGENDA_GAP);
      add_counted (builder, context, agenda, "unfinished", KT_AGENDA_UNFINISHED);
    }
  add_freshness (builder, context, agenda);
  add_news (builder, context, &agenda->news);
  kt_json_end (context, builder);
}
