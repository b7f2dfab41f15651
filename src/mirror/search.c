#include "config.h"
#include "letter-enums.h"
#include "search-people.h"
#include "kontor/letter.h"
#include <sqlite3.h>

/* Each statement: key, contact, time, title, snippet; parameters: query, limit. Letters come in
 * index order, which is time order: the newest hits are read, the rest is never looked at.
 * Of letters ?4 asks for those with all these flags only. */
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
static const char find_formulas[]
    = "SELECT f.id, f.contact, f.at, c.name,"
      " f.kind || ': ' || snippet (formula_fts, 0, char (2), char (3), '…', 16)"
      " FROM main.formula_fts JOIN main.formula AS f ON f.id = formula_fts.rowid"
      " JOIN main.contact AS c ON c.id = f.contact"
      " WHERE formula_fts MATCH ? ORDER BY f.at DESC, f.id LIMIT ?";
static const char find_deals[]
    = "SELECT d.id, coalesce (d.contact, 0), d.since, coalesce (c.name, ''),"
      " snippet (deal_fts, 0, char (2), char (3), '…', 16) || ', ' || s.name"
      " FROM main.deal_fts JOIN main.deal AS d ON d.id = deal_fts.rowid"
      " JOIN main.stage AS s ON s.id = d.stage LEFT JOIN main.contact AS c ON c.id = d.contact"
      " WHERE deal_fts MATCH ? ORDER BY d.closed_at IS NOT NULL, d.since DESC, d.id LIMIT ?";
static const char find_letters[]
    = "SELECT l.key, 0, l.time, l.subject, kt_snippet (letter_fts, 1, t.text, 16),"
      " l.direction, l.people"
      " FROM mirror.letter_fts JOIN mirror.letter AS l ON l.id = letter_fts.rowid"
      " LEFT JOIN mirror.letter_text AS t ON t.letter = letter_fts.rowid"
      " WHERE letter_fts MATCH ?1 AND l.flags & ?4 = ?4"
      " ORDER BY letter_fts.rowid DESC LIMIT ?2";
/* The same of somebody's letters; the + keeps SQLite from asking the index once a letter. */
static const char find_letters_with[]
    = "SELECT l.key, 0, l.time, l.subject, kt_snippet (letter_fts, 1, t.text, 16),"
      " l.direction, l.people"
      " FROM mirror.letter_fts JOIN mirror.letter AS l ON l.id = letter_fts.rowid"
      " LEFT JOIN mirror.letter_text AS t ON t.letter = letter_fts.rowid"
      " WHERE letter_fts MATCH ?1 AND l.flags & ?4 = ?4 AND +letter_fts.rowid IN"
      " (SELECT p.letter FROM mirror.participant AS p"
      " WHERE p.address IN (SELECT value FROM json_each (?3)) AND p.role <> 6)"
      " ORDER BY letter_fts.rowid DESC LIMIT ?2";
/* All of them, where no word is left. */
static const char find_letters_of[]
    = "SELECT l.key, 0, l.time, l.subject, '', l.direction, l.people FROM mirror.letter AS l"
      " WHERE l.id IN (SELECT DISTINCT p.letter FROM mirror.participant AS p"
      " WHERE p.address IN (SELECT value FROM json_each (?3)) AND p.role <> 6"
      " AND (?4 = 0 OR (SELECT o.flags & ?4 = ?4 FROM mirror.letter AS o WHERE o.id = p.letter))"
      " ORDER BY p.letter DESC LIMIT ?2) AND ?1 IS NULL ORDER BY l.id DESC";
/* The newest, whoever wrote them and whatever is in them. */
static const char find_flagged[]
    = "SELECT l.key, 0, l.time, l.subject, '', l.direction, l.people FROM mirror.letter AS l"
      " WHERE ?1 IS NULL AND l.flags & ?4 = ?4 ORDER BY l.id DESC LIMIT ?2";
G_STATIC_ASSERT (KT_ROLE_DELIVERED_TO == 6);

void
kt_hit_free (KtHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->title);
  g_free (hit->snippet);
  g_free (hit->name);
  g_free (hit->address);
  g_free (hit);
}

static void
set_person (KtHit *hit, sqlite3_stmt *row)
{
  g_autofree char *text = g_strdup (kt_column_text (row, 6));
  g_autoptr (GArray) people = kt_people_parse (text);
  hit->direction = kt_direction_of_id (kt_column_text (row, 5));
  const KtParticipant *who = kt_people_other (people, hit->direction);
  hit->name = who != NULL && *who->name != 0 ? g_strdup (who->name) : NULL;
  hit->address = who != NULL ? g_strdup (who->norm) : NULL;
}

/* What letters are narrowed by. */
typedef struct
{
  const char *addresses; /* NULL where the statement takes none */
  guint flags;           /* KT_LETTER_FLAG_*, all of them; 0 any letter */
} Narrow;

/* narrow: NULL where the statement takes nothing of it. */
static gboolean
find_with (KtStore *store, const char *sql, KtHitKind kind, const char *query, guint limit,
           const Narrow *narrow, GPtrArray *hits, GError **error)
{
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  if (narrow != NULL)
    kt_bind (statement, "sisi", query, (gint64)limit, narrow->addresses, (gint64)narrow->flags);
  else
    kt_bind (statement, "si", query, (gint64)limit);
  while (kt_step (statement, &failed))
    {
      KtHit *hit = g_new0 (KtHit, 1);
      hit->kind = kind;
      hit->key = kt_column_int (statement, 0);
      hit->contact = kt_column_int (statement, 1);
      hit->time = kt_column_int (statement, 2);
      hit->title = g_strdup (kt_column_text (statement, 3));
      hit->snippet = g_strdup (kt_column_text (statement, 4));
      if (kind == KT_HIT_LETTER)
        set_person (hit, statement);
      g_ptr_array_add (hits, hit);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
find (KtStore *store, const char *sql, KtHitKind kind, const char *query, guint limit,
      GPtrArray *hits, GError **error)
{
  return find_with (store, sql, kind, query, limit, NULL, hits, error);
}

/* No letter holds all the words: the first reading of some as a name that finds any. */
static gboolean
find_by_people (KtStore *store, const char *words, guint limit, guint flags, GPtrArray *hits,
                GError **error)
{
  guint before = hits->len;
  g_autoptr (GPtrArray) readings = kt_search_readings (store, words, error);
  if (readings == NULL)
    return FALSE;
  for (guint i = 0; i < readings->len && hits->len == before; i++)
    {
      const KtSearchReading *reading = readings->pdata[i];
      Narrow narrow = { reading->addresses, flags };
      if (!find_with (store, reading->query != NULL ? find_letters_with : find_letters_of,
                      KT_HIT_LETTER, reading->query, limit, &narrow, hits, error))
        return FALSE;
    }
  return TRUE;
}

/* What is searched beside contacts and letters, in this order. */
static const struct
{
  const char *sql;
  KtHitKind kind;
} kept[] = {
  { find_notes, KT_HIT_NOTE },
  { find_reminders, KT_HIT_REMINDER },
  { find_formulas, KT_HIT_FORMULA },
  { find_deals, KT_HIT_DEAL },
};

/* Where nothing is kept no index is opened: opening one costs as much as a search in it. */
static gboolean
find_kept (KtStore *store, const char *query, guint limit, GPtrArray *hits, GError **error)
{
  static const char sql[] = "SELECT EXISTS (SELECT 1 FROM note), EXISTS (SELECT 1 FROM reminder),"
                            " EXISTS (SELECT 1 FROM formula), EXISTS (SELECT 1 FROM deal)";
  g_autoptr (GError) failed = NULL;
  gboolean any[G_N_ELEMENTS (kept)] = { FALSE };
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  if (kt_step (statement, &failed))
    for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
      any[i] = kt_column_int (statement, (int)i) != 0;
  sqlite3_reset (statement);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (any[i] && !find (store, kept[i].sql, kept[i].kind, query, limit, hits, error))
      return FALSE;
  return TRUE;
}

static gboolean
find_all_letters (KtStore *store, const char *words, const char *query, guint limit, guint flags,
                  GPtrArray *hits, GError **error)
{
  guint before = hits->len;
  Narrow narrow = { NULL, flags };
  return find_with (store, find_letters, KT_HIT_LETTER, query, limit, &narrow, hits, error)
         && (hits->len > before || find_by_people (store, words, limit, flags, hits, error));
}

GPtrArray *
kt_search_flagged (KtStore *store, const char *words, guint flags, guint limit, GError **error)
{
  Narrow narrow = { NULL, flags };
  g_autofree char *query = *words != '\0' ? kt_search_query (words, error) : NULL;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_hit_free);
  gboolean ok = *words == '\0'  ? find_with (store, find_flagged, KT_HIT_LETTER, NULL, limit,
                                             &narrow, hits, error)
                : query != NULL ? find_all_letters (store, words, query, limit, flags, hits, error)
                                : FALSE;
  return ok ? g_steal_pointer (&hits) : NULL;
}

GPtrArray *
kt_search (KtStore *store, const char *words, guint limit, GError **error)
{
  g_autofree char *query = kt_search_query (words, error);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_hit_free);
  if (query == NULL || !find (store, find_contacts, KT_HIT_CONTACT, query, limit, hits, error)
      || !find_kept (store, query, limit, hits, error))
    return NULL;
  return find_all_letters (store, words, query, limit, 0, hits, error) ? g_steal_pointer (&hits)
                                                                       : NULL;
}
