#pragma once
#include "kontor/store.h"

/* The book's full-text tables while very many rows are written at once: fed row by row by triggers
 * they cost more than all the rest. Inside a write transaction; a rollback takes the rebuilt index
 * back too. Between the two calls nothing may be searched for. */
#define KT_WORD_INDEX_MANY 2000 /* rows from which it pays */

void kt_word_index_pause (KtStore *store);
/* Fed again. rebuild: from all rows that are there now; without: after a failure, before the
 * rollback. */
gboolean kt_word_index_resume (KtStore *store, gboolean rebuild, GError **error);
