#include "config.h"
#include "import-book.h"
#include "kontor/fold.h"
#include <string.h>

static void
free_person (KtImportPerson *person)
{
  kt_contact_free (person->contact);
  g_clear_pointer (&person->points, g_ptr_array_unref);
  g_clear_pointer (&person->tags, g_ptr_array_unref);
  g_clear_pointer (&person->values, g_array_unref);
  g_clear_pointer (&person->notes, g_ptr_array_unref);
  g_clear_pointer (&person->to_note, g_ptr_array_unref);
  kt_name_key_free (person->key);
  g_free (person->uid);
  g_free (person);
}

static void
free_list (gpointer list)
{
  g_slist_free (list);
}

static KtImportBook *
new_book (void)
{
  KtImportBook *book = g_new0 (KtImportBook, 1);
  book->people
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)free_person);
  book->order = g_ptr_array_new ();
  book->by_match = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  book->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  book->by_uid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->by_field = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return book;
}

void
kt_import_book_free (KtImportBook *book)
{
  if (book == NULL)
    return;
  g_hash_table_unref (book->by_match);
  g_hash_table_unref (book->by_name);
  g_hash_table_unref (book->by_uid);
  g_clear_pointer (&book->by_ref, g_hash_table_unref);
  g_ptr_array_unref (book->order);
  g_hash_table_unref (book->by_field);
  g_clear_pointer (&book->fields, g_ptr_array_unref);
  g_hash_table_unref (book->people);
  g_free (book);
}

/* Lists of one or two: the head stays, so that the table need not be told. */
static void
index_person (GHashTable *table, const char *key, KtImportPerson *person)
{
  GSList *list = g_hash_table_lookup (table, key);
  if (list == NULL)
    g_hash_table_insert (table, g_strdup (key), g_slist_prepend (NULL, person));
  else if (g_slist_find (list, person) == NULL)
    list->next = g_slist_prepend (list->next, person);
}

KtImportPerson *
kt_import_book_by_ref (KtImportBook *book, const char *ref)
{
  if (book->by_ref == NULL)
    {
      GHashTableIter iter;
      gpointer person;
      book->by_ref = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_iter_init (&iter, book->people);
      while (g_hash_table_iter_next (&iter, NULL, &person))
        {
          char *whole = g_malloc (KT_REF_LENGTH + 1);
          kt_ref_full (((KtImportPerson *)person)->contact->id, whole);
          g_hash_table_insert (book->by_ref, whole, person);
        }
    }
  g_autofree char *lower = g_ascii_strdown (ref, -1);
  return g_hash_table_lookup (book->by_ref, lower);
}

KtImportPerson *
kt_import_book_add (KtImportBook *book, KtContact *contact)
{
  g_autofree char *fold = kt_fold (contact->name);
  KtImportPerson *person = g_new0 (KtImportPerson, 1);
  person->contact = contact;
  g_hash_table_insert (book->people, &contact->id, person);
  index_person (book->by_name, fold, person);
  return person;
}

void
kt_import_book_add_point (KtImportBook *book, KtImportPerson *person, KtPoint *point)
{
  if (person->points == NULL)
    person->points = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_point_free);
  g_ptr_array_add (person->points, point);
  index_person (book->by_match, point->match, person);
}

void
kt_import_book_add_uid (KtImportBook *book, KtImportPerson *person, const char *uid)
{
  g_free (person->uid);
  person->uid = g_strdup (uid);
  if (*uid != '\0' && !g_hash_table_contains (book->by_uid, uid))
    g_hash_table_insert (book->by_uid, g_strdup (uid), person);
}

KtImportValue *
kt_import_book_value (KtImportPerson *person, KtId field)
{
  for (guint i = 0; person->values != NULL && i < person->values->len; i++)
    {
      KtImportValue *value = &g_array_index (person->values, KtImportValue, i);
      if (value->field == field)
        return value;
    }
  return NULL;
}

static void
clear_value (gpointer data)
{
  g_free (((KtImportValue *)data)->value);
}

void
kt_import_book_set_value (KtImportPerson *person, KtId field, const char *value, gboolean written)
{
  KtImportValue *present = kt_import_book_value (person, field);
  if (present == NULL)
    {
      KtImportValue added = { field, g_strdup (value), written };
      if (person->values == NULL)
        {
          person->values = g_array_new (FALSE, FALSE, sizeof (KtImportValue));
          g_array_set_clear_func (person->values, clear_value);
        }
      g_array_append_val (person->values, added);
      return;
    }
  g_free (present->value);
  present->value = g_strdup (value);
  present->written = written;
}

const KtField *
kt_import_book_field (KtImportBook *book, const char *name, gint64 now, GError **error)
{
  const KtField *known = g_hash_table_lookup (book->by_field, name);
  if (known == NULL && (known = kt_field_among (book->fields, name)) == NULL)
    {
      char *checked = kt_field_check_name (name, error);
      if (checked == NULL)
        return NULL;
      KtField *field = g_new0 (KtField, 1);
      field->id = kt_id_random ();
      field->name = checked;
      field->kind = KT_FIELD_TEXT;
      field->choices = g_new0 (char *, 1);
      field->created = field->updated = now;
      for (guint i = 0; i < book->fields->len; i++)
        field->position
            = MAX (field->position, ((const KtField *)book->fields->pdata[i])->position + 1);
      g_ptr_array_add (book->fields, field);
      known = field;
    }
  g_hash_table_insert (book->by_field, g_strdup (name), (gpointer)known);
  return known;
}

void
kt_import_book_touch (KtImportBook *book, KtImportPerson *person)
{
  if (person->changed)
    return;
  person->changed = TRUE;
  g_ptr_array_add (book->order, person);
}

/* --- reading --- */

static gboolean
read_contacts (KtImportBook *book, KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) contacts = kt_import_rows_contacts (store, error);
  if (contacts == NULL)
    return FALSE;
  g_ptr_array_set_free_func (contacts, NULL); /* the book's from here on */
  for (guint i = 0; i < contacts->len; i++)
    kt_import_book_add (book, contacts->pdata[i]);
  return TRUE;
}

static gboolean
read_points (KtImportBook *book, KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) points = kt_import_rows_points (store, error);
  if (points == NULL)
    return FALSE;
  g_ptr_array_set_free_func (points, NULL);
  for (guint i = 0; i < points->len; i++)
    {
      KtPoint *point = points->pdata[i];
      KtImportPerson *person = g_hash_table_lookup (book->people, &point->contact);
      if (person != NULL)
        kt_import_book_add_point (book, person, point);
      else
        kt_point_free (point);
    }
  return TRUE;
}

static void
take_tag (KtImportBook *book, KtImportPerson *person, const KtImportRow *row)
{
  if (person->tags == NULL)
    person->tags = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (person->tags, g_strdup (row->text));
  person->old_tags = person->tags->len;
}

static void
take_value (KtImportBook *book, KtImportPerson *person, const KtImportRow *row)
{
  kt_import_book_set_value (person, row->other, row->text, FALSE);
}

static void
take_card (KtImportBook *book, KtImportPerson *person, const KtImportRow *row)
{
  kt_import_book_add_uid (book, person, row->text);
}

static gboolean
take_rows (KtImportBook *book, GPtrArray *rows,
           void (*take) (KtImportBook *, KtImportPerson *, const KtImportRow *))
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const KtImportRow *row = rows->pdata[i];
      KtImportPerson *person = g_hash_table_lookup (book->people, &row->contact);
      if (person != NULL)
        take (book, person, row);
    }
  if (rows == NULL)
    return FALSE;
  g_ptr_array_unref (rows);
  return TRUE;
}

static gboolean
read_fields (KtImportBook *book, KtStore *store, GError **error)
{
  book->fields = kt_field_list (store, TRUE, error);
  book->old_fields = book->fields != NULL ? book->fields->len : 0;
  return book->fields != NULL;
}

KtImportBook *
kt_import_book_read (KtContext *context, GError **error)
{
  KtStore *store = context->store;
  g_autoptr (KtImportBook) book = new_book ();
  gboolean begun = kt_store_snapshot_begin (store);
  book->stamp = kt_import_rows_stamp (store, error);
  gboolean ok = book->stamp >= 0 && read_contacts (book, store, error)
                && read_points (book, store, error)
                && take_rows (book, kt_import_rows_tags (store, error), take_tag)
                && take_rows (book, kt_import_rows_values (store, error), take_value)
                && take_rows (book, kt_import_rows_cards (store, error), take_card)
                && read_fields (book, store, error);
  kt_store_snapshot_end (store, begun);
  return ok ? g_steal_pointer (&book) : NULL;
}
