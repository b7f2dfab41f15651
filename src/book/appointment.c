#include "config.h"
#include "appointment-parts.h"
#include "salon-row.h"
#include "kontor/error.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define MINUTE 60

#define COLUMNS                                                                                    \
  "id, contact, start_local, tzid, start_at, end_at, state, pencilled_until, price, currency,"     \
  " paid_how, paid, tip, arrived_at, done_at, text, series, overlaps, question, uid, sequence,"    \
  " created, updated, paid_at"
#define GET_SQL "SELECT " COLUMNS " FROM appointment WHERE id = ?1"
/* no visit is longer than a day, so that the index on the start suffices */
#define BETWEEN_SQL                                                                                \
  "SELECT " COLUMNS " FROM appointment WHERE start_at > ?1 - 86401 AND start_at < ?2"              \
  " AND (end_at > ?1 OR start_at >= ?1) ORDER BY start_at, id"
#define OF_SQL "SELECT " COLUMNS " FROM appointment WHERE contact = ?1 ORDER BY start_at DESC, id"
#define PAID_SQL                                                                                   \
  "SELECT " COLUMNS " FROM appointment WHERE paid_at >= ?1 AND paid_at < ?2 ORDER BY paid_at, id"
#define SERIES_SQL "SELECT " COLUMNS " FROM appointment WHERE series = ?1 ORDER BY start_at, id"
#define OPEN_SQL                                                                                   \
  "SELECT " COLUMNS " FROM appointment"                                                            \
  " WHERE state IN ('pencilled', 'booked', 'confirmed', 'arrived') AND start_at < ?1"              \
  " AND (state <> 'pencilled' OR pencilled_until IS NULL OR pencilled_until > ?1)"                 \
  " ORDER BY start_at, id"
#define PUT_SQL                                                                                    \
  "INSERT INTO appointment (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif (?9, -1)," \
  " ?10, ?11, nullif (?12, -1), nullif (?13, -1), ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,"    \
  " ?23, ?24)"                                                                                     \
  " ON CONFLICT (id) DO UPDATE SET contact = ?2, start_local = ?3, tzid = ?4, start_at = ?5,"      \
  " end_at = ?6, state = ?7, pencilled_until = ?8, price = nullif (?9, -1), currency = ?10,"       \
  " paid_how = ?11, paid = nullif (?12, -1), tip = nullif (?13, -1), arrived_at = ?14,"            \
  " done_at = ?15, text = ?16, series = ?17, overlaps = ?18, question = ?19, uid = ?20,"           \
  " sequence = ?21, updated = ?23, paid_at = ?24"
#define DELETE_EVENTS_SQL "DELETE FROM appointment_event WHERE appointment = ?1"
#define DELETE_SQL "DELETE FROM appointment WHERE id = ?1"

static const char *const states[]
    = { "pencilled", "booked", "confirmed", "arrived", "done", "no-show", "cancelled" };

const char *
kt_visit_state_id (KtVisitState state)
{
  return states[state];
}

gboolean
kt_appointment_stands (const KtAppointment *appointment, gint64 now)
{
  if (appointment->state == KT_VISIT_PENCILLED)
    return appointment->pencilled_until == 0 || appointment->pencilled_until > now;
  return appointment->state <= KT_VISIT_ARRIVED;
}

static void
free_item (gpointer data)
{
  KtVisitItem *item = data;
  g_free (item->name);
  g_free (item);
}

KtAppointment *
kt_appointment_new (void)
{
  KtAppointment *appointment = g_new0 (KtAppointment, 1);
  appointment->price = appointment->paid = appointment->tip = -1;
  appointment->text = g_strdup ("");
  appointment->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_visit_part_free);
  appointment->items = g_ptr_array_new_with_free_func (free_item);
  return appointment;
}

void
kt_appointment_free (KtAppointment *appointment)
{
  if (appointment == NULL)
    return;
  g_free (appointment->tzid);
  g_free (appointment->paid_how);
  g_free (appointment->text);
  g_free (appointment->question);
  g_free (appointment->uid);
  g_ptr_array_unref (appointment->parts);
  g_ptr_array_unref (appointment->items);
  g_free (appointment);
}

KtAppointment *
kt_appointment_copy (const KtAppointment *appointment)
{
  KtAppointment *copy = g_memdup2 (appointment, sizeof *appointment);
  copy->tzid = g_strdup (appointment->tzid);
  copy->paid_how = g_strdup (appointment->paid_how);
  copy->text = g_strdup (appointment->text);
  copy->question = g_strdup (appointment->question);
  copy->uid = g_strdup (appointment->uid);
  copy->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_visit_part_free);
  copy->items = g_ptr_array_new_with_free_func (free_item);
  for (guint i = 0; i < appointment->parts->len; i++)
    g_ptr_array_add (copy->parts, kt_visit_part_copy (appointment->parts->pdata[i]));
  for (guint i = 0; i < appointment->items->len; i++)
    {
      KtVisitItem *item = g_memdup2 (appointment->items->pdata[i], sizeof *item);
      item->name = g_strdup (item->name);
      g_ptr_array_add (copy->items, item);
    }
  return copy;
}

static KtVisitState
state_from (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i], id) == 0)
      return (KtVisitState)i;
  return KT_VISIT_CANCELLED;
}

static gpointer
read_appointment (sqlite3_stmt *statement)
{
  KtAppointment *appointment = kt_appointment_new ();
  appointment->id = kt_column_int (statement, 0);
  appointment->contact = kt_column_int (statement, 1);
  kt_local_parse (kt_column_text (statement, 2), &appointment->start);
  appointment->tzid = g_strdup (kt_column_text (statement, 3));
  appointment->start_at = kt_column_int (statement, 4);
  appointment->end_at = kt_column_int (statement, 5);
  appointment->state = state_from (kt_column_text (statement, 6));
  appointment->pencilled_until = kt_column_int (statement, 7);
  appointment->price = kt_salon_column (statement, 8);
  g_strlcpy (appointment->currency, kt_column_text (statement, 9), sizeof appointment->currency);
  appointment->paid_how = g_strdup (kt_column_text_or_null (statement, 10));
  appointment->paid = kt_salon_column (statement, 11);
  appointment->tip = kt_salon_column (statement, 12);
  appointment->arrived_at = kt_column_int (statement, 13);
  appointment->done_at = kt_column_int (statement, 14);
  g_free (appointment->text);
  appointment->text = g_strdup (kt_column_text (statement, 15));
  appointment->series = kt_column_int (statement, 16);
  appointment->overlaps = kt_column_int (statement, 17) != 0;
  appointment->question = g_strdup (kt_column_text_or_null (statement, 18));
  appointment->uid = g_strdup (kt_column_text (statement, 19));
  appointment->sequence = (int)kt_column_int (statement, 20);
  appointment->created = kt_column_int (statement, 21);
  appointment->updated = kt_column_int (statement, 22);
  appointment->paid_at = kt_column_int (statement, 23);
  return appointment;
}

/* All of a bound statement, with parts. */
static GPtrArray *
read_all (KtStore *store, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) found
      = kt_salon_rows (statement, read_appointment, (GDestroyNotify)kt_appointment_free, error);
  return found != NULL && kt_appointment_parts_read (store, found, error) ? g_steal_pointer (&found)
                                                                          : NULL;
}

static GPtrArray *
select_span (KtStore *store, const char *sql, gint64 from, gint64 until, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", from, until);
  return read_all (store, statement, error);
}

static GPtrArray *
select_by (KtStore *store, const char *sql, gint64 argument, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", argument);
  return read_all (store, statement, error);
}

KtAppointment *
kt_appointment_get (KtStore *store, KtId id, GError **error)
{
  g_autoptr (GPtrArray) found = select_by (store, GET_SQL, id, error);
  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such visit"));
  return NULL;
}

GPtrArray *
kt_appointment_between (KtStore *store, gint64 from, gint64 until, GError **error)
{
  return select_span (store, BETWEEN_SQL, from, until, error);
}

GPtrArray *
kt_appointment_paid_between (KtStore *store, gint64 from, gint64 until, GError **error)
{
  return select_span (store, PAID_SQL, from, until, error);
}

GPtrArray *
kt_appointment_of (KtStore *store, KtId contact, GError **error)
{
  return select_by (store, OF_SQL, contact, error);
}

GPtrArray *
kt_appointment_series (KtStore *store, KtId series, GError **error)
{
  return select_by (store, SERIES_SQL, series, error);
}

GPtrArray *
kt_appointment_open_before (KtStore *store, gint64 before, GError **error)
{
  return select_by (store, OPEN_SQL, before, error);
}

/* start_at and end_at from the truth. An unknown zone keeps the instant there was. */
static void
derive (KtAppointment *appointment)
{
  g_autoptr (KtZone) zone = kt_zone_new (appointment->tzid);
  int minutes = 0;
  for (guint i = 0; i < appointment->parts->len; i++)
    {
      const KtVisitPart *part = appointment->parts->pdata[i];
      minutes = MAX (minutes,
                     part->start + part->lengths.work + part->lengths.free + part->lengths.finish);
    }
  if (zone != NULL)
    appointment->start_at = kt_local_to_utc (appointment->start, zone);
  appointment->end_at
      = appointment->start_at + (gint64)MIN (minutes, KT_VISIT_MINUTES_MAX) * MINUTE;
}

/* Whether what others see of it differs: RFC 5545 §3.8.7.4. */
static gboolean
is_significant (const KtAppointment *a, const KtAppointment *b)
{
  return a->start_at != b->start_at || a->end_at != b->end_at || a->contact != b->contact
         || a->state != b->state || kt_local_compare (a->start, b->start) != 0
         || strcmp (a->tzid, b->tzid) != 0 || !kt_appointment_parts_equal (a->parts, b->parts);
}

static gboolean
write_appointment (KtStore *store, const KtAppointment *visit, GError **error)
{
  char start[KT_LOCAL_TEXT];
  kt_local_format (visit->start, start);
  return kt_store_run (store, error, PUT_SQL, "iIssiisIissiiIIsIissiiiI", visit->id, visit->contact,
                       start, visit->tzid, visit->start_at, visit->end_at, states[visit->state],
                       visit->pencilled_until, visit->price,
                       *visit->currency != '\0' ? visit->currency : NULL, visit->paid_how,
                       visit->paid, visit->tip, visit->arrived_at, visit->done_at, visit->text,
                       visit->series, (gint64)visit->overlaps, visit->question, visit->uid,
                       (gint64)visit->sequence, visit->created, visit->updated, visit->paid_at);
}

gboolean
kt_appointment_put (KtStore *store, KtAppointment *appointment, gint64 now, GError **error)
{
  g_return_val_if_fail (appointment->id != 0 && appointment->tzid != NULL, FALSE);
  g_autoptr (GError) missing = NULL;
  g_autoptr (KtAppointment) old = kt_appointment_get (store, appointment->id, &missing);
  if (old == NULL && !g_error_matches (missing, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  derive (appointment);
  if (appointment->uid == NULL)
    appointment->uid = g_uuid_string_random ();
  if (old == NULL)
    appointment->created = appointment->updated = now;
  else
    {
      /* a number of a list is stale once updated differs: it rises even within one second */
      appointment->created = old->created;
      appointment->updated = MAX (now, old->updated + 1);
      appointment->sequence = old->sequence + (is_significant (old, appointment) ? 1 : 0);
    }
  return write_appointment (store, appointment, error)
         && kt_appointment_parts_write (store, appointment, error);
}

gboolean
kt_appointment_delete (KtStore *store, KtId id, GError **error)
{
  return kt_appointment_parts_delete (store, id, error)
         && kt_store_run (store, error, DELETE_EVENTS_SQL, "i", id)
         && kt_store_run (store, error, DELETE_SQL, "i", id);
}
