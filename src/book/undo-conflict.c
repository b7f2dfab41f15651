#include "config.h"
#include "undo.h"
#include "kontor/error.h"
#include "kontor/local-time.h"
#include "kontor/word-index.h"

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

/* Takes a changeset back, and finds which later entries stand on one that cannot be: they are those
 * whose changesets have one of the rows in the way. */

#define MANY_OCTETS (256u << 10)                   /* of a changeset: an import, not a command */
#define BROKEN_SQL "PRAGMA main.foreign_key_check" /* table, rowid, … of each orphan */
#define SHOWN_MAX 10

static char *
row_key (const char *table, sqlite3_value *id)
{
  const guchar *text = id != NULL ? sqlite3_value_text (id) : NULL;
  return g_strconcat (table, " ", text != NULL ? (const char *)text : "", NULL);
}

/* Every book table has its key in the first column. */
static char *
iterator_key (sqlite3_changeset_iter *iterator)
{
  const char *table = NULL;
  int columns = 0, operation = 0, indirect = 0;
  sqlite3_value *id = NULL;
  sqlite3changeset_op (iterator, &table, &columns, &operation, &indirect);
  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (iterator, 0, &id);
  else
    sqlite3changeset_old (iterator, 0, &id);
  return row_key (table, id);
}

typedef struct
{
  GHashTable *rows; /* keys of those in the way */
  gboolean conflict;
} Noted;

/* Goes on over a conflict, so that all rows in the way are known. Without a savepoint of its own:
 * the whole transaction goes where one is found, and a savepoint over as many rows as an import
 * has takes longer than the rows (its journal in memory is walked once a row). */
static int
note_row (void *noted, int kind, sqlite3_changeset_iter *iterator)
{
  Noted *all = noted;
  all->conflict = TRUE;
  if (kind != SQLITE_CHANGESET_FOREIGN_KEY)
    g_hash_table_add (all->rows, iterator_key (iterator));
  return SQLITE_CHANGESET_OMIT;
}

static void
note_orphans (KtStore *store, GHashTable *rows)
{
  sqlite3_stmt *statement = kt_store_statement (store, BROKEN_SQL, NULL);
  while (statement != NULL && kt_step (statement, NULL))
    g_hash_table_add (rows,
                      row_key (kt_column_text (statement, 0), sqlite3_column_value (statement, 1)));
}

gboolean
kt_changeset_take_back (KtStore *store, GBytes *changeset, GHashTable *rows, GError **error)
{
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (changeset, &length);
  Noted noted = { rows, FALSE };
  gboolean many = length > MANY_OCTETS;
  if (many)
    kt_word_index_pause (store);
  int code = sqlite3changeset_apply_v2 (
      kt_store_db (store), (int)length, (void *)data, NULL, note_row, &noted, NULL, NULL,
      SQLITE_CHANGESETAPPLY_INVERT | SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
  gboolean good = code == SQLITE_OK && !noted.conflict;
  if (noted.conflict)
    note_orphans (store, rows);
  else if (code != SQLITE_OK)
    kt_store_error (store, _ ("take back a change"), error);
  if (noted.conflict && g_hash_table_size (rows) == 0)
    g_hash_table_add (rows, g_strdup ("")); /* it is a conflict all the same */
  return (!many || kt_word_index_resume (store, good, good ? error : NULL)) && good;
}

static gboolean
touches (KtStore *store, gint64 seq, GHashTable *rows)
{
  g_autoptr (GBytes) changeset = kt_journal_changeset (store, seq, NULL);
  sqlite3_changeset_iter *iterator = NULL;
  gsize length = 0;
  gconstpointer data = changeset != NULL ? g_bytes_get_data (changeset, &length) : NULL;
  if (length == 0 || sqlite3changeset_start (&iterator, (int)length, (void *)data) != SQLITE_OK)
    return FALSE;
  gboolean found = FALSE;
  while (!found && sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      g_autofree char *key = iterator_key (iterator);
      found = g_hash_table_contains (rows, key);
    }
  sqlite3changeset_finalize (iterator);
  return found;
}

/* Newest first. What was taken back changes nothing any more, nor does what took it back. */
static GPtrArray *
standing (KtStore *store, const KtJournalEntry *entry, GPtrArray *entries, GHashTable *rows)
{
  GPtrArray *found = g_ptr_array_new ();
  for (guint i = 0; i < entries->len; i++)
    {
      KtJournalEntry *later = entries->pdata[i];
      if (later->seq <= entry->seq)
        break;
      gboolean undo_of_later
          = later->undoes != NULL && g_ascii_strtoll (later->undoes, NULL, 10) > entry->seq;
      if (later->undone_by == 0 && !undo_of_later && touches (store, later->seq, rows))
        g_ptr_array_add (found, later);
    }
  return found;
}

static char *
say_when (const KtClock *clock, gint64 at)
{
  KtLocal then = kt_local_from_utc (at, clock->zone);
  KtLocal today = kt_local_from_utc (clock->now, clock->zone);
  if (kt_local_day_number (then) == kt_local_day_number (today))
    return g_strdup_printf ("%02d:%02d", then.hour, then.minute);
  return g_strdup_printf ("%d.%02d.%d", then.day, then.month, then.year);
}

/* "kontor undo N" helps only if everything in the way is the user's own. */
static void
hint_how (const KtJournalEntry *entry, GPtrArray *in_the_way, GPtrArray *entries, GError **error)
{
  g_autoptr (GPtrArray) candidates = kt_journal_candidates (entries);
  guint place = 0;
  gboolean own = g_ptr_array_find (candidates, entry, &place);
  for (guint i = 0; own && i < in_the_way->len; i++)
    own = g_ptr_array_find (candidates, in_the_way->pdata[i], NULL);
  const KtJournalEntry *newest = in_the_way->pdata[0];
  char ref[KT_REF_LENGTH + 1];
  kt_ref_full (newest->id, ref);
  if (own && place == 1)
    kt_error_hint (error, _ ("take both back: kontor undo 2"));
  else if (own)
    kt_error_hint (error, _ ("take all %u back: kontor undo %u"), place + 1, place + 1);
  else
    kt_error_hint (error, _ ("take back the later one first: kontor undo %s"), ref);
}

gboolean
kt_undo_set_conflict (KtStore *store, const KtJournalEntry *entry, GHashTable *rows,
                      GPtrArray *entries, const KtClock *clock, GError **error)
{
  g_autoptr (GPtrArray) later = standing (store, entry, entries, rows);
  g_autofree char *at = say_when (clock, entry->at);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               later->len > 0 ? _ ("cannot take back «%s» of %s, later changes stand on it")
                              : _ ("cannot take back «%s» of %s, its records changed since"),
               entry->command, at);
  for (guint i = 0; i < MIN (later->len, SHOWN_MAX); i++)
    {
      const KtJournalEntry *one = later->pdata[i];
      g_autofree char *when = say_when (clock, one->at);
      kt_error_detail (error, "%s  %s", when, one->command);
    }
  if (later->len > 0)
    hint_how (entry, later, entries, error);
  return FALSE;
}
