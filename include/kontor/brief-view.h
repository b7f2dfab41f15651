#pragma once
#include "kontor/brief.h"
#include "kontor/table.h"

/* A brief as text or JSON, as context asks. who: how the user named the client, for the hint. */
void kt_brief_print (KtContext *context, const KtBrief *brief, const char *who);
/* The parts of it that other views show too. */
void kt_json_formulas (KtJson *builder, KtContext *context, const GPtrArray *formulas);
void kt_json_allergies (KtJson *builder, KtContext *context, const GPtrArray *allergies);
/* The newest formula of each kind, and what changed since the one before it. */
void kt_formulas_print (KtContext *context, const GPtrArray *formulas);
