#pragma once
/* An office in a fresh directory for tests of the databases. */
#include "kontor/journal.h"
#include "kontor/store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define NOW G_GINT64_CONSTANT (1700000000)

typedef struct
{
  char *directory;
  KtPaths paths;
  KtStore *store; /* open for writing */
} Office;

static inline KtStore *
office_open (Office *office, KtStoreMode mode)
{
  g_autoptr (GError) error = NULL;
  KtStore *store = kt_store_open (&office->paths, mode, &error);
  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static inline void
office_setup (Office *office, gconstpointer data)
{
  office->directory = g_dir_make_tmp ("kontor-test-XXXXXX", NULL);
  g_autofree char *book = g_build_filename (office->directory, "data", NULL);
  kt_paths_init (&office->paths, NULL, book);
  office->store = office_open (office, KT_STORE_WRITE);
}

static inline void
office_remove (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        office_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (directory);
}

static inline void
office_teardown (Office *office, gconstpointer data)
{
  kt_store_close (office->store);
  g_chmod (office->paths.data, 0700);
  office_remove (office->directory);
  kt_paths_clear (&office->paths);
  g_free (office->directory);
}

/* The one value of a query, as text; "" for NULL or no row. */
static inline char *
office_value (KtStore *store, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  g_assert_cmpint (sqlite3_prepare_v2 (kt_store_db (store), sql, -1, &statement, NULL), ==,
                   SQLITE_OK);
  char *value = g_strdup (sqlite3_step (statement) == SQLITE_ROW
                              ? (const char *)sqlite3_column_text (statement, 0)
                              : NULL);
  sqlite3_finalize (statement);
  return value != NULL ? value : g_strdup ("");
}

#define assert_value(store, sql, expected)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *value_ = office_value (store, sql);                                           \
    g_assert_cmpstr (value_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

/* SQL past the journal. */
static inline void
office_sql (KtStore *store, const char *sql)
{
  g_autofree char *message G_GNUC_UNUSED = NULL;
  char *failure = NULL;
  if (sqlite3_exec (kt_store_db (store), sql, NULL, NULL, &failure) != SQLITE_OK)
    g_error ("%s: %s", sql, failure);
}

#define add_office(path, test) g_test_add (path, Office, NULL, office_setup, test, office_teardown)
