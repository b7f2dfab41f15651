#pragma once
#include "kontor/store.h"

/* What doctor asks the databases. Problems are lines for people, appended to an array that frees
 * them; at most KT_STORE_PROBLEMS a call. FALSE with error: could not even be asked. */
#define KT_STORE_PROBLEMS 10

/* PRAGMA integrity_check; schema is "main" or "mirror". */
gboolean kt_store_check_pages (KtStore *store, const char *schema, GPtrArray *problems,
                               GError **error);
/* Rows that refer to nothing. */
gboolean kt_store_check_references (KtStore *store, GPtrArray *problems, GError **error);
/* Every full-text index against what it indexes. Takes the write lock. */
gboolean kt_store_check_indexes (KtStore *store, GPtrArray *problems, GError **error);

/* "book 1, mirror 1" and "3.40.1". */
gboolean kt_store_versions (KtStore *store, int *ret_book, int *ret_mirror, GError **error);
const char *kt_store_engine (void);
