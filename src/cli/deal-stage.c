#include "config.h"
#include "deal-parts.h"
#include "kontor/ask.h"
#include "kontor/error.h"

#include <glib/gi18n.h>
#include <string.h>

#define REASONS_OFFERED 5

/* Marked: what follows the line of a move. */
static char *
say_after (const KtDealMoving *moving, const GPtrArray *pipelines, const KtDeal *before,
           const KtContext *context)
{
  g_autoptr (GString) after = g_string_new (NULL);
  const KtStage *from = kt_pipelines_stage (pipelines, moving->ret_from);
  KtLocal then = kt_local_from_utc (before->created, context->clock.zone);
  int days = kt_local_days_between (then, kt_context_today (context));
  if (moving->reason != NULL)
    {
      g_autofree char *reason = kt_marked ("   %s", moving->reason);
      g_string_append (after, reason);
    }
  if (moving->to->kind == KT_STAGE_OPEN && from != NULL)
    {
      g_autofree char *was = kt_marked (_ ("   {d:was in %s}"), kt_stage_title (from));
      g_string_append (after, was);
    }
  if (moving->to->kind != KT_STAGE_OPEN && days > 0)
    {
      g_autofree char *took
          = kt_marked (ngettext ("   {d:after %d day}", "   {d:after %d days}", days), days);
      g_string_append (after, took);
    }
  if (moving->ret_steps > 0)
    {
      g_autofree char *steps
          = kt_marked (ngettext ("   {d:%u next step is done with}",
                                 "   {d:%u next steps are done with}", moving->ret_steps),
                       moving->ret_steps);
      g_string_append (after, steps);
    }
  return g_string_free (g_steal_pointer (&after), FALSE);
}

static const char *
verb_of (KtStageKind kind)
{
  static const char *const verbs[] = { "move", "win", "lose" };
  return verbs[kind];
}

static gboolean
move_to (KtContext *context, const KtHandle *handle, const GPtrArray *pipelines, const KtStage *to,
         const char *reason, const char *verb, GError **error)
{
  KtDealMoving moving = { .to = to, .reason = reason };
  g_autoptr (KtDeal) deal
      = kt_deals_change (context, handle, verb_of (to->kind), kt_deal_change_stage, &moving, error);
  if (deal == NULL)
    return FALSE;
  g_autofree char *after = say_after (&moving, pipelines, deal, context);
  return kt_deal_answer (context, verb, deal, after, error);
}

static gboolean
can_ask (const KtContext *context)
{
  return context->terminal && !context->no_input && context->output == KT_OUTPUT_TEXT;
}

/* Reasons said before are offered by number; an empty line says none. */
static gboolean
ask_reason (KtContext *context, char **ret, GError **error)
{
  g_autoptr (GPtrArray) known
      = kt_deal_reasons (context->store, KT_STAGE_LOST, REASONS_OFFERED, error);
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < known->len; i++)
    kt_out (context, "  {c:%u} %s\n", i + 1, (const char *)known->pdata[i]);
  const char *question = known->len > 0
                             ? _ ("why was it lost? a number, your words, Enter for none: ")
                             : _ ("why was it lost? your words, Enter for none: ");
  while (TRUE)
    {
      g_autofree char *answer = kt_ask (context, question, "", NULL, error);
      if (answer == NULL)
        return FALSE;
      if (*answer == '\0')
        return TRUE;
      if (strspn (answer, "0123456789") != strlen (answer))
        {
          char *words[] = { answer, NULL };
          *ret = kt_deal_text (words, KT_DEAL_REASON_MAX, _ ("a reason"), error);
          return *ret != NULL;
        }
      guint64 number;
      if (known->len > 0 && g_ascii_string_to_unsigned (answer, 10, 1, known->len, &number, NULL))
        {
          *ret = g_strdup (known->pdata[number - 1]);
          return TRUE;
        }
      kt_out (context, _ ("  {y:«%s» is none of these}\n"), answer);
    }
}

/* What was said behind a stage; a lost deal wants a reason: asked, or an error. */
static gboolean
read_reason (KtContext *context, const KtStage *to, char **rest, char **ret, GError **error)
{
  if (*rest != NULL)
    {
      *ret = kt_deal_text (rest, KT_DEAL_REASON_MAX, _ ("a reason"), error);
      return *ret != NULL;
    }
  if (to->kind != KT_STAGE_LOST)
    return TRUE;
  if (can_ask (context))
    return ask_reason (context, ret, error);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("why was it lost? a reason is wanted"));
  kt_error_hint (error, _ ("such as: kontor deal lose DEAL price"));
  return FALSE;
}

/* `DEAL STAGE [REASON…]` */
gboolean
kt_deal_cmd_move (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  char **rest;
  guint used;
  g_autofree char *reason = NULL;
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_deal_cmd_take (context, command, args, TRUE, &handle, &rest, error))
    return FALSE;
  if (*rest == NULL)
    return kt_command_missing (command, "STAGE", error);
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  g_autoptr (KtDeal) deal
      = pipelines != NULL ? kt_deal_get (context->store, handle.key, error) : NULL;
  if (deal == NULL)
    return FALSE;
  const KtStage *to = kt_stage_take (pipelines, kt_pipelines_of_stage (pipelines, deal->stage),
                                     rest, &used, error);
  if (to == NULL || !read_reason (context, to, rest + used, &reason, error))
    return FALSE;
  static const char *const verbs[] = { "moved", "won", "lost" };
  return move_to (context, &handle, pipelines, to, reason, verbs[to->kind], error);
}

/* `DEAL [REASON…]`: to the final stage of that kind; several: which is asked for by move. */
static gboolean
end (KtContext *context, const KtCommand *command, char **args, KtStageKind kind, const char *verb,
     GError **error)
{
  KtHandle handle;
  char **rest;
  g_autofree char *reason = NULL;
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_deal_cmd_take (context, command, args, FALSE, &handle, &rest, error))
    return FALSE;
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  g_autoptr (KtDeal) deal
      = pipelines != NULL ? kt_deal_get (context->store, handle.key, error) : NULL;
  const KtPipeline *pipeline = deal != NULL ? kt_pipelines_of_stage (pipelines, deal->stage) : NULL;
  const KtStage *to = pipeline != NULL ? kt_pipeline_first (pipeline, kind) : NULL;
  if (deal == NULL)
    return FALSE;
  if (to == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the pipeline has no such final stage"));
      kt_error_hint (error, _ ("add one: kontor pipeline edit"));
      return FALSE;
    }
  return read_reason (context, to, rest, &reason, error)
         && move_to (context, &handle, pipelines, to, reason, verb, error);
}

gboolean
kt_deal_cmd_win (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return end (context, command, args, KT_STAGE_WON, "won", error);
}

gboolean
kt_deal_cmd_lose (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return end (context, command, args, KT_STAGE_LOST, "lost", error);
}

gboolean
kt_deal_cmd_reopen (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  char **rest;
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_deal_cmd_take (context, command, args, TRUE, &handle, &rest, error))
    return FALSE;
  if (*rest != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  g_autoptr (KtDeal) deal
      = pipelines != NULL ? kt_deal_get (context->store, handle.key, error) : NULL;
  if (deal == NULL)
    return FALSE;
  if (deal->closed_at == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is open"), deal->title);
      return FALSE;
    }
  const KtStage *to = kt_deal_stage_before (context, pipelines, deal, error);
  return to != NULL && move_to (context, &handle, pipelines, to, NULL, "open", error);
}
