#include "config.h"
#include "kontor/day-view.h"
#include "kontor/table.h"

static void
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

static void
add_flag (KtJson *builder, const char *name, gboolean value)
{
  kt_json_member (builder, name);
  kt_json_boolean (builder, value);
}

static void
add_money (KtJson *builder, KtMoney money)
{
  kt_json_begin_object (builder);
  kt_json_member (builder, "amount_minor");
  kt_json_int (builder, money.minor);
  add_text (builder, "currency", money.currency);
  kt_json_end_object (builder);
}

static void
add_tally (KtJson *builder, guint visits, const GArray *sums)
{
  kt_json_member (builder, "visits");
  kt_json_int (builder, visits);
  kt_json_member (builder, "sums");
  kt_json_begin_array (builder);
  for (guint i = 0; i < sums->len; i++)
    add_money (builder, g_array_index (sums, KtMoney, i));
  kt_json_end_array (builder);
}

static void
add_hands (KtJson *builder, const KtDaySheet *sheet)
{
  kt_json_member (builder, "hands");
  kt_json_begin_array (builder);
  for (guint i = 0; i < sheet->hands->len; i++)
    {
      const KtSheetHand *hand = sheet->hands->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      if (hand->resource != 0)
        kt_json_ref (builder, hand->resource);
      else
        kt_json_null (builder);
      add_text (builder, "name", hand->name);
      add_tally (builder, hand->visits, hand->sums);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
add_visit (KtJson *builder, const KtSheetBlock *block)
{
  kt_json_member (builder, "ref");
  kt_json_ref (builder, block->appointment);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, block->contact, block->who);
  add_text (builder, "state", block->state);
  kt_json_member (builder, "price");
  if (block->has_price)
    add_money (builder, block->price);
  else
    kt_json_null (builder);
  add_text (builder, "phone", block->phone);
  add_text (builder, "allergy", block->allergy);
  add_text (builder, "note", block->text);
  add_flag (builder, "unsure", block->flags & KT_SHEET_UNSURE);
  add_flag (builder, "new", block->flags & KT_SHEET_NEW);
  add_flag (builder, "overlaps", block->flags & KT_SHEET_OVERLAPS);
  add_flag (builder, "nested", block->flags & KT_SHEET_NESTED);
}

static void
add_block (KtJson *builder, const KtContext *context, const KtDaySheet *sheet,
           const KtSheetBlock *block)
{
  static const char *const kinds[] = { "visit", "event", "closed", "free" };
  const KtSheetHand *hand = sheet->hands->pdata[block->hand];
  kt_json_begin_object (builder);
  add_text (builder, "kind", kinds[block->kind]);
  add_text (builder, "hand", hand->name);
  kt_json_member (builder, "start");
  kt_json_time (builder, context, block->start_at);
  kt_json_member (builder, "end");
  kt_json_time (builder, context, block->end_at);
  add_text (builder, "text", block->what);
  if (block->kind == KT_SHEET_VISIT)
    add_visit (builder, block);
  kt_json_end_object (builder);
}

void
kt_day_json (KtContext *context, const KtDaySheet *sheet)
{
  char day[KT_LOCAL_TEXT];
  KtJson *builder = kt_json_begin ();
  kt_local_format (sheet->day, day);
  add_text (builder, "date", day);
  add_tally (builder, sheet->visits, sheet->sums);
  add_hands (builder, sheet);
  kt_json_member (builder, "blocks");
  kt_json_begin_array (builder);
  for (guint i = 0; i < sheet->blocks->len; i++)
    add_block (builder, context, sheet, sheet->blocks->pdata[i]);
  kt_json_end_array (builder);
  kt_json_member (builder, "notes");
  kt_json_begin_array (builder);
  for (guint i = 0; i < sheet->notes->len; i++)
    kt_json_text (builder, sheet->notes->pdata[i]);
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}
