#include "config.h"
#include "store-private.h"
#include "kontor/error.h"
#include "kontor/id.h"
#include "kontor/interrupt.h"
#include "kontor/read-query.h"

#include <glib/gi18n.h>
#include <string.h>

#define STEPS 4000 /* of SQLite's machine between two looks at the clock */
#define HEAP (256 * 1024 * 1024)
#define SCHEMA_SQL                                                                                 \
  "SELECT sql FROM (SELECT 1 AS part, rowid AS n, * FROM main.sqlite_schema"                       \
  " UNION ALL SELECT 2, rowid, * FROM mirror.sqlite_schema)"                                       \
  " WHERE type IN ('table', 'view') AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"              \
  " AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' ORDER BY part, n"

/* Pure functions on values and rows. Not among them: whatever touches files or the connection. */
static const char *const functions[] = {
  "->",
  "->>",
  "abs",
  "acos",
  "asin",
  "atan",
  "atan2",
  "avg",
  "bm25",
  "ceil",
  "ceiling",
  "char",
  "coalesce",
  "cos",
  "count",
  "cume_dist",
  "current_date",
  "current_time",
  "current_timestamp",
  "date",
  "datetime",
  "degrees",
  "dense_rank",
  "exp",
  "first_value",
  "floor",
  "format",
  "glob",
  "group_concat",
  "hex",
  "highlight",
  "ifnull",
  "iif",
  "instr",
  "json",
  "json_array",
  "json_array_length",
  "json_each",
  "json_extract",
  "json_group_array",
  "json_group_object",
  "json_object",
  "json_quote",
  "json_tree",
  "json_type",
  "json_valid",
  "julianday",
  "lag",
  "last_value",
  "lead",
  "length",
  "like",
  "ln",
  "log",
  "log10",
  "log2",
  "lower",
  "ltrim",
  "match",
  "max",
  "min",
  "mod",
  "nth_value",
  "ntile",
  "nullif",
  "percent_rank",
  "pi",
  "pow",
  "power",
  "printf",
  "quote",
  "radians",
  "rank",
  "ref",
  "replace",
  "round",
  "row_number",
  "rtrim",
  "sign",
  "sin",
  "snippet",
  "sqrt",
  "strftime",
  "substr",
  "substring",
  "sum",
  "tan",
  "time",
  "total",
  "trim",
  "trunc",
  "typeof",
  "unicode",
  "unixepoch",
  "upper",
  NULL,
};

/* They tell of tables; data_version is FTS5's own look at whether its index is fresh. */
static const char *const pragmas[]
    = { "table_info", "table_xinfo",      "table_list",   "index_list",
        "index_info", "foreign_key_list", "data_version", NULL };

/* Tables that show the inside of the file or of SQLite. */
static const char *const hidden[] = { "sqlite_dbpage", "dbstat",         "sqlite_stmt", "bytecode",
                                      "tables_used",   "sqlite_memstat", NULL };

typedef struct
{
  sqlite3 *db;
  char *refused; /* the first thing that is not allowed */
  gint64 deadline;
  gboolean late, interrupted;
} Guard;

static gboolean
is_in (const char *const *list, const char *name)
{
  for (; *list != NULL; list++)
    if (name != NULL && g_ascii_strcasecmp (*list, name) == 0)
      return TRUE;
  return FALSE;
}

static int
refuse (Guard *guard, char *what)
{
  if (guard->refused == NULL)
    guard->refused = what;
  else
    g_free (what);
  return SQLITE_DENY;
}

/* SQLite's names of what it is about to do. */
static const char *
name_of_action (int action)
{
  static const struct
  {
    int action;
    const char *name;
  } rows[] = {
    { SQLITE_ATTACH, "ATTACH" },        { SQLITE_DETACH, "DETACH" },
    { SQLITE_INSERT, "INSERT" },        { SQLITE_UPDATE, "UPDATE" },
    { SQLITE_DELETE, "DELETE" },        { SQLITE_TRANSACTION, "BEGIN, COMMIT" },
    { SQLITE_SAVEPOINT, "SAVEPOINT" },  { SQLITE_ALTER_TABLE, "ALTER" },
    { SQLITE_REINDEX, "REINDEX" },      { SQLITE_ANALYZE, "ANALYZE" },
    { SQLITE_CREATE_VTABLE, "CREATE" }, { SQLITE_DROP_VTABLE, "DROP" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].action == action)
      return rows[i].name;
  return action >= SQLITE_DROP_INDEX && action <= SQLITE_DROP_VIEW ? "DROP" : "CREATE";
}

static int
authorize (gpointer data, int action, const char *first, const char *second, const char *schema,
           const char *trigger)
{
  Guard *guard = data;
  if (action == SQLITE_SELECT || action == SQLITE_RECURSIVE)
    return SQLITE_OK;
  if (action == SQLITE_READ)
    return is_in (hidden, first) ? refuse (guard, g_strdup (first)) : SQLITE_OK;
  if (action == SQLITE_FUNCTION)
    return is_in (functions, second) ? SQLITE_OK : refuse (guard, g_strdup_printf ("%s()", second));
  if (action == SQLITE_PRAGMA)
    return is_in (pragmas, first) ? SQLITE_OK
                                  : refuse (guard, g_strdup_printf ("PRAGMA %s", first));
  /* FTS5 and the functions that PRAGMAs are declare their columns in this way: nothing is done, and
   * SQLite itself refuses it to everybody else */
  if (action == SQLITE_UPDATE && g_strcmp0 (first, "sqlite_master") == 0)
    return SQLITE_OK;
  return refuse (guard, g_strdup (name_of_action (action)));
}

/* Ends the statement: the time is over, or Ctrl-C came. */
static int
watch (gpointer data)
{
  Guard *guard = data;
  guard->interrupted = kt_interrupted ();
  guard->late = !guard->interrupted && g_get_monotonic_time () > guard->deadline;
  return guard->late || guard->interrupted;
}

/* ref(id): the name that refs of commands have. */
static void
sql_ref (sqlite3_context *context, int n, sqlite3_value **values)
{
  char ref[KT_REF_LENGTH + 1];
  gint64 id = sqlite3_value_int64 (values[0]);
  if (sqlite3_value_type (values[0]) != SQLITE_INTEGER || id <= 0 || id >> KT_ID_BITS != 0)
    return;
  kt_ref_full (id, ref);
  sqlite3_result_text (context, ref, -1, SQLITE_TRANSIENT);
}

static void
limit (sqlite3 *db)
{
  static const struct
  {
    int what, value;
  } rows[] = {
    { SQLITE_LIMIT_LENGTH, KT_READ_QUERY_VALUE },
    { SQLITE_LIMIT_SQL_LENGTH, KT_READ_QUERY_BYTES },
    { SQLITE_LIMIT_COLUMN, 200 },
    { SQLITE_LIMIT_EXPR_DEPTH, 200 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 50 },
    { SQLITE_LIMIT_FUNCTION_ARG, 50 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 20 }, /* FTS5's own statements have some */
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    sqlite3_limit (db, rows[i].what, rows[i].value);
}

static gboolean
guard_begin (Guard *guard, KtStore *store, GError **error)
{
  *guard = (Guard){ .db = kt_store_db (store),
                    .deadline = g_get_monotonic_time () + KT_READ_QUERY_SECONDS * G_USEC_PER_SEC };
  int code = sqlite3_create_function_v2 (guard->db, "ref", 1,
                                         SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                         NULL, sql_ref, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    return kt_sqlite_error (guard->db, _ ("ask the database"), error);
  sqlite3_db_config (guard->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (guard->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_hard_heap_limit64 (HEAP);
  limit (guard->db);
  sqlite3_set_authorizer (guard->db, authorize, guard);
  sqlite3_progress_handler (guard->db, STEPS, watch, guard);
  return TRUE;
}

/* The time of a statement is over with it. */
static void
guard_end (Guard *guard)
{
  sqlite3_progress_handler (guard->db, 0, NULL, NULL);
  sqlite3_set_authorizer (guard->db, NULL, NULL);
  sqlite3_hard_heap_limit64 (0);
  g_free (guard->refused);
}

/* The line of the query that holds the place, and a mark below it. */
static void
add_place (const char *sql, int offset, GError **error)
{
  if (offset < 0 || (gsize)offset > strlen (sql))
    return;
  const char *start = sql + offset, *end = sql + offset;
  while (start > sql && start[-1] != '\n')
    start--;
  while (*end != '\0' && *end != '\n')
    end++;
  g_autofree char *line = g_strndup (start, end - start);
  g_autofree char *before = g_strndup (start, sql + offset - start);
  kt_error_detail (error, "%s", line);
  kt_error_detail (error, "%*s^", (int)g_utf8_strlen (before, -1), "");
}

static gboolean
fail (Guard *guard, const char *sql, GError **error)
{
  int code = sqlite3_errcode (guard->db), offset = sqlite3_error_offset (guard->db);
  if (guard->interrupted)
    g_set_error (error, KT_ERROR, KT_ERROR_INTERRUPTED, _ ("interrupted"));
  else if (guard->late)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the query took longer than %d seconds"),
                   KT_READ_QUERY_SECONDS);
      kt_error_hint (error,
                     _ ("ask for less, or how it is looked for: EXPLAIN QUERY PLAN SELECT …"));
    }
  else if (guard->refused != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a query only reads, «%s» is not allowed"),
                   guard->refused);
      kt_error_hint (error, _ ("what there is to read: kontor sql --schema"));
    }
  else if (code == SQLITE_NOMEM || code == SQLITE_TOOBIG)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the answer to the query is too big"));
  else if (code == SQLITE_ERROR || code == SQLITE_MISMATCH || code == SQLITE_RANGE)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot read the query, %s"),
                   sqlite3_errmsg (guard->db));
      add_place (sql, offset, error);
      kt_error_hint (error, _ ("what there is to read: kontor sql --schema"));
    }
  else
    return kt_sqlite_error (guard->db, _ ("read the database"), error);
  return FALSE;
}

/* Blanks, comments and a semicolon may follow. */
static gboolean
is_blank (const char *sql)
{
  for (const char *p = sql; *p != '\0';)
    if (g_ascii_isspace (*p) || *p == ';')
      p++;
    else if (g_str_has_prefix (p, "--"))
      p += strcspn (p, "\n");
    else if (g_str_has_prefix (p, "/*"))
      {
        const char *end = strstr (p + 2, "*/");
        p = end != NULL ? end + 2 : p + strlen (p);
      }
    else
      return FALSE;
  return TRUE;
}

static gboolean
check_text (const char *sql, GError **error)
{
  if (strlen (sql) <= KT_READ_QUERY_BYTES && !is_blank (sql))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               is_blank (sql) ? _ ("there is no query") : _ ("the query is too long"));
  kt_error_hint (error, "kontor sql 'SELECT name, birthday FROM contact'");
  return FALSE;
}

static sqlite3_stmt *
prepare (Guard *guard, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  const char *tail = NULL;
  if (sqlite3_prepare_v2 (guard->db, sql, -1, &statement, &tail) != SQLITE_OK)
    {
      fail (guard, sql, error);
      return NULL;
    }
  if (!is_blank (tail))
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("one query at a time"));
  else if (sqlite3_bind_parameter_count (statement) > 0)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("there is no value for «%s» in the query"),
                 sqlite3_bind_parameter_name (statement, 1) != NULL
                     ? sqlite3_bind_parameter_name (statement, 1)
                     : "?");
  else if (!sqlite3_stmt_readonly (statement) || sqlite3_column_count (statement) == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("a query only reads, it begins with SELECT"));
      kt_error_hint (error, _ ("what there is to read: kontor sql --schema"));
    }
  else
    return statement;
  sqlite3_finalize (statement);
  return NULL;
}

static void
read_value (sqlite3_stmt *statement, int column, KtValue *value, GPtrArray *kept)
{
  int type = sqlite3_column_type (statement, column);
  *value = (KtValue){ .type = type == SQLITE_NULL      ? KT_VALUE_NULL
                              : type == SQLITE_INTEGER ? KT_VALUE_INTEGER
                              : type == SQLITE_FLOAT   ? KT_VALUE_REAL
                                                       : KT_VALUE_TEXT };
  if (type == SQLITE_INTEGER)
    value->integer = sqlite3_column_int64 (statement, column);
  if (type == SQLITE_FLOAT)
    value->real = sqlite3_column_double (statement, column);
  if (type == SQLITE_NULL)
    return;
  if (type != SQLITE_BLOB)
    {
      char *text = g_utf8_make_valid ((const char *)sqlite3_column_text (statement, column), -1);
      g_ptr_array_add (kept, text);
      value->text = text;
      return;
    }
  const guint8 *bytes = sqlite3_column_blob (statement, column);
  int n = sqlite3_column_bytes (statement, column);
  GString *hex = g_string_new ("X'");
  for (int i = 0; i < n; i++)
    g_string_append_printf (hex, "%02X", bytes[i]);
  g_string_append_c (hex, '\'');
  g_ptr_array_add (kept, g_string_free (hex, FALSE));
  value->text = kept->pdata[kept->len - 1];
}

static void
tell_columns (sqlite3_stmt *statement, const KtReadQuerySink *sink)
{
  int n = sqlite3_column_count (statement);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (names, g_utf8_make_valid (sqlite3_column_name (statement, i), -1));
  sink->columns (sink->data, (const char *const *)names->pdata, (guint)n);
}

static gboolean
tell_rows (Guard *guard, sqlite3_stmt *statement, const char *sql, const KtReadQuerySink *sink,
           GError **error)
{
  int n = sqlite3_column_count (statement), code;
  g_autofree KtValue *values = g_new0 (KtValue, n);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_ptr_array_set_size (kept, 0);
      for (int i = 0; i < n; i++)
        read_value (statement, i, &values[i], kept);
      if (!sink->row (sink->data, values, (guint)n))
        return TRUE;
    }
  return code == SQLITE_DONE || fail (guard, sql, error);
}

gboolean
kt_read_query (KtStore *store, const char *sql, const KtReadQuerySink *sink, GError **error)
{
  Guard guard;
  g_return_val_if_fail (!kt_store_is_writable (store), FALSE);
  if (!check_text (sql, error) || !guard_begin (&guard, store, error))
    return FALSE;
  sqlite3_stmt *statement = prepare (&guard, sql, error);
  gboolean ok = statement != NULL;
  if (ok)
    {
      tell_columns (statement, sink);
      ok = tell_rows (&guard, statement, sql, sink, error);
      sqlite3_finalize (statement);
    }
  guard_end (&guard);
  return ok;
}

char *
kt_read_query_schema (KtStore *store, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GError *failure = NULL;
  sqlite3_stmt *row = kt_store_statement (store, SCHEMA_SQL, error);
  if (row == NULL)
    return NULL;
  while (kt_step (row, &failure))
    g_string_append_printf (text, "%s;\n\n", kt_column_text (row, 0));
  if (failure == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_propagate_error (error, failure);
  return NULL;
}
