#include "config.h"
#include "kontor/waiting.h"
#include "kontor/error.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define COLUMNS                                                                                    \
  "id, contact, service, staff, first, last, day_part, weekdays, text, state, held_until,"         \
  " held_start, held_staff, created, updated"
#define GET_SQL "SELECT " COLUMNS " FROM waiting_list WHERE id = ?1"
#define OPEN_SQL                                                                                   \
  "SELECT " COLUMNS " FROM waiting_list WHERE state IN ('waiting', 'held')"                        \
  " ORDER BY created, id"
#define REFUSED_SQL                                                                                \
  "SELECT contact FROM waiting_list WHERE state IN ('waiting', 'withdrawn')"                       \
  " AND held_start >= ?1 AND held_start < ?2 AND held_staff = ?3"
#define PUT_SQL                                                                                    \
  "INSERT INTO waiting_list (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"   \
  " ?12, ?13, ?14, ?15) ON CONFLICT (id) DO UPDATE SET service = ?3, staff = ?4, first = ?5,"      \
  " last = ?6, day_part = ?7, weekdays = ?8, text = ?9, state = ?10, held_until = ?11,"            \
  " held_start = ?12, held_staff = ?13, updated = ?15"

static const char *const states[] = { "waiting", "held", "booked", "withdrawn" };
static const char *const day_parts[] = { "any", "morning", "afternoon", "evening" };

const char *
kt_waiting_state_id (KtWaitingState state)
{
  return states[state];
}

const char *
kt_day_part_id (KtDayPart part)
{
  return day_parts[part];
}

void
kt_waiting_free (KtWaiting *waiting)
{
  if (waiting == NULL)
    return;
  g_free (waiting->text);
  g_free (waiting);
}

static guint
find_id (const char *const *ids, guint n, const char *id)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (ids[i], id) == 0)
      return i;
  return 0;
}

static KtLocal
read_local (sqlite3_stmt *statement, int column)
{
  KtLocal local = { 0 };
  const char *text = kt_column_text_or_null (statement, column);
  if (text == NULL || !kt_local_parse (text, &local))
    return (KtLocal){ 0 };
  return local;
}

static KtWaiting *
read_waiting (sqlite3_stmt *statement)
{
  KtWaiting *waiting = g_new0 (KtWaiting, 1);
  waiting->id = kt_column_int (statement, 0);
  waiting->contact = kt_column_int (statement, 1);
  waiting->service = kt_column_int (statement, 2);
  waiting->staff = kt_column_int (statement, 3);
  waiting->first = read_local (statement, 4);
  waiting->last = read_local (statement, 5);
  waiting->day_part = find_id (day_parts, G_N_ELEMENTS (day_parts), kt_column_text (statement, 6));
  waiting->weekdays = (guint)kt_column_int (statement, 7);
  waiting->text = g_strdup (kt_column_text (statement, 8));
  waiting->state = find_id (states, G_N_ELEMENTS (states), kt_column_text (statement, 9));
  waiting->held_until = kt_column_int (statement, 10);
  waiting->held_start = read_local (statement, 11);
  waiting->held_staff = kt_column_int (statement, 12);
  waiting->created = kt_column_int (statement, 13);
  waiting->updated = kt_column_int (statement, 14);
  return waiting;
}

static GPtrArray *
read_all (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_waiting_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (found, read_waiting (statement));
  if (failure == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, failure);
  return NULL;
}

KtWaiting *
kt_waiting_get (KtStore *store, KtId id, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  g_autoptr (GPtrArray) found = read_all (statement, error);
  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
               _ ("there is no such entry of the waiting list"));
  return NULL;
}

GPtrArray *
kt_waiting_open (KtStore *store, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, OPEN_SQL, error);
  return statement != NULL ? read_all (statement, error) : NULL;
}

GHashTable *
kt_waiting_refused (KtStore *store, KtLocal day, KtId staff, GError **error)
{
  g_autoptr (GHashTable) contacts
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GError *failure = NULL;
  char first[KT_LOCAL_TEXT], after[KT_LOCAL_TEXT];
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, first);
  kt_local_format (kt_local_add_days (day, 1), after);
  sqlite3_stmt *statement = kt_store_statement (store, REFUSED_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ssi", first, after, staff);
  while (kt_step (statement, &failure))
    {
      gint64 contact = kt_column_int (statement, 0);
      g_hash_table_add (contacts, g_memdup2 (&contact, sizeof contact));
    }
  if (failure == NULL)
    return g_steal_pointer (&contacts);
  g_propagate_error (error, failure);
  return NULL;
}

/* text is the place for it; NULL where there is no such day. */
static const char *
format (KtLocal local, char text[KT_LOCAL_TEXT])
{
  if (local.year == 0)
    return NULL;
  kt_local_format (local, text);
  return text;
}

gboolean
kt_waiting_put (KtStore *store, const KtWaiting *waiting, GError **error)
{
  g_return_val_if_fail (waiting->id != 0 && waiting->contact != 0, FALSE);
  char first[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT], held[KT_LOCAL_TEXT];
  return kt_store_run (store, error, PUT_SQL, "iiIIsssissIsIii", waiting->id, waiting->contact,
                       waiting->service, waiting->staff, format (waiting->first, first),
                       format (waiting->last, last), day_parts[waiting->day_part],
                       (gint64)waiting->weekdays, waiting->text, states[waiting->state],
                       waiting->held_until, format (waiting->held_start, held), waiting->held_staff,
                       waiting->created, waiting->updated);
}

gboolean
kt_waiting_is_held (const KtWaiting *waiting, gint64 now)
{
  return waiting->state == KT_WAITING_HELD && waiting->held_until > now;
}
