#include "config.h"
#include "kontor/pipeline.h"
#include "kontor/fold.h"
#include "default-pipeline.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define PIPELINE_COLUMNS "id, name, position, archived, created, updated"
#define STAGE_COLUMNS                                                                              \
  "id, pipeline, name, kind, position, probability, stale, archived, created, updated"
#define PIPELINES_SQL                                                                              \
  "SELECT " PIPELINE_COLUMNS " FROM pipeline WHERE archived <= ?1 ORDER BY archived, position, id"
#define STAGES_SQL "SELECT " STAGE_COLUMNS " FROM stage WHERE archived <= ?1 ORDER BY position, id"
#define PUT_PIPELINE_SQL                                                                           \
  "INSERT INTO pipeline (" PIPELINE_COLUMNS ", fold) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"          \
  " ON CONFLICT (id) DO UPDATE SET name = ?2, position = ?3, archived = ?4, updated = ?6, fold = " \
  "?7"
#define PUT_STAGE_SQL                                                                              \
  "INSERT INTO stage (" STAGE_COLUMNS ", fold)"                                                    \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO UPDATE SET"          \
  " name = ?3, kind = ?4, position = ?5, probability = ?6, stale = ?7, archived = ?8,"             \
  " updated = ?10, fold = ?11"
#define USED_SQL                                                                                   \
  "SELECT (SELECT count(*) FROM deal WHERE stage = ?1),"                                           \
  " EXISTS (SELECT 1 FROM deal_move WHERE to_stage = ?1 OR from_stage = ?1)"

static const char *const kinds[] = { "open", "won", "lost" };

void
kt_stage_free (KtStage *stage)
{
  if (stage == NULL)
    return;
  g_free (stage->name);
  g_free (stage);
}

void
kt_pipeline_free (KtPipeline *pipeline)
{
  if (pipeline == NULL)
    return;
  g_free (pipeline->name);
  g_clear_pointer (&pipeline->stages, g_ptr_array_unref);
  g_free (pipeline);
}

const char *
kt_stage_kind_id (KtStageKind kind)
{
  return kinds[kind];
}

static KtStageKind
kind_of (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], id))
      return (KtStageKind)i;
  return KT_STAGE_OPEN;
}

static KtPipeline *
read_pipeline (sqlite3_stmt *statement)
{
  KtPipeline *pipeline = g_new0 (KtPipeline, 1);
  pipeline->id = kt_column_int (statement, 0);
  pipeline->name = g_strdup (kt_column_text (statement, 1));
  pipeline->position = (int)kt_column_int (statement, 2);
  pipeline->archived = kt_column_int (statement, 3) != 0;
  pipeline->created = kt_column_int (statement, 4);
  pipeline->updated = kt_column_int (statement, 5);
  pipeline->stages = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_stage_free);
  return pipeline;
}

static KtStage *
read_stage (sqlite3_stmt *statement)
{
  KtStage *stage = g_new0 (KtStage, 1);
  stage->id = kt_column_int (statement, 0);
  stage->pipeline = kt_column_int (statement, 1);
  stage->name = g_strdup (kt_column_text (statement, 2));
  stage->kind = kind_of (kt_column_text (statement, 3));
  stage->position = (int)kt_column_int (statement, 4);
  stage->probability = (int)kt_column_int (statement, 5);
  stage->stale = (int)kt_column_int (statement, 6);
  stage->archived = kt_column_int (statement, 7) != 0;
  stage->created = kt_column_int (statement, 8);
  stage->updated = kt_column_int (statement, 9);
  return stage;
}

static gboolean
read_pipelines (KtStore *store, gboolean archived, GPtrArray *pipelines, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, PIPELINES_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", (gint64)(archived ? 1 : 0));
  while (kt_step (statement, &failure))
    g_ptr_array_add (pipelines, read_pipeline (statement));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static KtPipeline *
pipeline_of (const GPtrArray *pipelines, KtId id)
{
  for (guint i = 0; i < pipelines->len; i++)
    if (((KtPipeline *)pipelines->pdata[i])->id == id)
      return pipelines->pdata[i];
  return NULL;
}

static gboolean
read_stages (KtStore *store, gboolean archived, GPtrArray *pipelines, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, STAGES_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", (gint64)(archived ? 1 : 0));
  while (kt_step (statement, &failure))
    {
      KtStage *stage = read_stage (statement);
      KtPipeline *pipeline = pipeline_of (pipelines, stage->pipeline);
      if (pipeline != NULL)
        g_ptr_array_add (pipeline->stages, stage);
      else
        kt_stage_free (stage);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

GPtrArray *
kt_pipeline_list (KtStore *store, gboolean archived, GError **error)
{
  g_autoptr (GPtrArray) pipelines
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_pipeline_free);
  if (!read_pipelines (store, archived, pipelines, error)
      || !read_stages (store, archived, pipelines, error))
    return NULL;
  if (pipelines->len == 0)
    g_ptr_array_add (pipelines, kt_default_pipeline (0));
  return g_steal_pointer (&pipelines);
}

gboolean
kt_pipeline_put (KtStore *store, const KtPipeline *pipeline, GError **error)
{
  g_return_val_if_fail (pipeline->id != 0 && pipeline->name != NULL, FALSE);
  g_autofree char *fold = kt_fold (pipeline->name);
  return kt_store_run (store, error, PUT_PIPELINE_SQL, "isiiiis", pipeline->id, pipeline->name,
                       (gint64)pipeline->position, (gint64)pipeline->archived, pipeline->created,
                       pipeline->updated, fold);
}

gboolean
kt_stage_put (KtStore *store, const KtStage *stage, GError **error)
{
  g_return_val_if_fail (stage->id != 0 && stage->pipeline != 0 && stage->name != NULL, FALSE);
  g_autofree char *fold = kt_fold (stage->name);
  return kt_store_run (store, error, PUT_STAGE_SQL, "iissiiIiiis", stage->id, stage->pipeline,
                       stage->name, kinds[stage->kind], (gint64)stage->position,
                       (gint64)stage->probability, (gint64)stage->stale, (gint64)stage->archived,
                       stage->created, stage->updated, fold);
}

gboolean
kt_stage_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, "DELETE FROM stage WHERE id = ?1", "i", id);
}

gboolean
kt_stage_used (KtStore *store, KtId stage, guint *ret_deals, gboolean *ret_ever, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, USED_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", stage);
  if (!kt_step (statement, error))
    return FALSE;
  *ret_deals = (guint)kt_column_int (statement, 0);
  *ret_ever = *ret_deals > 0 || kt_column_int (statement, 1) != 0;
  return TRUE;
}

static gboolean
put_all (KtStore *store, const KtPipeline *pipeline, GError **error)
{
  if (!kt_pipeline_put (store, pipeline, error))
    return FALSE;
  for (guint i = 0; i < pipeline->stages->len; i++)
    if (!kt_stage_put (store, pipeline->stages->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kt_pipeline_ensure (KtStore *store, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) stored = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_pipeline_free);
  if (!read_pipelines (store, TRUE, stored, error))
    return FALSE;
  if (stored->len > 0)
    return TRUE;
  g_autoptr (KtPipeline) first = kt_default_pipeline (now);
  return put_all (store, first, error);
}
