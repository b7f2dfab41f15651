#include "config.h"
#include "kontor/erase.h"
#include "kontor/erase-words.h"
#include "kontor/journal.h"
#include "store-private.h"

#include <string.h>

#define ALL_SQL "SELECT seq, command, changeset FROM journal"
/* The line of an import or a sync is about many: it stays unless it names who is erased. */
#define ERASE_SQL                                                                                  \
  "UPDATE journal SET changeset = NULL,"                                                           \
  " command = CASE WHEN ?3 OR origin = 'user' THEN ?2 ELSE command END WHERE seq = ?1"
#define NOTE_SQL                                                                                   \
  "INSERT INTO journal (id, at, device, origin, command, undoes, schema, changeset)"               \
  " SELECT ?1, ?2, ?3, 'user', ?4, NULL, user_version, NULL FROM pragma_user_version"

typedef struct
{
  gint64 seq;
  gboolean named; /* its line holds one of the forms */
} Holding;

static void
look_at (const GPtrArray *forms, sqlite3_stmt *statement, GHashTable *seqs)
{
  const char *command = kt_column_text (statement, 1);
  const void *changes = sqlite3_column_blob (statement, 2);
  Holding holding
      = { kt_column_int (statement, 0), kt_erase_find (forms, command, strlen (command)) >= 0 };
  if (holding.named
      || (changes != NULL
          && kt_erase_find (forms, changes, (gsize)sqlite3_column_bytes (statement, 2)) >= 0))
    g_hash_table_add (seqs, g_memdup2 (&holding, sizeof holding));
}

static gboolean
collect_holding (KtStore *store, const GPtrArray *forms, GHashTable *seqs, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, ALL_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    look_at (forms, statement, seqs);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
kt_journal_erase (KtStore *store, KtId contact, const GPtrArray *forms, const char *line,
                  guint *ret_count, GError **error)
{
  /* of Holding, by its first member */
  g_autoptr (GHashTable) seqs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) touched = kt_journal_list_of (store, contact, G_MAXUINT, error);
  GHashTableIter iterator;
  gpointer seq;
  if (touched == NULL || !collect_holding (store, forms, seqs, error))
    return FALSE;
  for (guint i = 0; i < touched->len; i++)
    {
      Holding holding = { ((const KtJournalEntry *)touched->pdata[i])->seq, FALSE };
      if (!g_hash_table_contains (seqs, &holding.seq))
        g_hash_table_add (seqs, g_memdup2 (&holding, sizeof holding));
    }
  g_hash_table_iter_init (&iterator, seqs);
  while (g_hash_table_iter_next (&iterator, &seq, NULL))
    if (!kt_store_run (store, error, ERASE_SQL, "isi", ((Holding *)seq)->seq, line,
                       (gint64)((Holding *)seq)->named))
      return FALSE;
  if (ret_count != NULL)
    *ret_count = g_hash_table_size (seqs);
  return TRUE;
}

gboolean
kt_journal_note_erased (KtStore *store, const char *line, gint64 now, GError **error)
{
  g_autofree char *device = kt_store_device (store, error);
  return device != NULL
         && kt_store_run (store, error, NOTE_SQL, "iiss", kt_id_random (), now, device, line);
}
