#include "config.h"
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
    case KT_WHY_YOU_ASKED:
      return g_strdup_printf ("you asked, last on %s; no answer for %s", day, waited);
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

static char *
why_planned (const KtAgendaLine *line, const char *day)
{
  gboolean past = line->section == KT_AGENDA_LATE || line->days < 0;
  g_autofree char *late = count (ABS (line->days), "day");
  if (line->kind == KT_AGENDA_REMINDER)
    return past ? g_strdup_printf ("was due on %s, %s ago", day, late)
                : g_strdup_printf ("is due on %s", day);
  return line->usual > 0 ? g_strdup_printf ("turns %d on %s", line->usual, day)
                         : g_strdup_printf ("has a birthday on %s", day);
}

char *
kt_agenda_why (const KtContext *context, const KtAgendaLine *line)
{
  char day[KT_LOCAL_TEXT];
  gboolean planned = line->kind == KT_AGENDA_REMINDER || line->kind == KT_AGENDA_BIRTHDAY;
  KtLocal when = planned ? line->local : kt_local_from_utc (line->since, context->clock.zone);
  if (!planned)
    {
      when.hour = -1;
      when.minute = 0;
    }
  kt_local_format (when, day);
  if (planned)
    return why_planned (line, day);
  return line->kind == KT_AGENDA_SILENCE ? why_silence (line) : why_follow_up (line, day);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  kt_json_text (builder, value);
}

static void
add_time (JsonBuilder *builder, const KtContext *context, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  kt_json_time (builder, context, value);
}

/* When: a date where the day is meant, else an instant. */
static void
add_when (JsonBuilder *builder, const KtContext *context, const KtAgendaLine *line)
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

static void
add_line (JsonBuilder *builder, const KtContext *context, const KtAgendaLine *line)
{
  g_autofree char *why = kt_agenda_why (context, line);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ref");
  kt_json_ref (builder, line->key);
  json_builder_set_member_name (builder, "contact");
  kt_json_contact (builder, line->contact, line->who);
  if (line->kind == KT_AGENDA_FOLLOW_UP)
    add_text (builder, "name", line->who);
  add_text (builder, "text",
            line->kind == KT_AGENDA_REMINDER || line->kind == KT_AGENDA_FOLLOW_UP ? line->text
                                                                                  : line->who);
  switch (line->kind)
    {
    case KT_AGENDA_FOLLOW_UP:
      add_text (builder, "question", line->question);
      add_time (builder, context, "since", line->since);
      add_int (builder, "working_days", line->days);
      add_int (builder, "letters", line->unanswered);
      break;
    case KT_AGENDA_SILENCE:
      add_time (builder, context, "since", line->since);
      add_int (builder, "days", line->days);
      add_int (builder, "usual_days", line->usual);
      break;
    default:
      add_when (builder, context, line);
      add_int (builder, "days", line->section == KT_AGENDA_LATE ? -line->days : line->days);
    }
  add_text (builder, "why", why);
  json_builder_end_object (builder);
}

static void
add_lines (JsonBuilder *builder, const KtContext *context, const KtAgenda *agenda, const char *name,
           KtAgendaKind kind, KtAgendaSection section)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      const KtAgendaLine *line = g_ptr_array_index (agenda->lines, i);
      if (line->kind == kind && (kind != KT_AGENDA_FOLLOW_UP || line->section == section))
        add_line (builder, context, line);
    }
  json_builder_end_array (builder);
}

static void
add_freshness (JsonBuilder *builder, const KtContext *context, const KtAgenda *agenda)
{
  json_builder_set_member_name (builder, "freshness");
  json_builder_begin_array (builder);
  for (guint i = 0; i < agenda->freshness->len; i++)
    {
      const KtFreshness *freshness = g_ptr_array_index (agenda->freshness, i);
      json_builder_begin_object (builder);
      add_text (builder, "source", freshness->source);
      add_time (builder, context, "synced_at", freshness->synced_at);
      json_builder_set_member_name (builder, "complete");
      json_builder_add_boolean_value (builder, freshness->horizon == 0);
      add_time (builder, context, "complete_back_to", MAX (freshness->horizon, 0));
      json_builder_set_member_name (builder, "sent_folder");
      json_builder_add_boolean_value (builder, freshness->has_sent);
      add_text (builder, "error", freshness->error);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_news (JsonBuilder *builder, const KtContext *context, const KtLetterNews *news)
{
  json_builder_set_member_name (builder, "letters");
  json_builder_begin_object (builder);
  add_time (builder, context, "since", news->since);
  add_int (builder, "clients", news->clients);
  add_int (builder, "strangers", news->strangers);
  add_int (builder, "other", news->rest);
  add_int (builder, "out_of_office", news->out_of_office);
  add_int (builder, "bounces", news->bounces);
  json_builder_end_object (builder);
}

void
kt_agenda_json (KtContext *context, const KtAgenda *agenda, gboolean waiting_only)
{
  char first[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT];
  JsonBuilder *builder = kt_json_begin ();
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
    }
  add_freshness (builder, context, agenda);
  add_news (builder, context, &agenda->news);
  kt_json_end (context, builder);
}
