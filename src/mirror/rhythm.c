#include "config.h"
#include "kontor/owners.h"
#include "kontor/quiet.h"

/* How many of the newest letters of an address, and calls of a contact, make its rhythm. */
#define RHYTHM_LOOKS 12

static gboolean
append_times (KtStore *store, const char *sql, gint64 key, GArray *times, GError **error)
{
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", key, (gint64)RHYTHM_LOOKS);
  while (kt_step (statement, &failed))
    {
      gint64 time = kt_column_int (statement, 0);
      g_array_append_val (times, time);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* By contact: without its sign SQLite reads all e-mail addresses there are, for each contact. */
static GArray *
addresses_of (KtStore *store, KtId contact, GError **error)
{
  static const char sql[]
      = "SELECT a.id FROM contact_point AS p JOIN mirror.address AS a ON a.match = p.match"
        " WHERE p.contact = ? AND +p.kind = 'email' LIMIT ?";
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return append_times (store, sql, contact, ids, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
refresh_one (KtStore *store, KtId contact, gint64 last, KtZone *zone, GError **error)
{
  static const char letters[]
      = "SELECT l.time FROM mirror.participant AS p JOIN mirror.letter AS l ON l.id = p.letter"
        " WHERE p.address = ? AND p.role <> 7 AND l.kind = 'personal' AND (l.direction = 'in' OR"
        " l.flags & 65536 = 0 AND NOT EXISTS"
        " (SELECT 1 FROM mirror.location AS o JOIN mirror.folder AS f ON f.id = o.folder"
        "  WHERE o.letter = l.id AND (f.role = 'drafts' OR o.flags & 16)))"
        " ORDER BY p.letter DESC LIMIT ?";
  static const char calls[]
      = "SELECT at FROM note WHERE contact = ? AND kind IN ('call', 'meeting')"
        " ORDER BY at DESC LIMIT ?";
  static const char put[] = "INSERT INTO mirror.rhythm (contact, last, gap) VALUES (?, ?, ?)"
                            " ON CONFLICT DO UPDATE SET last = excluded.last, gap = excluded.gap";
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) addresses = addresses_of (store, contact, error);
  if (addresses == NULL || !append_times (store, calls, contact, times, error))
    return FALSE;
  for (guint i = 0; i < addresses->len; i++)
    if (!append_times (store, letters, g_array_index (addresses, gint64, i), times, error))
      return FALSE;
  gint64 gap = kt_quiet_rhythm ((const gint64 *)(void *)times->data, times->len, zone);
  return kt_store_run (store, error, put, "iii", contact, last, gap);
}

/* Contact and newest letter of those whose newest letter is not the one their rhythm was made with.
 */
static gboolean
stale (KtStore *store, GArray *contacts, GArray *lasts, GError **error)
{
  static const char sql[]
      = "SELECT p.contact, max(max(a.wrote_at, a.written_at)) AS newest FROM contact_point AS p"
        " JOIN mirror.address AS a ON a.match = p.match"
        " LEFT JOIN mirror.rhythm AS r ON r.contact = p.contact"
        " WHERE p.kind = 'email' GROUP BY p.contact HAVING newest > 0 AND newest IS NOT r.last";
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failed))
    {
      gint64 contact = kt_column_int (statement, 0), last = kt_column_int (statement, 1);
      g_array_append_val (contacts, contact);
      g_array_append_val (lasts, last);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
kt_owners_refresh_rhythm (KtStore *store, KtZone *zone, GError **error)
{
  static const char forget[]
      = "DELETE FROM mirror.rhythm WHERE contact NOT IN (SELECT id FROM contact)";
  g_autoptr (GArray) contacts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) lasts = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!stale (store, contacts, lasts, error))
    return FALSE;
  for (guint i = 0; i < contacts->len; i++)
    if (!refresh_one (store, g_array_index (contacts, gint64, i), g_array_index (lasts, gint64, i),
                      zone, error))
      return FALSE;
  return kt_store_run (store, error, forget, "");
}

GPtrArray *
kt_owners_maybe_quiet (KtStore *store, gint64 now, GError **error)
{
  static const char sql[]
      = "SELECT c.id, c.name, c.birthday, c.cadence, c.created, c.updated,"
        " (SELECT max(max(a.wrote_at, a.written_at)) FROM contact_point AS p"
        "  JOIN mirror.address AS a ON a.match = p.match WHERE p.contact = c.id AND +p.kind = 'email'),"
        " 0 FROM contact AS c WHERE c.cadence IS NOT NULL"
        " UNION ALL SELECT c.id, c.name, c.birthday, 0, c.created, c.updated, r.last, r.gap"
        " FROM mirror.rhythm AS r JOIN contact AS c ON c.id = r.contact"
        " WHERE r.gap > 0 AND c.cadence IS NULL AND r.last > ?1 - ?2 * 86400"
        " AND r.last + (max(?3, ?4 * r.gap) - 1) * 86400 < ?1";
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "iiii", now, (gint64)KT_QUIET_AT_MOST + 2, (gint64)KT_QUIET_AT_LEAST,
           (gint64)KT_QUIET_FACTOR);
  return kt_owner_list (statement, error);
}
