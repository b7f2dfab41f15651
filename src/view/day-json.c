#include "config.h"
#include "kontor/day-view.h"
#include "kontor/table.h"

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  kt_json_text (builder, value);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_money (JsonBuilder *builder, KtMoney money)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "amount_minor");
  json_builder_add_int_value (builder, money.minor);
  add_text (builder, "currency", money.currency);
  json_builder_end_object (builder);
}

static void
add_tally (JsonBuilder *builder, guint visits, const GArray *sums)
{
  json_builder_set_member_name (builder, "visits");
  json_builder_add_int_value (builder, visits);
  json_builder_set_member_name (builder, "sums");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sums->len; i++)
    add_money (builder, g_array_index (sums, KtMoney, i));
  json_builder_end_array (builder);
}

static void
add_hands (JsonBuilder *builder, const KtDaySheet *sheet)
{
  json_builder_set_member_name (builder, "hands");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->hands->len; i++)
    {
      const KtSheetHand *hand = sheet->hands->pdata[i];
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "ref");
      if (hand->resource != 0)
        kt_json_ref (builder, hand->resource);
      else
        json_builder_add_null_value (builder);
      add_text (builder, "name", hand->name);
      add_tally (builder, hand->visits, hand->sums);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_visit (JsonBuilder *builder, const KtSheetBlock *block)
{
  json_builder_set_member_name (builder, "ref");
  kt_json_ref (builder, block->appointment);
  json_builder_set_member_name (builder, "contact");
  kt_json_contact (builder, block->contact, block->who);
  add_text (builder, "state", block->state);
  json_builder_set_member_name (builder, "price");
  if (block->has_price)
    add_money (builder, block->price);
  else
    json_builder_add_null_value (builder);
  add_text (builder, "phone", block->phone);
  add_text (builder, "allergy", block->allergy);
  add_text (builder, "note", block->text);
  add_flag (builder, "unsure", block->flags & KT_SHEET_UNSURE);
  add_flag (builder, "new", block->flags & KT_SHEET_NEW);
  add_flag (builder, "overlaps", block->flags & KT_SHEET_OVERLAPS);
  add_flag (builder, "nested", block->flags & KT_SHEET_NESTED);
}

static void
add_block (JsonBuilder *builder, const KtContext *context, const KtDaySheet *sheet,
           const KtSheetBlock *block)
{
  static const char *const kinds[] = { "visit", "event", "closed", "free" };
  const KtSheetHand *hand = sheet->hands->pdata[block->hand];
  json_builder_begin_object (builder);
  add_text (builder, "kind", kinds[block->kind]);
  add_text (builder, "hand", hand->name);
  json_builder_set_member_name (builder, "start");
  kt_json_time (builder, context, block->start_at);
  json_builder_set_member_name (builder, "end");
  kt_json_time (builder, context, block->end_at);
  add_text (builder, "text", block->what);
  if (block->kind == KT_SHEET_VISIT)
    add_visit (builder, block);
  json_builder_end_object (builder);
}

void
kt_day_json (KtContext *context, const KtDaySheet *sheet)
{
  char day[KT_LOCAL_TEXT];
  JsonBuilder *builder = kt_json_begin ();
  kt_local_format (sheet->day, day);
  add_text (builder, "date", day);
  add_tally (builder, sheet->visits, sheet->sums);
  add_hands (builder, sheet);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->blocks->len; i++)
    add_block (builder, context, sheet, sheet->blocks->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheet->notes->len; i++)
    kt_json_text (builder, sheet->notes->pdata[i]);
  json_builder_end_array (builder);
  kt_json_end (context, builder);
}
