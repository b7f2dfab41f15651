#include "config.h"
#include "card-parts.h"
#include "kontor/allergy.h"
#include "kontor/formula.h"
#include "kontor/visit.h"
#include "kontor/visit-view.h"
#include <string.h>

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  kt_json_text (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_time (JsonBuilder *builder, const KtContext *context, const char *name, gint64 utc)
{
  json_builder_set_member_name (builder, name);
  kt_json_time (builder, context, utc);
}

void
kt_card_json_visit (JsonBuilder *builder, const KtContext *context, const KtAppointment *visit,
                    const char *hands)
{
  add_time (builder, context, "until", visit->end_at);
  add_text (builder, "state", kt_visit_state_id (visit->state));
  add_text (builder, "hands", hands);
  json_builder_set_member_name (builder, "price");
  kt_json_money (builder, visit->paid >= 0 ? visit->paid : visit->price, visit->currency);
}

void
kt_card_json_event (JsonBuilder *builder, const KtContext *context, const KtDated *event)
{
  add_time (builder, context, "until", event->end);
  add_text (builder, "location", event->location);
  add_text (builder, "calendar", event->calendar);
  add_text (builder, "partstat", *event->answer != '\0' ? event->answer : NULL);
}

static void
add_next (JsonBuilder *builder, const KtContext *context, const KtCard *card)
{
  const KtAppointment *next = card->visits.next;
  json_builder_set_member_name (builder, "next_visit");
  if (next == NULL)
    json_builder_add_null_value (builder);
  else
    {
      g_autofree char *services = kt_visit_services (next);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "ref");
      kt_json_ref (builder, next->id);
      add_time (builder, context, "at", next->start_at);
      add_text (builder, "text", services);
      kt_card_json_visit (builder, context, next, card->visits.next_hands);
      json_builder_end_object (builder);
    }
  json_builder_set_member_name (builder, "next_event");
  if (card->next_event == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ref");
  kt_json_ref (builder, card->next_event->key);
  add_time (builder, context, "at", card->next_event->start);
  add_text (builder, "text", card->next_event->summary);
  kt_card_json_event (builder, context, card->next_event);
  json_builder_end_object (builder);
}

static void
add_allergies (JsonBuilder *builder, const KtCard *card)
{
  json_builder_set_member_name (builder, "allergies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < card->visits.allergies->len; i++)
    {
      const KtAllergy *allergy = card->visits.allergies->pdata[i];
      char tested[KT_LOCAL_TEXT] = "";
      if (allergy->tested.year != 0)
        kt_local_format (allergy->tested, tested);
      json_builder_begin_object (builder);
      add_text (builder, "text", allergy->text);
      add_text (builder, "tested", *tested != '\0' ? tested : NULL);
      add_text (builder, "result", allergy->result);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_formulas (JsonBuilder *builder, const KtContext *context, const KtCard *card)
{
  json_builder_set_member_name (builder, "formulas");
  json_builder_begin_array (builder);
  for (guint i = 0; i < card->visits.formulas->len; i++)
    {
      const KtFormula *formula = card->visits.formulas->pdata[i];
      json_builder_begin_object (builder);
      add_text (builder, "kind", formula->kind);
      add_time (builder, context, "at", formula->at);
      add_text (builder, "text", formula->text);
      add_text (builder, "reason", *formula->reason != '\0' ? formula->reason : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
kt_card_json_diary (JsonBuilder *builder, const KtContext *context, const KtCard *card)
{
  add_next (builder, context, card);
  add_allergies (builder, card);
  add_formulas (builder, context, card);
  json_builder_set_member_name (builder, "visits");
  json_builder_begin_object (builder);
  add_int (builder, "done", card->visits.done);
  add_int (builder, "no_shows", card->visits.no_shows);
  add_int (builder, "usual_days", card->visits.usual);
  json_builder_set_member_name (builder, "spent");
  json_builder_begin_array (builder);
  for (guint i = 0; i < card->visits.spent->len; i++)
    {
      const KtMoney *sum = &g_array_index (card->visits.spent, KtMoney, i);
      kt_json_money (builder, sum->minor, sum->currency);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}
