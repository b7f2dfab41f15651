#include "config.h"
#include "kontor/search.h"
#include <sqlite3.h>

/* Each statement: key, contact, time, title, snippet; parameters: query, limit. Letters come in
 * index order, which is time order: the newest hits are read, the rest is never looked at. */
static const char find_contacts[]
    = "SELECT c.id, c.id, 0, c.name, iif (c.company IS NULL, '',"
      " snippet (contact_fts, 1, char (2), char (3), '…', 12))"
      " FROM main.contact_fts JOIN main.contact AS c ON c.id = contact_fts.rowid"
      " WHERE contact_fts MATCH ? ORDER BY c.fold, c.id LIMIT ?";
static const char find_notes[]
    = "SELECT n.id, n.contact, n.at, c.name, snippet (note_fts, 0, char (2), char (3), '…', 16)"
      " FROM main.note_fts JOIN main.note AS n ON n.id = note_fts.rowid"
      " JOIN main.contact AS c ON c.id = n.contact"
      " WHERE note_fts MATCH ? ORDER BY n.at DESC, n.id LIMIT ?";
static const char find_reminders[]
    = "SELECT r.id, coalesce (r.contact, 0), r.due_at, coalesce (c.name, ''),"
      " snippet (reminder_fts, 0, char (2), char (3), '…', 16)"
      " FROM main.reminder_fts JOIN main.reminder AS r ON r.id = reminder_fts.rowid"
      " LEFT JOIN main.contact AS c ON c.id = r.contact"
      " WHERE reminder_fts MATCH ? ORDER BY r.due_at DESC, r.id LIMIT ?";
static const char find_letters[]
    = "SELECT l.key, 0, l.time, l.subject, snippet (letter_fts, 1, char (2), char (3), '…', 16)"
      " FROM mirror.letter_fts JOIN mirror.letter AS l ON l.id = letter_fts.rowid"
      " WHERE letter_fts MATCH ? ORDER BY letter_fts.rowid DESC LIMIT ?";

void
kt_hit_free (KtHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->title);
  g_free (hit->snippet);
  g_free (hit);
}

static gboolean
find (KtStore *store, const char *sql, KtHitKind kind, const char *query, guint limit,
      GPtrArray *hits, GError **error)
{
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "si", query, (gint64)limit);
  while (kt_step (statement, &failed))
    {
      KtHit *hit = g_new (KtHit, 1);
      hit->kind = kind;
      hit->key = kt_column_int (statement, 0);
      hit->contact = kt_column_int (statement, 1);
      hit->time = kt_column_int (statement, 2);
      hit->title = g_strdup (kt_column_text (statement, 3));
      hit->snippet = g_strdup (kt_column_text (statement, 4));
      g_ptr_array_add (hits, hit);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

GPtrArray *
kt_search (KtStore *store, const char *words, guint limit, GError **error)
{
  g_autofree char *query = kt_search_query (words, error);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_hit_free);
  if (query != NULL && find (store, find_contacts, KT_HIT_CONTACT, query, limit, hits, error)
      && find (store, find_notes, KT_HIT_NOTE, query, limit, hits, error)
      && find (store, find_reminders, KT_HIT_REMINDER, query, limit, hits, error)
      && find (store, find_letters, KT_HIT_LETTER, query, limit, hits, error))
    return g_steal_pointer (&hits);
  return NULL;
}
