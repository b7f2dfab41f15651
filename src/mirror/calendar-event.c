#include "config.h"
#include "kontor/calendar.h"
#include "kontor/event-name-rows.h"
#include "kontor/record-state.h"
#include "kontor/source-state.h"
#include <sqlite3.h>

static GArray *
rows_of (KtStore *store, gint64 object, gint64 invite, GError **error)
{
  static const char of_object[] = "SELECT id FROM mirror.event WHERE object = ?";
  static const char of_invite[] = "SELECT id FROM mirror.event WHERE invite = ? AND invite <> 0";
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = kt_store_statement (store, object != 0 ? of_object : of_invite, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", object != 0 ? object : invite);
  return kt_step_rows (statement, rows, error) ? g_steal_pointer (&rows) : NULL;
}

/* With all that hangs on it: the number may be given again. */
static gboolean
forget (KtStore *store, gint64 event, GError **error)
{
  static const char occurrences[] = "DELETE FROM mirror.occurrence WHERE event = ?";
  static const char attendees[] = "DELETE FROM mirror.attendee WHERE event = ?";
  static const char names[] = "DELETE FROM mirror.event_name WHERE event = ?";
  static const char itself[] = "DELETE FROM mirror.event WHERE id = ?";
  return kt_store_run (store, error, occurrences, "i", event)
         && kt_store_run (store, error, attendees, "i", event)
         && kt_store_run (store, error, names, "i", event)
         && kt_store_run (store, error, itself, "i", event);
}

static gboolean
insert_row (KtStore *store, gint64 object, gint64 invite, const KtEvent *event, gint64 *ret_row,
            GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.event (object, invite, key, uid, recurrence, sequence, dtstamp, summary,"
        " location, description, status, start_local, tzid, start_at, end_at, flags, rrule,"
        " organizer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  KtId key = kt_id_hash_strings ("event", event->uid, event->recurrence, NULL);
  kt_bind (statement, "iiissiissssssiiiss", object, invite, key, event->uid, event->recurrence,
           event->sequence, event->dtstamp, event->summary, event->location, event->description,
           event->status, event->start_local, event->tzid, event->start, event->end,
           (gint64)event->flags, event->rrule, event->organizer);
  if (kt_step (statement, &failed))
    *ret_row = kt_column_int (statement, 0);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* An organizer who takes part as well is one row: organizer, with the answer. */
static gboolean
insert_attendees (KtStore *store, gint64 row, const KtEvent *event, const KtAddrRules *rules,
                  GError **error)
{
  static const char sql[] = "INSERT INTO mirror.attendee (event, norm, match, name, role, partstat)"
                            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                            " name = iif (name = '', excluded.name, name),"
                            " role = iif (excluded.role = 'organizer', 'organizer', role),"
                            " partstat = iif (partstat = '', excluded.partstat, partstat)";
  for (gsize i = 0; i < event->n_attendees; i++)
    {
      const KtAttendee *who = &event->attendees[i];
      g_autoptr (KtAddr) addr = kt_addr_parse (who->norm, NULL);
      g_autofree char *match = addr != NULL ? kt_addr_match (addr, rules) : g_strdup (who->norm);
      if (!kt_store_run (store, error, sql, "isssss", row, who->norm, match, who->name, who->role,
                         who->partstat))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_occurrences (KtStore *store, gint64 row, const KtEvent *event, GError **error)
{
  static const char sql[] = "INSERT INTO mirror.occurrence (start_at, event, end_at)"
                            " VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  for (gsize i = 0; i < event->n_occurrences; i++)
    if (!kt_store_run (store, error, sql, "iii", event->occurrences[i].start, row,
                       event->occurrences[i].end))
      return FALSE;
  return TRUE;
}

gboolean
kt_event_replace (KtStore *store, gint64 object, gint64 invite, const GPtrArray *events,
                  const KtSettings *settings, GError **error)
{
  const KtAddrRules *rules = settings != NULL ? &settings->addr_rules : &kt_addr_rules_default;
  g_autoptr (GArray) before = rows_of (store, object, invite, error);
  if (before == NULL)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    if (!forget (store, g_array_index (before, gint64, i), error))
      return FALSE;
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const KtEvent *event = g_ptr_array_index (events, i);
      gint64 row = 0;
      if (!insert_row (store, object, invite, event, &row, error)
          || !insert_attendees (store, row, event, rules, error)
          || !insert_occurrences (store, row, event, error))
        return FALSE;
    }
  return kt_fact_set (store, KT_FACT_EVENT_NAMES, NULL, error); /* their words are new */
}

gboolean
kt_record_find_events (KtStore *store, KtIdRange range, guint limit, GArray *found, GError **error)
{
  static const char sql[]
      = "SELECT DISTINCT key FROM mirror.event WHERE key BETWEEN ?1 AND ?2 LIMIT ?3";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iii", range.first, range.last, (gint64)limit);
  while (kt_step (statement, &failed))
    {
      KtRecordState state = { .kind = KT_RECORD_EVENT, .key = kt_column_int (statement, 0) };
      g_array_append_val (found, state);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
