#include "config.h"
#include "kontor/invite.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <sqlite3.h>

void
kt_invite_row_free (KtInviteRow *row)
{
  if (row == NULL)
    return;
  g_free (row->uid);
  g_free (row->recurrence);
  g_free (row->sender);
  g_free (row->organizer);
  g_free (row->organizer_by);
  g_free (row->attendee);
  g_free (row->attendee_by);
  g_free (row->partstat);
  g_free (row->comment);
  g_free (row);
}

#define COLUMNS                                                                                    \
  "i.id, i.letter, i.sender, i.method, i.uid, i.recurrence, i.sequence, i.dtstamp, i.organizer,"   \
  " i.organizer_by, i.attendee, i.attendee_by, i.partstat, i.comment, i.start_at, i.verdict, i.at"

static KtInviteRow *
row_of (sqlite3_stmt *statement)
{
  KtInviteRow *row = g_new0 (KtInviteRow, 1);
  row->row = kt_column_int (statement, 0);
  row->letter = kt_column_int (statement, 1);
  row->sender = g_strdup (kt_column_text (statement, 2));
  row->uid = g_strdup (kt_column_text (statement, 4));
  row->recurrence = g_strdup (kt_column_text (statement, 5));
  row->organizer = g_strdup (kt_column_text (statement, 8));
  row->organizer_by = g_strdup (kt_column_text (statement, 9));
  row->attendee = g_strdup (kt_column_text (statement, 10));
  row->attendee_by = g_strdup (kt_column_text (statement, 11));
  row->partstat = g_strdup (kt_column_text (statement, 12));
  row->comment = g_strdup (kt_column_text (statement, 13));
  row->start = kt_column_int (statement, 14);
  row->at = kt_column_int (statement, 16);
  row->word = (KtInviteWord){
    .row = row->row,
    .method = kt_invite_method_from_id (kt_column_text (statement, 3)),
    .recurrence = row->recurrence,
    .sequence = kt_column_int (statement, 6),
    .dtstamp = kt_column_int (statement, 7),
    .sender = row->sender,
    .organizer = row->organizer,
    .organizer_by = row->organizer_by,
    .attendee = row->attendee,
    .attendee_by = row->attendee_by,
    .verdict = kt_invite_verdict_from_id (kt_column_text (statement, 15)),
  };
  return row;
}

static GPtrArray *
rows_of (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invite_row_free);
  while (kt_step (statement, &failed))
    g_ptr_array_add (rows, row_of (statement));
  if (failed == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
kt_invite_words (KtStore *store, const char *uid, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS " FROM mirror.invite AS i WHERE i.uid = ? ORDER BY i.id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", uid);
  return rows_of (statement, error);
}

GPtrArray *
kt_invite_words_of_letter (KtStore *store, KtId letter, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS " FROM mirror.invite AS i WHERE i.letter = ? ORDER BY i.id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", letter);
  return rows_of (statement, error);
}

GPtrArray *
kt_invite_requests (KtStore *store, gint64 after, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS " FROM mirror.invite AS i JOIN mirror.event AS e ON e.invite = i.id"
        " AND e.invite <> 0 WHERE i.method = 'request' AND i.verdict IN ('holds', 'unproven')"
        " AND EXISTS (SELECT 1 FROM mirror.occurrence AS o WHERE o.event = e.id AND o.end_at > ?)"
        " ORDER BY e.start_at, i.id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", after);
  return rows_of (statement, error);
}

KtInviteWord *
kt_invite_word_array (const GPtrArray *rows)
{
  KtInviteWord *words = g_new (KtInviteWord, rows->len + 1);
  for (guint i = 0; i < rows->len; i++)
    words[i] = ((const KtInviteRow *)g_ptr_array_index (rows, i))->word;
  return words;
}

char *
kt_invite_text (KtStore *store, KtId letter, GError **error)
{
  static const char sql[]
      = "SELECT text FROM mirror.invite WHERE letter = ? AND text <> '' ORDER BY id LIMIT 1";
  g_autoptr (GError) failed = NULL;
  char *text = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", letter);
  if (kt_step (statement, &failed))
    text = g_strdup (kt_column_text (statement, 0));
  sqlite3_reset (statement);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (text == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the letter holds no invitation"));
  return text;
}

static void
person_free (KtEventAttendee *person)
{
  g_free (person->norm);
  g_free (person->name);
  g_free (person->role);
  g_free (person->partstat);
  g_free (person);
}

GPtrArray *
kt_event_attendees (KtStore *store, gint64 event, GError **error)
{
  static const char sql[]
      = "SELECT norm, name, role, partstat FROM mirror.attendee WHERE event = ? ORDER BY norm";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify)person_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", event);
  while (kt_step (statement, &failed))
    {
      KtEventAttendee *person = g_new0 (KtEventAttendee, 1);
      person->norm = g_strdup (kt_column_text (statement, 0));
      person->name = g_strdup (kt_column_text (statement, 1));
      person->role = g_strdup (kt_column_text (statement, 2));
      person->partstat = g_strdup (kt_column_text (statement, 3));
      g_ptr_array_add (people, person);
    }
  if (failed == NULL)
    return g_steal_pointer (&people);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
