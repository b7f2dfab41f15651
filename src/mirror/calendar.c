#include "config.h"
#include "kontor/calendar.h"
#include <sqlite3.h>

#define CALENDAR_COLUMNS "id, source, href, name, writable, state, stopped, compared_at, kind"

static const char *const kinds[] = { "calendar", "addressbook" };

void
kt_calendar_free (KtCalendar *calendar)
{
  if (calendar == NULL)
    return;
  g_free (calendar->source);
  g_free (calendar->href);
  g_free (calendar->name);
  g_free (calendar->state);
  g_free (calendar->stopped);
  g_free (calendar);
}

KtCalendar *
kt_calendar_copy (const KtCalendar *calendar)
{
  KtCalendar *copy = g_memdup2 (calendar, sizeof *calendar);
  copy->source = g_strdup (calendar->source);
  copy->href = g_strdup (calendar->href);
  copy->name = g_strdup (calendar->name);
  copy->state = g_strdup (calendar->state);
  copy->stopped = g_strdup (calendar->stopped);
  return copy;
}

static KtCalendar *
calendar_of_row (sqlite3_stmt *row)
{
  KtCalendar *calendar = g_new0 (KtCalendar, 1);
  calendar->id = kt_column_int (row, 0);
  calendar->source = g_strdup (kt_column_text (row, 1));
  calendar->href = g_strdup (kt_column_text (row, 2));
  calendar->name = g_strdup (kt_column_text (row, 3));
  calendar->writable = kt_column_int (row, 4) != 0;
  calendar->state = g_strdup (kt_column_text (row, 5));
  calendar->stopped = g_strdup (kt_column_text_or_null (row, 6));
  calendar->compared_at = kt_column_int (row, 7);
  calendar->cards = g_str_equal (kt_column_text (row, 8), kinds[TRUE]);
  return calendar;
}

static GPtrArray *
list (KtStore *store, const char *source, gboolean cards, GError **error)
{
  static const char sql[] = "SELECT " CALENDAR_COLUMNS " FROM mirror.calendar"
                            " WHERE gone_at IS NULL AND kind = ?2 AND (?1 IS NULL OR source = ?1)"
                            " ORDER BY source, name, id";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_calendar_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ss", source, kinds[cards]);
  while (kt_step (statement, &failed))
    g_ptr_array_add (list, calendar_of_row (statement));
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
kt_calendar_list (KtStore *store, const char *source, GError **error)
{
  return list (store, source, FALSE, error);
}

GPtrArray *
kt_addressbook_list (KtStore *store, const char *source, GError **error)
{
  return list (store, source, TRUE, error);
}

/* One statement for the new and the known: a calendar that vanished and came back is found by its
 * href. */
gboolean
kt_calendar_put (KtStore *store, KtCalendar *calendar, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.calendar (source, href, name, writable, state, stopped, compared_at, kind)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        " ON CONFLICT (source, href) DO UPDATE SET name = excluded.name,"
        " writable = excluded.writable, state = excluded.state, stopped = excluded.stopped,"
        " compared_at = excluded.compared_at, kind = excluded.kind, gone_at = NULL RETURNING id";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "sssissis", calendar->source, calendar->href, calendar->name,
           (gint64)calendar->writable, calendar->state != NULL ? calendar->state : "",
           calendar->stopped, calendar->compared_at, kinds[calendar->cards]);
  if (kt_step (statement, &failed))
    calendar->id = kt_column_int (statement, 0);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Its objects stay: should it come back, they are compared with what is there then. */
gboolean
kt_calendar_mark_gone (KtStore *store, gint64 calendar, gint64 now, GError **error)
{
  static const char sql[] = "UPDATE mirror.calendar SET gone_at = ?2, state = '', compared_at = 0"
                            " WHERE id = ?1";
  return kt_store_run (store, error, sql, "ii", calendar, now);
}

gboolean
kt_calendar_count (KtStore *store, gint64 calendar, guint *ret_count, GError **error)
{
  static const char sql[]
      = "SELECT count(*) FROM mirror.object WHERE calendar = ? AND gone_at IS NULL";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", calendar);
  *ret_count = kt_step (statement, &failed) ? (guint)kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
