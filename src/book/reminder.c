#include "config.h"
#include "kontor/reminder.h"
#include "kontor/error.h"
#include "kontor/journal.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define COLUMNS                                                                                    \
  "id, contact, text, due_local, tzid, due_at, repeat, start_local, state, done_at, letter, uid,"  \
  " sequence, created, updated, deal"
#define GET_SQL "SELECT " COLUMNS " FROM reminder WHERE id = ?1"
#define OPEN_SQL                                                                                   \
  "SELECT " COLUMNS                                                                                \
  " FROM reminder WHERE state = 'open' AND due_at < ?1 ORDER BY due_at, created,"                  \
  " id"
#define OF_SQL                                                                                     \
  "SELECT " COLUMNS " FROM reminder WHERE contact = ?1 ORDER BY due_at DESC, created DESC, id"
#define DEAL_SQL                                                                                   \
  "SELECT " COLUMNS " FROM reminder WHERE deal = ?1 AND state = 'open' ORDER BY due_at, created, id"
#define DEALS_SQL                                                                                  \
  "SELECT " COLUMNS                                                                                \
  " FROM reminder WHERE deal IS NOT NULL AND state = 'open' ORDER BY due_at, created, id"
#define INSERT_SQL                                                                                 \
  "INSERT INTO reminder (" COLUMNS ")"                                                             \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
#define UPDATE_SQL                                                                                 \
  "UPDATE reminder SET contact = ?2, text = ?3, due_local = ?4, tzid = ?5, due_at = ?6,"           \
  " repeat = ?7, start_local = ?8, state = ?9, done_at = ?10, letter = ?11, uid = ?12,"            \
  " sequence = ?13, created = ?14, updated = ?15, deal = ?16 WHERE id = ?1"
#define DELETE_SQL "DELETE FROM reminder WHERE id = ?1"
#define SET_DUE_SQL "UPDATE reminder SET due_at = ?2 WHERE id = ?1"

void
kt_reminder_free (KtReminder *reminder)
{
  if (reminder == NULL)
    return;
  g_free (reminder->text);
  g_free (reminder->tzid);
  g_free (reminder->repeat);
  g_free (reminder->uid);
  g_free (reminder);
}

static KtReminder *
read_reminder (sqlite3_stmt *statement)
{
  KtReminder *reminder = g_new0 (KtReminder, 1);
  reminder->id = kt_column_int (statement, 0);
  reminder->contact = kt_column_int (statement, 1);
  reminder->text = g_strdup (kt_column_text (statement, 2));
  kt_local_parse (kt_column_text (statement, 3), &reminder->due);
  reminder->tzid = g_strdup (kt_column_text (statement, 4));
  reminder->due_at = kt_column_int (statement, 5);
  reminder->repeat = g_strdup (kt_column_text_or_null (statement, 6));
  kt_local_parse (kt_column_text (statement, 7), &reminder->start);
  reminder->done = strcmp (kt_column_text (statement, 8), "done") == 0;
  reminder->done_at = kt_column_int (statement, 9);
  reminder->letter = kt_column_int (statement, 10);
  reminder->uid = g_strdup (kt_column_text (statement, 11));
  reminder->sequence = (int)kt_column_int (statement, 12);
  reminder->created = kt_column_int (statement, 13);
  reminder->updated = kt_column_int (statement, 14);
  reminder->deal = kt_column_int (statement, 15);
  return reminder;
}

static GPtrArray *
read_all (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) reminders
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_reminder_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (reminders, read_reminder (statement));
  if (failure == NULL)
    return g_steal_pointer (&reminders);
  g_propagate_error (error, failure);
  return NULL;
}

static GPtrArray *
select_by (KtStore *store, const char *sql, gint64 argument, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", argument);
  return read_all (statement, error);
}

KtReminder *
kt_reminder_get (KtStore *store, KtId id, GError **error)
{
  g_autoptr (GPtrArray) found = select_by (store, GET_SQL, id, error);
  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such reminder"));
  return NULL;
}

GPtrArray *
kt_reminder_list_open (KtStore *store, gint64 before, GError **error)
{
  return select_by (store, OPEN_SQL, before != 0 ? before : G_MAXINT64, error);
}

GPtrArray *
kt_reminder_list_of (KtStore *store, KtId contact, GError **error)
{
  return select_by (store, OF_SQL, contact, error);
}

GPtrArray *
kt_reminder_list_deal (KtStore *store, KtId deal, GError **error)
{
  if (deal != 0)
    return select_by (store, DEAL_SQL, deal, error);
  sqlite3_stmt *statement = kt_store_statement (store, DEALS_SQL, error);
  return statement != NULL ? read_all (statement, error) : NULL;
}

/* INSERT_SQL and UPDATE_SQL take the same parameters. */
static gboolean
write_reminder (KtStore *store, const char *sql, const KtReminder *reminder, GError **error)
{
  g_return_val_if_fail (reminder->id != 0 && reminder->uid != NULL, FALSE);
  char due[KT_LOCAL_TEXT], start[KT_LOCAL_TEXT];
  kt_local_format (reminder->due, due);
  kt_local_format (reminder->start, start);
  return kt_store_run (store, error, sql, "iIsssisssIIsiiiI", reminder->id, reminder->contact,
                       reminder->text, due, reminder->tzid, reminder->due_at, reminder->repeat,
                       start, reminder->done ? "done" : "open", reminder->done_at, reminder->letter,
                       reminder->uid, (gint64)reminder->sequence, reminder->created,
                       reminder->updated, reminder->deal);
}

gboolean
kt_reminder_insert (KtStore *store, const KtReminder *reminder, GError **error)
{
  return write_reminder (store, INSERT_SQL, reminder, error);
}

gboolean
kt_reminder_update (KtStore *store, KtReminder *reminder, gint64 now, GError **error)
{
  reminder->sequence++;
  reminder->updated = now;
  return write_reminder (store, UPDATE_SQL, reminder, error);
}

gboolean
kt_reminder_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}

static gboolean
refresh_one (KtStore *store, const KtReminder *reminder, guint *changed, GError **error)
{
  g_autoptr (KtZone) zone = kt_zone_new (reminder->tzid);
  if (zone == NULL)
    return TRUE; /* a zone this machine does not know keeps the instant it had */
  gint64 due_at = kt_local_to_utc (reminder->due, zone);
  if (due_at == reminder->due_at)
    return TRUE;
  (*changed)++;
  return kt_store_run (store, error, SET_DUE_SQL, "ii", reminder->id, due_at);
}

static gboolean
refresh_all (KtStore *store, guint *changed, GError **error)
{
  g_autoptr (GPtrArray) open = kt_reminder_list_open (store, 0, error);
  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    if (!refresh_one (store, open->pdata[i], changed, error))
      return FALSE;
  return TRUE;
}

gboolean
kt_reminder_refresh (KtStore *store, gint64 now, guint *ret_changed, GError **error)
{
  guint changed = 0;
  if (!kt_journal_begin (store, KT_ORIGIN_SYNC, "sync", error))
    return FALSE;
  if (!refresh_all (store, &changed, error))
    {
      kt_journal_rollback (store);
      return FALSE;
    }
  if (!kt_journal_commit (store, "sync: reminders moved by new rules of their zones", now, FALSE,
                          NULL, error))
    return FALSE;
  if (ret_changed != NULL)
    *ret_changed = changed;
  return TRUE;
}
