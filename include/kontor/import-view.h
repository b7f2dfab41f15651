#pragma once
#include "kontor/import.h"

/* The whole course of an import, shared by all formats: plan, preview, question, doing it, one line
 * of answer; what --dry-run prints. remark (marked text by lines, NULL none) goes above the
 * preview: how the file was understood. Where rows were left out with partial: KT_ERROR_PARTLY
 * after all is done. command is the journal's line. */
gboolean kt_import_run (KtContext *context, GPtrArray *records, const KtImportOptions *options,
                        const char *command, const char *remark, GError **error);

/* The preview alone: counts, then the records that are not plainly new. As table, TSV, CSV, JSON.
 */
void kt_import_print (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options,
                      const char *remark);
