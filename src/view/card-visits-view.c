#include "config.h"
#include "card-parts.h"
#include "kontor/day-view.h"
#include "kontor/formula.h"
#include "kontor/table.h"
#include "kontor/visit.h"
#include "kontor/visit-facts.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>
#include <string.h>

#define LABEL_COLUMNS 11 /* what stands before a row of the head */
#define TEXT_LEAST 20
#define WEEKS_FROM 14 /* days */

void
kt_card_print_allergies (KtContext *context, const KtCard *card)
{
  g_autofree char *line = kt_allergy_line (context, card->visits.allergies);
  if (line != NULL)
    kt_out (context, "{r:%s  %s}\n", _ ("ALLERGY"), line);
}

static void
print_next_visit (KtContext *context, const KtCard *card)
{
  const KtAppointment *next = card->visits.next;
  if (next == NULL)
    return;
  KtLocal start = kt_local_from_utc (next->start_at, context->clock.zone);
  g_autofree char *when = kt_say_visit_start (context, start);
  g_autofree char *services = kt_visit_services (next);
  g_autoptr (GString) pieces = g_string_new (NULL);
  kt_card_append (pieces, card->visits.next_hands != NULL
                              ? kt_marked ("{b:%s} %s, %s", when, services, card->visits.next_hands)
                              : kt_marked ("{b:%s} %s", when, services));
  if (next->state == KT_VISIT_PENCILLED)
    kt_card_append (pieces, kt_marked ("{y:%s}", _ ("only pencilled in")));
  if (card->visits.more > 0)
    kt_card_append (pieces, kt_marked (ngettext ("{d:%u more}", "{d:%u more}", card->visits.more),
                                       card->visits.more));
  /* TRANSLATORS: the next visit, on a card */
  kt_card_print_row (context, C_ ("card", "next"), pieces->str);
  if (next->question != NULL)
    kt_out (context, "           {y:? %s}\n", next->question);
}

static void
print_next_event (KtContext *context, const KtCard *card)
{
  const KtDated *event = card->next_event;
  if (event == NULL)
    return;
  KtLocal start = kt_local_from_utc (event->start, context->clock.zone);
  if (event->flags & KT_EVENT_ALL_DAY)
    {
      start.hour = -1;
      start.minute = 0;
    }
  g_autofree char *when
      = start.hour < 0 ? kt_say_when (context, start) : kt_say_visit_start (context, start);
  g_autoptr (GString) row = g_string_new (NULL);
  kt_card_append (row, kt_marked ("%s %s", when, event->summary));
  const char *state = event->overtaken ? C_ ("invitation", "changed by its organizer")
                      : strcmp (event->answer, "needs-action") == 0 ? _ ("invitation, not answered")
                                                                    : NULL;
  if (state != NULL)
    {
      g_autofree char *note = kt_marked (" {y:(%s)}", state);
      g_string_append (row, note);
    }
  kt_card_print_row (context, C_ ("card", "next"), row->str);
}

/* One row a kind: what was mixed last. */
static void
print_formulas (KtContext *context, const KtCard *card)
{
  for (guint i = 0; i < card->visits.formulas->len; i++)
    {
      const KtFormula *formula = card->visits.formulas->pdata[i];
      g_autofree char *date = kt_say_short (context, formula->at);
      g_autofree char *text = g_strdup_printf ("%s: %s", formula->kind, formula->text);
      int room = context->width - LABEL_COLUMNS - (int)strlen (date) - 2;
      g_autofree char *row = kt_marked ("%.*s  {d:%s}", MAX (room, TEXT_LEAST), text, date);
      kt_card_print_row (context, i == 0 ? _ ("formula") : "", row);
    }
}

static char *
say_usual (int days)
{
  int weeks = (days + 3) / 7;
  if (days < WEEKS_FROM)
    return kt_marked (ngettext ("every %d day", "every %d days", days), days);
  return kt_marked (ngettext ("every %d week", "every %d weeks", weeks), weeks);
}

void
kt_card_print_visits (KtContext *context, const KtCard *card)
{
  const KtCardVisits *visits = &card->visits;
  g_autoptr (GString) pieces = g_string_new (NULL);
  g_autofree char *spent = kt_say_sums (visits->spent);
  if (visits->done > 0)
    kt_card_append (pieces,
                    kt_marked (ngettext ("%u visit", "%u visits", visits->done), visits->done));
  if (*spent != '\0')
    kt_card_append (pieces, kt_marked ("{b:%s}", spent));
  if (visits->usual > 0)
    kt_card_append (pieces, say_usual (visits->usual));
  if (visits->no_shows > 0)
    kt_card_append (pieces,
                    kt_marked (ngettext ("{y:%u no-show}", "{y:%u no-shows}", visits->no_shows),
                               visits->no_shows));
  kt_card_print_row (context, _ ("visits"), pieces->str);
  print_formulas (context, card);
  print_next_visit (context, card);
  print_next_event (context, card);
}
