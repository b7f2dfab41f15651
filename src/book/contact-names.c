#include "config.h"
#include "kontor/event-name-rows.h"

/* Whatever changes a row changes its updated; undo brings both back. */
#define CONTACTS_STAMP_SQL                                                                         \
  "SELECT count (*), coalesce (max (updated), 0),"                                                 \
  " coalesce (sum (updated % 1000003 * (id % 1009 + 1)), 0) FROM contact"
#define SERVICES_STAMP_SQL                                                                         \
  "SELECT count (*), coalesce (max (updated), 0),"                                                 \
  " coalesce (sum (updated % 1000003 * (id % 1009 + 1)), 0) FROM service"

static gboolean
finish (GError *failed, GError **error)
{
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

gboolean
kt_contact_names (KtStore *store, KtNameTaker take, gpointer data, GError **error)
{
  static const char sql[] = "SELECT id, name, given, family, kind = 'company' FROM contact";
  GError *failed = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, sql, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failed))
    take (data, kt_column_int (row, 0), kt_column_text (row, 1), kt_column_text_or_null (row, 2),
          kt_column_text_or_null (row, 3), kt_column_int (row, 4) != 0);
  return finish (failed, error);
}

gboolean
kt_service_names (KtStore *store, void (*take) (gpointer data, const char *name), gpointer data,
                  GError **error)
{
  static const char sql[] = "SELECT name FROM service";
  GError *failed = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, sql, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failed))
    take (data, kt_column_text (row, 0));
  return finish (failed, error);
}

static gboolean
append_stamp (KtStore *store, const char *sql, GString *stamp, GError **error)
{
  GError *failed = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, sql, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failed))
    for (int i = 0; i < 3; i++)
      g_string_append_printf (stamp, "%" G_GINT64_FORMAT " ", kt_column_int (row, i));
  return finish (failed, error);
}

char *
kt_names_stamp (KtStore *store, GError **error)
{
  g_autoptr (GString) stamp = g_string_new (NULL);
  if (!append_stamp (store, CONTACTS_STAMP_SQL, stamp, error)
      || !append_stamp (store, SERVICES_STAMP_SQL, stamp, error))
    return NULL;
  return g_string_free (g_steal_pointer (&stamp), FALSE);
}
