#include "config.h"
#include "kontor/addressbook.h"
#include <sqlite3.h>

gboolean
kt_card_put (KtStore *store, gint64 object, const char *name, gboolean group, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.card (object, name, kind) VALUES (?, ?, ?)"
        " ON CONFLICT (object) DO UPDATE SET name = excluded.name, kind = excluded.kind";
  return kt_store_run (store, error, sql, "iss", object, name, group ? "group" : "contact");
}

gboolean
kt_card_forget (KtStore *store, gint64 object, GError **error)
{
  static const char sql[] = "DELETE FROM mirror.card WHERE object = ?";
  return kt_store_run (store, error, sql, "i", object);
}

/* --- what is new --- */

void
kt_card_news_free (KtCardNews *news)
{
  if (news == NULL)
    return;
  kt_object_free (news->object);
  g_free (news);
}

static KtCardNews *
read_news (sqlite3_stmt *row)
{
  KtCardNews *news = g_new0 (KtCardNews, 1);
  news->object = g_new0 (KtObject, 1);
  news->object->id = kt_column_int (row, 0);
  news->object->calendar = kt_column_int (row, 1);
  news->object->href = g_strdup (kt_column_text (row, 2));
  news->object->etag = g_strdup (kt_column_text (row, 3));
  news->object->uid = g_strdup (kt_column_text (row, 4));
  news->object->text = g_strdup (kt_column_text (row, 5));
  news->row = kt_column_int (row, 6);
  return news;
}

/* Texts are only compared where ETags differ: they may be large. */
GPtrArray *
kt_card_news (KtStore *store, const KtCalendar *book, gint64 after, guint limit, GError **error)
{
  static const char sql[]
      = "SELECT o.id, o.calendar, o.href, o.etag, o.uid, o.text, b.id FROM mirror.object AS o"
        " JOIN mirror.card AS c ON c.object = o.id"
        " LEFT JOIN outbox AS b ON b.source = ?2 AND b.collection = ?3 AND b.href = o.href"
        " AND b.kind = 'contact'"
        " WHERE o.calendar = ?1 AND o.gone_at IS NULL AND o.problem IS NULL AND c.kind = 'contact'"
        " AND (b.id IS NULL OR ((o.etag = '' OR o.etag <> b.etag) AND b.base <> o.text))"
        " AND o.id > ?4 ORDER BY o.id LIMIT ?5";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_card_news_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "issii", book->id, book->source, book->href, after, (gint64)limit);
  while (kt_step (statement, &failed))
    g_ptr_array_add (list, read_news (statement));
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* --- rows --- */

void
kt_card_row_free (KtCardRow *row)
{
  if (row == NULL)
    return;
  g_free (row->mine);
  g_free (row->reason);
  g_free (row);
}

GPtrArray *
kt_card_rows (KtStore *store, const char *source, GError **error)
{
  static const char sql[]
      = "SELECT b.id, b.record, b.mine, b.state, o.id, b.reason, b.base <> '', b.updated FROM outbox AS b"
        " LEFT JOIN mirror.calendar AS c ON c.source = b.source AND c.href = b.collection"
        " AND c.kind = 'addressbook'"
        " LEFT JOIN mirror.object AS o ON o.calendar = c.id AND o.href = b.href"
        " AND o.gone_at IS NULL"
        " WHERE b.kind = 'contact' AND b.source = ? ORDER BY b.updated, b.id";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_card_row_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", source);
  while (kt_step (statement, &failed))
    {
      KtCardRow *row = g_new0 (KtCardRow, 1);
      row->row = kt_column_int (statement, 0);
      row->record = kt_column_int (statement, 1);
      row->mine = g_strdup (kt_column_text (statement, 2));
      row->agreed = g_str_equal (kt_column_text (statement, 3), "agreed");
      row->there = kt_column_int (statement, 4) != 0;
      row->reason = g_strdup (kt_column_text_or_null (statement, 5));
      row->deleting = g_str_equal (kt_column_text (statement, 3), "deleting");
      row->known = kt_column_int (statement, 6) != 0;
      row->updated = kt_column_int (statement, 7);
      g_ptr_array_add (list, row);
    }
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GHashTable *
kt_card_owners (KtStore *store, GError **error)
{
  static const char sql[]
      = "SELECT DISTINCT b.record FROM outbox AS b JOIN mirror.calendar AS c"
        " ON c.source = b.source AND c.href = b.collection AND c.gone_at IS NULL"
        " WHERE b.kind = 'contact'";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failed))
    {
      KtId id = kt_column_int (statement, 0);
      g_hash_table_add (owners, g_memdup2 (&id, sizeof id));
    }
  if (failed == NULL)
    return g_steal_pointer (&owners);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

char *
kt_card_of_contact (KtStore *store, KtId contact, GError **error)
{
  static const char sql[] = "SELECT base FROM outbox WHERE kind = 'contact' AND record = ?"
                            " AND base <> '' ORDER BY updated DESC, id LIMIT 1";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  char *text = kt_step (statement, error) ? g_strdup (kt_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  return text;
}

gboolean
kt_card_count (KtStore *store, const KtCalendar *book, guint *ret_linked, guint *ret_other,
               GError **error)
{
  static const char sql[]
      = "SELECT count (k.id), count (*) - count (k.id) FROM mirror.object AS o"
        " LEFT JOIN outbox AS b ON b.source = ?2 AND b.collection = ?3 AND b.href = o.href"
        " AND b.kind = 'contact' LEFT JOIN contact AS k ON k.id = b.record"
        " WHERE o.calendar = ?1 AND o.gone_at IS NULL";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iss", book->id, book->source, book->href);
  if (kt_step (statement, &failed))
    {
      *ret_linked = (guint)kt_column_int (statement, 0);
      *ret_other = (guint)kt_column_int (statement, 1);
    }
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
