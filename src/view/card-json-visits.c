#include "config.h"
#include "card-parts.h"
#include "kontor/allergy.h"
#include "kontor/formula.h"
#include "kontor/visit.h"
#include "kontor/visit-view.h"
#include <string.h>

static void
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

static void
add_int (KtJson *builder, const char *name, gint64 value)
{
  kt_json_member (builder, name);
  kt_json_int (builder, value);
}

static void
add_time (KtJson *builder, const KtContext *context, const char *name, gint64 utc)
{
  kt_json_member (builder, name);
  kt_json_time (builder, context, utc);
}

void
kt_card_json_visit (KtJson *builder, const KtContext *context, const KtAppointment *visit,
                    const char *hands)
{
  add_time (builder, context, "until", visit->end_at);
  add_text (builder, "state", kt_visit_state_id (visit->state));
  add_text (builder, "hands", hands);
  kt_json_member (builder, "price");
  kt_json_money (builder, visit->paid >= 0 ? visit->paid : visit->price, visit->currency);
}

void
kt_card_json_event (KtJson *builder, const KtContext *context, const KtDated *event)
{
  add_time (builder, context, "until", event->end);
  add_text (builder, "location", event->location);
  add_text (builder, "calendar", event->calendar);
  add_text (builder, "partstat", *event->answer != '\0' ? event->answer : NULL);
}

static void
add_next (KtJson *builder, const KtContext *context, const KtCard *card)
{
  const KtAppointment *next = card->visits.next;
  kt_json_member (builder, "next_visit");
  if (next == NULL)
    kt_json_null (builder);
  else
    {
      g_autofree char *services = kt_visit_services (next);
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, next->id);
      add_time (builder, context, "at", next->start_at);
      add_text (builder, "text", services);
      kt_card_json_visit (builder, context, next, card->visits.next_hands);
      kt_json_end_object (builder);
    }
  kt_json_member (builder, "next_event");
  if (card->next_event == NULL)
    {
      kt_json_null (builder);
      return;
    }
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, card->next_event->key);
  add_time (builder, context, "at", card->next_event->start);
  add_text (builder, "text", card->next_event->summary);
  kt_card_json_event (builder, context, card->next_event);
  kt_json_end_object (builder);
}

static void
add_allergies (KtJson *builder, const KtCard *card)
{
  kt_json_member (builder, "allergies");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->visits.allergies->len; i++)
    {
      const KtAllergy *allergy = card->visits.allergies->pdata[i];
      char tested[KT_LOCAL_TEXT] = "";
      if (allergy->tested.year != 0)
        kt_local_format (allergy->tested, tested);
      kt_json_begin_object (builder);
      add_text (builder, "text", allergy->text);
      add_text (builder, "tested", *tested != '\0' ? tested : NULL);
      add_text (builder, "result", allergy->result);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
add_formulas (KtJson *builder, const KtContext *context, const KtCard *card)
{
  kt_json_member (builder, "formulas");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->visits.formulas->len; i++)
    {
      const KtFormula *formula = card->visits.formulas->pdata[i];
      kt_json_begin_object (builder);
      add_text (builder, "kind", formula->kind);
      add_time (builder, context, "at", formula->at);
      add_text (builder, "text", formula->text);
      add_text (builder, "reason", *formula->reason != '\0' ? formula->reason : NULL);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

void
kt_card_json_diary (KtJson *builder, const KtContext *context, const KtCard *card)
{
  add_next (builder, context, card);
  add_allergies (builder, card);
  add_formulas (builder, context, card);
  kt_json_member (builder, "visits");
  kt_json_begin_object (builder);
  add_int (builder, "done", card->visits.done);
  add_int (builder, "no_shows", card->visits.no_shows);
  add_int (builder, "usual_days", card->visits.usual);
  kt_json_member (builder, "spent");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->visits.spent->len; i++)
    {
      const KtMoney *sum = &g_array_index (card->visits.spent, KtMoney, i);
      kt_json_money (builder, sum->minor, sum->currency);
    }
  kt_json_end_array (builder);
  kt_json_end_object (builder);
}
