#include "config.h"
#include "kontor/contact-reach.h"

static const char select_points[] = "SELECT contact, kind, raw FROM contact_point"
                                    " WHERE kind IN ('email', 'phone') ORDER BY position, id";
static const char select_tags[] = "SELECT contact, tag FROM contact_tag ORDER BY fold, id";

static void
reach_free (KtReach *reach)
{
  g_free (reach->email);
  g_free (reach->phone);
  g_free (reach->tags);
  g_free (reach);
}

static KtReach *
reach_of (GHashTable *all, gint64 contact)
{
  KtReach *reach = g_hash_table_lookup (all, &contact);
  if (reach != NULL)
    return reach;
  reach = g_new0 (KtReach, 1);
  g_hash_table_insert (all, g_memdup2 (&contact, sizeof contact), reach);
  return reach;
}

static void
take_point (GHashTable *all, struct sqlite3_stmt *statement)
{
  KtReach *reach = reach_of (all, kt_column_int (statement, 0));
  char **place
      = g_str_equal (kt_column_text (statement, 1), "email") ? &reach->email : &reach->phone;
  if (*place == NULL)
    *place = g_strdup (kt_column_text (statement, 2));
}

static void
take_tag (GHashTable *all, struct sqlite3_stmt *statement)
{
  KtReach *reach = reach_of (all, kt_column_int (statement, 0));
  const char *tag = kt_column_text (statement, 1);
  char *tags = reach->tags == NULL ? g_strdup (tag) : g_strconcat (reach->tags, ", ", tag, NULL);
  g_free (reach->tags);
  reach->tags = tags;
}

static gboolean
take_all (KtStore *store, const char *sql, GHashTable *all,
          void (*take) (GHashTable *, struct sqlite3_stmt *), GError **error)
{
  g_autoptr (GError) local = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &local))
    take (all, statement);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GHashTable *
kt_contact_reach_all (KtStore *store, GError **error)
{
  g_autoptr (GHashTable) all
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)reach_free);
  if (!take_all (store, select_points, all, take_point, error)
      || !take_all (store, select_tags, all, take_tag, error))
    return NULL;
  return g_steal_pointer (&all);
}
