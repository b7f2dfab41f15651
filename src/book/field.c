#include "config.h"
#include "kontor/field.h"
#include "kontor/fold.h"

#include <sqlite3.h>

#define COLUMNS "id, name, kind, choices, position, archived, created, updated"
#define LIST_SQL "SELECT " COLUMNS " FROM field ORDER BY archived, position, created, id"
#define INSERT_SQL                                                                                 \
  "INSERT INTO field (id, name, fold, kind, choices, position, archived, created, updated)"        \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
#define UPDATE_SQL                                                                                 \
  "UPDATE field SET name = ?2, fold = ?3, kind = ?4, choices = ?5, position = ?6, archived = ?7,"  \
  " created = ?8, updated = ?9 WHERE id = ?1"
#define COUNT_SQL "SELECT count (*) FROM contact_field WHERE field = ?1"
#define VALUES_SQL                                                                                 \
  "SELECT f.id, f.name, f.kind, v.value FROM contact_field AS v JOIN field AS f ON f.id = v.field" \
  " WHERE v.contact = ?1 ORDER BY f.archived, f.position, f.created, f.id"
#define PUT_SQL                                                                                    \
  "INSERT INTO contact_field (id, contact, field, value) VALUES (?1, ?2, ?3, ?4)"                  \
  " ON CONFLICT (id) DO UPDATE SET value = ?4"
#define DROP_SQL "DELETE FROM contact_field WHERE contact = ?1 AND field = ?2"

static const char *const kinds[] = { "text", "number", "date", "money", "yes-no", "choice" };

void
kt_field_free (KtField *field)
{
  if (field == NULL)
    return;
  g_free (field->name);
  g_strfreev (field->choices);
  g_free (field);
}

void
kt_field_value_free (KtFieldValue *value)
{
  if (value == NULL)
    return;
  g_free (value->name);
  g_free (value->value);
  g_free (value);
}

const char *
kt_field_kind_id (KtFieldKind kind)
{
  return kinds[kind];
}

gboolean
kt_field_kind_parse (const char *id, KtFieldKind *ret)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], id))
      {
        *ret = (KtFieldKind)i;
        return TRUE;
      }
  return FALSE;
}

static KtField *
read_field (sqlite3_stmt *statement)
{
  KtField *field = g_new0 (KtField, 1);
  const char *choices = kt_column_text (statement, 3);
  field->id = kt_column_int (statement, 0);
  field->name = g_strdup (kt_column_text (statement, 1));
  kt_field_kind_parse (kt_column_text (statement, 2), &field->kind);
  field->choices = *choices != '\0' ? g_strsplit (choices, "\n", -1) : g_new0 (char *, 1);
  field->position = (int)kt_column_int (statement, 4);
  field->archived = kt_column_int (statement, 5) != 0;
  field->created = kt_column_int (statement, 6);
  field->updated = kt_column_int (statement, 7);
  return field;
}

GPtrArray *
kt_field_list (KtStore *store, gboolean archived, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_field_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failure))
    {
      g_autoptr (KtField) field = read_field (statement);
      if (archived || !field->archived)
        g_ptr_array_add (fields, g_steal_pointer (&field));
    }
  if (failure == NULL)
    return g_steal_pointer (&fields);
  g_propagate_error (error, failure);
  return NULL;
}

/* "Shoe-size", "shoe_size" and "Shoe size" are one. */
static char *
loose (const char *name)
{
  char *fold = kt_fold (name);
  g_strdelimit (fold, "-_", ' ');
  return g_strstrip (fold);
}

const KtField *
kt_field_among (const GPtrArray *fields, const char *name)
{
  g_autofree char *wanted = loose (name);
  for (guint i = 0; i < fields->len; i++)
    {
      const KtField *field = fields->pdata[i];
      g_autofree char *own = loose (field->name);
      if (g_str_equal (own, wanted))
        return field;
    }
  return NULL;
}

KtField *
kt_field_find (KtStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) fields = kt_field_list (store, TRUE, error);
  const KtField *field = fields != NULL ? kt_field_among (fields, name) : NULL;
  guint index = 0;
  if (field == NULL || !g_ptr_array_find (fields, field, &index))
    return NULL;
  return g_ptr_array_steal_index (fields, index);
}

static gboolean
write_field (KtStore *store, const char *sql, const KtField *field, GError **error)
{
  g_return_val_if_fail (field->id != 0 && field->name != NULL, FALSE);
  g_autofree char *name = kt_nfc (field->name, -1), *fold = kt_fold (field->name);
  g_autofree char *choices
      = field->choices != NULL ? g_strjoinv ("\n", field->choices) : g_strdup ("");
  return kt_store_run (store, error, sql, "issssiiii", field->id, name, fold, kinds[field->kind],
                       choices, (gint64)field->position, (gint64)field->archived, field->created,
                       field->updated);
}

gboolean
kt_field_insert (KtStore *store, const KtField *field, GError **error)
{
  return write_field (store, INSERT_SQL, field, error);
}

gboolean
kt_field_update (KtStore *store, const KtField *field, GError **error)
{
  return write_field (store, UPDATE_SQL, field, error);
}

gboolean
kt_field_count (KtStore *store, KtId field, guint *ret_count, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, COUNT_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", field);
  *ret_count = kt_step (statement, &failure) ? (guint)kt_column_int (statement, 0) : 0;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

GPtrArray *
kt_field_values (KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) values
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_field_value_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, VALUES_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failure))
    {
      KtFieldValue *value = g_new0 (KtFieldValue, 1);
      value->field = kt_column_int (statement, 0);
      value->name = g_strdup (kt_column_text (statement, 1));
      kt_field_kind_parse (kt_column_text (statement, 2), &value->kind);
      value->value = g_strdup (kt_column_text (statement, 3));
      g_ptr_array_add (values, value);
    }
  if (failure == NULL)
    return g_steal_pointer (&values);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_field_set (KtStore *store, KtId contact, KtId field, const char *value, GError **error)
{
  if (value == NULL || *value == '\0')
    return kt_store_run (store, error, DROP_SQL, "ii", contact, field);
  g_autofree char *whose = g_strdup_printf ("%" G_GINT64_FORMAT, contact);
  g_autofree char *which = g_strdup_printf ("%" G_GINT64_FORMAT, field);
  KtId id = kt_id_hash_strings ("contact-field", whose, which, NULL);
  return kt_store_run (store, error, PUT_SQL, "iiis", id, contact, field, value);
}
