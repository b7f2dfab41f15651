#pragma once
#include "kontor/search.h"
#include "kontor/table.h"

/* What a search for at most limit of each kind found: on a terminal in groups, numbered; else TSV,
 * CSV or JSON. handles (KtHandle) gets the numbers printed. */
void kt_find_print (KtContext *context, const GPtrArray *hits, const char *words, guint limit,
                    GArray *handles);
