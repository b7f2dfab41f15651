#include "config.h"
#include "kontor/saved-report.h"
#include "kontor/fold.h"

#define COLUMNS "id, name, report, arguments, updated"
/* all of them: a few lines that somebody typed */
#define LIST_SQL "SELECT " COLUMNS " FROM saved_report ORDER BY fold, id"
#define FIND_SQL "SELECT " COLUMNS " FROM saved_report WHERE fold = ?1"
#define PUT_SQL                                                                                    \
  "INSERT INTO saved_report (id, name, fold, report, arguments, created, updated)"                 \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT (id)"                                          \
  " DO UPDATE SET name = ?2, fold = ?3, report = ?4, arguments = ?5, updated = ?6"
#define DELETE_SQL "DELETE FROM saved_report WHERE id = ?1"

void
kt_saved_report_free (KtSavedReport *saved)
{
  if (saved == NULL)
    return;
  g_free (saved->name);
  g_free (saved->report);
  g_strfreev (saved->arguments);
  g_free (saved);
}

static KtSavedReport *
read_row (struct sqlite3_stmt *row)
{
  KtSavedReport *saved = g_new0 (KtSavedReport, 1);
  const char *arguments = kt_column_text (row, 3);
  saved->id = kt_column_int (row, 0);
  saved->name = g_strdup (kt_column_text (row, 1));
  saved->report = g_strdup (kt_column_text (row, 2));
  saved->arguments = g_strsplit (arguments, "\n", *arguments != '\0' ? -1 : 0);
  saved->updated = kt_column_int (row, 4);
  return saved;
}

GPtrArray *
kt_saved_report_list (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_saved_report_free);
  GError *failure = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, LIST_SQL, error);
  if (row == NULL)
    return NULL;
  while (kt_step (row, &failure))
    g_ptr_array_add (list, read_row (row));
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, failure);
  return NULL;
}

KtSavedReport *
kt_saved_report_find (KtStore *store, const char *name, GError **error)
{
  g_autofree char *nfc = kt_nfc (name, -1), *fold = kt_fold (nfc);
  KtSavedReport *saved = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, FIND_SQL, error);
  if (row == NULL)
    return NULL;
  kt_bind (row, "s", fold);
  if (kt_step (row, error))
    saved = read_row (row);
  kt_store_statement (store, FIND_SQL, NULL); /* resets it */
  return saved;
}

gboolean
kt_saved_report_put (KtStore *store, const KtSavedReport *saved, gint64 now, GError **error)
{
  g_autofree char *name = kt_nfc (saved->name, -1), *fold = kt_fold (name);
  g_autofree char *arguments = g_strjoinv ("\n", saved->arguments);
  return kt_store_run (store, error, PUT_SQL, "issssi", saved->id, name, fold, saved->report,
                       arguments, now);
}

gboolean
kt_saved_report_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}
