#include "config.h"
#include "kontor/journal.h"
#include "store-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LIST_SQL                                                                                   \
  "SELECT seq, id, at, device, origin, command, undoes, schema, changeset IS NULL FROM journal"    \
  " ORDER BY seq DESC"
#define CHANGESET_SQL "SELECT changeset FROM journal WHERE seq = ?1"
#define OWNED_SQL                                                                                  \
  "SELECT 'contact', ?1 UNION ALL"                                                                 \
  " SELECT 'contact_point', id FROM contact_point WHERE contact = ?1 UNION ALL"                    \
  " SELECT 'contact_tag', id FROM contact_tag WHERE contact = ?1 UNION ALL"                        \
  " SELECT 'note', id FROM note WHERE contact = ?1 UNION ALL"                                      \
  " SELECT 'reminder', id FROM reminder WHERE contact = ?1 UNION ALL"                              \
  " SELECT 'letter_verdict', id FROM letter_verdict WHERE contact = ?1 UNION ALL"                  \
  " SELECT 'appointment', id FROM appointment WHERE contact = ?1 UNION ALL"                        \
  " SELECT 'waiting_list', id FROM waiting_list WHERE contact = ?1 UNION ALL"                      \
  " SELECT 'formula', id FROM formula WHERE contact = ?1 UNION ALL"                                \
  " SELECT 'allergy', id FROM allergy WHERE contact = ?1 UNION ALL"                                \
  " SELECT 'contact_field', id FROM contact_field WHERE contact = ?1 UNION ALL"                    \
  " SELECT 'relation', id FROM relation WHERE contact = ?1 UNION ALL"                              \
  " SELECT 'contact_vcard', id FROM contact_vcard WHERE contact = ?1 UNION ALL"                    \
  " SELECT 'deal', id FROM deal WHERE contact = ?1 UNION ALL"                                      \
  " SELECT 'invoice', id FROM invoice WHERE contact = ?1 UNION ALL"                                \
  " SELECT 'event_verdict', id FROM event_verdict WHERE contact = ?1"

/* Where a row of each table says whose it is (columns keep their places). */
static const struct
{
  const char *table;
  int column;
} owners[]
    = { { "contact_point", 1 },  { "contact_tag", 1 },   { "note", 1 },          { "reminder", 1 },
        { "letter_verdict", 3 }, { "appointment", 1 },   { "waiting_list", 1 },  { "formula", 1 },
        { "allergy", 1 },        { "event_verdict", 3 }, { "contact_field", 1 }, { "relation", 1 },
        { "contact_vcard", 1 },  { "deal", 1 },          { "invoice", 3 } };

void
kt_journal_entry_free (KtJournalEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->device);
  g_free (entry->origin);
  g_free (entry->command);
  g_free (entry->undoes);
  g_free (entry);
}

static KtJournalEntry *
read_entry (sqlite3_stmt *statement)
{
  KtJournalEntry *entry = g_new0 (KtJournalEntry, 1);
  entry->seq = kt_column_int (statement, 0);
  entry->id = kt_column_int (statement, 1);
  entry->at = kt_column_int (statement, 2);
  entry->device = g_strdup (kt_column_text (statement, 3));
  entry->origin = g_strdup (kt_column_text (statement, 4));
  entry->command = g_strdup (kt_column_text (statement, 5));
  entry->undoes = g_strdup (kt_column_text_or_null (statement, 6));
  entry->schema = (int)kt_column_int (statement, 7);
  entry->erased = kt_column_int (statement, 8) != 0;
  return entry;
}

/* Newest first, what takes an entry back is always seen before it; an entry that is itself taken
 * back has no effect any more. */
static void
mark_undone (KtJournalEntry *entry, GHashTable *undone)
{
  gint64 *by = g_hash_table_lookup (undone, &entry->seq);
  entry->undone_by = by != NULL ? *by : 0;
  if (entry->undone_by != 0 || entry->undoes == NULL)
    return;
  g_auto (GStrv) seqs = g_strsplit (entry->undoes, " ", -1);
  for (char **seq = seqs; *seq != NULL; seq++)
    {
      gint64 number = g_ascii_strtoll (*seq, NULL, 10);
      g_hash_table_insert (undone, g_memdup2 (&number, sizeof number),
                           g_memdup2 (&entry->seq, sizeof entry->seq));
    }
}

typedef gboolean (*Wanted) (KtStore *store, const KtJournalEntry *entry, gpointer data);

static GPtrArray *
list (KtStore *store, guint limit, Wanted wanted, gpointer data, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_journal_entry_free);
  g_autoptr (GHashTable) undone
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GError *failure = NULL;
  while (entries->len < limit && kt_step (statement, &failure))
    {
      g_autoptr (KtJournalEntry) entry = read_entry (statement);
      mark_undone (entry, undone);
      if (wanted == NULL || wanted (store, entry, data))
        g_ptr_array_add (entries, g_steal_pointer (&entry));
    }
  sqlite3_reset (statement);
  if (failure == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, failure);
  return NULL;
}

GPtrArray *
kt_journal_list (KtStore *store, guint limit, GError **error)
{
  return list (store, limit, NULL, NULL, error);
}

static char *
row_key (const char *table, gint64 id)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, table, id);
}

static sqlite3_value *
value_of (sqlite3_changeset_iter *iterator, int operation, int column)
{
  sqlite3_value *value = NULL;
  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (iterator, column, &value);
  else
    sqlite3changeset_old (iterator, column, &value);
  return value;
}

static gboolean
belongs (sqlite3_changeset_iter *iterator, const char *table, int operation, gint64 contact)
{
  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    if (strcmp (owners[i].table, table) == 0)
      {
        sqlite3_value *value = value_of (iterator, operation, owners[i].column);
        return value != NULL && sqlite3_value_int64 (value) == contact;
      }
  return FALSE;
}

typedef struct
{
  KtId contact;
  GHashTable *rows; /* keys of all rows known to be the contact's */
} Owned;

/* An update tells only what changed, so its row is known by the rows that stand, or by the deletion
 * that came later and was therefore seen before. */
static gboolean
touches_row (sqlite3_changeset_iter *iterator, Owned *owned)
{
  const char *table = NULL;
  int columns = 0, operation = 0, indirect = 0;
  sqlite3changeset_op (iterator, &table, &columns, &operation, &indirect);
  sqlite3_value *id = value_of (iterator, operation, 0);
  g_autofree char *key = row_key (table, id != NULL ? sqlite3_value_int64 (id) : 0);
  if (g_hash_table_contains (owned->rows, key))
    return TRUE;
  if (!belongs (iterator, table, operation, owned->contact))
    return FALSE;
  g_hash_table_add (owned->rows, g_steal_pointer (&key));
  return TRUE;
}

static gboolean
touches_contact (KtStore *store, const KtJournalEntry *entry, gpointer data)
{
  g_autoptr (GBytes) changeset = kt_journal_changeset (store, entry->seq, NULL);
  sqlite3_changeset_iter *iterator = NULL;
  gboolean found = FALSE;
  if (changeset == NULL
      || sqlite3changeset_start (&iterator, (int)g_bytes_get_size (changeset),
                                 (void *)g_bytes_get_data (changeset, NULL))
             != SQLITE_OK)
    return FALSE;
  while (sqlite3changeset_next (iterator) == SQLITE_ROW)
    found |= touches_row (iterator, data);
  sqlite3changeset_finalize (iterator);
  return found;
}

static gboolean
read_owned (KtStore *store, Owned *owned, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, OWNED_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", owned->contact);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_hash_table_add (owned->rows,
                      row_key (kt_column_text (statement, 0), kt_column_int (statement, 1)));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

GPtrArray *
kt_journal_list_of (KtStore *store, KtId contact, guint limit, GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Owned owned = { contact, rows };
  if (!read_owned (store, &owned, error))
    return NULL;
  return list (store, limit, touches_contact, &owned, error);
}

GBytes *
kt_journal_changeset (KtStore *store, gint64 seq, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, CHANGESET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", seq);
  GError *failure = NULL;
  GBytes *bytes = NULL;
  if (kt_step (statement, &failure))
    bytes = g_bytes_new (sqlite3_column_blob (statement, 0),
                         (gsize)sqlite3_column_bytes (statement, 0));
  else if (failure != NULL)
    g_propagate_error (error, failure);
  sqlite3_reset (statement);
  return bytes;
}
