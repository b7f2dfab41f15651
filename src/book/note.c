#include "config.h"
#include "kontor/note.h"
#include "kontor/error.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

#define COLUMNS "id, contact, kind, at, text, created, updated, deal"
#define GET_SQL "SELECT " COLUMNS " FROM note WHERE id = ?1"
#define LIST_SQL                                                                                   \
  "SELECT " COLUMNS " FROM note WHERE contact = ?1 ORDER BY at DESC, created DESC, id LIMIT ?2"
#define DEAL_SQL "SELECT " COLUMNS " FROM note WHERE deal = ?1 ORDER BY at DESC, created DESC, id"
#define INSERT_SQL "INSERT INTO note (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
#define DELETE_SQL "DELETE FROM note WHERE id = ?1"

void
kt_note_free (KtNote *note)
{
  if (note == NULL)
    return;
  g_free (note->kind);
  g_free (note->text);
  g_free (note);
}

static KtNote *
read_note (sqlite3_stmt *statement)
{
  KtNote *note = g_new0 (KtNote, 1);
  note->id = kt_column_int (statement, 0);
  note->contact = kt_column_int (statement, 1);
  note->kind = g_strdup (kt_column_text (statement, 2));
  note->at = kt_column_int (statement, 3);
  note->text = g_strdup (kt_column_text (statement, 4));
  note->created = kt_column_int (statement, 5);
  note->updated = kt_column_int (statement, 6);
  note->deal = kt_column_int (statement, 7);
  return note;
}

static GPtrArray *
read_all (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_note_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (notes, read_note (statement));
  if (failure == NULL)
    return g_steal_pointer (&notes);
  g_propagate_error (error, failure);
  return NULL;
}

KtNote *
kt_note_get (KtStore *store, KtId id, GError **error)
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
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such note"));
  return NULL;
}

GPtrArray *
kt_note_list (KtStore *store, KtId contact, guint limit, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", contact, (gint64)limit);
  return read_all (statement, error);
}

GPtrArray *
kt_note_list_deal (KtStore *store, KtId deal, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, DEAL_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", deal);
  return read_all (statement, error);
}

gboolean
kt_note_insert (KtStore *store, const KtNote *note, GError **error)
{
  g_return_val_if_fail (note->id != 0 && note->contact != 0, FALSE);
  return kt_store_run (store, error, INSERT_SQL, "iisisiiI", note->id, note->contact, note->kind,
                       note->at, note->text, note->created, note->updated, note->deal);
}

gboolean
kt_note_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}
