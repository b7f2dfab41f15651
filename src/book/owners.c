#include "config.h"
#include "kontor/owners.h"
#include <string.h>

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

/* The owner of an address that several have, or that is shared: the one company, or nobody. */
static gboolean
settle_shared (KtStore *store, const char *match, KtId *ret_owner, GError **error)
{
  static const char sql[] = "SELECT count(DISTINCT c.id), max(c.id) FROM contact_point AS p"
                            " JOIN contact AS c ON c.id = p.contact"
                            " WHERE p.match = ? AND p.kind = 'email' AND c.kind = 'company'";
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", match);
  *ret_owner = kt_step (statement, &failed) && kt_column_int (statement, 0) == 1
                   ? kt_column_int (statement, 1)
                   : 0;
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Marked shared by anybody. */
static gboolean
forget_shared (KtStore *store, GHashTable *owners, GError **error)
{
  static const char sql[]
      = "SELECT match, 0 FROM contact_point WHERE kind = 'email' AND share = 'shared'";
  g_autoptr (GHashTable) shared = by_text (store, sql, error);
  if (shared == NULL)
    return FALSE;
  GHashTableIter iter;
  gpointer match;
  g_hash_table_iter_init (&iter, shared);
  while (g_hash_table_iter_next (&iter, &match, NULL))
    {
      KtId *owner = g_hash_table_lookup (owners, match);
      if (owner != NULL)
        *owner = 0;
    }
  return TRUE;
}

GHashTable *
kt_owners_by_match (KtStore *store, GError **error)
{
  static const char sql[] = "SELECT match, contact FROM contact_point WHERE kind = 'email'";
  g_autoptr (GHashTable) owners = by_text (store, sql, error);
  if (owners == NULL || !forget_shared (store, owners, error))
    return NULL;
  GHashTableIter iter;
  gpointer match, owner;
  g_hash_table_iter_init (&iter, owners);
  while (g_hash_table_iter_next (&iter, &match, &owner))
    if (*(KtId *)owner == 0 && !settle_shared (store, match, owner, error))
      return NULL;
  return g_steal_pointer (&owners);
}

/* From the index alone: an agenda asks for each address of some thousand letters. */
gboolean
kt_owner_of_match (KtStore *store, const char *match, gboolean *ret_known, KtId *ret_owner,
                   GError **error)
{
  static const char sql[] = "SELECT contact, share = 'shared' FROM contact_point"
                            " WHERE match = ? AND kind = 'email'";
  GError *failed = NULL;
  gboolean shared = FALSE;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", match);
  *ret_owner = 0;
  while (kt_step (statement, &failed))
    {
      KtId contact = kt_column_int (statement, 0);
      shared |= kt_column_int (statement, 1) != 0 || (*ret_owner != 0 && *ret_owner != contact);
      *ret_owner = contact;
    }
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  *ret_known = *ret_owner != 0;
  return !shared || settle_shared (store, match, ret_owner, error);
}

GHashTable *
kt_owners_said (KtStore *store, gboolean linked, GError **error)
{
  static const char sql[] = "SELECT letter, max(contact) FROM letter_verdict"
                            " WHERE verdict = ? AND contact IS NOT NULL GROUP BY letter";
  GError *failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", linked ? "linked" : "not-linked");
  GHashTable *said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  while (kt_step (statement, &failed))
    g_hash_table_insert (said, boxed (kt_column_int (statement, 0)),
                         boxed (kt_column_int (statement, 1)));
  return finish (said, failed, error);
}

GHashTable *
kt_owners_by_fold (KtStore *store, GError **error)
{
  static const char sql[] = "SELECT fold, id FROM contact WHERE fold LIKE '% %'";
  return by_text (store, sql, error);
}

GHashTable *
kt_owners_met (KtStore *store, gint64 since, gint64 now, GError **error)
{
  /* in the order of rows: through the index by contact each row is looked up by itself */
  static const char sql[] = "SELECT contact, at FROM note WHERE at >= ?1 AND at <= ?2"
                            " AND kind IN ('call', 'meeting')";
  GError *failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", since, now);
  GHashTable *met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  while (kt_step (statement, &failed))
    {
      KtId contact = kt_column_int (statement, 0);
      gint64 at = kt_column_int (statement, 1), *last = g_hash_table_lookup (met, &contact);
      if (last == NULL)
        g_hash_table_insert (met, boxed (contact), boxed (at));
      else
        *last = MAX (*last, at);
    }
  return finish (met, failed, error);
}

gboolean
kt_owner_met (KtStore *store, KtId contact, gint64 now, gint64 *ret_at, GError **error)
{
  static const char sql[] = "SELECT at FROM note WHERE contact = ?1 AND at <= ?2"
                            " AND kind IN ('call', 'meeting') ORDER BY at DESC LIMIT 1";
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", contact, now);
  *ret_at = kt_step (statement, &failed) ? kt_column_int (statement, 0) : 0;
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
kt_owners_name_taken (KtStore *store, const char *fold, gboolean *ret_taken, GError **error)
{
  static const char sql[] = "SELECT 1 FROM contact WHERE fold = ?";
  *ret_taken = FALSE;
  if (strchr (fold, ' ') == NULL)
    return TRUE;
  return kt_store_asks (store, error, ret_taken, sql, "s", fold);
}

gboolean
kt_owners_none (KtStore *store, gboolean *ret_none, GError **error)
{
  static const char sql[] = "SELECT 1 FROM contact LIMIT 1";
  gboolean any = FALSE;
  if (!kt_store_asks (store, error, &any, sql, ""))
    return FALSE;
  *ret_none = !any;
  return TRUE;
}

void
kt_owner_free (KtOwner *owner)
{
  g_free (owner->name);
  g_free (owner->birthday);
  g_free (owner);
}

static KtOwner *
owner_of_row (struct sqlite3_stmt *row)
{
  KtOwner *owner = g_new0 (KtOwner, 1);
  owner->id = kt_column_int (row, 0);
  owner->name = g_strdup (kt_column_text (row, 1));
  owner->birthday = g_strdup (kt_column_text_or_null (row, 2));
  owner->cadence = (guint)kt_column_int (row, 3);
  owner->created = kt_column_int (row, 4);
  owner->updated = kt_column_int (row, 5);
  owner->last = kt_column_int (row, 6);
  owner->rhythm = (guint)kt_column_int (row, 7);
  return owner;
}

/* Adds the rows of a statement to a list. */
static gboolean
append_owners (struct sqlite3_stmt *statement, GPtrArray *list, GError **error)
{
  g_autoptr (GError) failed = NULL;
  while (kt_step (statement, &failed))
    g_ptr_array_add (list, owner_of_row (statement));
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

GPtrArray *
kt_owner_list (struct sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_owner_free);
  return append_owners (statement, list, error) ? g_steal_pointer (&list) : NULL;
}

/* Looked through here: SQL takes three times as long for it. */
static gboolean
is_on (const char *days, const char *birthday)
{
  gsize length = strlen (birthday);
  return days == NULL || (length >= 5 && strstr (days, birthday + length - 5) != NULL);
}

static GArray *
born_on (KtStore *store, const char *days, GError **error)
{
  /* the index alone says whose day it is: only their rows are read */
  static const char sql[] = "SELECT id, birthday FROM contact WHERE birthday IS NOT NULL";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GArray) contacts = g_array_new (FALSE, FALSE, sizeof (KtId));
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failed))
    if (is_on (days, kt_column_text (statement, 1)))
      {
        KtId contact = kt_column_int (statement, 0);
        g_array_append_val (contacts, contact);
      }
  if (failed == NULL)
    return g_steal_pointer (&contacts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
kt_owners_with_birthday (KtStore *store, const char *days, GError **error)
{
  static const char sql[]
      = "SELECT id, name, birthday, cadence, created, updated, 0, 0 FROM contact WHERE id = ?";
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_owner_free);
  g_autoptr (GArray) contacts = born_on (store, days, error);
  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
      if (statement == NULL)
        return NULL;
      kt_bind (statement, "i", g_array_index (contacts, KtId, i));
      if (!append_owners (statement, list, error))
        return NULL;
    }
  return contacts != NULL ? g_steal_pointer (&list) : NULL;
}
