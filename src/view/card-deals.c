#include "config.h"
#include "card-parts.h"
#include "kontor/deal-view.h"

#include <glib/gi18n.h>

/* "open    brand book   2 800,00 €   In work, due Fri 4.12." */
void
kt_card_print_deals (KtContext *context, const KtCard *card)
{
  g_autoptr (KtDealSheet) sheet = kt_deal_sheet_of (context, card->contact->id, FALSE, NULL);
  for (guint i = 0; sheet != NULL && i < sheet->rows->len; i++)
    {
      const KtDealRow *row = &g_array_index (sheet->rows, KtDealRow, i);
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
