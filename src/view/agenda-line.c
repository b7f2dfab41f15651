#include "config.h"
#include "agenda-parts.h"
#include "kontor/agenda-view.h"
#include "kontor/handle.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <string.h>

#define NARROW KT_AGENDA_NARROW
#define WHO_COLUMNS KT_AGENDA_WHO_COLUMNS

static const char *const titles[KT_AGENDA_SECTIONS] = {
  [KT_AGENDA_KNOW] = N_ ("KNOW BEFORE THEY COME"),
  [KT_AGENDA_FREE] = N_ ("FREE TODAY"),
  [KT_AGENDA_TODO] = N_ ("TO DO"),
  [KT_AGENDA_TODAY] = N_ ("TODAY"),
  [KT_AGENDA_LATE] = N_ ("LATE"),
  [KT_AGENDA_ANSWER] = N_ ("THEY WAIT FOR YOU"),
  [KT_AGENDA_WAITING] = N_ ("YOU WAIT FOR THEM"),
  [KT_AGENDA_STANDING] = N_ ("STANDING STILL"),
  [KT_AGENDA_SOON] = N_ ("SOON"),
  [KT_AGENDA_DUE] = N_ ("DUE FOR A VISIT"),
  [KT_AGENDA_QUIET] = N_ ("QUIET"),
};

const char *
kt_agenda_title (const KtContext *context, KtAgendaSection section)
{
  if (section == KT_AGENDA_KNOW && context->width < NARROW)
    /* TRANSLATORS: KNOW BEFORE THEY COME on a phone */
    return _ ("KNOW");
  if (section == KT_AGENDA_FREE && context->width < NARROW)
    /* TRANSLATORS: FREE TODAY on a phone */
    return _ ("FREE");
  return _ (titles[section]);
}

void
kt_agenda_keep (const KtAgendaLine *line, int number, GArray *handles)
{
  static const KtRecordKind kinds[KT_AGENDA_KINDS] = {
    [KT_AGENDA_REMINDER] = KT_RECORD_REMINDER,
    [KT_AGENDA_BIRTHDAY] = KT_RECORD_CONTACT,
    [KT_AGENDA_FOLLOW_UP] = KT_RECORD_FOLLOW_UP,
    [KT_AGENDA_SILENCE] = KT_RECORD_CONTACT,
    [KT_AGENDA_VISIT] = KT_RECORD_APPOINTMENT,
    [KT_AGENDA_EVENT] = KT_RECORD_EVENT,
    [KT_AGENDA_GAP] = KT_RECORD_SLOT,
    [KT_AGENDA_QUESTION] = KT_RECORD_APPOINTMENT,
    [KT_AGENDA_CLIENT_DUE] = KT_RECORD_CONTACT,
    [KT_AGENDA_INVOICE] = KT_RECORD_INVOICE,
    [KT_AGENDA_DEAL] = KT_RECORD_DEAL,
  };
  KtHandle handle = { .kind = kinds[line->kind],
                      .key = line->key,
                      .contact = line->contact,
                      .stamp = line->stamp,
                      .number = number };
  g_array_append_val (handles, handle);
}

/* "call Anna about the scan · Anna": the name only where the text does not say it already. */
static char *
say_reminder (const KtAgendaLine *line)
{
  if (line->who == NULL || strstr (line->text, line->who) != NULL)
    return g_strdup (line->text);
  return g_strdup_printf ("%s · %s", line->text, line->who);
}

static char *
say_birthday (const KtAgendaLine *line)
{
  if (line->usual > 0)
    return g_strdup_printf (_ ("birthday %s, %d"), line->who, line->usual);
  return g_strdup_printf (_ ("birthday %s"), line->who);
}

static char *
say_invoice (const KtContext *context, const KtAgendaLine *line)
{
  g_autofree char *money = kt_money_format (line->money);
  const char *who = line->who != NULL ? line->who : "";
  /* on a phone what is cut is the name, which the number stands for */
  if (context->width < NARROW)
    return g_strdup_printf ("%s  %s  %s", line->text, money, who);
  /* TRANSLATORS: number, client, sum: "invoice 2026-041  Brīvais Vilnis SIA  450,00 €" */
  return g_strdup_printf (line->late ? _ ("invoice %s  %s  %s") : _ ("due: invoice %s  %s  %s"),
                          line->text, who, money);
}

static char *
say_what (const KtContext *context, const KtAgendaLine *line)
{
  switch (line->kind)
    {
    case KT_AGENDA_BIRTHDAY:
      return say_birthday (line);
    case KT_AGENDA_DEAL:
      return kt_agenda_say_deal (line);
    case KT_AGENDA_VISIT:
      return kt_agenda_say_visit (line);
    case KT_AGENDA_EVENT:
      return kt_agenda_say_event (line);
    case KT_AGENDA_QUESTION:
      return kt_agenda_say_question (context, line);
    case KT_AGENDA_INVOICE:
      return say_invoice (context, line);
    case KT_AGENDA_UNFINISHED:
      return g_strdup_printf (
          ngettext ("%u visit without an outcome", "%u visits without an outcome", line->count),
          line->count);
    default:
      return say_reminder (line);
    }
}

static char *
say_when (const KtContext *context, const KtAgendaLine *line)
{
  KtLocal local = line->local;
  if (line->kind == KT_AGENDA_QUESTION)
    return g_strdup ("?");
  if (line->section == KT_AGENDA_TODO && line->late && line->days == 1)
    return g_strdup (_ ("yesterday"));
  if (line->section == KT_AGENDA_TODO && line->late
      && (line->kind == KT_AGENDA_REMINDER || line->kind == KT_AGENDA_INVOICE))
    return g_strdup_printf (ngettext ("%d day late", "%d days late", line->days), line->days);
  if (line->late || line->section == KT_AGENDA_LATE)
    return g_strdup_printf (ngettext ("%d day", "%d days", line->days), line->days);
  if (line->section == KT_AGENDA_SOON && line->days == 1)
    return local.hour < 0 ? g_strdup (_ ("tomorrow"))
                          : g_strdup_printf (_ ("tom. %02d:%02d"), local.hour, local.minute);
  if (line->section == KT_AGENDA_SOON)
    {
      g_autofree char *date = kt_say_short_date (context, local);
      return g_strdup_printf ("%s %s", kt_say_weekday (local), date);
    }
  return local.hour < 0 ? g_strdup ("") : g_strdup_printf ("%02d:%02d", local.hour, local.minute);
}

/* Columns of the day or hour. */
static int
when_columns (const KtAgendaLine *line)
{
  switch (line->section)
    {
    case KT_AGENDA_TODO:
      return 11;
    case KT_AGENDA_TODAY:
      return 5;
    case KT_AGENDA_LATE:
      return 8;
    default:
      return 10;
    }
}

static void
print_when (KtContext *context, const KtAgendaLine *line, const char *when, int width)
{
  if (line->kind == KT_AGENDA_QUESTION || line->kind == KT_AGENDA_UNFINISHED)
    kt_out (context, "{y:%-*s}", width, when);
  else if (line->section == KT_AGENDA_LATE)
    kt_out (context, "{r:%*s}", width, when);
  else if (line->late)
    kt_out (context, "{r:%-*s}", width, when);
  else
    kt_out (context, "{b:%-*s}", width, when);
}

/* Cut where rows are counted, so that a line is a row; whole where the text goes on to a file. */
static void
print_planned (KtContext *context, const KtAgendaLine *line, int number)
{
  gboolean narrow = context->width < NARROW;
  g_autofree char *when = say_when (context, line);
  g_autofree char *what = say_what (context, line);
  g_autofree char *note = kt_agenda_say_note (context, line);
  int width = narrow ? kt_term_width (when) : when_columns (line);
  const char *gap = !narrow ? "  " : width > 0 ? " " : "";
  kt_out (context, "{d:%2d}%s", number, narrow ? " " : "  ");
  print_when (context, line, when, width);
  kt_out (context, "%s", gap);
  int room = context->width - width - (narrow ? 3 : 4) - (int)strlen (gap);
  int noted = note != NULL ? kt_marked_width (note) + 2 : 0;
  if (noted > 0 && room - noted < 12)
    noted = 0;
  if (context->height > 0 || noted > 0)
    kt_out (context, "%-*.*s", noted > 0 ? room - noted : 0, MAX (room - noted, 8), what);
  else
    kt_out (context, "%s", what);
  if (noted > 0)
    {
      kt_out (context, "  ");
      kt_out_marked (context, note);
    }
  kt_out (context, "\n");
}

/* Two working days and more are red; a number alone says the same without colour. */
static void
print_waited (KtContext *context, const KtAgendaLine *line, const char *text)
{
  if (line->section == KT_AGENDA_ANSWER && line->days >= 2)
    kt_out (context, "{r:%s}", text);
  else if (line->section == KT_AGENDA_ANSWER && line->days == 1)
    kt_out (context, "{y:%s}", text);
  else
    kt_out (context, "%s", text);
}

static void
print_narrow (KtContext *context, const KtAgendaLine *line, int number, const char *waited)
{
  g_autofree char *clean = g_strstrip (g_strdup (waited));
  g_autofree char *rest = line->text != NULL && *line->text != '\0'
                              ? g_strdup_printf ("%s, %s", line->who, line->text)
                              : g_strdup (line->who);
  int room = MAX (8, context->width - 4 - (int)g_utf8_strlen (clean, -1));
  kt_out (context, "{d:%2d} ", number);
  print_waited (context, line, clean);
  kt_out (context, " %.*s\n", room, rest);
}

/* The deal's amount beside a letter, right-aligned. */
static void
print_sum (KtContext *context, const char *money)
{
  if (money != NULL)
    kt_out (context, " %*s", KT_AGENDA_SUM_COLUMNS - 1, money);
}

static void
print_follow_up (KtContext *context, const KtAgendaLine *line, int number)
{
  /* TRANSLATORS: working days that somebody waited, short */
  g_autofree char *waited = g_strdup_printf (_ ("%2d d"), line->days);
  if (context->width < NARROW)
    {
      print_narrow (context, line, number, waited);
      return;
    }
  g_autofree char *money = kt_agenda_say_amount (line);
  int sum = money != NULL ? KT_AGENDA_SUM_COLUMNS : 0;
  int room = context->width - WHO_COLUMNS - 13 - sum;
  int subject = MIN (room, MAX (20, room * 55 / 100));
  kt_out (context, "{d:%2d}  ", number);
  print_waited (context, line, waited);
  kt_out (context, "  %-*.*s ", WHO_COLUMNS, WHO_COLUMNS, line->who);
  if (line->question == NULL || room - subject < 8)
    {
      kt_out (context, "%-*.*s", sum > 0 ? room : 0, room, line->text);
      print_sum (context, money);
      kt_out (context, "\n");
      return;
    }
  kt_out (context, "%-*.*s", subject, subject, line->text);
  print_sum (context, money);
  kt_out (context, " {d:%.*s}\n", room - subject - 1, line->question);
}

static void
print_silence (KtContext *context, const KtAgendaLine *line, int number)
{
  g_autofree char *silent = g_strdup_printf (_ ("%2d d"), line->days);
  if (context->width < NARROW)
    {
      print_narrow (context, line, number, silent);
      return;
    }
  kt_out (context, "{d:%2d}  %5s  %-*.*s ", number, silent, WHO_COLUMNS, WHO_COLUMNS, line->who);
  if (line->why == KT_WHY_CADENCE)
    kt_out (context,
            ngettext ("you want to be in touch every day", "you want to be in touch every %d days",
                      line->usual),
            line->usual);
  else
    kt_out (context, ngettext ("usually every day", "usually every %d days", line->usual),
            line->usual);
  kt_out (context, "\n");
}

void
kt_agenda_line (KtContext *context, const KtAgenda *agenda, const KtAgendaLine *line, int number)
{
  if (line->kind == KT_AGENDA_FOLLOW_UP)
    print_follow_up (context, line, number);
  else if (line->section == KT_AGENDA_STANDING)
    kt_agenda_line_standing (context, line, number);
  else if (line->kind == KT_AGENDA_SILENCE)
    print_silence (context, line, number);
  else if (line->kind == KT_AGENDA_GAP)
    kt_agenda_line_gap (context, line, number);
  else if (line->kind == KT_AGENDA_CLIENT_DUE)
    kt_agenda_line_due (context, line, number);
  else if (line->section == KT_AGENDA_KNOW)
    kt_agenda_line_know (context, agenda, line, number);
  else
    print_planned (context, line, number);
}
