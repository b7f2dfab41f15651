#include "config.h"
#include "invite-apply.h"
#include "kontor/calendar.h"
#include "kontor/tombstone.h"
#include <sqlite3.h>
#include <string.h>

/* FALSE only with error. */
static gboolean
look_up (KtStore *store, GError **error, const char *sql, const char *format, const char *a,
         const char *b, gboolean *ret_found)
{
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, format, a, b);
  *ret_found = kt_step (statement, &failed);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* --- one letter's rows --- */

/* The attendee a reply speaks of: who sent it, among several. */
static const KtAttendee *
speaker_of (const KtInviteNews *news, const KtEvent *event)
{
  const KtAttendee *first = NULL;
  for (gsize i = 0; i < event->n_attendees; i++)
    {
      const KtAttendee *who = &event->attendees[i];
      if (g_str_equal (who->role, "organizer") && event->n_attendees > 1)
        continue;
      if (g_str_equal (who->norm, news->sender)
          || g_str_equal (kt_invite_head_sent_by (news->head, who->norm), news->sender))
        return who;
      first = first != NULL ? first : who;
    }
  return first;
}

static gboolean
insert_row (KtStore *store, const KtInviteNews *news, const KtEvent *event, gboolean first,
            gint64 *ret_row, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.invite (letter, sender, method, uid, recurrence, sequence, dtstamp,"
        " organizer, organizer_by, attendee, attendee_by, partstat, comment, start_at, verdict,"
        " text, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'unhandled', ?, ?)"
        " RETURNING id";
  g_autoptr (GError) failed = NULL;
  KtInviteMethod method = kt_invite_method_from_id (news->head->method);
  gboolean speaks = method == KT_INVITE_REPLY || method == KT_INVITE_COUNTER;
  const KtAttendee *who = speaks ? speaker_of (news, event) : NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "issssiissssssisi", news->letter, news->sender, kt_invite_method_id (method),
           event->uid, event->recurrence, event->sequence, event->dtstamp, event->organizer,
           kt_invite_head_sent_by (news->head, event->organizer), who != NULL ? who->norm : "",
           who != NULL ? kt_invite_head_sent_by (news->head, who->norm) : "",
           who != NULL ? who->partstat : "", speaks ? news->head->comment : "", event->start,
           first ? news->text : "", news->at);
  if (kt_step (statement, &failed))
    *ret_row = kt_column_int (statement, 0);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* --- judging --- */

static gboolean
known_organizer (KtStore *store, const char *uid, char **ret_organizer, GError **error)
{
  static const char sql[]
      = "SELECT e.organizer FROM mirror.event AS e JOIN mirror.object AS b ON b.id = e.object"
        " WHERE e.uid = ? AND b.gone_at IS NULL AND e.organizer <> '' ORDER BY e.id LIMIT 1";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", uid);
  *ret_organizer = g_strdup (kt_step (statement, &failed) ? kt_column_text (statement, 0) : "");
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  g_clear_pointer (ret_organizer, g_free);
  return FALSE;
}

static char *
match_of (const KtSettings *settings, const char *norm)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  return addr == NULL ? g_strdup (norm)
                      : kt_addr_match (addr, settings != NULL ? &settings->addr_rules
                                                              : &kt_addr_rules_default);
}

/* Addresses of one contact, or both mine. */
static gboolean
is_alias (KtStore *store, const KtSettings *settings, const KtInviteRow *row, gboolean *ret_alias,
          GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM contact_point AS p JOIN contact_point AS q ON q.contact = p.contact"
        " WHERE p.match = ?1 AND p.kind = 'email' AND q.match = ?2 AND q.kind = 'email' LIMIT 1";
  g_autofree char *sender = match_of (settings, row->sender);
  g_autofree char *attendee = match_of (settings, row->attendee);
  *ret_alias = settings != NULL && *row->attendee != '\0' && kt_settings_is_me (settings, sender)
               && kt_settings_is_me (settings, attendee);
  return *ret_alias || *row->attendee == '\0'
         || look_up (store, error, sql, "ss", sender, attendee, ret_alias);
}

static gboolean
is_invited (KtStore *store, const KtInviteRow *row, gboolean *ret_invited, GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM mirror.event AS e JOIN mirror.attendee AS a ON a.event = e.id"
        " WHERE e.uid = ?1 AND a.norm = ?2 LIMIT 1";
  return look_up (store, error, sql, "ss", row->uid, row->attendee, ret_invited);
}

static gboolean
judge (KtStore *store, const KtSettings *settings, const char *uid, GPtrArray *rows, GError **error)
{
  static const char set[] = "UPDATE mirror.invite SET verdict = ? WHERE id = ?";
  g_autofree char *organizer = NULL;
  if (!known_organizer (store, uid, &organizer, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      KtInviteRow *row = g_ptr_array_index (rows, i);
      if (!is_alias (store, settings, row, &row->word.alias, error)
          || !is_invited (store, row, &row->word.invited, error))
        return FALSE;
    }
  const KtInviteKnown known = { organizer };
  g_autofree KtInviteWord *words = kt_invite_word_array (rows);
  kt_invite_judge (words, rows->len, &known);
  for (guint i = 0; i < rows->len; i++)
    {
      KtInviteRow *row = g_ptr_array_index (rows, i);
      if (words[i].verdict != row->word.verdict
          && !kt_store_run (store, error, set, "si", kt_invite_verdict_id (words[i].verdict),
                            row->row))
        return FALSE;
      row->word.verdict = words[i].verdict;
    }
  return TRUE;
}

/* Many letters of one UID: what does not hold goes first, oldest first. */
static gboolean
make_room (KtStore *store, const char *uid, GError **error)
{
  static const char sql[]
      = "DELETE FROM mirror.invite WHERE uid = ?1 AND id IN (SELECT id FROM mirror.invite"
        " WHERE uid = ?1 ORDER BY verdict IN ('holds', 'unproven') DESC, id DESC"
        " LIMIT -1 OFFSET ?2)";
  return kt_store_run (store, error, sql, "si", uid, (gint64)KT_INVITE_WORDS_MAX);
}

/* --- a letter --- */

static gboolean
put_uid (KtStore *store, const KtSettings *settings, const char *uid, const GPtrArray *events,
         const gint64 *new_rows, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  if (!make_room (store, uid, error) || (rows = kt_invite_words (store, uid, error)) == NULL)
    return FALSE;
  /* twice: who is invited is only known when the request's event is stored */
  for (guint pass = 0; pass < 2; pass++)
    if (!judge (store, settings, uid, rows, error)
        || !kt_invite_apply (store, settings, rows, events, new_rows, error))
      return FALSE;
  return TRUE;
}

gboolean
kt_invite_put (KtStore *store, const KtSettings *settings, const KtInviteNews *news, GError **error)
{
  static const char stored[] = "SELECT 1 FROM mirror.invite WHERE letter = ? LIMIT 1";
  gint64 rows[KT_INVITE_EVENTS_MAX] = { 0 };
  g_autoptr (GError) failed = NULL;
  guint n = MIN (news->events->len, KT_INVITE_EVENTS_MAX);
  gint64 forgotten = 0;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, news->letter);
  if (!kt_tombstone_at (store, KT_TOMB_LETTER, key, &forgotten, error))
    return FALSE;
  if (forgotten != 0)
    return TRUE;
  sqlite3_stmt *statement = kt_store_statement (store, stored, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", news->letter);
  gboolean known = kt_step (statement, &failed);
  sqlite3_reset (statement);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (known)
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (!insert_row (store, news, g_ptr_array_index (news->events, i), i == 0, &rows[i], error))
      return FALSE;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++)
    {
      const KtEvent *event = g_ptr_array_index (news->events, i);
      if (g_hash_table_add (seen, (gpointer)event->uid)
          && !put_uid (store, settings, event->uid, news->events, rows, error))
        return FALSE;
    }
  return TRUE;
}
