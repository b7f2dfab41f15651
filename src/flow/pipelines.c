#include "config.h"
#include "kontor/deals.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/pipelines.h"

#include <glib/gi18n.h>
#include <string.h>

static KtStage *
copy_stage (const KtStage *stage)
{
  KtStage *copy = g_memdup2 (stage, sizeof *stage);
  copy->name = g_strdup (stage->name);
  return copy;
}

KtStage *
kt_pipeline_insert (KtPipeline *pipeline, guint place, const char *name, KtStageKind kind)
{
  KtStage *stage = g_new0 (KtStage, 1);
  guint first_final = 0;
  while (first_final < pipeline->stages->len
         && ((const KtStage *)pipeline->stages->pdata[first_final])->kind == KT_STAGE_OPEN)
    first_final++;
  place = kind == KT_STAGE_OPEN ? MIN (place, first_final)
                                : CLAMP (place, first_final, pipeline->stages->len);
  stage->id = kt_id_random ();
  stage->pipeline = pipeline->id;
  stage->name = g_strdup (name);
  stage->kind = kind;
  stage->probability = kind == KT_STAGE_WON ? 100 : kind == KT_STAGE_LOST ? 0 : 50;
  g_ptr_array_insert (pipeline->stages, (int)place, stage);
  return stage;
}

static gboolean
differs (const KtStage *a, const KtStage *b)
{
  return strcmp (a->name, b->name) != 0 || a->kind != b->kind || a->position != b->position
         || a->probability != b->probability || a->stale != b->stale || a->archived != b->archived;
}

static const KtStage *
stage_of (const GPtrArray *stages, KtId id)
{
  for (guint i = 0; i < stages->len; i++)
    if (((const KtStage *)stages->pdata[i])->id == id)
      return stages->pdata[i];
  return NULL;
}

/* What may be left: names that can be told apart, a way in and a way out of both kinds. */
static gboolean
check (const KtPipeline *pipeline, GError **error)
{
  guint kinds[3] = { 0 };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      const KtStage *stage = pipeline->stages->pdata[i];
      kinds[stage->kind]++;
      if (!g_hash_table_add (names, kt_fold (stage->name)))
        {
          g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("there are two stages «%s»"),
                       stage->name);
          return FALSE;
        }
    }
  if (pipeline->stages->len > KT_PIPELINE_STAGES)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a pipeline has at most %d stages"),
                 KT_PIPELINE_STAGES);
  else if (kinds[KT_STAGE_OPEN] == 0)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                 _ ("a pipeline wants a stage that deals begin in"));
  else if (kinds[KT_STAGE_WON] == 0 || kinds[KT_STAGE_LOST] == 0)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                 _ ("a pipeline wants a stage for what is won and one for what is lost"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
move_deals (KtContext *context, const KtStage *from, const KtStage *to, GError **error)
{
  g_autoptr (GPtrArray) deals = kt_deal_list (context->store, TRUE, error);
  for (guint i = 0; deals != NULL && i < deals->len; i++)
    {
      KtDeal *deal = deals->pdata[i];
      if (deal->stage == from->id && deal->closed_at == 0
          && !kt_deal_move (context->store, deal, to, NULL, context->clock.now, error))
        return FALSE;
    }
  return deals != NULL;
}

/* Takes a stage out: deleted where nothing ever was there, so that no name is in the way. */
static gboolean
take_out (KtContext *context, const KtPipelineEdit *edit, KtStage *stage, GError **error)
{
  guint deals;
  gboolean ever;
  const KtId *goal = g_hash_table_lookup (edit->moves, &stage->id);
  const KtStage *to = goal != NULL ? stage_of (edit->pipeline->stages, *goal) : NULL;
  if (!kt_stage_used (context->store, stage->id, &deals, &ever, error))
    return FALSE;
  if (deals > 0 && stage->kind == KT_STAGE_OPEN && to == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   ngettext ("%u deal stands in «%s»", "%u deals stand in «%s»", deals), deals,
                   kt_stage_title (stage));
      kt_error_hint (error, _ ("say where they go: kontor pipeline edit remove «%s» to STAGE"),
                     kt_stage_title (stage));
      return FALSE;
    }
  if (to != NULL && !move_deals (context, stage, to, error))
    return FALSE;
  if (!ever)
    return kt_stage_delete (context->store, stage->id, error);
  stage->archived = TRUE;
  stage->updated = context->clock.now;
  return kt_stage_put (context->store, stage, error);
}

static gboolean
write_all (KtContext *context, KtPipelineEdit *edit, const GPtrArray *before, GError **error)
{
  GPtrArray *stages = edit->pipeline->stages;
  if (!check (edit->pipeline, error) || !kt_pipeline_put (context->store, edit->pipeline, error))
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      KtStage *stage = stages->pdata[i];
      const KtStage *was = stage_of (before, stage->id);
      stage->position = (int)i;
      if (was != NULL && !differs (was, stage))
        continue;
      stage->updated = context->clock.now;
      stage->created = was != NULL ? was->created : context->clock.now;
      if (!kt_stage_put (context->store, stage, error))
        return FALSE;
    }
  for (guint i = 0; i < edit->gone->len; i++)
    if (!take_out (context, edit, edit->gone->pdata[i], error))
      return FALSE;
  return TRUE;
}

static KtPipeline *
load (KtContext *context, KtId id, GError **error)
{
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, FALSE, error);
  for (guint i = 0; pipelines != NULL && i < pipelines->len; i++)
    if (((const KtPipeline *)pipelines->pdata[i])->id == id)
      return g_ptr_array_steal_index (pipelines, i);
  if (pipelines != NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such pipeline"));
  return NULL;
}

static gboolean
change_loaded (KtContext *context, KtPipeline *pipeline, KtPipelineChange change, gpointer data,
               GError **error)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_stage_free);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_stage_free);
  g_autoptr (GHashTable) moves
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  KtPipelineEdit edit = { pipeline, moves, gone };
  for (guint i = 0; i < pipeline->stages->len; i++)
    g_ptr_array_add (before, copy_stage (pipeline->stages->pdata[i]));
  return change (context, &edit, data, error) && write_all (context, &edit, before, error);
}

KtPipeline *
kt_pipelines_edit (KtContext *context, KtId id, const char *verb, KtPipelineChange change,
                   gpointer data, GError **error)
{
  if (!kt_deals_begin (context, error))
    return NULL;
  g_autoptr (KtPipeline) pipeline = load (context, id, error);
  if (pipeline == NULL || !change_loaded (context, pipeline, change, data, error))
    {
      kt_journal_rollback (context->store);
      return NULL;
    }
  g_autofree char *line = g_strconcat ("pipeline ", verb, NULL);
  return kt_deals_end (context, line, pipeline->name, error) ? g_steal_pointer (&pipeline) : NULL;
}

static gboolean
write_new (KtContext *context, const char *name, KtPipeline **ret, GError **error)
{
  g_autoptr (GPtrArray) all = kt_pipeline_list (context->store, TRUE, error);
  g_autofree char *fold = kt_fold (name);
  int position = 0;
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const KtPipeline *other = all->pdata[i];
      g_autofree char *taken = kt_fold (other->name), *shown = kt_fold (kt_pipeline_title (other));
      position = MAX (position, other->position + 1);
      if (!g_str_equal (taken, fold) && !g_str_equal (shown, fold))
        continue;
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("there is a pipeline «%s» already"),
                   name);
      return FALSE;
    }
  if (all == NULL)
    return FALSE;
  KtPipeline *first = all->pdata[0], *pipeline = g_new0 (KtPipeline, 1);
  *ret = pipeline;
  pipeline->id = kt_id_random ();
  pipeline->name = g_strdup (name);
  pipeline->position = position;
  pipeline->created = pipeline->updated = context->clock.now;
  pipeline->stages = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_stage_free);
  if (!kt_pipeline_put (context->store, pipeline, error))
    return FALSE;
  for (guint i = 0; i < first->stages->len; i++)
    {
      const KtStage *model = first->stages->pdata[i];
      if (model->archived)
        continue;
      KtStage *stage = copy_stage (model);
      g_free (stage->name);
      stage->id = kt_id_random ();
      stage->name = g_strdup (kt_stage_title (model));
      stage->pipeline = pipeline->id;
      stage->position = (int)pipeline->stages->len;
      stage->created = stage->updated = context->clock.now;
      g_ptr_array_add (pipeline->stages, stage);
      if (!kt_stage_put (context->store, stage, error))
        return FALSE;
    }
  return TRUE;
}

KtPipeline *
kt_pipelines_add (KtContext *context, const char *name, GError **error)
{
  g_autoptr (KtPipeline) pipeline = NULL;
  if (!kt_deals_begin (context, error))
    return NULL;
  if (!write_new (context, name, &pipeline, error))
    {
      kt_journal_rollback (context->store);
      return NULL;
    }
  return kt_deals_end (context, "pipeline add", name, error) ? g_steal_pointer (&pipeline) : NULL;
}

static gboolean
check_unused (KtContext *context, const KtPipeline *pipeline, GError **error)
{
  g_autoptr (GPtrArray) deals = kt_deal_list (context->store, FALSE, error);
  g_autoptr (GPtrArray) pipelines
      = deals != NULL ? kt_pipeline_list (context->store, FALSE, error) : NULL;
  guint n = 0;
  if (pipelines == NULL)
    return FALSE;
  for (guint i = 0; i < deals->len; i++)
    n += stage_of (pipeline->stages, ((const KtDeal *)deals->pdata[i])->stage) != NULL;
  if (n > 0)
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                 ngettext ("%u open deal is in «%s»", "%u open deals are in «%s»", n), n,
                 kt_pipeline_title (pipeline));
  else if (pipelines->len < 2)
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is the only pipeline"),
                 kt_pipeline_title (pipeline));
  return n == 0 && pipelines->len >= 2;
}

gboolean
kt_pipelines_remove (KtContext *context, const KtPipeline *pipeline, GError **error)
{
  KtPipeline gone = *pipeline;
  gone.archived = TRUE;
  gone.updated = context->clock.now;
  if (!kt_deals_begin (context, error))
    return FALSE;
  if (check_unused (context, pipeline, error) && kt_pipeline_put (context->store, &gone, error))
    return kt_deals_end (context, "pipeline remove", pipeline->name, error);
  kt_journal_rollback (context->store);
  return FALSE;
}
