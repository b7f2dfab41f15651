#pragma once
#include "kontor/duplicates.h"

/* The list of `contact duplicates`, numbered: a KT_RECORD_PAIR each. handles (KtHandle) gets them.
 */
void kt_duplicates_print (KtContext *context, const GPtrArray *pairs, GArray *handles);
/* Why two cards stand there: "same phone, Latin and Cyrillic spelling". The caller frees. */
char *kt_duplicate_why (const KtDuplicatePair *pair);
