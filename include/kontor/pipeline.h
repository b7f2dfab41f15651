#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Pipelines and their stages (book). Writers want a journal transaction open.
 *
 * The first pipeline is made by the first command that writes a deal; until then readers see it as
 * it will be. Its names are kept in English and shown in the user's language as long as nobody has
 * renamed them: a book that is opened in another language, or on another machine, keeps one row for
 * one stage, and what programs read does not depend on the locale of that day. */
typedef enum
{
  KT_STAGE_OPEN,
  KT_STAGE_WON,
  KT_STAGE_LOST,
} KtStageKind;

typedef struct
{
  KtId id, pipeline;
  char *name; /* as stored; kt_stage_title() for people */
  KtStageKind kind;
  int position;
  int probability; /* percent that are won from here */
  int stale;       /* days after which a deal stands still; 0 never */
  gboolean archived;
  gint64 created, updated;
} KtStage;
void kt_stage_free (KtStage *stage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtStage, kt_stage_free)

typedef struct
{
  KtId id;
  char *name; /* as stored; kt_pipeline_title() for people */
  int position;
  gboolean archived;
  gint64 created, updated;
  GPtrArray *stages; /* KtStage by position: open ones, then how it ends */
} KtPipeline;
void kt_pipeline_free (KtPipeline *pipeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtPipeline, kt_pipeline_free)

#define KT_STAGE_NAME_MAX 60      /* bytes, of pipelines too */
#define KT_PIPELINE_STAGES 40     /* of one pipeline */
#define KT_PIPELINE_SALES "Sales" /* the name of the first as stored */

/* KtPipeline by position, each with its stages; archived ones of both too where wanted. Never
 * empty: a book without pipelines has the first one, not stored. */
GPtrArray *kt_pipeline_list (KtStore *store, gboolean archived, GError **error);
/* Makes the first one where there is none. */
gboolean kt_pipeline_ensure (KtStore *store, gint64 now, GError **error);
/* The first pipeline's stage of a word: "inquiry", "offer", "work", "invoiced", "won", "lost". It
 * may be archived, or not be there yet. */
KtId kt_stage_default (const char *word);

/* Inserts or updates; stages of the pipeline are written by themselves. */
gboolean kt_pipeline_put (KtStore *store, const KtPipeline *pipeline, GError **error);
gboolean kt_stage_put (KtStore *store, const KtStage *stage, GError **error);
gboolean kt_stage_delete (KtStore *store, KtId id, GError **error);
/* How many deals stand there, and whether any ever did. */
gboolean kt_stage_used (KtStore *store, KtId stage, guint *ret_deals, gboolean *ret_ever,
                        GError **error);

/* Of a list; NULL none. They belong to it. */
const KtStage *kt_pipelines_stage (const GPtrArray *pipelines, KtId stage);
const KtPipeline *kt_pipelines_of_stage (const GPtrArray *pipelines, KtId stage);
/* The first stage of a kind that is not archived; NULL none. */
const KtStage *kt_pipeline_first (const KtPipeline *pipeline, KtStageKind kind);
/* By a beginning of the name or of a word of it, as stored, as shown, or (of the first pipeline)
 * in any language of the house; a whole name wins. Returns KtStage of the list, not owned, all
 * that may be meant; stages of prefer (NULL none) hide those of others. */
GPtrArray *kt_stages_named (const GPtrArray *pipelines, const KtPipeline *prefer,
                            const char *words);
GPtrArray *kt_pipelines_named (const GPtrArray *pipelines, const char *words);

/* What people see: not yet safe, belongs to the row or to gettext. */
const char *kt_stage_title (const KtStage *stage);
const char *kt_pipeline_title (const KtPipeline *pipeline);
/* "open", "won", "lost" */
const char *kt_stage_kind_id (KtStageKind kind);
