#pragma once
#include "kontor/pipeline.h"

/* The pipeline a book begins with, as of now (UTC). */
KtPipeline *kt_default_pipeline (gint64 now);
/* What a stage or pipeline that still has its first name is called in the user's language; NULL:
 * the user's own. */
const char *kt_default_stage_title (const KtStage *stage);
/* Its names in every language of the house, with "|" between; NULL: the user's own. */
const char *kt_default_stage_words (const KtStage *stage);
