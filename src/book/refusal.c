#include "config.h"
#include "refusal.h"
#include "kontor/verdict.h"

#include <sqlite3.h>

#define ADDRESSES_SQL                                                                              \
  "SELECT p.match FROM contact AS c JOIN contact_point AS p ON p.contact = c.id"                   \
  " WHERE c.id = ?1 AND c.origin = 'sync' AND p.kind = 'email'"

gboolean
kt_refusal_addresses (KtStore *store, KtId contact, GPtrArray *matches, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, ADDRESSES_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", contact);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (matches, g_strdup (kt_column_text (statement, 0)));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
kt_refusal_write (KtStore *store, const GPtrArray *matches, gint64 now, GError **error)
{
  for (guint i = 0; i < matches->len; i++)
    if (!kt_address_verdict_set (store, matches->pdata[i], KT_ADDRESS_NEVER, now, error))
      return FALSE;
  return TRUE;
}
