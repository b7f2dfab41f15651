#pragma once
#include "kontor/context.h"
#include "kontor/pipeline.h"

/* What users do with pipelines: each call is one journal entry, or none under --dry-run. */

/* Changes a pipeline in memory; what it says is then written. Stages that are missing afterwards
 * are taken out: archived where deals ever were there, deleted otherwise; their open deals go to
 * the stage moves says (KtId * → KtId *), else it is KT_ERROR_CONFLICT. */
typedef struct
{
  KtPipeline *pipeline;
  GHashTable *moves;
  GPtrArray *gone; /* KtStage, not archived, taken out of pipeline->stages */
} KtPipelineEdit;
typedef gboolean (*KtPipelineChange) (KtContext *context, KtPipelineEdit *edit, gpointer data,
                                      GError **error);
KtPipeline *kt_pipelines_edit (KtContext *context, KtId pipeline, const char *verb,
                               KtPipelineChange change, gpointer data, GError **error);
/* With the stages of the first one, under another name. */
KtPipeline *kt_pipelines_add (KtContext *context, const char *name, GError **error);
/* Not offered any more; KT_ERROR_CONFLICT: it has open deals, or is the last one. */
gboolean kt_pipelines_remove (KtContext *context, const KtPipeline *pipeline, GError **error);

/* A new stage at a place of the stages (open ones before final ones, whatever place says). */
KtStage *kt_pipeline_insert (KtPipeline *pipeline, guint place, const char *name, KtStageKind kind);

/* The plain form: one stage a line, "Offer  40 %  stale 10 d", "won: Paid", "lost: Refused". */
char *kt_pipeline_form (const KtPipeline *pipeline);
/* KtPipelineChange: data is the form's text. KT_ERROR_USAGE names the line. A line whose name is
 * new stands for the stage that is missing at its place in the order: it was renamed. */
gboolean kt_pipeline_read_form (KtContext *context, KtPipelineEdit *edit, gpointer text,
                                GError **error);
/* "40 %", "40%", "10 d", "10d", "stale": what a word, with the next one, says of a stage. FALSE
 * with or without error: none of it. */
gboolean kt_stage_take_word (KtStage *stage, char **words, guint *ret_used, GError **error);
