#include "config.h"
#include "kontor/owners.h"

static gint64 *
boxed (gint64 value)
{
  gint64 *box = g_new (gint64, 1);
  *box = value;
  return box;
}

/* The table, or NULL when reading it failed. */
static GHashTable *
finish (GHashTable *table, GError *failed, GError **error)
{
  if (failed == NULL)
    return table;
  g_propagate_error (error, failed);
  g_hash_table_unref (table);
  return NULL;
}

/* Rows (text, contact): the one contact of each text. */
static GHashTable *
by_text (KtStore *store, const char *sql, GError **error)
{
  GError *failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  GHashTable *owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (kt_step (statement, &failed))
    {
      const char *text = kt_column_text (statement, 0);
      KtId contact = kt_column_int (statement, 1);
      KtId *known = g_hash_table_lookup (owners, text);
      if (known == NULL)
        g_hash_table_insert (owners, g_strdup (text), boxed (contact));
      else if (*known != contact)
        *known = 0;
    }
  return finish (owners, failed, error);
}

GHashTable *
kt_owners_by_match (KtStore *store, GError **error)
{
  static const char sql[] = "SELECT match, contact FROM contact_point WHERE kind = 'email'";
  return by_text (store, sql, error);
}

GHashTable *
kt_owners_by_fold (KtStore *store, GError **error)
{
  static const char sql[] = "SELECT fold, id FROM contact WHERE fold LIKE '% %'";
  return by_text (store, sql, error);
}

GHashTable *
kt_owners_met (KtStore *store, gint64 now, GError **error)
{
  static const char sql[] = "SELECT contact, max(at) FROM note WHERE kind IN ('call', 'meeting')"
                            " AND at <= ? GROUP BY contact";
  GError *failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", now);
  GHashTable *met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  while (kt_step (statement, &failed))
    g_hash_table_insert (met, boxed (kt_column_int (statement, 0)),
                         boxed (kt_column_int (statement, 1)));
  return finish (met, failed, error);
}

gboolean
kt_owners_none (KtStore *store, gboolean *ret_none, GError **error)
{
  static const char sql[] = "SELECT 1 FROM contact LIMIT 1";
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  *ret_none = !kt_step (statement, &failed);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

void
kt_owner_free (KtOwner *owner)
{
  g_free (owner->name);
  g_free (owner->birthday);
  g_free (owner);
}

GPtrArray *
kt_owner_list (struct sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_owner_free);
  while (kt_step (statement, &failed))
    {
      KtOwner *owner = g_new0 (KtOwner, 1);
      owner->id = kt_column_int (statement, 0);
      owner->name = g_strdup (kt_column_text (statement, 1));
      owner->birthday = g_strdup (kt_column_text_or_null (statement, 2));
      owner->cadence = (guint)kt_column_int (statement, 3);
      owner->created = kt_column_int (statement, 4);
      owner->updated = kt_column_int (statement, 5);
      owner->last = kt_column_int (statement, 6);
      owner->rhythm = (guint)kt_column_int (statement, 7);
      g_ptr_array_add (list, owner);
    }
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
kt_owners_with_birthday (KtStore *store, GError **error)
{
  static const char sql[] = "SELECT id, name, birthday, cadence, created, updated, 0, 0"
                            " FROM contact WHERE birthday IS NOT NULL";
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  return statement != NULL ? kt_owner_list (statement, error) : NULL;
}
