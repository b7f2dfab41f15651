#include "config.h"
#include "kontor/book-rows.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/id.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define COLUMNS_MAX 64

#define COLUMNS_SQL                                                                                \
  "SELECT c.name, c.type, c.pk > 0, c.name = 'id' OR c.name IN ('letter', 'series')"               \
  " OR EXISTS (SELECT 1 FROM pragma_foreign_key_list (?1) f WHERE f.\"from\" = c.name)"            \
  " FROM pragma_table_info (?1) c ORDER BY c.cid"
#define VERSION_SQL "PRAGMA main.user_version"
#define DEFER_SQL "PRAGMA defer_foreign_keys = ON"
#define ORPHAN_SQL "PRAGMA main.foreign_key_check"

const char *const KT_BOOK_TABLES[] = { "setting",
                                       "field",
                                       "contact",
                                       "contact_point",
                                       "contact_tag",
                                       "contact_field",
                                       "relation",
                                       "contact_vcard",
                                       "segment",
                                       "import_mapping",
                                       "pipeline",
                                       "stage",
                                       "service",
                                       "good",
                                       "resource",
                                       "deal",
                                       "deal_item",
                                       "deal_move",
                                       "deal_letter",
                                       "note",
                                       "reminder",
                                       "letter_verdict",
                                       "address_verdict",
                                       "event_verdict",
                                       "invite_answer",
                                       "resource_hours",
                                       "service_resource",
                                       "closure",
                                       "appointment",
                                       "appointment_part",
                                       "appointment_item",
                                       "appointment_event",
                                       "waiting_list",
                                       "formula",
                                       "allergy",
                                       "day_close",
                                       "invoice",
                                       "invoice_item",
                                       "invoice_payment",
                                       "template",
                                       "saved_report",
                                       "invoice_number",
                                       NULL };

typedef struct
{
  char *name;
  gboolean integer, primary, key;
} Column;

static void
clear_column (gpointer data)
{
  g_free (((Column *)data)->name);
}

/* Table names are ours, never a file's. */
static GArray *
read_columns (KtStore *store, const char *table, GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (Column));
  GError *failure = NULL;
  g_array_set_clear_func (columns, clear_column);
  sqlite3_stmt *statement = kt_store_statement (store, COLUMNS_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", table);
  while (kt_step (statement, &failure))
    {
      Column column = { g_strdup (kt_column_text (statement, 0)),
                        g_str_equal (kt_column_text (statement, 1), "INTEGER"),
                        kt_column_int (statement, 2) != 0, kt_column_int (statement, 3) != 0 };
      column.key = column.key && column.integer;
      g_array_append_val (columns, column);
    }
  if (failure == NULL && columns->len > 0 && columns->len <= COLUMNS_MAX)
    return g_steal_pointer (&columns);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a book has no table «%s»"), table);
  return NULL;
}

static void
read_value (sqlite3_stmt *statement, int at, const Column *column, KtBookValue *value)
{
  int type = sqlite3_column_type (statement, at);
  value->column = column->name;
  value->key = column->key;
  value->type = type == SQLITE_NULL      ? KT_VALUE_NULL
                : type == SQLITE_INTEGER ? KT_VALUE_INT
                                         : KT_VALUE_TEXT;
  value->number = type == SQLITE_INTEGER ? kt_column_int (statement, at) : 0;
  value->text = type == SQLITE_TEXT ? kt_column_text (statement, at) : "";
}

static sqlite3_stmt *
prepare (KtStore *store, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2 (kt_store_db (store), sql, -1, &statement, NULL) == SQLITE_OK)
    return statement;
  kt_store_error (store, _ ("ask the database"), error);
  return NULL;
}

gboolean
kt_book_rows (KtStore *store, const char *table, KtBookTake take, gpointer data, GError **error)
{
  KtBookValue values[COLUMNS_MAX];
  GError *failure = NULL;
  gboolean ok = TRUE;
  g_autoptr (GArray) columns = read_columns (store, table, error);
  if (columns == NULL)
    return FALSE;
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM main.%s ORDER BY 1", table);
  sqlite3_stmt *statement = prepare (store, sql, error);
  while (statement != NULL && ok && kt_step (statement, &failure))
    {
      for (guint i = 0; i < columns->len; i++)
        read_value (statement, (int)i, &g_array_index (columns, Column, i), &values[i]);
      ok = take (values, columns->len, data, error);
    }
  ok = ok && statement != NULL;
  sqlite3_finalize (statement);
  if (failure == NULL)
    return ok;
  g_propagate_error (error, failure);
  return FALSE;
}

/* --- writing --- */

struct _KtBookWriter
{
  KtStore *store;
  const char *table;
  GArray *columns;
  sqlite3_stmt *select;
};

KtBookWriter *
kt_book_writer_new (KtStore *store, const char *table, GError **error)
{
  const char *const *known = KT_BOOK_TABLES;
  while (*known != NULL && !g_str_equal (*known, table))
    known++;
  if (*known == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a book has no table «%s»"), table);
      return NULL;
    }
  g_autoptr (KtBookWriter) writer = g_new0 (KtBookWriter, 1);
  writer->store = store;
  writer->table = *known;
  writer->columns = read_columns (store, *known, error);
  if (writer->columns == NULL)
    return NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM main.%s WHERE %s = ?1", *known,
                                          g_array_index (writer->columns, Column, 0).name);
  writer->select = prepare (store, sql, error);
  return writer->select != NULL ? g_steal_pointer (&writer) : NULL;
}

void
kt_book_writer_free (KtBookWriter *writer)
{
  if (writer == NULL)
    return;
  sqlite3_finalize (writer->select);
  g_clear_pointer (&writer->columns, g_array_unref);
  g_free (writer);
}

static gboolean
wrong (const KtBookWriter *writer, const char *column, const char *why, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, "%s.%s: %s", writer->table, column, why);
  return FALSE;
}

static int
column_at (const KtBookWriter *writer, const char *name)
{
  for (guint i = 0; i < writer->columns->len; i++)
    if (g_str_equal (g_array_index (writer->columns, Column, i).name, name))
      return (int)i;
  return -1;
}

/* The values by the table's columns; those not told have column NULL. */
static gboolean
arrange (const KtBookWriter *writer, const KtBookValue *values, guint n, KtBookValue *ret,
         GError **error)
{
  memset (ret, 0, sizeof *ret * writer->columns->len);
  for (guint i = 0; i < n; i++)
    {
      int at = column_at (writer, values[i].column);
      if (at < 0)
        return wrong (writer, values[i].column, _ ("there is no such column"), error);
      const Column *column = &g_array_index (writer->columns, Column, (guint)at);
      ret[at] = values[i];
      ret[at].column = column->name;
      if (values[i].type == KT_VALUE_TEXT && column->integer)
        {
          ret[at].type = KT_VALUE_INT;
          if (!g_ascii_string_to_signed (values[i].text, 10, G_MININT64, G_MAXINT64,
                                         &ret[at].number, NULL))
            return wrong (writer, column->name, _ ("it is no number"), error);
        }
      else if (values[i].type == KT_VALUE_INT && !column->integer)
        return wrong (writer, column->name, _ ("it is no text"), error);
      if (column->key && ret[at].type == KT_VALUE_INT
          && (ret[at].number < 0 || ret[at].number >> KT_ID_BITS != 0))
        return wrong (writer, column->name, _ ("it is no key"), error);
    }
  if (ret[0].column == NULL || ret[0].type == KT_VALUE_NULL)
    return wrong (writer, g_array_index (writer->columns, Column, 0).name, _ ("it is missing"),
                  error);
  return TRUE;
}

/* What names are found by is never a file's word. */
static char *
make_fold (const KtBookWriter *writer, KtBookValue *values)
{
  int fold = column_at (writer, "fold"), name = column_at (writer, "name");
  if (name < 0)
    name = column_at (writer, "tag");
  if (fold < 0 || name < 0 || values[name].type != KT_VALUE_TEXT)
    return NULL;
  char *made = kt_fold (values[name].text);
  values[fold] = (KtBookValue){ .column = "fold", .type = KT_VALUE_TEXT, .text = made };
  return made;
}

static void
bind (sqlite3_stmt *statement, int at, const KtBookValue *value)
{
  if (value->type == KT_VALUE_INT)
    sqlite3_bind_int64 (statement, at, value->number);
  else if (value->type == KT_VALUE_TEXT)
    sqlite3_bind_text (statement, at, value->text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, at);
}

static gboolean
equal (const KtBookValue *a, const KtBookValue *b)
{
  return a->type == b->type && (a->type != KT_VALUE_INT || a->number == b->number)
         && (a->type != KT_VALUE_TEXT || g_str_equal (a->text, b->text));
}

static gboolean
compare (KtBookWriter *writer, const KtBookValue *values, KtRowVerdict *ret_verdict,
         const char **ret_column, GError **error)
{
  GError *failure = NULL;
  sqlite3_reset (writer->select);
  bind (writer->select, 1, &values[0]);
  *ret_verdict = KT_ROW_NEW;
  if (kt_step (writer->select, &failure))
    {
      *ret_verdict = KT_ROW_SAME;
      for (guint i = 0; i < writer->columns->len && *ret_verdict == KT_ROW_SAME; i++)
        {
          KtBookValue there;
          read_value (writer->select, (int)i, &g_array_index (writer->columns, Column, i), &there);
          if (values[i].column == NULL || equal (&values[i], &there))
            continue;
          *ret_verdict = KT_ROW_DIFFERS;
          if (ret_column != NULL)
            *ret_column = there.column;
        }
    }
  sqlite3_reset (writer->select);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
write_row (KtBookWriter *writer, const KtBookValue *values, gboolean insert, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  guint n = writer->columns->len;
  for (guint i = 0; i < n; i++)
    {
      if (values[i].column == NULL || (!insert && i == 0))
        continue;
      const char *comma = names->len > 0 ? ", " : "";
      g_string_append_printf (names, insert ? "%s%s" : "%s%s = ?%u", comma, values[i].column,
                              i + 1);
      g_string_append_printf (places, "%s?%u", comma, i + 1);
    }
  g_autofree char *sql = insert ? g_strdup_printf ("INSERT INTO main.%s (%s) VALUES (%s)",
                                                   writer->table, names->str, places->str)
                                : g_strdup_printf ("UPDATE main.%s SET %s WHERE %s = ?1",
                                                   writer->table, names->str, values[0].column);
  sqlite3_stmt *statement = prepare (writer->store, sql, error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (values[i].column != NULL)
      bind (statement, (int)i + 1, &values[i]);
  int code = sqlite3_step (statement);
  g_autofree char *why = g_strdup (sqlite3_errmsg (kt_store_db (writer->store)));
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  if ((code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_MISMATCH)
    return wrong (writer, values[0].column, why, error);
  return kt_store_error (writer->store, _ ("write to the database"), error);
}

static gboolean
put_row (KtBookWriter *writer, const KtBookValue *row, gboolean update, KtRowVerdict *ret_verdict,
         const char **ret_column, GError **error)
{
  if (!compare (writer, row, ret_verdict, ret_column, error))
    return FALSE;
  if (*ret_verdict == KT_ROW_NEW)
    return write_row (writer, row, TRUE, error);
  return *ret_verdict == KT_ROW_SAME || !update || write_row (writer, row, FALSE, error);
}

gboolean
kt_book_writer_put (KtBookWriter *writer, const KtBookValue *values, guint n, gboolean update,
                    KtRowVerdict *ret_verdict, const char **ret_column, GError **error)
{
  KtBookValue row[COLUMNS_MAX];
  if (!arrange (writer, values, n, row, error))
    return FALSE;
  char *fold = make_fold (writer, row);
  gboolean ok = put_row (writer, row, update, ret_verdict, ret_column, error);
  g_free (fold);
  return ok;
}

/* --- the whole --- */

gboolean
kt_book_defer_keys (KtStore *store, GError **error)
{
  return sqlite3_exec (kt_store_db (store), DEFER_SQL, NULL, NULL, NULL) == SQLITE_OK
         || kt_store_error (store, _ ("write to the database"), error);
}

gboolean
kt_book_check_keys (KtStore *store, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, ORPHAN_SQL, error);
  if (statement == NULL)
    return FALSE;
  gboolean orphan = kt_step (statement, &failure);
  if (orphan)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                 _ ("a row of %s refers to a %s that is not there"), kt_column_text (statement, 0),
                 kt_column_text (statement, 2));
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return !orphan && failure == NULL;
}

int
kt_book_version (KtStore *store)
{
  int version = 0;
  sqlite3_stmt *statement = kt_store_statement (store, VERSION_SQL, NULL);
  if (statement != NULL && kt_step (statement, NULL))
    version = (int)kt_column_int (statement, 0);
  if (statement != NULL)
    sqlite3_reset (statement);
  return version;
}
