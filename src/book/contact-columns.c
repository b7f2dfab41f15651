#include "config.h"
#include "kontor/contact-columns.h"
#include "kontor/contact.h"
#include "kontor/field.h"
#include "kontor/relation.h"

#include <sqlite3.h>

/* Children go by hand: with CASCADE an undo would silently take newer ones along. */
const KtContactColumn kt_contact_columns[] = {
  { "reminder", "contact", "UPDATE reminder SET contact = NULL, updated = ?2 WHERE contact = ?1",
    NULL, "UPDATE reminder SET contact = ?1, updated = ?3 WHERE contact = ?2",
    "SELECT count (*) FROM reminder WHERE contact = ?1" },
  /* visits keep date, service and price, which the books need; not what was said of the person */
  { "appointment", "contact",
    "UPDATE appointment SET contact = NULL, text = '', question = NULL, updated = ?2,"
    " sequence = sequence + 1 WHERE contact = ?1",
    NULL,
    "UPDATE appointment SET contact = ?1, updated = ?3, sequence = sequence + 1"
    " WHERE contact = ?2",
    "SELECT count (*) FROM appointment WHERE contact = ?1" },
  { "deal", "contact", "UPDATE deal SET contact = NULL, updated = ?2 WHERE contact = ?1", NULL,
    "UPDATE deal SET contact = ?1, updated = ?3 WHERE contact = ?2",
    "SELECT count (*) FROM deal WHERE contact = ?1" },
  { "invoice", "contact", "UPDATE invoice SET contact = NULL, updated = ?2 WHERE contact = ?1",
    NULL, "UPDATE invoice SET contact = ?1, updated = ?3 WHERE contact = ?2",
    "SELECT count (*) FROM invoice WHERE contact = ?1" },
  { "contact_point", "contact", "DELETE FROM contact_point WHERE contact = ?1", NULL, NULL,
    "SELECT count (*) FROM contact_point WHERE contact = ?1" },
  { "contact_tag", "contact", "DELETE FROM contact_tag WHERE contact = ?1",
    "DELETE FROM contact_tag WHERE contact = ?2"
    " AND fold IN (SELECT fold FROM contact_tag WHERE contact = ?1)",
    "UPDATE contact_tag SET contact = ?1 WHERE contact = ?2", NULL },
  { "note", "contact", "DELETE FROM note WHERE contact = ?1", NULL,
    "UPDATE note SET contact = ?1, updated = ?3 WHERE contact = ?2",
    "SELECT count (*) FROM note WHERE contact = ?1" },
  { "letter_verdict", "contact", "DELETE FROM letter_verdict WHERE contact = ?1",
    "DELETE FROM letter_verdict WHERE contact = ?2"
    " AND letter IN (SELECT letter FROM letter_verdict WHERE contact = ?1)",
    "UPDATE letter_verdict SET contact = ?1 WHERE contact = ?2", NULL },
  { "event_verdict", "contact", "DELETE FROM event_verdict WHERE contact = ?1",
    "DELETE FROM event_verdict WHERE contact = ?2"
    " AND uid IN (SELECT uid FROM event_verdict WHERE contact = ?1)",
    "UPDATE event_verdict SET contact = ?1 WHERE contact = ?2", NULL },
  { "allergy", "contact", "DELETE FROM allergy WHERE contact = ?1", NULL,
    "UPDATE allergy SET contact = ?1, updated = ?3 WHERE contact = ?2",
    "SELECT count (*) FROM allergy WHERE contact = ?1" },
  { "formula", "contact", "DELETE FROM formula WHERE contact = ?1", NULL,
    "UPDATE formula SET contact = ?1, updated = ?3 WHERE contact = ?2",
    "SELECT count (*) FROM formula WHERE contact = ?1" },
  { "waiting_list", "contact", "DELETE FROM waiting_list WHERE contact = ?1", NULL,
    "UPDATE waiting_list SET contact = ?1, updated = ?3 WHERE contact = ?2",
    "SELECT count (*) FROM waiting_list WHERE contact = ?1" },
  { "contact_field", "contact", "DELETE FROM contact_field WHERE contact = ?1", NULL, NULL, NULL },
  { "relation", "contact", "DELETE FROM relation WHERE contact = ?1", NULL, NULL,
    "SELECT count (*) FROM relation WHERE (contact = ?1 OR other = ?1) AND kind <> 'not-same'" },
  { "relation", "other", "DELETE FROM relation WHERE other = ?1", NULL, NULL, NULL },
  { "contact_vcard", "contact", "DELETE FROM contact_vcard WHERE contact = ?1", NULL, NULL, NULL },
  { "contact", "employer", "UPDATE contact SET employer = NULL, updated = ?2 WHERE employer = ?1",
    NULL, "UPDATE contact SET employer = ?1, updated = ?3 WHERE employer = ?2 AND id <> ?1",
    "SELECT count (*) FROM contact WHERE employer = ?1" },
  { NULL },
};

/* What was said of visits goes before it is forgotten whose they were. */
#define FREE_EVENTS_SQL                                                                            \
  "UPDATE appointment_event SET text = NULL WHERE text IS NOT NULL AND appointment IN"             \
  " (SELECT id FROM appointment WHERE contact = ?1)"
#define POINT_MOVE_SQL "UPDATE contact_point SET contact = ?2, position = ?3 WHERE id = ?1"
#define VCARDS_SQL "SELECT id FROM contact_vcard WHERE contact = ?1 ORDER BY id"
#define VCARD_MOVE_SQL "UPDATE contact_vcard SET id = ?2, contact = ?3 WHERE id = ?1"

/* Binds only as many of the values as the statement has places for. */
static gboolean
run (KtStore *store, const char *sql, const gint64 *values, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  GError *failure = NULL;
  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < sqlite3_bind_parameter_count (statement); i++)
    sqlite3_bind_int64 (statement, i + 1, values[i]);
  kt_step (statement, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
kt_contact_remove_rows (KtStore *store, KtId contact, gint64 now, GError **error)
{
  const gint64 values[] = { contact, now };
  if (!run (store, FREE_EVENTS_SQL, values, error))
    return FALSE;
  for (const KtContactColumn *column = kt_contact_columns; column->table != NULL; column++)
    if (!run (store, column->remove, values, error))
      return FALSE;
  return TRUE;
}

gboolean
kt_contact_count_rows (KtStore *store, const KtContactColumn *column, KtId contact,
                       guint *ret_count, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, column->count, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", contact);
  *ret_count = kt_step (statement, &failure) ? (guint)kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static const KtPoint *
same_point (const GPtrArray *points, const KtPoint *like)
{
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->kind, like->kind) && g_str_equal (point->match, like->match))
        return point;
    }
  return NULL;
}

static int
last_position (const GPtrArray *points, const char *kind)
{
  int last = -1;
  for (guint i = 0; i < points->len; i++)
    if (g_str_equal (((const KtPoint *)points->pdata[i])->kind, kind))
      last = MAX (last, ((const KtPoint *)points->pdata[i])->position);
  return last;
}

/* Behind those that are there; what both have keeps the label that one of them knows. */
static gboolean
move_points (KtStore *store, KtId kept, KtId gone, GError **error)
{
  g_autoptr (GPtrArray) there = kt_point_list (store, kept, error);
  g_autoptr (GPtrArray) come = there != NULL ? kt_point_list (store, gone, error) : NULL;
  for (guint i = 0; come != NULL && i < come->len; i++)
    {
      KtPoint *point = come->pdata[i];
      const KtPoint *same = same_point (there, point);
      const gint64 values[]
          = { point->id, kept, last_position (there, point->kind) + 1 + point->position };
      if (same == NULL)
        {
          if (!run (store, POINT_MOVE_SQL, values, error))
            return FALSE;
          continue;
        }
      KtPoint labelled = *same;
      labelled.label = same->label != NULL ? same->label : point->label;
      if (!kt_point_delete (store, point->id, error)
          || (labelled.label != same->label && !kt_point_change (store, &labelled, error)))
        return FALSE;
    }
  return come != NULL;
}

/* A field that the kept one has filled in stays as it is. */
static gboolean
move_fields (KtStore *store, KtId kept, KtId gone, GError **error)
{
  g_autoptr (GPtrArray) there = kt_field_values (store, kept, error);
  g_autoptr (GPtrArray) come = there != NULL ? kt_field_values (store, gone, error) : NULL;
  for (guint i = 0; come != NULL && i < come->len; i++)
    {
      const KtFieldValue *value = come->pdata[i];
      gboolean has = FALSE;
      for (guint k = 0; k < there->len; k++)
        has |= ((const KtFieldValue *)there->pdata[k])->field == value->field;
      if (!kt_field_set (store, gone, value->field, NULL, error)
          || (!has && !kt_field_set (store, kept, value->field, value->value, error)))
        return FALSE;
    }
  return come != NULL;
}

/* The kept one's own card is the first by its key. */
static gboolean
move_vcards (KtStore *store, KtId kept, KtId gone, GError **error)
{
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, VCARDS_SQL, error);
  gint64 last = 0;
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", kept);
  while (kt_step (statement, &failure))
    last = kt_column_int (statement, 0);
  kt_bind (statement, "i", gone);
  while (failure == NULL && kt_step (statement, &failure))
    {
      gint64 id = kt_column_int (statement, 0);
      g_array_append_val (cards, id);
    }
  for (guint i = 0; failure == NULL && i < cards->len; i++)
    {
      const gint64 top = (G_GINT64_CONSTANT (1) << KT_ID_BITS) - 1;
      gint64 id = g_array_index (cards, gint64, i);
      gint64 later = last == 0 ? id : last + 1 + kt_id_random () % MAX (top - last, 1);
      const gint64 values[] = { id, later, kept };
      run (store, VCARD_MOVE_SQL, values, &failure);
      last = later;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
kt_contact_move_rows (KtStore *store, KtId kept, KtId gone, gint64 now, GError **error)
{
  const gint64 values[] = { kept, gone, now };
  for (const KtContactColumn *column = kt_contact_columns; column->table != NULL; column++)
    if ((column->equal != NULL && !run (store, column->equal, values, error))
        || (column->move != NULL && !run (store, column->move, values, error)))
      return FALSE;
  return move_points (store, kept, gone, error) && move_fields (store, kept, gone, error)
         && kt_relation_move (store, kept, gone, error) && move_vcards (store, kept, gone, error);
}
