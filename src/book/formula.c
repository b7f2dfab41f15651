#include "config.h"
#include "kontor/formula.h"

#include <sqlite3.h>

#define COLUMNS "id, contact, kind, at, text, reason, created, updated"
#define LIST_SQL                                                                                   \
  "SELECT " COLUMNS " FROM formula WHERE contact = ?1 ORDER BY kind, at DESC, created DESC, id"
#define INSERT_SQL "INSERT INTO formula (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"

void
kt_formula_free (KtFormula *formula)
{
  if (formula == NULL)
    return;
  g_free (formula->kind);
  g_free (formula->text);
  g_free (formula->reason);
  g_free (formula);
}

static KtFormula *
read_formula (sqlite3_stmt *statement)
{
  KtFormula *formula = g_new0 (KtFormula, 1);
  formula->id = kt_column_int (statement, 0);
  formula->contact = kt_column_int (statement, 1);
  formula->kind = g_strdup (kt_column_text (statement, 2));
  formula->at = kt_column_int (statement, 3);
  formula->text = g_strdup (kt_column_text (statement, 4));
  formula->reason = g_strdup (kt_column_text (statement, 5));
  formula->created = kt_column_int (statement, 6);
  formula->updated = kt_column_int (statement, 7);
  return formula;
}

GPtrArray *
kt_formula_list (KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) formulas = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_formula_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failure))
    g_ptr_array_add (formulas, read_formula (statement));
  if (failure == NULL)
    return g_steal_pointer (&formulas);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_formula_insert (KtStore *store, const KtFormula *formula, GError **error)
{
  g_return_val_if_fail (formula->id != 0 && formula->contact != 0, FALSE);
  return kt_store_run (store, error, INSERT_SQL, "iisissii", formula->id, formula->contact,
                       formula->kind, formula->at, formula->text, formula->reason, formula->created,
                       formula->updated);
}
