#include "config.h"
#include "default-pipeline.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word; /* makes the key */
  const char *name; /* as stored */
  const char *words;
  KtStageKind kind;
  int probability, stale;
} stages[] = {
  { "inquiry", NC_ ("deal stage", "Inquiry"), "запрос|запит|pieprasījums", KT_STAGE_OPEN, 20, 7 },
  { "offer", NC_ ("deal stage", "Offer"), "предложение|пропозиція|piedāvājums", KT_STAGE_OPEN, 40,
    14 },
  { "work", NC_ ("deal stage", "In work"), "в работе|в роботі|darbā", KT_STAGE_OPEN, 80, 30 },
  { "invoiced", NC_ ("deal stage", "Invoiced"), "счёт выставлен|рахунок виставлено|rēķins",
    KT_STAGE_OPEN, 95, 0 },
  { "won", NC_ ("deal stage", "Won"), "выиграна|виграно|uzvarēts|iegūts", KT_STAGE_WON, 100, 0 },
  { "lost", NC_ ("deal stage", "Lost"), "потеряна|втрачено|zaudēts", KT_STAGE_LOST, 0, 0 },
};

KtId
kt_stage_default (const char *word)
{
  return kt_id_hash_strings ("stage", word, NULL);
}

KtPipeline *
kt_default_pipeline (gint64 now)
{
  KtPipeline *pipeline = g_new0 (KtPipeline, 1);
  pipeline->id = kt_id_hash_strings ("pipeline", "default", NULL);
  pipeline->name = g_strdup (KT_PIPELINE_SALES);
  pipeline->created = pipeline->updated = now;
  pipeline->stages = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_stage_free);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      KtStage *stage = g_new0 (KtStage, 1);
      stage->id = kt_stage_default (stages[i].word);
      stage->pipeline = pipeline->id;
      stage->name = g_strdup (stages[i].name);
      stage->kind = stages[i].kind;
      stage->position = (int)i;
      stage->probability = stages[i].probability;
      stage->stale = stages[i].stale;
      stage->created = stage->updated = now;
      g_ptr_array_add (pipeline->stages, stage);
    }
  return pipeline;
}

/* Which of the first ones it is, unless the user has renamed it; -1 none. */
static int
find (const KtStage *stage)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_str_equal (stage->name, stages[i].name) && stage->id == kt_stage_default (stages[i].word))
      return (int)i;
  return -1;
}

const char *
kt_default_stage_title (const KtStage *stage)
{
  int i = find (stage);
  return i >= 0 ? g_dpgettext2 (NULL, "deal stage", stages[i].name) : NULL;
}

const char *
kt_default_stage_words (const KtStage *stage)
{
  int i = find (stage);
  return i >= 0 ? stages[i].words : NULL;
}
