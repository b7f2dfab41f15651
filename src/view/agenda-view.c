#include "config.h"
#include "agenda-parts.h"
#include "kontor/day-view.h"
#include "kontor/agenda-view.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <string.h>

#define HEAD_ROWS 4 /* date, letters, a blank line, the prompt afterwards */
#define STALE_SECONDS 86400

/* "Fri 18:00" this week, else with the date */
static char *
say_moment (const KtContext *context, gint64 utc)
{
  KtLocal local = kt_local_from_utc (utc, context->clock.zone);
  int days = kt_local_days_between (local, kt_context_today (context));
  if (days == 0)
    return g_strdup_printf ("%02d:%02d", local.hour, local.minute);
  if (days > 0 && days < 7)
    return g_strdup_printf ("%s %02d:%02d", kt_say_weekday (local), local.hour, local.minute);
  return kt_say_short_date (context, local);
}

/* "ok gmail 08:11", or with what failed, no wider than the window. */
static char *
say_source (const KtContext *context, const KtFreshness *freshness)
{
  g_autofree char *when = freshness->synced_at != 0 ? say_moment (context, freshness->synced_at)
                                                    : g_strdup (_ ("never"));
  gboolean stale = context->clock.now - freshness->synced_at > STALE_SECONDS;
  if (freshness->error == NULL && !stale)
    /* TRANSLATORS: the mail of a source is fresh */
    return kt_marked ("{g:%s} %s %s", _ ("ok"), freshness->source, when);
  g_autofree char *head = kt_marked ("{y:!} %s %s", freshness->source, when);
  if (freshness->error == NULL)
    return g_steal_pointer (&head);
  g_autofree char *failure = g_strndup (freshness->error, strcspn (freshness->error, "\n"));
  int room = context->width - kt_marked_width (head) - 2;
  g_autofree char *tail = kt_marked (": %.*s", MAX (room, 4), failure);
  return g_strconcat (head, tail, NULL);
}

/* What makes the lines above less than the whole truth. */
static void
add_doubts (const KtContext *context, const KtFreshness *freshness, GPtrArray *rows)
{
  int room = context->width - 2;
  if (freshness->calendar)
    return;
  g_autofree char *date = kt_say_short (context, MAX (freshness->horizon, 0));
  g_autofree char *horizon
      = g_strdup_printf (_ ("%s is complete back to %s"), freshness->source, date);
  g_autofree char *no_sent = g_strdup_printf (
      _ ("%s has no Sent folder: who waits for you is not known"), freshness->source);
  if (freshness->horizon > 0)
    g_ptr_array_add (rows, kt_marked ("{y:!} %.*s", room, horizon));
  if (!freshness->has_sent && freshness->synced_at != 0)
    g_ptr_array_add (rows, kt_marked ("{y:!} %.*s", room, no_sent));
}

/* The foot as rows of marked text, each no wider than the window. */
static GPtrArray *
say_freshness (const KtContext *context, const KtAgenda *agenda)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < agenda->freshness->len; i++)
    {
      g_autofree char *source = say_source (context, g_ptr_array_index (agenda->freshness, i));
      char **last = rows->len > 0 ? (char **)&rows->pdata[rows->len - 1] : NULL;
      if (last == NULL || kt_marked_width (*last) + 3 + kt_marked_width (source) > context->width)
        {
          g_ptr_array_add (rows, g_steal_pointer (&source));
          continue;
        }
      char *joined = g_strconcat (*last, "   ", source, NULL);
      g_free (*last);
      *last = joined;
    }
  for (guint i = 0; i < agenda->freshness->len; i++)
    add_doubts (context, g_ptr_array_index (agenda->freshness, i), rows);
  return rows;
}

void
kt_agenda_freshness (KtContext *context, const KtAgenda *agenda)
{
  g_autoptr (GPtrArray) rows = say_freshness (context, agenda);
  for (guint i = 0; i < rows->len; i++)
    {
      kt_out_marked (context, rows->pdata[i]);
      kt_out (context, "\n");
    }
}

/* "9 from clients · 2 from strangers (kontor review) · 30 newsletters, not shown" */
static char *
say_news (const KtLetterNews *news)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  if (news->clients > 0)
    g_ptr_array_add (
        parts, g_strdup_printf (ngettext ("%u from a client", "%u from clients", news->clients),
                                news->clients));
  if (news->strangers > 0)
    g_ptr_array_add (
        parts, g_strdup_printf (ngettext ("%u from a stranger (kontor review)",
                                          "%u from strangers (kontor review)", news->strangers),
                                news->strangers));
  if (news->rest > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u newsletter, not shown",
                                                       "%u newsletters, not shown", news->rest),
                                             news->rest));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}

/* At the right of the date where there is room, else below it. */
static void
print_news (KtContext *context, const KtAgenda *agenda, int column)
{
  const KtLetterNews *news = &agenda->news;
  guint all = news->clients + news->strangers + news->rest;
  g_autofree char *since = say_moment (context, news->since);
  g_autofree char *parts = say_news (news);
  gboolean more = all > 0 && kt_term_width (parts) <= context->width;
  g_autofree char *count
      = all == 0 ? g_strdup_printf (_ ("no letters since %s"), since)
                 : g_strdup_printf (ngettext ("%u letter since %s", "%u letters since %s", all),
                                    all, since);
  g_autofree char *title = g_strconcat (count, more ? ":" : "", NULL);
  int room = context->width - column - 2;
  if (room >= kt_term_width (title))
    kt_out (context, "  {d:%*s}\n", room, title);
  else
    kt_out (context, "\n{d:%s}\n", title);
  if (more)
    kt_out (context, "{d:%s}\n", parts);
}

static char *
say_head (const KtContext *context, const KtAgenda *agenda)
{
  KtLocal now = kt_context_today (context);
  g_autofree char *first = kt_say_date (context, agenda->first);
  if (kt_local_compare (agenda->first, agenda->last) != 0)
    {
      g_autofree char *last = kt_say_date (context, agenda->last);
      return kt_marked ("{b:%s – %s}", first, last);
    }
  if (agenda->today)
    return kt_marked ("{b:%s}  %02d:%02d", first, now.hour, now.minute);
  g_autofree char *distance = kt_say_distance (context, agenda->first);
  return kt_marked ("{b:%s}  %s", first, distance);
}

static gboolean
has_mail (const KtAgenda *agenda)
{
  for (guint i = 0; i < agenda->freshness->len; i++)
    if (!((const KtFreshness *)agenda->freshness->pdata[i])->calendar)
      return TRUE;
  return FALSE;
}

/* "29 visits   Ilze 9 · Līga 11 · Marina 9 · first 09:00 Zane Ozola" */
static char *
say_visits (const KtContext *context, const KtAgendaSalon *salon)
{
  GString *said = g_string_new (NULL);
  g_string_append_printf (said, ngettext ("%u visit", "%u visits", salon->count), salon->count);
  const char *gap = "   ";
  for (guint i = 0; i < salon->hands->len; i++)
    {
      const KtAgendaHand *hand = salon->hands->pdata[i];
      if (hand->visits == 0)
        continue;
      g_string_append_printf (said, "%s%s %u", gap, hand->name, hand->visits);
      gap = " · ";
    }
  for (guint i = 0; i < salon->visits->len; i++)
    {
      const KtAppointment *visit = salon->visits->pdata[i];
      const KtVisitFacts *facts = i < salon->facts->len ? salon->facts->pdata[i] : NULL;
      if (visit->start_at < context->clock.now || facts == NULL || facts->who == NULL)
        continue;
      KtLocal start = kt_local_from_utc (visit->start_at, context->clock.zone);
      g_string_append_printf (said, _ (" · first %02d:%02d %s"), start.hour, start.minute,
                              facts->who);
      break;
    }
  return g_string_free (said, FALSE);
}

static void
print_salon (KtContext *context, const KtAgendaSalon *salon)
{
  gboolean narrow = context->width < KT_AGENDA_NARROW;
  g_autofree char *money = kt_say_sums (salon->sums);
  g_autofree char *count
      = narrow ? g_strdup_printf (ngettext ("%u visit", "%u visits", salon->count), salon->count)
               : say_visits (context, salon);
  int room = context->width - kt_term_width (money) - 2;
  kt_out (context, "{b:%-*.*s}", *money != '\0' ? room : 0, room, count);
  kt_out (context, *money != '\0' ? "  {b:%s}\n" : "%s\n", money);
}

static void
print_head (KtContext *context, const KtAgenda *agenda)
{
  g_autofree char *head = say_head (context, agenda);
  kt_out_marked (context, head);
  if (agenda->today && has_mail (agenda))
    print_news (context, agenda, kt_marked_width (head));
  else
    kt_out (context, "\n");
  if (agenda->salon != NULL)
    print_salon (context, agenda->salon);
}

gboolean
kt_agenda_mail_unread (const KtContext *context, const KtAgenda *agenda)
{
  for (guint i = 0; i < agenda->freshness->len; i++)
    {
      const KtFreshness *freshness = agenda->freshness->pdata[i];
      if (!freshness->calendar && freshness->synced_at != 0)
        return FALSE;
    }
  return has_mail (agenda) || (context->settings != NULL && context->settings->mail->len > 0);
}

static void
print_nothing (KtContext *context, const KtAgenda *agenda)
{
  if (agenda->empty_book && agenda->today)
    {
      kt_out (
          context,
          _ ("\nThe book is still empty. Where it goes on from here:\n"
             "  {c:kontor sync}                       reads your mail; who you wrote to becomes a contact\n"
             "  {c:kontor contact add \"Toms Kalns\"}   a client who has no letters\n"
             "  {c:kontor remind tomorrow call Toms}  something not to forget\n"));
      kt_out (
          context,
          _ ("  {c:kontor help salon}                 hands, services, visits: a booking diary\n"));
    }
  else if (agenda->today && kt_agenda_mail_unread (context, agenda))
    kt_out (context, "\n%s", _ ("Who waits is not known: no mailbox has been read yet.\n"));
  else if (agenda->today)
    kt_out (context, _ ("\nNothing is due, nobody waits.\n"));
  else
    kt_out (context, _ ("\nNothing is planned.\n"));
}

static guint
rows_for_lines (const KtContext *context, const KtAgenda *agenda)
{
  if (context->height <= 0 || context->all)
    return 0;
  g_autoptr (GPtrArray) rows = say_freshness (context, agenda);
  guint foot = agenda->today && rows->len > 0 ? rows->len + 1 : 0;
  int head = HEAD_ROWS + (agenda->salon != NULL ? 1 : 0);
  return (guint)MAX (1, context->height - head - 1 - (int)foot);
}

static void
print_text (KtContext *context, const KtAgenda *agenda, GArray *handles)
{
  print_head (context, agenda);
  if (agenda->lines->len == 0)
    print_nothing (context, agenda);
  kt_agenda_groups (context, agenda, rows_for_lines (context, agenda), handles);
  if (agenda->today && agenda->freshness->len > 0)
    {
      kt_out (context, "\n");
      kt_agenda_freshness (context, agenda);
    }
}

static const KtColumn columns[] = {
  { "section", N_ ("section"), KT_COLUMN_TEXT }, { "ref", N_ ("ref"), KT_COLUMN_REF },
  { "date", N_ ("date"), KT_COLUMN_DATE },       { "days", N_ ("days"), KT_COLUMN_NUMBER },
  { "name", N_ ("name"), KT_COLUMN_TEXT },       { "text", N_ ("text"), KT_COLUMN_TEXT },
  { "why", N_ ("why"), KT_COLUMN_TEXT },
};

static const char *
section_id (const KtAgendaLine *line)
{
  static const char *const names[KT_AGENDA_SECTIONS]
      = { "know",    "free",     "todo", "today", "late", "answer",
          "waiting", "standing", "soon", "due",   "quiet" };
  gboolean today = line->section == KT_AGENDA_TODAY || line->section == KT_AGENDA_TODO;
  if (today && line->late)
    return names[KT_AGENDA_LATE];
  if (!today || line->days == 0 || line->kind == KT_AGENDA_QUESTION)
    return names[line->section == KT_AGENDA_TODO ? KT_AGENDA_TODAY : line->section];
  /* of other days a line is not today's */
  return names[line->days < 0 ? KT_AGENDA_LATE : KT_AGENDA_SOON];
}

static void
print_table (KtContext *context, const KtAgenda *agenda)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      const KtAgendaLine *line = g_ptr_array_index (agenda->lines, i);
      gboolean planned = kt_agenda_is_planned (line);
      KtLocal local = planned ? line->local : kt_local_from_utc (line->since, context->clock.zone);
      g_autofree char *why = kt_agenda_why (context, line);
      char date[KT_LOCAL_TEXT];
      kt_local_format (local, date);
      kt_table_add (table, section_id (line), line->kind == KT_AGENDA_GAP ? 0 : line->key,
                    planned || line->since != 0 ? date : NULL, (gint64)ABS (line->days), line->who,
                    line->text, why);
    }
  kt_table_print (table, context, "agenda");
}

void
kt_agenda_print (KtContext *context, const KtAgenda *agenda, GArray *handles)
{
  if (context->output == KT_OUTPUT_JSON)
    kt_agenda_json (context, agenda, FALSE);
  else if (context->output == KT_OUTPUT_CSV)
    print_table (context, agenda);
  else
    print_text (context, agenda, handles);
}
