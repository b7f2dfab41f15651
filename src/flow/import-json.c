#include "config.h"
#include "import-forgotten.h"
#include "kontor/error.h"
#include "kontor/export-json.h"
#include "kontor/file-reader.h"
#include "kontor/journal.h"
#include "kontor/json-record.h"
#include "kontor/word-index.h"
#include <glib/gi18n.h>
#include <string.h>

static void
clear_value (gpointer data)
{
  g_free ((char *)((KtBookValue *)data)->text);
}

static void
free_table (KtBookTable *table)
{
  g_free (table->name);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
kt_book_json_free (KtBookJson *json)
{
  if (json == NULL)
    return;
  g_ptr_array_unref (json->tables);
  g_free (json);
}

void
kt_book_restored_clear (KtBookRestored *restored)
{
  g_clear_pointer (&restored->differing, g_ptr_array_unref);
}

/* --- reading --- */

typedef struct
{
  KtBookJson *json;
  KtBookTable *table; /* of the last frame */
  GArray *row;        /* that goes on in the next frame; NULL none */
  GString *more;      /* of a text that does */
  gboolean is_book;
} Taking;

static gboolean
nonsense (GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the reader talks nonsense");
  return FALSE;
}

static gboolean
take_head (Taking *taking, const KtFrame *frame, GError **error)
{
  guint64 item;
  guint32 kind;
  const char *name, *text;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_JSON_HEAD, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(t&su&s)", &item, &name, &kind, &text);
  gint64 number = kind == KT_JSON_INT ? g_ascii_strtoll (text, NULL, 10) : -1;
  if (g_str_equal (name, "schema"))
    taking->json->schema = (int)CLAMP (number, -1, G_MAXINT);
  else if (g_str_equal (name, "book"))
    taking->json->version = (int)CLAMP (number, -1, G_MAXINT);
  else if (g_str_equal (name, "kontor"))
    taking->is_book = g_str_equal (text, "book");
  return TRUE;
}

static KtBookTable *
table_named (Taking *taking, const char *name)
{
  if (taking->table != NULL && g_str_equal (taking->table->name, name))
    return taking->table;
  for (guint i = 0; i < taking->json->tables->len; i++)
    {
      KtBookTable *table = taking->json->tables->pdata[i];
      if (g_str_equal (table->name, name))
        return taking->table = table;
    }
  KtBookTable *table = g_new0 (KtBookTable, 1);
  table->name = g_strdup (name);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_ptr_array_add (taking->json->tables, table);
  return taking->table = table;
}

static gboolean
take_value (Taking *taking, const char *name, guint32 kind, const char *text, GError **error)
{
  if (kind >= KT_JSON_KINDS || taking->more->len + strlen (text) > KT_JSON_TEXT_MAX
      || taking->row->len >= KT_JSON_VALUES_MAX)
    return nonsense (error);
  g_string_append (taking->more, text);
  if (kind == KT_JSON_MORE)
    return TRUE;
  KtBookValue value = { .column = g_intern_string (name),
                        .type = kind == KT_JSON_NULL  ? KT_VALUE_NULL
                                : kind == KT_JSON_INT ? KT_VALUE_INT
                                                      : KT_VALUE_TEXT,
                        .text = g_strdup (taking->more->str) };
  if (kind == KT_JSON_INT
      && !g_ascii_string_to_signed (value.text, 10, G_MININT64, G_MAXINT64, &value.number, NULL))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s is too large a number"), value.text);
      g_free ((char *)value.text);
      return FALSE;
    }
  g_string_truncate (taking->more, 0);
  g_array_append_val (taking->row, value);
  return TRUE;
}

static gboolean
take_row (Taking *taking, KtBookTable *table, GVariant *child, GError **error)
{
  gboolean goes_on;
  const char *name, *text;
  guint32 kind;
  g_autoptr (GVariantIter) values = NULL;
  g_variant_get (child, "(ba(sus))", &goes_on, &values);
  if (taking->row == NULL)
    {
      taking->row = g_array_new (FALSE, FALSE, sizeof (KtBookValue));
      g_array_set_clear_func (taking->row, clear_value);
    }
  while (g_variant_iter_next (values, "(&su&s)", &name, &kind, &text))
    if (!take_value (taking, name, kind, text, error))
      return FALSE;
  if (!goes_on)
    g_ptr_array_add (table->rows, g_steal_pointer (&taking->row));
  return TRUE;
}

static gboolean
take_rows (Taking *taking, const KtFrame *frame, GError **error)
{
  guint64 item;
  const char *name;
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_JSON_ROWS, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(t&s@a(ba(sus)))", &item, &name, &rows);
  KtBookTable *table = table_named (taking, name);
  if (taking->json->tables->len > 1000)
    return nonsense (error);
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (rows, i);
      if (!take_row (taking, table, child, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_frame (const KtFrame *frame, gpointer data, GError **error)
{
  if (frame->type == KT_FRAME_JSON_HEAD)
    return take_head (data, frame, error);
  if (frame->type == KT_FRAME_JSON_ROWS)
    return take_rows (data, frame, error);
  return nonsense (error);
}

static gboolean
check_head (KtContext *context, const Taking *taking, const char *path, GError **error)
{
  const KtBookJson *json = taking->json;
  if (!taking->is_book || json->schema < 1 || json->version < 1)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("«%s» is no book of Kontor"), path);
      kt_error_hint (error, _ ("such a file comes from: kontor export json"));
      return FALSE;
    }
  if (json->schema <= KT_BOOK_JSON_SCHEMA && json->version <= kt_book_version (context->store))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot import «%s», a newer Kontor wrote it"),
               path);
  kt_error_hint (error, _ ("update this one first"));
  return FALSE;
}

KtBookJson *
kt_book_json_read (KtContext *context, const char *path, GError **error)
{
  g_autoptr (KtBookJson) json = g_new0 (KtBookJson, 1);
  g_autoptr (GString) more = g_string_new (NULL);
  Taking taking = { .json = json, .more = more };
  json->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)free_table);
  gboolean ok = kt_file_reader_run (path, KT_READ_JSON, take_frame, &taking, error);
  g_clear_pointer (&taking.row, g_array_unref);
  return ok && check_head (context, &taking, path, error) ? g_steal_pointer (&json) : NULL;
}

/* --- restoring --- */

static void
tell_differing (KtBookRestored *restored, const char *table, const GArray *row, const char *column)
{
  const char *name = NULL;
  for (guint i = 0; i < row->len; i++)
    {
      const KtBookValue *value = &g_array_index (row, KtBookValue, i);
      if (g_str_equal (value->column, "name") || g_str_equal (value->column, "title")
          || (name == NULL && g_str_equal (value->column, "id")))
        name = value->text;
    }
  if (restored->differing->len < KT_BOOK_DIFFERING_MAX)
    g_ptr_array_add (restored->differing,
                     g_strdup_printf ("%s «%s»: %s", table, name != NULL ? name : "", column));
}

static gboolean
restore_table (KtContext *context, const KtBookTable *table, const KtForgotten *forgotten,
               gboolean update, KtBookRestored *ret, GError **error)
{
  g_autoptr (KtBookWriter) writer = kt_book_writer_new (context->store, table->name, error);
  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GArray *row = table->rows->pdata[i];
      KtRowVerdict verdict;
      const char *column = "";
      gboolean theirs = kt_forgotten_names (forgotten, table->name, row);
      if (!kt_book_writer_put (writer, (const KtBookValue *)row->data, row->len, update && !theirs,
                               &verdict, &column, error))
        return FALSE;
      if (theirs)
        continue;
      ret->counts[verdict]++;
      if (verdict == KT_ROW_DIFFERS)
        tell_differing (ret, table->name, row, column);
    }
  return TRUE;
}

static gboolean
refuse_differing (const KtBookRestored *restored, GError **error)
{
  guint n = restored->counts[KT_ROW_DIFFERS];
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               ngettext ("nothing was imported, %u record is not as the file has it",
                         "nothing was imported, %u records are not as the file has them", n),
               n);
  for (guint i = 0; i < restored->differing->len; i++)
    kt_error_detail (error, "%s", (char *)restored->differing->pdata[i]);
  if (n > restored->differing->len)
    kt_error_detail (error, ngettext ("and %u more", "and %u more", n - restored->differing->len),
                     n - restored->differing->len);
  kt_error_hint (error, _ ("take what the file has: --update"));
  return FALSE;
}

static gboolean
restore_all (KtContext *context, const KtBookJson *json, gboolean update, KtBookRestored *ret,
             GError **error)
{
  g_autoptr (KtForgotten) forgotten = kt_forgotten_of (context->store, json, error);
  gboolean ok = forgotten != NULL && kt_book_defer_keys (context->store, error);
  kt_word_index_pause (context->store);
  for (guint i = 0; ok && i < json->tables->len; i++)
    ok = restore_table (context, json->tables->pdata[i], forgotten, update, ret, error);
  ok = kt_word_index_resume (context->store, ok, ok ? error : NULL) && ok;
  ok = ok && kt_forgotten_remove (context->store, forgotten, context->clock.now, error);
  if (ok)
    ret->forgotten = kt_forgotten_count (forgotten);
  if (ok && ret->counts[KT_ROW_DIFFERS] > 0 && !update)
    return refuse_differing (ret, error);
  return ok && kt_book_check_keys (context->store, error);
}

gboolean
kt_book_json_restore (KtContext *context, const KtBookJson *json, const char *command,
                      gboolean update, KtBookRestored *ret, GError **error)
{
  ret->differing = g_ptr_array_new_with_free_func (g_free);
  if (!kt_journal_begin (context->store, KT_ORIGIN_IMPORT, context->command, error))
    return FALSE;
  if (!restore_all (context, json, update, ret, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  return kt_journal_commit (context->store, command, context->clock.now, FALSE, NULL, error);
}
