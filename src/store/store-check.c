#include "config.h"
#include "kontor/store-check.h"
#include "store-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define PAGES_MAIN_SQL "PRAGMA main.integrity_check (10)"
#define PAGES_MIRROR_SQL "PRAGMA mirror.integrity_check (10)"
#define REFERENCES_SQL "PRAGMA main.foreign_key_check"
#define INDEXES_MAIN_SQL                                                                           \
  "SELECT name FROM main.sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
#define INDEXES_MIRROR_SQL                                                                         \
  "SELECT name FROM mirror.sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"

/* The rows of a check as lines; format takes the first two columns. */
static gboolean
collect (KtStore *store, const char *sql, const char *format, const char *skip, GPtrArray *lines,
         GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  GError *failure = NULL;
  for (int n = 0; n < KT_STORE_PROBLEMS && kt_step (statement, &failure); n++)
    {
      const char *first = kt_column_text (statement, 0), *second = kt_column_text (statement, 1);
      if (skip == NULL || strcmp (first, skip) != 0)
        g_ptr_array_add (lines, g_strdup_printf (format, first, second));
    }
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
kt_store_check_pages (KtStore *store, const char *schema, GPtrArray *problems, GError **error)
{
  const char *sql = strcmp (schema, "main") == 0 ? PAGES_MAIN_SQL : PAGES_MIRROR_SQL;
  return collect (store, sql, "%s", "ok", problems, error);
}

gboolean
kt_store_check_references (KtStore *store, GPtrArray *problems, GError **error)
{
  /* TRANSLATORS: a table of the database, the number of a row */
  return collect (store, REFERENCES_SQL, _ ("%s %s refers to nothing"), NULL, problems, error);
}

/* The command is an INSERT by FTS5's rules; with rank 1 the index is compared with its text. */
static void
check_index (KtStore *store, const char *schema, const char *name, GPtrArray *problems)
{
  char *sql = sqlite3_mprintf ("INSERT INTO %w.\"%w\" (\"%w\", rank) VALUES ('integrity-check', 1)",
                               schema, name, name);
  if (sqlite3_exec (store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_ptr_array_add (problems, g_strdup_printf (_ ("the index %s does not fit its text: %s"), name,
                                                sqlite3_errmsg (store->db)));
  sqlite3_free (sql);
}

static gboolean
check_all (KtStore *store, const char *schema, const char *sql, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  if (!collect (store, sql, "%s", NULL, names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    check_index (store, schema, names->pdata[i], problems);
  return TRUE;
}

/* A transaction for each file: the mirror's takes long, and keeps every other writer out. */
static gboolean
check_file (KtStore *store, const char *schema, const char *sql, GPtrArray *problems,
            GError **error)
{
  if (!kt_store_begin (store, "doctor", error))
    return FALSE;
  gboolean good = check_all (store, schema, sql, problems, error);
  kt_store_rollback (store);
  return good;
}

gboolean
kt_store_check_indexes (KtStore *store, GPtrArray *problems, GError **error)
{
  return check_file (store, "main", INDEXES_MAIN_SQL, problems, error)
         && check_file (store, "mirror", INDEXES_MIRROR_SQL, problems, error);
}

gboolean
kt_store_versions (KtStore *store, int *ret_book, int *ret_mirror, GError **error)
{
  gint64 book = 0, mirror = 0;
  if (!kt_sqlite_number (store->db, "PRAGMA main.user_version", &book, error)
      || !kt_sqlite_number (store->db, "PRAGMA mirror.user_version", &mirror, error))
    return FALSE;
  *ret_book = (int)book;
  *ret_mirror = (int)mirror;
  return TRUE;
}

const char *
kt_store_engine (void)
{
  return sqlite3_libversion ();
}
