#include "config.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"

#define MINUTE 60

static void
add_text (KtJson *builder, const char *name, const char *text)
{
  kt_json_member (builder, name);
  kt_json_text (builder, text);
}

static void
add_time (KtJson *builder, const KtContext *context, const char *name, gint64 utc)
{
  kt_json_member (builder, name);
  kt_json_time (builder, context, utc);
}

static void
add_int (KtJson *builder, const char *name, gint64 value)
{
  kt_json_member (builder, name);
  kt_json_int (builder, value);
}

static void
add_money (KtJson *builder, const char *name, gint64 minor, const char *currency)
{
  kt_json_member (builder, name);
  kt_json_money (builder, minor, currency);
}

void
kt_json_money (KtJson *builder, gint64 minor, const char *currency)
{
  if (minor < 0)
    {
      kt_json_null (builder);
      return;
    }
  kt_json_begin_object (builder);
  add_int (builder, "amount_minor", minor);
  add_text (builder, "currency", currency);
  kt_json_end_object (builder);
}

static void
add_part (KtJson *builder, KtContext *context, const KtAppointment *visit, const KtVisitPart *part)
{
  g_autofree char *hand = kt_hand_name (context, part->staff);
  kt_json_begin_object (builder);
  kt_json_member (builder, "service");
  kt_json_contact (builder, part->service, part->name);
  add_text (builder, "name", part->name);
  kt_json_member (builder, "staff");
  kt_json_contact (builder, part->staff, hand);
  add_time (builder, context, "at", visit->start_at + (gint64)part->start * MINUTE);
  add_int (builder, "work", part->lengths.work);
  add_int (builder, "free", part->lengths.free);
  add_int (builder, "finish", part->lengths.finish);
  add_money (builder, "price", part->price, visit->currency);
  kt_json_end_object (builder);
}

static void
add_parts (KtJson *builder, KtContext *context, const KtAppointment *visit)
{
  kt_json_member (builder, "parts");
  kt_json_begin_array (builder);
  for (guint i = 0; i < visit->parts->len; i++)
    add_part (builder, context, visit, visit->parts->pdata[i]);
  kt_json_end_array (builder);
  kt_json_member (builder, "items");
  kt_json_begin_array (builder);
  for (guint i = 0; i < visit->items->len; i++)
    {
      const KtVisitItem *item = visit->items->pdata[i];
      kt_json_begin_object (builder);
      add_text (builder, "name", item->name);
      add_int (builder, "quantity", item->quantity);
      add_money (builder, "price", item->price, visit->currency);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

void
kt_json_visit (KtJson *builder, KtContext *context, const KtAppointment *visit)
{
  g_autofree char *who = kt_visit_who (context, visit);
  g_autofree char *services = kt_visit_services (visit);
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, visit->id);
  kt_json_member (builder, "contact");
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
  kt_json_member (builder, "overlaps");
  kt_json_boolean (builder, visit->overlaps);
  kt_json_end_object (builder);
}

void
kt_json_print_visit (KtContext *context, const char *name, const KtAppointment *visit)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, name);
  kt_json_visit (builder, context, visit);
  kt_json_end (context, builder);
}
