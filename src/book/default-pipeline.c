#include "config.h"
#include "default-pipeline.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word;
  KtId id;          /* made of ("stage", word) */
  const char *name; /* as stored */
  const char *words;
  KtStageKind kind;
  int probability, stale;
} stages[] = {
  { "inquiry", G_GINT64_CONSTANT (40536031179702606), NC_ ("deal stage", "Inquiry"),
    "запрос|запит|pieprasījums", KT_STAGE_OPEN, 20, 7 },
  { "offer", G_GINT64_CONSTANT (1023322039634298866), NC_ ("deal stage", "Offer"),
    "предложение|пропозиція|piedāvājums", KT_STAGE_OPEN, 40, 14 },
  { "work", G_GINT64_CONSTANT (252230854835888628), NC_ ("deal stage", "In work"),
    "в работе|в роботі|darbā", KT_STAGE_OPEN, 80, 30 },
  { "invoiced", G_GINT64_CONSTANT (561476138619738499), NC_ ("deal stage", "Invoiced"),
    "счёт выставлен|рахунок виставлено|rēķins", KT_STAGE_OPEN, 95, 0 },
  { "won", G_GINT64_CONSTANT (375444239742491661), NC_ ("deal stage", "Won"),
    "выиграна|виграно|uzvarēts|iegūts", KT_STAGE_WON, 100, 0 },
  { "lost", G_GINT64_CONSTANT (4352272354070559), NC_ ("deal stage", "Lost"),
    "потеряна|втрачено|zaudēts", KT_STAGE_LOST, 0, 0 },
};

KtId
kt_stage_default (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_str_equal (stages[i].word, word))
      return stages[i].id;
  g_return_val_if_reached (0);
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
      stage->id = stages[i].id;
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
    if (stage->id == stages[i].id && g_str_equal (stage->name, stages[i].name))
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
