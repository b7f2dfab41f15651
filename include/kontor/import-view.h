#pragma once
#include "kontor/import.h"

/* The whole course of an import, shared by all formats: plan, preview, question, doing it, one line
 * of answer; what --dry-run prints. remark (marked text by lines, NULL none) goes above the
 * preview: how the file was understood. Where rows were left out with partial: KT_ERROR_PARTLY
 * after all is done. command is the journal's line. The store must be open for writing. Off a
 * terminal nobody is asked. */
gboolean kt_import_run (KtContext *context, GPtrArray *records, const KtImportOptions *options,
                        const char *command, const char *remark, GError **error);

/* The preview alone: counts, then the records that are not plainly new, 40 of them unless
 * context->all. Text; CSV and JSON all of them. */
void kt_import_print (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options,
                      const char *remark);
/* "980 new, 12 changed, 200 same". */
char *kt_import_say_counts (const KtImportPlan *plan);
/* "line 14, column 3 «Phone»: «abc» is no phone number"; only the place where nothing is wrong. */
char *kt_import_say_item (const KtImportItem *item, const KtImportOptions *options);
