#include "config.h"
#include "review-deals.h"
#include "kontor/ask.h"
#include "kontor/reminder-view.h"
#include "kontor/deal-letters.h"
#include "kontor/deal-view.h"
#include "kontor/review-view.h"

#include <glib/gi18n.h>

/* deal NULL: it belongs to none of them. */
static gboolean
decide (KtContext *context, const KtDealQuestion *question, const KtDeal *deal, GError **error)
{
  kt_clock_tick (&context->clock);
  const KtDeal *const *deals
      = deal != NULL ? &deal : (const KtDeal *const *)(gpointer)question->deals->pdata;
  if (!kt_deal_say (context, question->letter->key, deals, deal != NULL ? 1 : question->deals->len,
                    deal != NULL, error))
    return FALSE;
  if (deal != NULL)
    kt_out (context, _ ("        {g:linked  the letter and its thread belong to «%s»}"),
            deal->title);
  else
    kt_out (context, _ ("        {g:unlinked  the letter and its thread belong to no open deal}"));
  kt_out (context, "  {d:%s}\n", _ ("take it back: kontor undo"));
  kt_out_dry_run (context);
  return TRUE;
}

typedef enum
{
  STEP_AGAIN,
  STEP_NEXT,
  STEP_QUIT,
} Step;

static gboolean
answer_one (KtContext *context, const KtDealQuestion *question, const char *answer, Step *ret_step,
            GError **error)
{
  guint64 number;
  *ret_step = STEP_NEXT;
  if (g_ascii_string_to_unsigned (answer, 10, 1, question->deals->len, &number, NULL))
    return decide (context, question, question->deals->pdata[number - 1], error);
  if (*answer == '\0' || g_str_has_prefix ("skip", answer))
    return TRUE;
  if (g_str_has_prefix ("none", answer))
    return decide (context, question, NULL, error);
  *ret_step = g_str_has_prefix ("quit", answer) ? STEP_QUIT : STEP_AGAIN;
  if (*ret_step == STEP_AGAIN)
    kt_out (context, _ ("        {y:«%s» is none of these keys}\n"), answer);
  return TRUE;
}

gboolean
kt_review_ask_deals (KtContext *context, const GPtrArray *questions, GError **error)
{
  Step step = STEP_NEXT;
  for (guint i = 0; i < questions->len && step != STEP_QUIT; i++)
    {
      const KtDealQuestion *question = questions->pdata[i];
      g_autofree char *label = g_strdup_printf (_ ("%u of %u"), i + 1, questions->len);
      kt_out (context, "\n");
      kt_review_print_deal (context, question, label, 1);
      do
        {
          kt_out (context, _ ("        {c:1…} it belongs to that deal  {c:n} none  {c:s} skip  "
                              "{c:q} quit\n"));
          g_autofree char *answer = kt_ask (context, "        > ", "", NULL, error);
          if (answer == NULL || !answer_one (context, question, answer, &step, error))
            return FALSE;
        }
      while (step == STEP_AGAIN);
    }
  return TRUE;
}
