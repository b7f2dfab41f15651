#include "config.h"
#include "contact-row.h"
#include "kontor/fold.h"
#include "kontor/import-rows.h"

#include <sqlite3.h>

#define CONTACTS_SQL "SELECT " KT_CONTACT_COLUMNS " FROM contact ORDER BY id"
#define POINTS_SQL                                                                                 \
  "SELECT id, contact, kind, raw, norm, match, label, share, position FROM contact_point"          \
  " ORDER BY contact, kind, position, id"
#define TAGS_SQL "SELECT contact, id, tag FROM contact_tag ORDER BY contact, fold, id"
#define VALUES_SQL "SELECT contact, field, value FROM contact_field ORDER BY contact, id"
#define CARDS_SQL "SELECT contact, id, uid FROM contact_vcard ORDER BY id"
#define STAMP_SQL "SELECT coalesce(max(seq), 0) FROM journal"
#define CARD_SQL "SELECT text FROM contact_vcard WHERE contact = ?1 ORDER BY id LIMIT 1"
#define CARD_WRITE_SQL                                                                             \
  "INSERT INTO contact_vcard (id, contact, uid, text) VALUES (?1, ?2, ?3, ?4)"                     \
  " ON CONFLICT (id) DO UPDATE SET uid = excluded.uid, text = excluded.text"
#define TAG_WRITE_SQL "INSERT INTO contact_tag (id, contact, tag, fold) VALUES (?1, ?2, ?3, ?4)"

void
kt_import_row_free (KtImportRow *row)
{
  g_free (row->text);
  g_free (row);
}

typedef gpointer (*ReadRow) (sqlite3_stmt *statement);

static GPtrArray *
read_rows (KtStore *store, const char *sql, ReadRow read, GDestroyNotify free_row, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (rows, read (statement));
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, failure);
  return NULL;
}

GPtrArray *
kt_import_rows_contacts (KtStore *store, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, CONTACTS_SQL, error);
  return statement != NULL ? kt_contact_read_all (statement, error) : NULL;
}

static gpointer
read_point (sqlite3_stmt *statement)
{
  KtPoint *point = g_new0 (KtPoint, 1);
  point->id = kt_column_int (statement, 0);
  point->contact = kt_column_int (statement, 1);
  point->kind = g_strdup (kt_column_text (statement, 2));
  point->raw = g_strdup (kt_column_text (statement, 3));
  point->norm = g_strdup (kt_column_text (statement, 4));
  point->match = g_strdup (kt_column_text (statement, 5));
  point->label = g_strdup (kt_column_text_or_null (statement, 6));
  point->shared = g_str_equal (kt_column_text (statement, 7), "shared");
  point->position = (int)kt_column_int (statement, 8);
  return point;
}

GPtrArray *
kt_import_rows_points (KtStore *store, GError **error)
{
  return read_rows (store, POINTS_SQL, read_point, (GDestroyNotify)kt_point_free, error);
}

static gpointer
read_row (sqlite3_stmt *statement)
{
  KtImportRow *row = g_new0 (KtImportRow, 1);
  row->contact = kt_column_int (statement, 0);
  row->other = kt_column_int (statement, 1);
  row->text = g_strdup (kt_column_text (statement, 2));
  return row;
}

GPtrArray *
kt_import_rows_tags (KtStore *store, GError **error)
{
  return read_rows (store, TAGS_SQL, read_row, (GDestroyNotify)kt_import_row_free, error);
}

GPtrArray *
kt_import_rows_values (KtStore *store, GError **error)
{
  return read_rows (store, VALUES_SQL, read_row, (GDestroyNotify)kt_import_row_free, error);
}

GPtrArray *
kt_import_rows_cards (KtStore *store, GError **error)
{
  return read_rows (store, CARDS_SQL, read_row, (GDestroyNotify)kt_import_row_free, error);
}

gint64
kt_import_rows_stamp (KtStore *store, GError **error)
{
  gint64 stamp = -1;
  sqlite3_stmt *statement = kt_store_statement (store, STAMP_SQL, error);
  if (statement != NULL && kt_step (statement, error))
    {
      stamp = kt_column_int (statement, 0);
      sqlite3_reset (statement);
    }
  return stamp;
}

char *
kt_import_card_text (KtStore *store, KtId contact, GError **error)
{
  GError *failure = NULL;
  char *text = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, CARD_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  if (kt_step (statement, &failure))
    {
      text = g_strdup (kt_column_text (statement, 0));
      sqlite3_reset (statement);
    }
  if (failure == NULL)
    return text != NULL ? text : g_strdup ("");
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_import_card_write (KtStore *store, KtId contact, const char *uid, const char *text,
                      GError **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, contact);
  return kt_store_run (store, error, CARD_WRITE_SQL, "iiss",
                       kt_id_hash_strings ("vcard", key, NULL), contact, uid != NULL ? uid : "",
                       text);
}

gboolean
kt_import_tag_write (KtStore *store, KtId id, KtId contact, const char *tag, GError **error)
{
  g_autofree char *fold = kt_fold (tag);
  return kt_store_run (store, error, TAG_WRITE_SQL, "iiss", id, contact, tag, fold);
}
