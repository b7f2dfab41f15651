#pragma once
#include "kontor/merge.h"

/* What a merge would do: who is kept, what moves, in what they differ and which stays. */
void kt_merge_print (KtContext *context, const KtMergePlan *plan);
/* Members of an open JSON object: kept, gone, facts, moves. */
void kt_merge_json (KtContext *context, const KtMergePlan *plan, gboolean saved);
/* "3 notes, 2 visits": what moves, to be read aloud; "" nothing. */
char *kt_merge_say_moves (const KtMergePlan *plan);
