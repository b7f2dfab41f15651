#pragma once
#include "kontor/search.h"
#include "kontor/table.h"

/* Puts the invoice and the offer of that number first. */
gboolean kt_find_add_invoices (KtContext *context, const char *words, GPtrArray *hits,
                               GError **error);
/* What a search for at most limit of each kind found: on a terminal in groups, numbered; else TSV,
 * CSV or JSON. handles (KtHandle) gets the numbers printed. */
void kt_find_print (KtContext *context, const GPtrArray *hits, const char *words, guint limit,
                    GArray *handles);
