#pragma once
#include "kontor/context.h"
#include "kontor/read-query.h"

/* Rows of a query as they come: TSV and CSV at once, JSON as {"columns":[…],"rows":[{…}]}, on a
 * terminal an aligned table of KT_SQL_ROWS rows at most (all of them with --all). */
#define KT_SQL_ROWS 200u

typedef struct _KtSqlView KtSqlView;
KtSqlView *kt_sql_view_new (KtContext *context);
void kt_sql_view_free (KtSqlView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSqlView, kt_sql_view_free)
/* data of both is the view. */
void kt_sql_view_columns (gpointer view, const char *const *names, guint n);
gboolean kt_sql_view_row (gpointer view, const KtValue *values, guint n);
void kt_sql_view_end (KtSqlView *view);
