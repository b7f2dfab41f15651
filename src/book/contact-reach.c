#include "config.h"
#include "kontor/contact-reach.h"

/* By contact: without its sign SQLite reads all phones there are. */
gboolean
kt_contact_phone (KtStore *store, KtId contact, char **ret_phone, GError **error)
{
  static const char sql[] = "SELECT raw FROM contact_point WHERE contact = ? AND +kind = 'phone'"
                            " ORDER BY position, id LIMIT 1";
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  *ret_phone = NULL;
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", contact);
  if (kt_step (statement, &failed))
    *ret_phone = g_strdup (kt_column_text (statement, 0));
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
