#include "config.h"
#include "store-private.h"
#include "kontor/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

int
kt_migrations_last (const KtMigration *migrations)
{
  int last = 0;
  for (const KtMigration *m = migrations; m->number != 0; m++)
    last = m->number;
  return last;
}

gboolean
kt_migrations_keep_undo (const KtMigration *migrations, int from, int to)
{
  if (from > to)
    return FALSE;
  for (const KtMigration *m = migrations; m->number != 0; m++)
    if (m->number > from && m->number <= to && strstr (m->sql, "-- undo: safe\n") == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
read_number (sqlite3 *db, const KtSchema *schema, const char *pragma, gint64 *ret, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s.%s", schema->schema, pragma);
  return kt_sqlite_number (db, sql, ret, error);
}

/* A file without version and id is ours only while it is empty. */
static gboolean
check_identity (sqlite3 *db, const KtSchema *schema, gint64 version, GError **error)
{
  gint64 id = 0, tables = 0;
  if (!read_number (db, schema, "application_id", &id, error))
    return FALSE;
  if (id == schema->application_id)
    return TRUE;
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s.sqlite_schema", schema->schema);
  if (!kt_sqlite_number (db, sql, &tables, error))
    return FALSE;
  if (id == 0 && version == 0 && tables == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
               _ ("cannot use «%s», it is not a database of kontor"), schema->file);
  return FALSE;
}

gboolean
kt_schema_check (sqlite3 *db, const KtSchema *schema, KtSchemaState *ret_state, GError **error)
{
  gint64 version = 0;
  if (!read_number (db, schema, "user_version", &version, error)
      || !check_identity (db, schema, version, error))
    return FALSE;
  int last = kt_migrations_last (schema->migrations);
  if (version > last)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
                   _ ("cannot use «%s», a newer kontor wrote it (version %d, this one knows %d)"),
                   schema->file, (int)version, last);
      kt_error_hint (error, _ ("update kontor on this machine; nothing was changed"));
      return FALSE;
    }
  *ret_state = version == last ? KT_SCHEMA_CURRENT : KT_SCHEMA_OLD;
  return TRUE;
}

static gboolean
copy_pages (sqlite3 *db, const char *schema, sqlite3 *copy, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", db, schema);
  if (backup == NULL)
    return kt_sqlite_error (copy, _ ("copy the book"), error);
  sqlite3_backup_step (backup, -1);
  if (sqlite3_backup_finish (backup) != SQLITE_OK)
    return kt_sqlite_error (copy, _ ("copy the book"), error);
  return TRUE;
}

/* Written beside its name and renamed, so that a half copy is never taken for a whole one. */
static gboolean
back_up (sqlite3 *db, const KtSchema *schema, const char *directory, int number, GError **error)
{
  g_autofree char *name = g_strdup_printf ("book-before-%03d.db", number);
  g_autofree char *file = g_build_filename (directory, name, NULL);
  g_autofree char *part = g_strconcat (file, ".part", NULL);
  g_unlink (part);
  sqlite3 *copy = NULL;
  gboolean good = FALSE;
  if (sqlite3_open_v2 (part, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    kt_sqlite_error (copy, _ ("copy the book"), error);
  else
    good = g_chmod (part, 0600) == 0 && copy_pages (db, schema->schema, copy, error);
  sqlite3_close (copy);
  if (good && g_rename (part, file) == 0)
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot copy the book to «%s», %s"), file,
                 g_strerror (errno));
  g_unlink (part);
  return FALSE;
}

static gboolean
check_references (sqlite3 *db, const KtSchema *schema, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s.foreign_key_check", schema->schema);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
                 _ ("cannot update «%s», a row of %s would refer to nothing"), schema->file,
                 (const char *)sqlite3_column_text (statement, 0));
  else if (code != SQLITE_DONE)
    kt_sqlite_error (db, _ ("update the database"), error);
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

static gboolean
run_all (sqlite3 *db, const KtSchema *schema, int version, GError **error)
{
  for (const KtMigration *m = schema->migrations; m->number != 0; m++)
    {
      g_autofree char *what = g_strdup_printf (_ ("update the database (%s)"), m->name);
      if (m->number > version && !kt_sqlite_exec (db, m->sql, what, error))
        return FALSE;
    }
  g_autofree char *stamp = g_strdup_printf (
      "PRAGMA %s.application_id = %d; PRAGMA %s.user_version = %d", schema->schema,
      schema->application_id, schema->schema, kt_migrations_last (schema->migrations));
  return check_references (db, schema, error)
         && kt_sqlite_exec (db, stamp, _ ("update the database"), error)
         && kt_sqlite_exec (db, "COMMIT", _ ("update the database"), error);
}

/* Foreign keys are off around the transaction: inside one the switch is ignored, and dropping a
 * table that is being rebuilt would take its children's rows for orphans. */
gboolean
kt_schema_migrate (sqlite3 *db, const KtSchema *schema, const char *backup_dir, GError **error)
{
  gint64 version = 0;
  if (!read_number (db, schema, "user_version", &version, error))
    return FALSE;
  if (version >= kt_migrations_last (schema->migrations))
    return TRUE; /* another process was faster */
  if (version > 0 && backup_dir != NULL
      && !back_up (db, schema, backup_dir, (int)version + 1, error))
    return FALSE;
  if (!kt_sqlite_exec (db, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", _ ("update the database"),
                       error))
    return FALSE;
  gboolean good = run_all (db, schema, (int)version, error);
  if (!good && !sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return kt_sqlite_exec (db, "PRAGMA foreign_keys = ON", _ ("update the database"),
                         good ? error : NULL)
         && good;
}
