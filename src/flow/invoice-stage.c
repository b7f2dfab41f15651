#include "config.h"
#include "invoice-stage.h"
#include "kontor/fold.h"
#include <string.h>

/* What people call the stages of their own pipelines, folded, in the languages of the house. */
static const struct
{
  const char *word, *names;
} stages[] = {
  { "offer",
    "offer quote proposal piedavajums offerte предложение смета кп пропозицiя пропозиция" },
  { "work", "work works doing darba darbs работа работе робота роботi роботи" },
  { "invoiced", "invoiced invoice billed rekins rekini счет счета рахунок рахунки" },
};

static gboolean
is_called (const KtStage *stage, const char *word)
{
  if (stage->id == kt_stage_default (word))
    return TRUE;
  g_autofree char *fold = kt_fold (stage->name);
  g_auto (GStrv) parts = g_strsplit (fold, " ", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_auto (GStrv) names = g_strsplit (stages[i].names, " ", -1);
      for (char **part = parts; g_str_equal (stages[i].word, word) && *part != NULL; part++)
        if (g_strv_contains ((const char *const *)names, *part))
          return TRUE;
    }
  return FALSE;
}

static gboolean
move (KtContext *context, KtDeal *deal, const KtStage *to, char **ret_stage, GError **error)
{
  if (!kt_deal_move (context->store, deal, to, NULL, context->clock.now, error))
    return FALSE;
  *ret_stage = g_strdup (kt_stage_title (to));
  return TRUE;
}

gboolean
kt_deal_advance (KtContext *context, KtDeal *deal, const char *word, char **ret_stage,
                 GError **error)
{
  *ret_stage = NULL;
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  if (pipelines == NULL)
    return FALSE;
  const KtStage *from = kt_pipelines_stage (pipelines, deal->stage);
  const KtPipeline *pipeline = kt_pipelines_of_stage (pipelines, deal->stage);
  if (deal->closed_at != 0 || from == NULL || pipeline == NULL)
    return TRUE;
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      const KtStage *stage = pipeline->stages->pdata[i];
      if (stage->kind == KT_STAGE_OPEN && !stage->archived && stage->position > from->position
          && is_called (stage, word))
        return move (context, deal, stage, ret_stage, error);
    }
  return TRUE;
}

gboolean
kt_deal_win_paid (KtContext *context, KtDeal *deal, char **ret_stage, GError **error)
{
  *ret_stage = NULL;
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  const KtPipeline *pipeline
      = pipelines != NULL ? kt_pipelines_of_stage (pipelines, deal->stage) : NULL;
  const KtStage *won = pipeline != NULL ? kt_pipeline_first (pipeline, KT_STAGE_WON) : NULL;
  if (pipelines == NULL)
    return FALSE;
  return won == NULL || deal->closed_at != 0 || move (context, deal, won, ret_stage, error);
}
