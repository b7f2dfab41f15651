#include "config.h"
#include "card-parts.h"
#include "kontor/deal-view.h"
#include "kontor/visit-view.h"

#include <glib/gi18n.h>

/* "open    brand book   2 800,00 €   In work, due Fri 4.12." */
void
kt_card_print_deals (KtContext *context, const KtCard *card)
{
  const GArray *rows = card->deals->rows;
  for (guint i = 0; i < rows->len; i++)
    {
      const KtDealRow *row = &g_array_index (rows, KtDealRow, i);
      if (row->deal->closed_at != 0)
        break; /* open ones come first */
      g_autofree char *amount = kt_say_deal_amount (row->deal);
      KtLocal day;
      kt_out (context, "  {b:%-9s}%s   {b:%s}   %s", i == 0 ? _ ("open") : "", row->deal->title,
              amount, kt_stage_title (row->stage));
      if (row->deal->expected != NULL && kt_local_parse (row->deal->expected, &day))
        {
          g_autofree char *due = kt_say_short_date (context, day);
          kt_out (context, row->late > 0 ? _ (", {r:due %s %s}") : _ (", due %s %s"),
                  kt_say_weekday (day), due);
        }
      kt_out (context, "\n");
    }
}

char *
kt_card_say_move (const KtCardEntry *entry)
{
  if (entry->stage->kind == KT_STAGE_WON)
    return g_strdup (_ ("deal won"));
  if (entry->stage->kind == KT_STAGE_LOST)
    return g_strdup (_ ("deal lost"));
  /* TRANSLATORS: a stage: where the deal began, where it went */
  const char *format = entry->left == NULL ? _ ("deal in %s") : _ ("deal to %s");
  return g_strdup_printf (format, kt_stage_title (entry->stage));
}

/* "brand book, 2 800,00 €, price": the amount it had then, and why. */
char *
kt_card_say_move_words (const KtCardEntry *entry)
{
  const KtDealMove *move = entry->move;
  g_autofree char *amount = move->has_amount ? kt_money_format (move->amount) : NULL;
  const char *parts[] = { entry->deal->deal->title, NULL, NULL, NULL };
  guint n = 1;
  if (amount != NULL)
    parts[n++] = amount;
  if (move->reason != NULL)
    parts[n] = move->reason;
  return g_strjoinv (", ", (char **)parts);
}

void
kt_card_json_move (KtJson *builder, const KtCardEntry *entry)
{
  const KtDealMove *move = entry->move;
  kt_json_member (builder, "from");
  kt_json_text (builder, entry->left != NULL ? entry->left->name : NULL);
  kt_json_member (builder, "to");
  kt_json_text (builder, entry->stage->name);
  kt_json_member (builder, "amount");
  kt_json_money (builder, move->has_amount ? move->amount.minor : -1, move->amount.currency);
  kt_json_member (builder, "reason");
  kt_json_text (builder, move->reason);
}

void
kt_card_json_deals (KtJson *builder, KtContext *context, const KtCard *card)
{
  kt_json_member (builder, "deals");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->deals->rows->len; i++)
    kt_json_deal (builder, context, &g_array_index (card->deals->rows, KtDealRow, i));
  kt_json_end_array (builder);
}
