#pragma once
#include "kontor/forget.h"

/* What forgetting a person would do, and what it did (SCREENS). */
void kt_forget_print_plan (KtContext *context, const KtForget *forget);
/* paper: path of the page for the person; NULL none was written. */
void kt_forget_print_done (KtContext *context, const KtForget *forget, const KtForgetDone *done,
                           const char *paper);
/* Both in JSON. done NULL: nothing was done (--dry-run). */
void kt_forget_print_json (KtContext *context, const KtForget *forget, const KtForgetDone *done,
                           const char *paper);

/* The page for the person (HTML): what was erased, what is kept and why, what lies elsewhere. The
 * caller frees. */
char *kt_forget_paper (KtContext *context, const KtForget *forget, const KtForgetDone *done);
