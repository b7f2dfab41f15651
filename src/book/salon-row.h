#pragma once
#include "kontor/store.h"

/* What the tables of the salon have in common. */

/* Every row of a statement by read, in an array that frees with free; NULL with error. */
typedef gpointer (*KtRowFunc) (struct sqlite3_stmt *statement);
GPtrArray *kt_salon_rows (struct sqlite3_stmt *statement, KtRowFunc read, GDestroyNotify free_row,
                          GError **error);
/* The one row, or NULL with KT_ERROR_NOT_FOUND and the words of missing. */
gpointer kt_salon_row (struct sqlite3_stmt *statement, KtRowFunc read, GDestroyNotify free_row,
                       const char *missing, GError **error);
/* Whether a statement bound to an id finds a row; -1 with error. */
int kt_salon_has_row (KtStore *store, const char *sql, gint64 id, GError **error);
/* A number that is -1 where it is NULL: money that was not told. */
gint64 kt_salon_column (struct sqlite3_stmt *statement, int column);
/* Those of rows whose folded name (fold_of) words name, best first; takes rows. */
typedef const char *(*KtNameFunc) (gconstpointer row);
GPtrArray *kt_salon_named (GPtrArray *rows, KtNameFunc name_of, const char *words);
/* By name as the locale sorts. */
int kt_salon_compare_names (const char *a, const char *b);
