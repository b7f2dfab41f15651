#include "config.h"
#include "kontor/deal-sheet.h"
#include "kontor/deals.h"
#include "kontor/local-time.h"

void
kt_deal_sheet_free (KtDealSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_clear_pointer (&sheet->pipelines, g_ptr_array_unref);
  g_clear_pointer (&sheet->deals, g_ptr_array_unref);
  g_clear_pointer (&sheet->steps, g_ptr_array_unref);
  g_clear_pointer (&sheet->rows, g_array_unref);
  g_free (sheet);
}

int
kt_deal_step_after (const KtStage *stage)
{
  return stage->stale > 0 ? (stage->stale + 1) / 2 : 0;
}

/* Deal → its soonest step: the steps are sorted. */
static GHashTable *
index_steps (const GPtrArray *steps)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = steps->len; i > 0; i--)
    {
      KtReminder *step = steps->pdata[i - 1];
      g_hash_table_replace (index, &step->deal, step);
    }
  return index;
}

static GHashTable *
index_stages (const GPtrArray *pipelines)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < pipelines->len; i++)
    {
      const KtPipeline *pipeline = pipelines->pdata[i];
      for (guint j = 0; j < pipeline->stages->len; j++)
        {
          KtStage *stage = pipeline->stages->pdata[j];
          g_hash_table_insert (index, &stage->id, stage);
        }
    }
  return index;
}

static const KtPipeline *
pipeline_of (const KtDealSheet *sheet, KtId id)
{
  for (guint i = 0; i < sheet->pipelines->len; i++)
    if (((const KtPipeline *)sheet->pipelines->pdata[i])->id == id)
      return sheet->pipelines->pdata[i];
  return NULL;
}

static void
fill (const KtContext *context, KtDealSheet *sheet)
{
  g_autoptr (GHashTable) steps = index_steps (sheet->steps);
  g_autoptr (GHashTable) stages = index_stages (sheet->pipelines);
  KtDayFinder finder = { .zone = context->clock.zone };
  gint64 today = kt_day_find (&finder, context->clock.now);
  KtLocal expected;
  for (guint i = 0; i < sheet->deals->len; i++)
    {
      KtDeal *deal = sheet->deals->pdata[i];
      KtDealRow row = { .deal = deal, .late = G_MININT };
      row.stage = g_hash_table_lookup (stages, &deal->stage);
      if (row.stage == NULL)
        continue;
      row.pipeline = pipeline_of (sheet, row.stage->pipeline);
      row.next = g_hash_table_lookup (steps, &deal->id);
      row.days = (int)(today - kt_day_find (&finder, deal->since));
      if (deal->expected != NULL && kt_local_parse (deal->expected, &expected))
        row.late = (int)(today - kt_local_day_number (expected));
      row.stale = deal->closed_at == 0 && row.stage->stale > 0 && row.days >= row.stage->stale;
      g_array_append_val (sheet->rows, row);
    }
}

/* deals is taken. */
static KtDealSheet *
make (KtContext *context, GPtrArray *deals, KtId one, GError **error)
{
  if (deals == NULL)
    return NULL;
  g_autoptr (KtDealSheet) sheet = g_new0 (KtDealSheet, 1);
  sheet->deals = deals;
  sheet->rows = g_array_sized_new (FALSE, TRUE, sizeof (KtDealRow), deals->len);
  sheet->pipelines = kt_pipeline_list (context->store, TRUE, error);
  if (sheet->pipelines != NULL)
    sheet->steps = kt_reminder_list_deal (context->store, one, error);
  if (sheet->steps == NULL)
    return NULL;
  fill (context, sheet);
  return g_steal_pointer (&sheet);
}

KtDealSheet *
kt_deal_sheet_read (KtContext *context, gboolean closed, GError **error)
{
  return make (context, kt_deal_list (context->store, closed, error), 0, error);
}

KtDealSheet *
kt_deal_sheet_of (KtContext *context, KtId contact, gboolean closed, GError **error)
{
  return make (context, kt_deal_list_of (context->store, contact, closed, error), 0, error);
}

KtDealSheet *
kt_deal_sheet_one (KtContext *context, KtId id, GError **error)
{
  KtDeal *deal = kt_deal_get (context->store, id, error);
  if (deal == NULL)
    return NULL;
  GPtrArray *deals = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_deal_free);
  g_ptr_array_add (deals, deal);
  return make (context, deals, id, error);
}
