#include "config.h"
#include "kontor/deal-view.h"
#include "kontor/visit-view.h"
#include "kontor/review-view.h"

#include <glib/gi18n.h>

#define TEXT_LEAST 12 /* columns */

void
kt_review_print_deal (KtContext *context, const KtDealQuestion *question, const char *label,
                      guint first)
{
  const KtStoredLetter *letter = question->letter;
  const char *subject = *letter->subject != '\0' ? letter->subject : _ ("(no subject)");
  g_autofree char *when = kt_say_short (context, letter->time);
  g_autofree char *head = kt_marked ("{b:%s}  {b:%s}  %s  ", label, question->who,
                                     letter->direction == KT_DIRECTION_OUT ? ">" : "<");
  int room = context->width - kt_marked_width (head) - kt_marked_width (when) - 2;
  kt_out_marked (context, head);
  kt_out (context, "%.*s  {d:%s}\n", MAX (room, TEXT_LEAST), subject, when);
  if (letter->question != NULL && *letter->question != '\0')
    kt_out (context, "        «%.*s»\n", MAX (context->width - 10, TEXT_LEAST), letter->question);
  for (guint i = 0; i < question->deals->len; i++)
    {
      const KtDeal *deal = question->deals->pdata[i];
      g_autofree char *amount = kt_say_deal_amount (deal);
      int left = context->width - 14 - kt_marked_width (amount);
      kt_out (context, "        {c:%2u}  %.*s  {d:%s}\n", first + i, MAX (left, TEXT_LEAST),
              deal->title, amount);
    }
}

void
kt_review_json_deals (KtJson *builder, KtContext *context, const GPtrArray *questions)
{
  kt_json_member (builder, "letters");
  kt_json_begin_array (builder);
  for (guint i = 0; i < questions->len; i++)
    {
      const KtDealQuestion *question = questions->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, question->letter->key);
      kt_json_member (builder, "subject");
      kt_json_text (builder, question->letter->subject);
      kt_json_member (builder, "direction");
      kt_json_text (builder, question->letter->direction == KT_DIRECTION_OUT ? "out" : "in");
      kt_json_member (builder, "at");
      kt_json_time (builder, context, question->letter->time);
      kt_json_member (builder, "contact");
      kt_json_contact (builder, question->contact, question->who);
      kt_json_member (builder, "deals");
      kt_json_begin_array (builder);
      for (guint k = 0; k < question->deals->len; k++)
        {
          const KtDeal *deal = question->deals->pdata[k];
          kt_json_begin_object (builder);
          kt_json_member (builder, "ref");
          kt_json_ref (builder, deal->id);
          kt_json_member (builder, "title");
          kt_json_text (builder, deal->title);
          kt_json_member (builder, "amount");
          kt_json_money (builder, deal->has_amount ? deal->amount.minor : -1,
                         deal->amount.currency);
          kt_json_end_object (builder);
        }
      kt_json_end_array (builder);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}
