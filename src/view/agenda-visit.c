#include "config.h"
#include "agenda-parts.h"
#include "kontor/agenda-view.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>
#include <string.h>

#define HAND_COLUMNS 7
#define SERVICE_COLUMNS 18
#define MARKED(color) "{" color ":%.*s}"

/* Pieces joined by " · ", cut where the line ends. */
typedef struct
{
  GString *marked;
  int room;
} Pieces;

static void
append (Pieces *pieces, char color, const char *text)
{
  int gap = pieces->marked->len > 0 ? 3 : 0;
  int width = MIN (kt_term_width (text), pieces->room - gap);
  if (width < 4)
    {
      pieces->room = 0; /* what matters less does not take its place */
      return;
    }
  g_autofree char *piece = color == 'r'   ? kt_marked (MARKED ("r"), width, text)
                           : color == 'y' ? kt_marked (MARKED ("y"), width, text)
                           : color == 'g' ? kt_marked (MARKED ("g"), width, text)
                           : color == 'd' ? kt_marked (MARKED ("d"), width, text)
                                          : kt_marked ("%.*s", width, text);
  g_string_append_printf (pieces->marked, "%s%s", gap > 0 ? " · " : "", piece);
  pieces->room -= gap + width;
}

/* As the language is called in itself or in English: people know their clients'. */
static const char *
say_language (const char *tag)
{
  static const char *const names[][2] = {
    { "uk", N_ ("speaks Ukrainian") }, { "ru", N_ ("speaks Russian") },
    { "lv", N_ ("speaks Latvian") },   { "en", N_ ("speaks English") },
    { "de", N_ ("speaks German") },    { "lt", N_ ("speaks Lithuanian") },
    { "et", N_ ("speaks Estonian") },  { "pl", N_ ("speaks Polish") },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (tag, names[i][0], 2) == 0 && !g_ascii_isalpha (tag[2]))
      return _ (names[i][1]);
  return NULL;
}

static void
append_past (Pieces *pieces, const KtContext *context, const KtVisitFacts *facts)
{
  if (facts->missed > 0)
    {
      g_autofree char *missed
          = g_strdup_printf (_ ("missed %1$u of the last %2$u"), facts->missed, facts->of);
      append (pieces, 'y', missed);
    }
  if (facts->owed.minor > 0)
    {
      g_autofree char *sum = kt_money_format (facts->owed);
      g_autofree char *since = kt_say_short (context, facts->owed_since);
      /* TRANSLATORS: a sum that is not paid yet, since when: "15,00 € open (27.10.)" */
      g_autofree char *owed = g_strdup_printf (_ ("%s open (%s)"), sum, since);
      append (pieces, 0, owed);
    }
}

static void
append_namesake (Pieces *pieces, const KtContext *context, const KtVisitFacts *facts)
{
  if (facts->namesake == NULL)
    return;
  KtLocal other = kt_local_from_utc (facts->namesake->start_at, context->clock.zone);
  g_autofree char *name = facts->namesake_mark != NULL
                              ? g_strdup_printf ("%s %s", facts->who, facts->namesake_mark)
                              : g_strdup (facts->who);
  /* TRANSLATORS: two clients of one name come today: "not Anna Bērziņa 1994, who comes 17:30" */
  g_autofree char *said
      = g_strdup_printf (_ ("not %s, who comes %02d:%02d"), name, other.hour, other.minute);
  append (pieces, 'y', said);
}

static void
append_birthday (Pieces *pieces, const KtVisitFacts *facts)
{
  if (!facts->birthday)
    return;
  g_autofree char *said = facts->age > 0 ? g_strdup_printf (_ ("birthday, %d"), facts->age)
                                         : g_strdup (_ ("birthday"));
  append (pieces, 'g', said);
}

static void
append_new (Pieces *pieces, const KtVisitFacts *facts)
{
  if (!facts->is_new)
    return;
  if (facts->sent_by == NULL)
    append (pieces, 'g', C_ ("client", "new"));
  else
    {
      g_autofree char *sent = g_strdup_printf (_ ("new, sent by %s"), facts->sent_by);
      append (pieces, 'g', sent);
    }
}

/* What to know, the most important first. */
static char *
say_facts (const KtContext *context, const KtVisitFacts *facts, int room)
{
  Pieces pieces = { g_string_new (NULL), room };
  const KtAppointment *visit = facts->visit;
  g_autofree char *allergies = kt_allergy_line (context, facts->allergies);
  if (allergies != NULL)
    {
      g_autofree char *warning = g_strdup_printf ("%s %s", _ ("ALLERGY"), allergies);
      append (&pieces, 'r', warning);
    }
  if (visit->overlaps)
    append (&pieces, 'r', _ ("two at once"));
  append_new (&pieces, facts);
  if (visit->state == KT_VISIT_PENCILLED)
    append (&pieces, 'y', _ ("only pencilled in"));
  else if (facts->unconfirmed && facts->missed > 0)
    append (&pieces, 'y', _ ("not confirmed"));
  append_past (&pieces, context, facts);
  append_birthday (&pieces, facts);
  append_namesake (&pieces, context, facts);
  if (facts->language != NULL && say_language (facts->language) != NULL)
    append (&pieces, 0, say_language (facts->language));
  if (*visit->text != '\0')
    append (&pieces, 0, visit->text);
  return g_string_free (pieces.marked, FALSE);
}

static const KtVisitFacts *
find_facts (const KtAgenda *agenda, KtId visit)
{
  for (guint i = 0; i < agenda->salon->facts->len; i++)
    {
      const KtVisitFacts *facts = agenda->salon->facts->pdata[i];
      if (facts->visit->id == visit)
        return facts;
    }
  return NULL;
}

char *
kt_agenda_say_facts (const KtContext *context, const KtAgenda *agenda, KtId visit, int room)
{
  const KtVisitFacts *facts = agenda->salon != NULL ? find_facts (agenda, visit) : NULL;
  return facts != NULL ? say_facts (context, facts, room) : g_strdup ("");
}

/* "Anna Bērziņa 1986" where another one comes that day. */
static char *
say_client (const KtAgenda *agenda, const KtAgendaLine *line)
{
  const KtVisitFacts *facts = find_facts (agenda, line->key);
  if (line->who == NULL)
    return g_strdup (_ ("off the street"));
  if (facts != NULL && facts->namesake != NULL && facts->mark != NULL)
    return g_strdup_printf ("%s %s", line->who, facts->mark);
  return g_strdup (line->who);
}

void
kt_agenda_line_know (KtContext *context, const KtAgenda *agenda, const KtAgendaLine *line,
                     int number)
{
  g_autofree char *who = say_client (agenda, line);
  const char *hands = line->hands != NULL ? line->hands : "";
  gboolean narrow = context->width < KT_AGENDA_NARROW;
  int room
      = narrow ? context->width - 3 : context->width - KT_AGENDA_WHO_COLUMNS - HAND_COLUMNS - 13;
  g_autofree char *facts = kt_agenda_say_facts (context, agenda, line->key, room);
  if (narrow)
    {
      g_autofree char *both
          = *hands != '\0' ? g_strdup_printf ("%s, %s", who, hands) : g_strdup (who);
      kt_out (context, "{d:%2d} {b:%02d:%02d} %.*s\n   ", number, line->local.hour,
              line->local.minute, MAX (context->width - 9, 8), both);
    }
  else
    kt_out (context, "{d:%2d}  {b:%02d:%02d}  %-*.*s %-*.*s ", number, line->local.hour,
            line->local.minute, KT_AGENDA_WHO_COLUMNS, KT_AGENDA_WHO_COLUMNS, who, HAND_COLUMNS,
            HAND_COLUMNS, hands);
  kt_out_marked (context, facts);
  kt_out (context, "\n");
}

void
kt_agenda_line_gap (KtContext *context, const KtAgendaLine *line, int number)
{
  KtLocal end = kt_local_from_utc (line->until, context->clock.zone);
  g_autofree char *length = kt_say_minutes (line->days);
  const char *fits = line->text != NULL ? line->text : "";
  if (context->width < KT_AGENDA_NARROW)
    {
      g_autofree char *what = *fits != '\0' ? g_strdup_printf ("%s %s  %s", length, line->who, fits)
                                            : g_strdup_printf ("%s %s", length, line->who);
      kt_out (context, "{d:%2d} {b:%02d:%02d} %.*s\n", number, line->local.hour, line->local.minute,
              MAX (context->width - 9, 8), what);
      return;
    }
  int room = context->width - HAND_COLUMNS - 26;
  kt_out (context, "{d:%2d}  {b:%02d:%02d–%02d:%02d}  %-*.*s ", number, line->local.hour,
          line->local.minute, end.hour, end.minute, HAND_COLUMNS, HAND_COLUMNS, line->who);
  if (*fits != '\0')
    kt_out (context, "%-7s %.*s\n", length, room, fits);
  else
    kt_out (context, "%s\n", length);
}

/* "8 weeks, usually 6"; under two weeks in days. */
static char *
say_interval (const KtAgendaLine *line)
{
  if (line->usual < 14)
    return g_strdup_printf (ngettext ("%d day, usually %d", "%d days, usually %d", line->days),
                            line->days, line->usual);
  int weeks = line->days / 7;
  return g_strdup_printf (ngettext ("%d week, usually %d", "%d weeks, usually %d", weeks), weeks,
                          (line->usual + 3) / 7);
}

void
kt_agenda_line_due (KtContext *context, const KtAgendaLine *line, int number)
{
  g_autofree char *interval = say_interval (line);
  if (context->width < KT_AGENDA_NARROW)
    {
      g_autofree char *both = g_strdup_printf ("%s, %s, %s", line->who, line->text, interval);
      kt_out (context, "{d:%2d} %.*s\n", number, MAX (context->width - 3, 8), both);
      return;
    }
  kt_out (context, "{d:%2d}  %-*.*s %-*.*s %.*s\n", number, KT_AGENDA_WHO_COLUMNS,
          KT_AGENDA_WHO_COLUMNS, line->who, SERVICE_COLUMNS, SERVICE_COLUMNS, line->text,
          context->width - KT_AGENDA_WHO_COLUMNS - SERVICE_COLUMNS - 6, interval);
}

/* --- pieces of planned lines --- */

char *
kt_agenda_say_visit (const KtAgendaLine *line)
{
  const char *who = line->who != NULL ? line->who : _ ("off the street");
  GString *what = g_string_new (who);
  if (line->text != NULL && *line->text != '\0')
    g_string_append_printf (what, " · %s", line->text);
  if (line->hands != NULL)
    g_string_append_printf (what, ", %s", line->hands);
  return g_string_free (what, FALSE);
}

char *
kt_agenda_say_event (const KtAgendaLine *line)
{
  gboolean named = line->who == NULL || strstr (line->text, line->who) != NULL;
  const char *text = *line->text != '\0' ? line->text : _ ("(no title)");
  if (!named)
    return g_strdup_printf ("%s · %s", text, line->who);
  return line->question != NULL ? g_strdup_printf ("%s · %s", text, line->question)
                                : g_strdup (text);
}

char *
kt_agenda_say_question (const KtContext *context, const KtAgendaLine *line)
{
  g_autofree char *when = kt_say_visit_start (context, line->local);
  return g_strdup_printf ("%s %s: %s", line->who != NULL ? line->who : _ ("off the street"), when,
                          line->question);
}

/* What stands at the right of a planned line; NULL nothing. */
char *
kt_agenda_say_note (const KtContext *context, const KtAgendaLine *line)
{
  if (line->kind == KT_AGENDA_DEAL)
    {
      g_autofree char *amount = kt_agenda_say_amount (line);
      return amount != NULL ? kt_marked ("%s", amount) : NULL;
    }
  if (line->kind == KT_AGENDA_EVENT && line->overtaken)
    return kt_marked ("{y:%s}", C_ ("invitation", "changed by its organizer"));
  if (line->kind == KT_AGENDA_EVENT && line->unanswered_invitation)
    return kt_marked ("{y:%s}", _ ("invitation, not answered"));
  if (line->kind == KT_AGENDA_UNFINISHED && line->days == 1)
    return kt_marked ("{c:kontor close yesterday}");
  if (line->kind == KT_AGENDA_UNFINISHED)
    {
      char day[KT_LOCAL_TEXT];
      kt_local_format (line->local, day);
      return kt_marked ("{c:kontor close %s}", day);
    }
  if (line->kind == KT_AGENDA_INVOICE && line->reminded != NULL)
    {
      KtLocal day;
      g_autofree char *date = kt_local_parse (line->reminded, &day)
                                  ? kt_say_short_date (context, day)
                                  : g_strdup (line->reminded);
      return kt_marked (_ ("{d:reminded %s}"), date);
    }
  if (line->kind != KT_AGENDA_VISIT || line->state == NULL)
    return NULL;
  if (strcmp (line->state, "pencilled") == 0)
    return kt_marked ("{y:%s}", _ ("only pencilled in"));
  if (strcmp (line->state, "no-show") == 0)
    return kt_marked ("{d:%s}", C_ ("visit", "no-show"));
  return strcmp (line->state, "done") == 0 ? kt_marked ("{d:%s}", _ ("done")) : NULL;
}
