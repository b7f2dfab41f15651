#include "config.h"
#include "kontor/card.h"

static const KtDealRow *
row_of (const KtDealSheet *sheet, KtId deal)
{
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const KtDealRow *row = &g_array_index (sheet->rows, KtDealRow, i);
      if (row->deal->id == deal)
        return row;
    }
  return NULL;
}

gboolean
kt_card_add_deals (KtContext *context, KtCard *card, guint *total, GError **error)
{
  KtId contact = card->contact->id;
  card->deals = kt_deal_sheet_of (context, contact, TRUE, error);
  g_autoptr (GPtrArray) moves
      = card->deals != NULL ? kt_deal_moves_of (context->store, contact, error) : NULL;
  for (guint i = 0; moves != NULL && i < moves->len; i++)
    {
      KtDealMove *move = moves->pdata[i];
      const KtDealRow *row = row_of (card->deals, move->deal);
      const KtStage *to = kt_pipelines_stage (card->deals->pipelines, move->to);
      if (row == NULL || to == NULL)
        continue;
      moves->pdata[i] = NULL;
      KtCardEntry *entry = kt_card_add_entry (card, KT_CARD_DEAL, move->deal, move->at);
      entry->move = move;
      entry->deal = row;
      entry->left = kt_pipelines_stage (card->deals->pipelines, move->from);
      entry->stage = to;
      ++*total;
    }
  return moves != NULL;
}
