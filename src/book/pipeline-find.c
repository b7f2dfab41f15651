#include "config.h"
#include "kontor/fold.h"
#include "kontor/pipeline.h"
#include "default-pipeline.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
kt_stage_title (const KtStage *stage)
{
  const char *title = kt_default_stage_title (stage);
  return title != NULL ? title : stage->name;
}

const char *
kt_pipeline_title (const KtPipeline *pipeline)
{
  return g_str_equal (pipeline->name, KT_PIPELINE_SALES) ? C_ ("pipeline", "Sales")
                                                         : pipeline->name;
}

const KtStage *
kt_pipelines_stage (const GPtrArray *pipelines, KtId stage)
{
  const KtPipeline *pipeline = kt_pipelines_of_stage (pipelines, stage);
  for (guint i = 0; pipeline != NULL && i < pipeline->stages->len; i++)
    if (((const KtStage *)pipeline->stages->pdata[i])->id == stage)
      return pipeline->stages->pdata[i];
  return NULL;
}

const KtPipeline *
kt_pipelines_of_stage (const GPtrArray *pipelines, KtId stage)
{
  for (guint i = 0; i < pipelines->len; i++)
    {
      const KtPipeline *pipeline = pipelines->pdata[i];
      for (guint j = 0; j < pipeline->stages->len; j++)
        if (((const KtStage *)pipeline->stages->pdata[j])->id == stage)
          return pipeline;
    }
  return NULL;
}

const KtStage *
kt_pipeline_first (const KtPipeline *pipeline, KtStageKind kind)
{
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      const KtStage *stage = pipeline->stages->pdata[i];
      if (stage->kind == kind && !stage->archived)
        return stage;
    }
  return NULL;
}

typedef enum
{
  NAMES_NOT,
  NAMES_BEGUN, /* it begins the name or a word of it */
  NAMES_WHOLE,
} Names;

static Names
names (const char *name, const char *folded)
{
  g_autofree char *fold = kt_fold (name);
  if (g_str_equal (fold, folded))
    return NAMES_WHOLE;
  g_autofree char *spaced = g_strconcat (" ", fold, NULL);
  g_autofree char *begin = g_strconcat (" ", folded, NULL);
  return strstr (spaced, begin) != NULL ? NAMES_BEGUN : NAMES_NOT;
}

static Names
stage_names (const KtStage *stage, const char *folded)
{
  Names best = MAX (names (stage->name, folded), names (kt_stage_title (stage), folded));
  const char *words = kt_default_stage_words (stage);
  g_auto (GStrv) others = g_strsplit (words != NULL ? words : "", "|", -1);
  for (char **other = others; *other != NULL; other++)
    best = MAX (best, names (*other, folded));
  return best;
}

static void
add_named (const KtPipeline *pipeline, const char *folded, Names wanted, GPtrArray *found)
{
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      KtStage *stage = pipeline->stages->pdata[i];
      if (!stage->archived && stage_names (stage, folded) == wanted)
        g_ptr_array_add (found, stage);
    }
}

GPtrArray *
kt_stages_named (const GPtrArray *pipelines, const KtPipeline *prefer, const char *words)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *folded = kt_fold (words);
  g_strstrip (folded);
  for (int wanted = NAMES_WHOLE; *folded != '\0' && wanted > NAMES_NOT && found->len == 0; wanted--)
    if (prefer != NULL)
      add_named (prefer, folded, (Names)wanted, found);
  for (int wanted = NAMES_WHOLE; *folded != '\0' && wanted > NAMES_NOT && found->len == 0; wanted--)
    for (guint i = 0; i < pipelines->len; i++)
      if (!((const KtPipeline *)pipelines->pdata[i])->archived)
        add_named (pipelines->pdata[i], folded, (Names)wanted, found);
  return found;
}

GPtrArray *
kt_pipelines_named (const GPtrArray *pipelines, const char *words)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *folded = kt_fold (words);
  g_strstrip (folded);
  for (int wanted = NAMES_WHOLE; *folded != '\0' && wanted > NAMES_NOT && found->len == 0; wanted--)
    for (guint i = 0; i < pipelines->len; i++)
      {
        KtPipeline *pipeline = pipelines->pdata[i];
        if ((int)MAX (names (pipeline->name, folded), names (kt_pipeline_title (pipeline), folded))
            == wanted)
          g_ptr_array_add (found, pipeline);
      }
  return found;
}
