#include "config.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"

#define MINUTE 60

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  kt_json_text (builder, text);
}

static void
add_time (JsonBuilder *builder, const KtContext *context, const char *name, gint64 utc)
{
  json_builder_set_member_name (builder, name);
  kt_json_time (builder, context, utc);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_money (JsonBuilder *builder, const char *name, gint64 minor, const char *currency)
{
  json_builder_set_member_name (builder, name);
  kt_json_money (builder, minor, currency);
}

void
kt_json_money (JsonBuilder *builder, gint64 minor, const char *currency)
{
  if (minor < 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_int (builder, "amount_minor", minor);
  add_text (builder, "currency", currency);
  json_builder_end_object (builder);
}

static void
add_part (JsonBuilder *builder, KtContext *context, const KtAppointment *visit,
          const KtVisitPart *part)
{
  g_autofree char *hand = kt_hand_name (context, part->staff);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "service");
  kt_json_contact (builder, part->service, part->name);
  add_text (builder, "name", part->name);
  json_builder_set_member_name (builder, "staff");
  kt_json_contact (builder, part->staff, hand);
  add_time (builder, context, "at", visit->start_at + (gint64)part->start * MINUTE);
  add_int (builder, "work", part->lengths.work);
  add_int (builder, "free", part->lengths.free);
  add_int (builder, "finish", part->lengths.finish);
  add_money (builder, "price", part->price, visit->currency);
  json_builder_end_object (builder);
}

static void
add_parts (JsonBuilder *builder, KtContext *context, const KtAppointment *visit)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < visit->parts->len; i++)
    add_part (builder, context, visit, visit->parts->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < visit->items->len; i++)
    {
      const KtVisitItem *item = visit->items->pdata[i];
      json_builder_begin_object (builder);
      add_text (builder, "name", item->name);
      add_int (builder, "quantity", item->quantity);
      add_money (builder, "price", item->price, visit->currency);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
kt_json_visit (JsonBuilder *builder, KtContext *context, const KtAppointment *visit)
{
  g_autofree char *who = kt_visit_who (context, visit);
  g_autofree char *services = kt_visit_services (visit);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ref");
  kt_json_ref (builder, visit->id);
  json_builder_set_member_name (builder, "contact");
  kt_json_contact (builder, visit->contact, who);
  add_time (builder, context, "at", visit->start_at);
  add_time (builder, context, "end", visit->end_at);
  add_text (builder, "timezone", visit->tzid);
  add_text (builder, "state", kt_visit_state_id (visit->state));
  add_time (builder, context, "pencilled_until", visit->pencilled_until);
  add_text (builder, "services", services);
  add_parts (builder, context, visit);
  add_money (builder, "price", visit->price, visit->currency);
  add_money (builder, "paid", visit->paid, visit->currency);
  add_text (builder, "paid_how", visit->paid_how);
  add_money (builder, "tip", visit->tip, visit->currency);
  add_time (builder, context, "arrived_at", visit->arrived_at);
  add_time (builder, context, "done_at", visit->done_at);
  add_text (builder, "text", visit->text);
  json_builder_set_member_name (builder, "overlaps");
  json_builder_add_boolean_value (builder, visit->overlaps);
  json_builder_end_object (builder);
}

void
kt_json_print_visit (KtContext *context, const char *name, const KtAppointment *visit)
{
  JsonBuilder *builder = kt_json_begin ();
  json_builder_set_member_name (builder, name);
  kt_json_visit (builder, context, visit);
  kt_json_end (context, builder);
}
