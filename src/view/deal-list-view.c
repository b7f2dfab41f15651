#include "config.h"
#include "kontor/deal-view.h"
#include "kontor/handle.h"

#include <glib/gi18n.h>

static const KtColumn shown[] = {
  { "contact", N_ ("Client"), KT_COLUMN_TEXT }, { "title", N_ ("Deal"), KT_COLUMN_TEXT },
  { "amount", N_ ("Amount"), KT_COLUMN_TEXT },  { "stage", N_ ("Stage"), KT_COLUMN_TEXT },
  { "days", N_ ("Days"), KT_COLUMN_NUMBER },    { "expected", N_ ("Due"), KT_COLUMN_TEXT },
  { "next", N_ ("Next"), KT_COLUMN_TEXT },      { "ref", N_ ("Ref"), KT_COLUMN_REF },
};

static const KtColumn data[] = {
  { "contact", N_ ("Client"), KT_COLUMN_TEXT },
  { "title", N_ ("Deal"), KT_COLUMN_TEXT },
  { "amount", N_ ("Amount"), KT_COLUMN_TEXT },
  { "currency", N_ ("Currency"), KT_COLUMN_TEXT },
  { "pipeline", N_ ("Pipeline"), KT_COLUMN_TEXT },
  { "stage", N_ ("Stage"), KT_COLUMN_TEXT },
  { "state", N_ ("State"), KT_COLUMN_TEXT },
  { "days", N_ ("Days"), KT_COLUMN_NUMBER },
  { "expected", N_ ("Due"), KT_COLUMN_DATE },
  { "next", N_ ("Next"), KT_COLUMN_TEXT },
  { "next_due", N_ ("Next due"), KT_COLUMN_DATE },
  { "reason", N_ ("Reason"), KT_COLUMN_TEXT },
  { "created", N_ ("Created"), KT_COLUMN_TIME },
  { "closed_at", N_ ("Closed"), KT_COLUMN_TIME },
  { "ref", N_ ("Ref"), KT_COLUMN_REF },
};

static void
add_shown (KtContext *context, KtTable *table, const KtDealRow *row)
{
  const KtDeal *deal = row->deal;
  g_autofree char *amount = deal->has_amount ? kt_say_amount_short (deal->amount) : NULL;
  KtLocal day;
  g_autofree char *due = deal->expected != NULL && kt_local_parse (deal->expected, &day)
                             ? kt_say_short_date (context, day)
                             : NULL;
  g_autofree char *when = row->next != NULL ? kt_say_short_date (context, row->next->due) : NULL;
  g_autofree char *next
      = row->next != NULL ? g_strdup_printf ("%s %s", when, row->next->text) : NULL;
  kt_table_add (table, deal->who, deal->title, amount, kt_stage_title (row->stage),
                (gint64)row->days, due, deal->closed_at == 0 ? next : deal->reason, deal->id);
}

static void
add_data (KtTable *table, const KtDealRow *row)
{
  const KtDeal *deal = row->deal;
  g_autofree char *amount = deal->has_amount ? kt_money_decimal (deal->amount) : NULL;
  char due[KT_LOCAL_TEXT];
  if (row->next != NULL)
    kt_local_format (row->next->due, due);
  kt_table_add (
      table, deal->who, deal->title, amount, deal->has_amount ? deal->amount.currency : NULL,
      row->pipeline != NULL ? row->pipeline->name : NULL, row->stage->name,
      kt_stage_kind_id (row->stage->kind), (gint64)row->days, deal->expected,
      row->next != NULL ? row->next->text : NULL, row->next != NULL ? due : NULL, deal->reason,
      deal->created, deal->closed_at != 0 ? deal->closed_at : (gint64)KT_TABLE_NULL, deal->id);
}

static void
print_json (KtContext *context, const KtDealSheet *sheet)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "deals");
  kt_json_begin_array (builder);
  for (guint i = 0; i < sheet->rows->len; i++)
    kt_json_deal (builder, context, &g_array_index (sheet->rows, KtDealRow, i));
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

gboolean
kt_deal_list_print (KtContext *context, const KtDealSheet *sheet, GError **error)
{
  gboolean text = context->terminal && context->output == KT_OUTPUT_TEXT;
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, sheet);
      return TRUE;
    }
  g_autoptr (KtTable) table = text ? kt_table_new (shown, G_N_ELEMENTS (shown))
                                   : kt_table_new (data, G_N_ELEMENTS (data));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const KtDealRow *row = &g_array_index (sheet->rows, KtDealRow, i);
      KtHandle handle = { .kind = KT_RECORD_DEAL,
                          .key = row->deal->id,
                          .contact = row->deal->contact,
                          .stamp = row->deal->updated,
                          .number = (int)i + 1 };
      if (text)
        add_shown (context, table, row);
      else
        add_data (table, row);
      g_array_append_val (handles, handle);
    }
  kt_table_print (table, context, "deals");
  if (!text)
    return TRUE;
  if (sheet->rows->len == 0)
    kt_out (context, _ ("no such deal\n"));
  return kt_handles_save (context, handles, error);
}
