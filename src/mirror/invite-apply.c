#include "config.h"
#include "invite-apply.h"
#include "kontor/calendar.h"
#include "kontor/local-time.h"
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static gboolean
holds (const KtInviteRow *row)
{
  return row->word.verdict == KT_INVITE_HOLDS || row->word.verdict == KT_INVITE_UNPROVEN;
}

/* Requests are shown; cancelled occurrences that nothing else tells of too, as that. */
static gboolean
has_event (const GPtrArray *rows, const KtInviteRow *row)
{
  if (!holds (row) || row->word.method == KT_INVITE_REQUEST)
    return holds (row);
  if (row->word.method != KT_INVITE_CANCEL || *row->recurrence == '\0')
    return FALSE;
  g_autofree KtInviteWord *words = kt_invite_word_array (rows);
  return kt_invite_request (words, rows->len, row->recurrence) == NULL;
}

static const KtEvent *
event_of (const KtInviteRow *row, const GPtrArray *events, const gint64 *new_rows)
{
  for (guint i = 0; i < MIN (events->len, KT_INVITE_EVENTS_MAX); i++)
    if (new_rows[i] == row->row)
      return g_ptr_array_index (events, i);
  return NULL;
}

static gboolean
put_events (KtStore *store, const KtSettings *settings, const GPtrArray *rows,
            const GPtrArray *events, const gint64 *new_rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KtInviteRow *row = g_ptr_array_index (rows, i);
      const KtEvent *event = event_of (row, events, new_rows);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      gboolean shown = has_event (rows, row);
      if (shown && event == NULL)
        continue; /* its event is stored */
      if (shown)
        g_ptr_array_add (one, (gpointer)event);
      if (!kt_event_replace (store, 0, row->row, one, settings, error))
        return FALSE;
    }
  return TRUE;
}

/* What lies in a calendar is marked too, unless it is of a later version than what was cancelled:
 * the organizer's word comes by mail, and a calendar that nobody tells keeps the old one. */
static gboolean
mark_cancelled (KtStore *store, const GPtrArray *rows, GError **error)
{
  static const char sql[]
      = "UPDATE mirror.event SET status = 'cancelled'"
        " WHERE uid = ?1 AND recurrence = ?2 AND (object = 0 OR sequence <= ?3)";
  g_autofree KtInviteWord *words = kt_invite_word_array (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const KtInviteRow *row = g_ptr_array_index (rows, i);
      if (kt_invite_is_cancelled (words, rows->len, row->recurrence)
          && !kt_store_run (store, error, sql, "ssi", row->uid, row->recurrence,
                            row->word.sequence))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_answers (KtStore *store, const GPtrArray *rows, GError **error)
{
  static const char sql[]
      = "UPDATE mirror.attendee SET partstat = ?1 WHERE norm = ?2 AND event IN"
        " (SELECT id FROM mirror.event WHERE uid = ?3 AND recurrence = ?4 AND object = 0)";
  for (guint i = 0; i < rows->len; i++)
    {
      const KtInviteRow *row = g_ptr_array_index (rows, i);
      if (row->word.method == KT_INVITE_REPLY && holds (row)
          && !kt_store_run (store, error, sql, "ssss", row->partstat, row->attendee, row->uid,
                            row->recurrence))
        return FALSE;
    }
  return TRUE;
}

/* --- occurrences that a letter of their own speaks of --- */

/* The instant of a RECURRENCE-ID on the clock of the master. */
static gboolean
recurrence_instant (const char *recurrence, const char *tzid, gint64 *ret_utc)
{
  int year, month, day, hour = -1, minute = 0, second = 0;
  int n = sscanf (recurrence, "%4d%2d%2dT%2d%2d%2d", &year, &month, &day, &hour, &minute, &second);
  KtLocal local = { (gint16)year, (guint8)month, (guint8)day, (gint8)hour, (gint8)minute };
  if ((n != 3 && n != 6) || !kt_local_is_valid (local))
    return FALSE;
  gboolean utc = recurrence[strlen (recurrence) - 1] == 'Z';
  g_autoptr (KtZone) zone = !utc && *tzid != '\0' ? kt_zone_new (tzid) : kt_zone_new_utc ();
  if (zone == NULL)
    return FALSE;
  *ret_utc = kt_local_to_utc (local, zone) + second;
  return TRUE;
}

static gboolean
drop_occurrence (KtStore *store, const KtInviteRow *row, GError **error)
{
  static const char masters[]
      = "SELECT id, tzid FROM mirror.event WHERE uid = ? AND recurrence = '' AND object = 0";
  static const char drop[] = "DELETE FROM mirror.occurrence WHERE event = ? AND start_at = ?";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = kt_store_statement (store, masters, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", row->uid);
  while (kt_step (statement, &failed))
    {
      gint64 pair[2] = { kt_column_int (statement, 0), 0 };
      if (recurrence_instant (row->recurrence, kt_column_text (statement, 1), &pair[1]))
        g_array_append_vals (found, pair, 2);
    }
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  for (guint i = 0; i + 1 < found->len; i += 2)
    if (!kt_store_run (store, error, drop, "ii", g_array_index (found, gint64, i),
                       g_array_index (found, gint64, i + 1)))
      return FALSE;
  return TRUE;
}

static gboolean
drop_replaced (KtStore *store, const GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KtInviteRow *row = g_ptr_array_index (rows, i);
      if (*row->recurrence != '\0' && has_event (rows, row) && !drop_occurrence (store, row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_invite_mark (KtStore *store, const char *uid, GError **error)
{
  if (*uid == '\0')
    return TRUE;
  g_autoptr (GPtrArray) rows = kt_invite_words (store, uid, error);
  return rows != NULL && (rows->len == 0 || mark_cancelled (store, rows, error));
}

gboolean
kt_invite_apply (KtStore *store, const KtSettings *settings, const GPtrArray *rows,
                 const GPtrArray *events, const gint64 *new_rows, GError **error)
{
  return put_events (store, settings, rows, events, new_rows, error)
         && drop_replaced (store, rows, error) && mark_cancelled (store, rows, error)
         && set_answers (store, rows, error);
}
