#include "config.h"
#include "kontor/allergy.h"

#include <sqlite3.h>

#define COLUMNS "id, contact, text, tested, result, created, updated"
#define LIST_SQL "SELECT " COLUMNS " FROM allergy WHERE contact = ?1 ORDER BY created, id"
#define PUT_SQL                                                                                    \
  "INSERT INTO allergy (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id)"         \
  " DO UPDATE SET text = ?3, tested = ?4, result = ?5, updated = ?7"
#define DELETE_SQL "DELETE FROM allergy WHERE id = ?1"

void
kt_allergy_free (KtAllergy *allergy)
{
  if (allergy == NULL)
    return;
  g_free (allergy->text);
  g_free (allergy->result);
  g_free (allergy);
}

static KtAllergy *
read_allergy (sqlite3_stmt *statement)
{
  KtAllergy *allergy = g_new0 (KtAllergy, 1);
  const char *tested = kt_column_text_or_null (statement, 3);
  allergy->id = kt_column_int (statement, 0);
  allergy->contact = kt_column_int (statement, 1);
  allergy->text = g_strdup (kt_column_text (statement, 2));
  if (tested != NULL)
    kt_local_parse (tested, &allergy->tested);
  allergy->result = g_strdup (kt_column_text_or_null (statement, 4));
  allergy->created = kt_column_int (statement, 5);
  allergy->updated = kt_column_int (statement, 6);
  return allergy;
}

GPtrArray *
kt_allergy_list (KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) allergies
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_allergy_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failure))
    g_ptr_array_add (allergies, read_allergy (statement));
  if (failure == NULL)
    return g_steal_pointer (&allergies);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_allergy_put (KtStore *store, const KtAllergy *allergy, GError **error)
{
  g_return_val_if_fail (allergy->id != 0 && allergy->contact != 0, FALSE);
  char tested[KT_LOCAL_TEXT] = "";
  if (allergy->tested.year != 0)
    kt_local_format (allergy->tested, tested);
  return kt_store_run (store, error, PUT_SQL, "iisssii", allergy->id, allergy->contact,
                       allergy->text, *tested != '\0' ? tested : NULL, allergy->result,
                       allergy->created, allergy->updated);
}

gboolean
kt_allergy_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}
