#include "config.h"
#include "appointment-parts.h"
#include "salon-row.h"

#include <sqlite3.h>
#include <string.h>

#define PART_COLUMNS                                                                               \
  "id, appointment, service, name, staff, place, start, work, free, finish, before, after, price"
/* ?1: a JSON array of keys. One statement for a whole month of visits */
#define PARTS_SQL                                                                                  \
  "SELECT p.id, p.appointment, p.service, p.name, p.staff, p.place, p.start, p.work, p.free,"      \
  " p.finish, p.before, p.after, p.price FROM json_each (?1) AS j CROSS JOIN appointment_part AS"  \
  " p ON p.appointment = j.value ORDER BY j.key, p.position, p.id"
#define ITEMS_SQL                                                                                  \
  "SELECT i.id, i.appointment, i.name, i.quantity, i.price FROM json_each (?1) AS j"               \
  " CROSS JOIN appointment_item AS i ON i.appointment = j.value ORDER BY j.key, i.id"
#define INSERT_PART_SQL                                                                            \
  "INSERT INTO appointment_part (" PART_COLUMNS ", position)"                                      \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, nullif (?13, -1), ?14)"
#define INSERT_ITEM_SQL                                                                            \
  "INSERT INTO appointment_item (id, appointment, name, quantity, price)"                          \
  " VALUES (?1, ?2, ?3, ?4, ?5)"
#define DELETE_PARTS_SQL "DELETE FROM appointment_part WHERE appointment = ?1"
#define DELETE_ITEMS_SQL "DELETE FROM appointment_item WHERE appointment = ?1"

KtVisitPart *
kt_visit_part_new (void)
{
  KtVisitPart *part = g_new0 (KtVisitPart, 1);
  part->price = -1;
  return part;
}

KtVisitPart *
kt_visit_part_copy (const KtVisitPart *part)
{
  KtVisitPart *copy = g_memdup2 (part, sizeof *part);
  copy->name = g_strdup (part->name);
  return copy;
}

void
kt_visit_part_free (KtVisitPart *part)
{
  if (part == NULL)
    return;
  g_free (part->name);
  g_free (part);
}

static char *
keys_as_json (const GPtrArray *appointments)
{
  GString *json = g_string_new ("[");
  for (guint i = 0; i < appointments->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            ((const KtAppointment *)appointments->pdata[i])->id);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static KtVisitPart *
read_part (sqlite3_stmt *statement)
{
  KtVisitPart *part = kt_visit_part_new ();
  part->id = kt_column_int (statement, 0);
  part->service = kt_column_int (statement, 2);
  part->name = g_strdup (kt_column_text (statement, 3));
  part->staff = kt_column_int (statement, 4);
  part->place = kt_column_int (statement, 5);
  part->start = (int)kt_column_int (statement, 6);
  part->lengths = (KtLengths){ (int)kt_column_int (statement, 7), (int)kt_column_int (statement, 8),
                               (int)kt_column_int (statement, 9) };
  part->before = (int)kt_column_int (statement, 10);
  part->after = (int)kt_column_int (statement, 11);
  part->price = kt_salon_column (statement, 12);
  return part;
}

static KtVisitItem *
read_item (sqlite3_stmt *statement)
{
  KtVisitItem *item = g_new0 (KtVisitItem, 1);
  item->id = kt_column_int (statement, 0);
  item->name = g_strdup (kt_column_text (statement, 2));
  item->quantity = (int)kt_column_int (statement, 3);
  item->price = kt_column_int (statement, 4);
  return item;
}

/* Rows come in the order of appointments: one walk along both. */
static gboolean
read_rows (KtStore *store, const char *sql, const char *keys, const GPtrArray *appointments,
           gboolean parts, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  GError *failure = NULL;
  guint i = 0;
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", keys);
  while (kt_step (statement, &failure))
    {
      KtAppointment *appointment = appointments->pdata[i];
      while (appointment->id != kt_column_int (statement, 1))
        appointment = appointments->pdata[++i];
      if (parts)
        g_ptr_array_add (appointment->parts, read_part (statement));
      else
        g_ptr_array_add (appointment->items, read_item (statement));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
kt_appointment_parts_read (KtStore *store, const GPtrArray *appointments, GError **error)
{
  if (appointments->len == 0)
    return TRUE;
  g_autofree char *keys = keys_as_json (appointments);
  return read_rows (store, PARTS_SQL, keys, appointments, TRUE, error)
         && read_rows (store, ITEMS_SQL, keys, appointments, FALSE, error);
}

static gboolean
write_part (KtStore *store, KtId appointment, KtVisitPart *part, guint position, GError **error)
{
  const KtLengths *lengths = &part->lengths;
  if (part->id == 0)
    part->id = kt_id_random ();
  return kt_store_run (store, error, INSERT_PART_SQL, "iiIsIIiiiiiiii", part->id, appointment,
                       part->service, part->name, part->staff, part->place, (gint64)part->start,
                       (gint64)lengths->work, (gint64)lengths->free, (gint64)lengths->finish,
                       (gint64)part->before, (gint64)part->after, part->price, (gint64)position);
}

static gboolean
write_item (KtStore *store, KtId appointment, KtVisitItem *item, GError **error)
{
  if (item->id == 0)
    item->id = kt_id_random ();
  return kt_store_run (store, error, INSERT_ITEM_SQL, "iisii", item->id, appointment, item->name,
                       (gint64)item->quantity, item->price);
}

gboolean
kt_appointment_parts_delete (KtStore *store, KtId appointment, GError **error)
{
  return kt_store_run (store, error, DELETE_PARTS_SQL, "i", appointment)
         && kt_store_run (store, error, DELETE_ITEMS_SQL, "i", appointment);
}

gboolean
kt_appointment_parts_write (KtStore *store, const KtAppointment *appointment, GError **error)
{
  if (!kt_appointment_parts_delete (store, appointment->id, error))
    return FALSE;
  for (guint i = 0; i < appointment->parts->len; i++)
    if (!write_part (store, appointment->id, appointment->parts->pdata[i], i, error))
      return FALSE;
  for (guint i = 0; i < appointment->items->len; i++)
    if (!write_item (store, appointment->id, appointment->items->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
part_equal (const KtVisitPart *a, const KtVisitPart *b)
{
  return a->service == b->service && strcmp (a->name, b->name) == 0 && a->staff == b->staff
         && a->place == b->place && a->start == b->start && a->lengths.work == b->lengths.work
         && a->lengths.free == b->lengths.free && a->lengths.finish == b->lengths.finish
         && a->before == b->before && a->after == b->after && a->price == b->price;
}

gboolean
kt_appointment_parts_equal (const GPtrArray *a, const GPtrArray *b)
{
  gboolean equal = a->len == b->len;
  for (guint i = 0; equal && i < a->len; i++)
    equal = part_equal (a->pdata[i], b->pdata[i]);
  return equal;
}
