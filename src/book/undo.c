#include "config.h"
#include "undo.h"
#include "refusal.h"
#include "kontor/error.h"
#include "kontor/migrations.h"

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define BROKEN_SQL "PRAGMA main.foreign_key_check" /* a row for each orphan */

/* One undo, redo or undo of an entry: what it works on. */
typedef struct
{
  KtStore *store;
  const KtClock *clock;
  GPtrArray *entries; /* the whole journal, newest first */
  GPtrArray *targets; /* what is taken back, newest first; not owned */
  GPtrArray *refused; /* addresses of auto-contacts that go */
} Undo;

static KtJournalEntry *
find (GPtrArray *entries, gint64 seq)
{
  for (guint i = 0; i < entries->len; i++)
    if (((KtJournalEntry *)entries->pdata[i])->seq == seq)
      return entries->pdata[i];
  return NULL;
}

/* 0 a command, odd: it took something back, even: it brought something back. */
static guint
depth_of (GPtrArray *entries, const KtJournalEntry *entry)
{
  guint depth = 0;
  while (entry != NULL && entry->undoes != NULL)
    {
      depth++;
      entry = find (entries, g_ascii_strtoll (entry->undoes, NULL, 10));
    }
  return depth;
}

static void
add_candidate (GPtrArray *candidates, KtJournalEntry *entry)
{
  if (entry->undone_by == 0 && strcmp (entry->origin, "sync") != 0
      && !g_ptr_array_find (candidates, entry, NULL))
    g_ptr_array_add (candidates, entry);
}

/* The commands at the root of an entry that brought them back. */
static void
add_roots (GPtrArray *candidates, GPtrArray *entries, const KtJournalEntry *entry)
{
  g_auto (GStrv) seqs = g_strsplit (entry->undoes, " ", -1);
  const KtJournalEntry *first = find (entries, g_ascii_strtoll (seqs[0], NULL, 10));
  gboolean undos = first != NULL && first->undoes != NULL;
  guint n = g_strv_length (seqs);
  for (guint i = 0; i < n; i++)
    {
      const char *seq = seqs[undos ? n - 1 - i : i]; /* of several undos the last came back last */
      KtJournalEntry *target = find (entries, g_ascii_strtoll (seq, NULL, 10));
      if (target != NULL && target->undoes != NULL)
        add_roots (candidates, entries, target);
      else if (target != NULL)
        add_candidate (candidates, target);
    }
}

GPtrArray *
kt_journal_candidates (GPtrArray *entries)
{
  GPtrArray *candidates = g_ptr_array_new ();
  for (guint i = 0; i < entries->len; i++)
    {
      KtJournalEntry *entry = entries->pdata[i];
      if (entry->undoes == NULL)
        add_candidate (candidates, entry);
      else if (entry->undone_by == 0 && depth_of (entries, entry) % 2 == 0)
        add_roots (candidates, entries, entry);
    }
  return candidates;
}

static gboolean
check_allowed (Undo *undo, const KtJournalEntry *entry, GError **error)
{
  int schema = entry->schema, last = 0;
  for (const KtMigration *m = kt_book_migrations; m->number != 0; m++)
    last = m->number;
  if (entry->erased)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("cannot take back «%s», its record was erased"), entry->command);
      kt_error_hint (error, _ ("what was done before it, by its ref: kontor log --refs"));
    }
  else if (entry->undone_by != 0)
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is taken back already"),
                 entry->command);
  else if (!kt_migrations_keep_undo (kt_book_migrations, schema, last))
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                 _ ("cannot take back «%s», the book was rebuilt by an update since"),
                 entry->command);
  else
    return TRUE;
  return FALSE;
}

/* Contacts that an entry made and that sync would make again. */
static gboolean
collect_refused (Undo *undo, GBytes *changeset, GError **error)
{
  sqlite3_changeset_iter *iterator = NULL;
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (changeset, &length);
  if (sqlite3changeset_start (&iterator, (int)length, (void *)data) != SQLITE_OK)
    return kt_store_error (undo->store, _ ("read the journal"), error);
  gboolean good = TRUE;
  while (good && sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      const char *table = NULL;
      int columns = 0, operation = 0, indirect = 0;
      sqlite3_value *id = NULL;
      sqlite3changeset_op (iterator, &table, &columns, &operation, &indirect);
      if (operation != SQLITE_INSERT || strcmp (table, "contact") != 0)
        continue;
      sqlite3changeset_new (iterator, 0, &id);
      good = kt_refusal_addresses (undo->store, sqlite3_value_int64 (id), undo->refused, error);
    }
  sqlite3changeset_finalize (iterator);
  return good;
}

static gboolean
check_references (Undo *undo, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (undo->store, BROKEN_SQL, error);
  if (statement == NULL)
    return FALSE;
  GError *failure = NULL;
  gboolean broken = kt_step (statement, &failure);
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  if (broken)
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                 _ ("cannot take that back, other records refer to it"));
  return !broken && failure == NULL;
}

static gboolean
take_back_one (Undo *undo, const KtJournalEntry *entry, GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!check_allowed (undo, entry, error))
    return FALSE;
  g_autoptr (GBytes) changeset = kt_journal_changeset (undo->store, entry->seq, error);
  /* a book that was imported had the verdict of its own, or wanted none */
  gboolean refuses = strcmp (entry->origin, "import") != 0;
  if (changeset == NULL || (refuses && !collect_refused (undo, changeset, error)))
    return FALSE;
  if (kt_changeset_take_back (undo->store, changeset, rows, error))
    return TRUE;
  return g_hash_table_size (rows) > 0
         && kt_undo_set_conflict (undo->store, entry, rows, undo->entries, undo->clock, error);
}

static char *
list_seqs (GPtrArray *targets)
{
  GString *seqs = g_string_new (NULL);
  for (guint i = 0; i < targets->len; i++)
    g_string_append_printf (seqs, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            ((KtJournalEntry *)targets->pdata[i])->seq);
  return g_string_free (seqs, FALSE);
}

/* The line of the log for n commands, of which the first is named. */
static char *
say_taken (const char *first, guint n)
{
  return n == 1 ? g_strdup_printf (_ ("took back «%s»"), first)
                : g_strdup_printf (ngettext ("took back %u change", "took back %u changes", n), n);
}

static char *
say_brought (const char *first, guint n)
{
  return n == 1 ? g_strdup_printf (_ ("brought back «%s»"), first)
                : g_strdup_printf (
                    ngettext ("brought back %u change", "brought back %u changes", n), n);
}

/* An undo of an undo is told by the commands at its root. */
static char *
describe (Undo *undo)
{
  const KtJournalEntry *first = undo->targets->pdata[0];
  if (first->undoes == NULL)
    return say_taken (first->command, undo->targets->len);
  guint n = 0;
  for (guint i = 0; i < undo->targets->len; i++)
    n += kt_journal_undo_size (undo->targets->pdata[i]);
  gboolean back = depth_of (undo->entries, first) % 2 == 1;
  const KtJournalEntry *root = first;
  while (root != NULL && root->undoes != NULL)
    {
      g_auto (GStrv) seqs = g_strsplit (root->undoes, " ", -1);
      n = MAX (n, g_strv_length (seqs));
      first = root;
      root = find (undo->entries, g_ascii_strtoll (seqs[0], NULL, 10));
    }
  const char *command = root != NULL ? root->command : first->command;
  return back ? say_brought (command, n) : say_taken (command, n);
}

static gboolean
take_back_all (Undo *undo, GError **error)
{
  undo->refused = g_ptr_array_new_with_free_func (g_free);
  gboolean good = TRUE;
  for (guint i = 0; good && i < undo->targets->len; i++)
    good = take_back_one (undo, undo->targets->pdata[i], error);
  good = good && check_references (undo, error)
         && kt_refusal_write (undo->store, undo->refused, undo->clock->now, error);
  g_ptr_array_unref (undo->refused);
  g_autofree char *seqs = list_seqs (undo->targets), *line = describe (undo);
  return good && kt_journal_commit_undo (undo->store, line, undo->clock->now, seqs, NULL, error);
}

static void
steal (Undo *undo, GPtrArray *result, KtJournalEntry *entry)
{
  guint index = 0;
  if (entry != NULL && g_ptr_array_find (undo->entries, entry, &index))
    g_ptr_array_add (result, g_ptr_array_steal_index (undo->entries, index));
}

/* What was taken back, out of the journal's list. */
static GPtrArray *
taken_back (Undo *undo)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_journal_entry_free);
  for (guint i = 0; i < undo->targets->len; i++)
    steal (undo, taken, undo->targets->pdata[i]);
  return taken;
}

/* What the undos that are the targets had taken back. */
static GPtrArray *
brought_back (Undo *undo)
{
  GPtrArray *back = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_journal_entry_free);
  for (guint i = 0; i < undo->targets->len; i++)
    {
      g_auto (GStrv) seqs
          = g_strsplit (((KtJournalEntry *)undo->targets->pdata[i])->undoes, " ", -1);
      for (char **seq = seqs; *seq != NULL; seq++)
        steal (undo, back, find (undo->entries, g_ascii_strtoll (*seq, NULL, 10)));
    }
  return back;
}

typedef gboolean (*Choose) (Undo *undo, gint64 argument, GError **error);

static GPtrArray *
run (KtStore *store, const KtClock *clock, const char *who, Choose choose, gint64 argument,
     GPtrArray *(*result) (Undo *), GError **error)
{
  if (!kt_journal_begin (store, KT_ORIGIN_USER, who, error))
    return NULL;
  g_autoptr (GPtrArray) entries = kt_journal_list (store, G_MAXUINT, error);
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  Undo undo = { store, clock, entries, targets, NULL };
  if (entries == NULL || !choose (&undo, argument, error) || !take_back_all (&undo, error))
    {
      kt_journal_rollback (store);
      return NULL;
    }
  return result (&undo);
}

static gboolean
choose_newest (Undo *undo, gint64 n, GError **error)
{
  g_autoptr (GPtrArray) candidates = kt_journal_candidates (undo->entries);
  if (candidates->len == 0)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is nothing to take back"));
  else if ((gint64)candidates->len < n)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                 ngettext ("cannot take back that much, the log knows %u change",
                           "cannot take back that much, the log knows %u changes", candidates->len),
                 candidates->len);
  else
    for (gint64 i = 0; i < n; i++)
      g_ptr_array_add (undo->targets, candidates->pdata[i]);
  return undo->targets->len > 0;
}

static gboolean
choose_one (Undo *undo, gint64 seq, GError **error)
{
  KtJournalEntry *entry = find (undo->entries, seq);
  if (entry != NULL)
    g_ptr_array_add (undo->targets, entry);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the log has no such entry"));
  return entry != NULL;
}

GPtrArray *
kt_journal_undos (GPtrArray *entries)
{
  GPtrArray *undos = g_ptr_array_new ();
  for (guint i = 0; i < entries->len; i++)
    {
      KtJournalEntry *entry = entries->pdata[i];
      if (entry->undoes != NULL && entry->undone_by == 0 && depth_of (entries, entry) % 2 == 1)
        g_ptr_array_add (undos, entry);
    }
  return undos;
}

guint
kt_journal_undo_size (const KtJournalEntry *undo)
{
  g_auto (GStrv) seqs = g_strsplit (undo->undoes, " ", -1);
  return g_strv_length (seqs);
}

static void
refuse_within (const KtJournalEntry *undo, guint before, GError **error)
{
  guint size = kt_journal_undo_size (undo), all = before + size;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               ngettext ("one undo took %u change, it comes back whole",
                         "one undo took %u changes, they come back together", size),
               size);
  if (before > 0)
    kt_error_hint (error, _ ("kontor redo %u brings back those after it, redo %u it too"), before,
                   all);
  else
    kt_error_hint (error, _ ("kontor redo %u brings them back"), all);
}

static gboolean
choose_undos (Undo *undo, gint64 n, GError **error)
{
  gint64 sum = 0;
  g_autoptr (GPtrArray) undos = kt_journal_undos (undo->entries);
  for (guint i = 0; i < undos->len && (sum < n || i == 0); i++)
    {
      gint64 before = sum;
      sum += kt_journal_undo_size (undos->pdata[i]);
      if (n > 0 && sum > n)
        {
          refuse_within (undos->pdata[i], (guint)before, error);
          return FALSE;
        }
      g_ptr_array_add (undo->targets, undos->pdata[i]);
    }
  if (undos->len > 0 && sum >= n)
    return TRUE;
  if (undos->len == 0)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is nothing to bring back"));
  else
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                 ngettext ("cannot bring back that much, %u change was taken back",
                           "cannot bring back that much, %u changes were taken back", (gulong)sum),
                 (guint)sum);
  return FALSE;
}

GPtrArray *
kt_journal_undo (KtStore *store, guint n, const KtClock *clock, GError **error)
{
  return run (store, clock, "undo", choose_newest, n, taken_back, error);
}

GPtrArray *
kt_journal_undo_entry (KtStore *store, gint64 seq, const KtClock *clock, GError **error)
{
  return run (store, clock, "undo", choose_one, seq, taken_back, error);
}

GPtrArray *
kt_journal_redo (KtStore *store, guint n, const KtClock *clock, GError **error)
{
  return run (store, clock, "redo", choose_undos, n, brought_back, error);
}
