#include "config.h"
#include "review-events.h"
#include "kontor/ask.h"
#include "kontor/event-verdict.h"
#include "kontor/journal.h"
#include "kontor/review-view.h"
#include <glib/gi18n.h>
#include <string.h>

GPtrArray *
kt_review_questions (KtContext *context, GError **error)
{
  gint64 now = context->clock.now;
  gint64 since = context->all ? 0 : now - (gint64)context->settings->look_back * 86400;
  return kt_event_questions (context->store, since, now, error);
}

/* name NULL: with nobody. */
static gboolean
decide (KtContext *context, const KtEventQuestion *question, const KtEventName *name,
        GError **error)
{
  g_autofree char *line
      = g_strdup_printf ("review: «%s» %s", question->summary, name != NULL ? name->name : "—");
  kt_clock_tick (&context->clock);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, "review", error))
    return FALSE;
  if (!kt_event_verdict_set (context->store, question->uid,
                             name != NULL ? KT_EVENT_LINKED : KT_EVENT_IGNORED,
                             name != NULL ? name->contact : 0, context->clock.now, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (!kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error))
    return FALSE;
  if (name != NULL)
    kt_out (context, _ ("        {g:linked  it stands on the card of «%s»}"), name->name);
  else
    kt_out (context, _ ("        {g:unlinked  it stands on nobody's card}"));
  kt_out (context, "  {d:%s}\n", _ ("take it back: kontor undo"));
  return TRUE;
}

typedef enum
{
  STEP_AGAIN,
  STEP_NEXT,
  STEP_QUIT,
} Step;

static gboolean
answer_one (KtContext *context, const KtEventQuestion *question, const char *answer, Step *ret_step,
            GError **error)
{
  guint64 number;
  *ret_step = STEP_NEXT;
  if (g_ascii_string_to_unsigned (answer, 10, 1, question->names->len, &number, NULL))
    return decide (context, question, question->names->pdata[number - 1], error);
  if (g_str_has_prefix ("nobody", answer) && *answer != '\0')
    return decide (context, question, NULL, error);
  if (*answer == '\0' || g_str_has_prefix ("skip", answer))
    return TRUE;
  *ret_step = g_str_has_prefix ("quit", answer) ? STEP_QUIT : STEP_AGAIN;
  if (*ret_step == STEP_AGAIN)
    kt_out (context, _ ("        {y:«%s» is none of these keys}\n"), answer);
  return TRUE;
}

gboolean
kt_review_ask_events (KtContext *context, const GPtrArray *questions, gboolean *ret_quit,
                      GError **error)
{
  Step step = STEP_NEXT;
  for (guint i = 0; i < questions->len && step != STEP_QUIT; i++)
    {
      g_autofree char *label = g_strdup_printf (_ ("%u of %u"), i + 1, questions->len);
      kt_review_print_event (context, questions->pdata[i], label);
      do
        {
          kt_out (context, _ ("        {c:1…} it is with them  {c:n} nobody  {c:s} skip  "
                              "{c:q} quit\n"));
          g_autofree char *answer = kt_ask (context, "        > ", "", NULL, error);
          if (answer == NULL || !answer_one (context, questions->pdata[i], answer, &step, error))
            return FALSE;
        }
      while (step == STEP_AGAIN);
    }
  *ret_quit = step == STEP_QUIT;
  return TRUE;
}
