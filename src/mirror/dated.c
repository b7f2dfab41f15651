#include "config.h"
#include "dated-rows.h"
#include "kontor/error.h"
#include "kontor/local-time.h"
#include <glib/gi18n.h>

/* Seconds; what lasts longer has an index of its own. The + keeps that of the start out of its way:
 * with it all of the past would be read. */
#define LONG 86400

/* whole: from then on only what has an organizer, who may wait for an answer, or was overtaken. */
static GPtrArray *
read_between (KtStore *store, const KtSettings *settings, gint64 from, gint64 whole, gint64 until,
              gboolean own, GError **error)
{
  static const char sql[]
      = "WITH o AS MATERIALIZED (SELECT start_at, end_at, event FROM mirror.occurrence"
        " WHERE start_at > ?1 - ?4 AND start_at < ?2 AND (end_at > ?1 OR start_at >= ?1)"
        " UNION ALL SELECT start_at, end_at, event FROM mirror.occurrence"
        " WHERE end_at - start_at > 86400 AND end_at > ?1 AND +start_at <= ?1 - ?4)"
        " SELECT o.start_at, o.end_at, " KT_DATED_COLUMNS
        " FROM o CROSS JOIN mirror.event AS e ON e.id = o.event" KT_DATED_PLACES
        " WHERE (o.start_at < ?5 OR e.organizer <> '' OR e.uid IN (SELECT uid FROM mirror.event"
        " WHERE invite <> 0))"
        " AND (b.id IS NULL OR (b.gone_at IS NULL AND c.gone_at IS NULL)) AND" KT_DATED_NO_SHADOW
        " AND (?3 OR" KT_DATED_NOT_OWN ") ORDER BY 1, 3";
  G_STATIC_ASSERT (LONG == 86400);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "iiiii", from, until, (gint64)own, (gint64)LONG, whole);
  return kt_dated_read (store, settings, statement, error);
}

GPtrArray *
kt_dated_between (KtStore *store, const KtSettings *settings, gint64 from, gint64 until,
                  gboolean own, GError **error)
{
  return read_between (store, settings, from, until, until, own, error);
}

GPtrArray *
kt_dated_ahead (KtStore *store, const KtSettings *settings, gint64 from, gint64 whole, gint64 until,
                GError **error)
{
  return read_between (store, settings, from, whole, until, FALSE, error);
}

/* Match forms that are the contact's alone, by the rule of letters (rules/link-rule), as JSON. */
static char *
own_matches (KtStore *store, const KtSettings *settings, KtId contact, GError **error)
{
  static const char sql[]
      = "SELECT p.match, json_quote (p.match) FROM contact_point AS p"
        " JOIN contact AS k ON k.id = p.contact WHERE p.contact = ? AND +p.kind = 'email'"
        " AND NOT EXISTS (SELECT 1 FROM address_verdict AS v WHERE v.match = p.match"
        " AND v.verdict IN ('mine', 'ignore'))"
        " AND CASE k.kind WHEN 'company' THEN 1 = (SELECT count(DISTINCT m.id) FROM contact_point"
        " AS n JOIN contact AS m ON m.id = n.contact WHERE n.match = p.match AND n.kind = 'email'"
        " AND m.kind = 'company') ELSE NOT EXISTS (SELECT 1 FROM address_verdict AS v"
        " WHERE v.match = p.match AND v.verdict = 'shared') AND NOT EXISTS (SELECT 1"
        " FROM contact_point AS n WHERE n.match = p.match AND n.kind = 'email'"
        " AND (n.contact <> p.contact OR n.share = 'shared')) END";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GString) list = g_string_new ("[");
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failed))
    if (settings == NULL || !kt_settings_is_me (settings, kt_column_text (statement, 0)))
      g_string_append_printf (list, "%s%s", list->len > 1 ? "," : "",
                              kt_column_text (statement, 1));
  g_string_append_c (list, ']');
  if (failed == NULL)
    return g_string_free (g_steal_pointer (&list), FALSE);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
kt_dated_of (KtStore *store, const KtSettings *settings, KtId contact, gint64 now, guint limit,
             GError **error)
{
  static const char sql[]
      = "WITH of (event) AS (SELECT a.event FROM json_each (?2) AS j"
        " JOIN mirror.attendee AS a ON a.match = j.value"
        " UNION SELECT n.event FROM mirror.event_name AS n WHERE n.contact = ?1 AND n.certain = 1"
        " UNION SELECT e.id FROM event_verdict AS v JOIN mirror.event AS e ON e.uid = v.uid"
        " WHERE v.contact = ?1 AND v.verdict = 'linked')"
        " SELECT o.start_at, o.end_at, " KT_DATED_COLUMNS
        " FROM of JOIN mirror.event AS e ON e.id = of.event"
        " JOIN mirror.occurrence AS o ON o.event = e.id" KT_DATED_PLACES
        " WHERE (coalesce (b.gone_at, c.gone_at) IS NULL"
        " OR o.start_at < coalesce (b.gone_at, c.gone_at)) AND" KT_DATED_NO_SHADOW
        " AND" KT_DATED_NOT_OWN " AND (o.start_at <= ?3 OR o.start_at = (SELECT min (z.start_at)"
        " FROM mirror.occurrence AS z WHERE z.event = e.id AND z.start_at > ?3))"
        " AND NOT EXISTS (SELECT 1 FROM event_verdict AS v WHERE v.uid = e.uid"
        " AND (v.verdict = 'ignored' OR (v.verdict = 'not-linked' AND v.contact = ?1)))"
        " ORDER BY o.start_at DESC, e.id LIMIT ?4";
  g_autofree char *matches = own_matches (store, settings, contact, error);
  sqlite3_stmt *statement = matches != NULL ? kt_store_statement (store, sql, error) : NULL;
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "isii", contact, matches, now, (gint64)limit);
  return kt_dated_read (store, settings, statement, error);
}

KtDated *
kt_dated_get (KtStore *store, const KtSettings *settings, KtId key, GError **error)
{
  static const char sql[]
      = "SELECT e.start_at, e.end_at, " KT_DATED_COLUMNS " FROM mirror.event AS e" KT_DATED_PLACES
        " WHERE e.key = ?"
        " ORDER BY coalesce (b.gone_at, c.gone_at, 0), e.sequence DESC, e.object = 0, e.id LIMIT 1";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", key);
  g_autoptr (GPtrArray) found = kt_dated_read (store, settings, statement, error);
  if (found != NULL && found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  if (found != NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such event"));
  return NULL;
}

/* --- days off --- */

static void
add_days (GHashTable *days, gint64 start, gint64 end, KtZone *zone)
{
  KtLocal day = kt_local_from_utc (start, zone);
  day.hour = -1;
  for (; kt_local_to_utc (day, zone) < end; day = kt_local_add_days (day, 1))
    {
      char text[KT_LOCAL_TEXT];
      kt_local_format (day, text);
      g_hash_table_add (days, g_strdup (text));
    }
}

#define ALL_DAY                                                                                    \
  " JOIN mirror.event AS e ON e.id = o.event JOIN mirror.object AS b ON b.id = e.object"           \
  " JOIN mirror.calendar AS c ON c.id = b.calendar WHERE b.gone_at IS NULL AND c.gone_at IS NULL"  \
  " AND c.source = ?3 AND e.flags & 1 AND e.status <> 'cancelled'"

static gboolean
read_days_off (KtStore *store, const char *source, KtZone *zone, gint64 from, gint64 until,
               GHashTable *days, GError **error)
{
  static const char sql[]
      = "SELECT o.start_at, o.end_at FROM mirror.occurrence AS o" ALL_DAY
        " AND o.start_at > ?1 - ?4 AND o.start_at < ?2"
        " UNION ALL SELECT o.start_at, o.end_at FROM mirror.occurrence AS o" ALL_DAY
        " AND o.end_at - o.start_at > 86400 AND o.end_at > ?1 AND +o.start_at <= ?1 - ?4";
  G_STATIC_ASSERT (KT_EVENT_ALL_DAY == 1);
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iisi", from, until, source, (gint64)LONG);
  while (kt_step (statement, &failed))
    add_days (days, MAX (kt_column_int (statement, 0), from - LONG),
              MIN (kt_column_int (statement, 1), until), zone);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

GHashTable *
kt_days_off (KtStore *store, const char *const *sources, KtZone *zone, gint64 from, gint64 until,
             GError **error)
{
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (; sources != NULL && *sources != NULL; sources++)
    if (!read_days_off (store, *sources, zone, from, until, days, error))
      return NULL;
  return g_steal_pointer (&days);
}
