#include "config.h"
#include "kontor/verdict.h"

#include <sqlite3.h>
#include <string.h>

#define SET_SQL                                                                                    \
  "INSERT INTO address_verdict (id, match, verdict, created) VALUES (?1, ?2, ?3, ?4)"              \
  " ON CONFLICT (id) DO UPDATE SET verdict = excluded.verdict, created = excluded.created"         \
  " WHERE verdict <> excluded.verdict"
#define CLEAR_SQL "DELETE FROM address_verdict WHERE id = ?1"
#define ALL_SQL "SELECT match, verdict FROM address_verdict"

static const char *const names[] = { "ignore", "mine", "shared", "never" };

static KtId
verdict_id (const char *match)
{
  return kt_id_hash_strings ("address-verdict", match, NULL);
}

gboolean
kt_address_verdict_set (KtStore *store, const char *match, KtAddressVerdict verdict, gint64 now,
                        GError **error)
{
  return kt_store_run (store, error, SET_SQL, "issi", verdict_id (match), match, names[verdict],
                       now);
}

gboolean
kt_address_verdict_clear (KtStore *store, const char *match, GError **error)
{
  return kt_store_run (store, error, CLEAR_SQL, "i", verdict_id (match));
}

static gpointer
verdict_value (const char *name)
{
  int verdict = 0;
  while (strcmp (names[verdict], name) != 0)
    verdict++; /* the column's CHECK knows the same names */
  return GINT_TO_POINTER (verdict + 1);
}

GHashTable *
kt_address_verdict_all (KtStore *store, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, ALL_SQL, error);
  if (statement == NULL)
    return NULL;
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_hash_table_insert (all, g_strdup (kt_column_text (statement, 0)),
                         verdict_value (kt_column_text (statement, 1)));
  if (failure == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, failure);
  return NULL;
}
