#include "config.h"
#include "store-private.h"
#include "kontor/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <sys/statvfs.h>

/* ENOSPC may surface as SQLITE_IOERR (a WAL or -shm that cannot grow), so errno is looked at too.
 */
static gboolean
is_disk_full (int code, int system)
{
  return code == SQLITE_FULL
         || (code == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT || system == EFBIG));
}

static gboolean
is_read_only (int code, int system)
{
  return code == SQLITE_READONLY
         || ((code == SQLITE_CANTOPEN || code == SQLITE_IOERR) && system == EROFS);
}

static void
hint_space (const char *file, GError **error)
{
  if (file == NULL || *file == '\0')
    return;
  g_autofree char *directory = g_path_get_dirname (file);
  struct statvfs space;
  if (statvfs (directory, &space) != 0)
    return;
  g_autofree char *left = g_format_size ((guint64)space.f_bavail * space.f_frsize);
  kt_error_hint (error, _ ("write it on paper now; %s are left on %s"), left, directory);
}

static void
set_full_error (sqlite3 *db, const char *command, GError **error)
{
  if (command != NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("the disk is full; «%s» was NOT saved"),
                 command);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("the disk is full; nothing was saved"));
  hint_space (sqlite3_db_filename (db, "main"), error);
}

gboolean
kt_store_file_error (const char *file, int why, GError **error)
{
  if (why == ENOSPC || why == EDQUOT)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("the disk is full; nothing was saved"));
      hint_space (file, error);
      return FALSE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot write «%s», %s"), file,
               g_strerror (why));
  if (why == EROFS || why == EACCES)
    kt_error_hint (error, _ ("see who owns it and whether its disk is mounted read-only"));
  return FALSE;
}

static const char *
file_of (sqlite3 *db)
{
  const char *file = sqlite3_db_filename (db, "main");
  return file != NULL ? file : "";
}

static gboolean
set_error (sqlite3 *db, const char *what, const char *command, GError **error)
{
  int last = errno;
  int code = sqlite3_extended_errcode (db) & 0xff;
  /* a failing COMMIT does not keep it */
  int system = sqlite3_system_errno (db) != 0 ? sqlite3_system_errno (db) : last;
  const char *reason = sqlite3_errmsg (db);
  if (is_disk_full (code, system))
    set_full_error (db, command, error);
  else if (is_read_only (code, system))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
                   _ ("cannot %s, «%s» can only be read, not written"), what, file_of (db));
      kt_error_hint (error, _ ("see who owns it and whether its disk is mounted read-only"));
    }
  else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot %s, a database is damaged: %s"),
                   what, reason);
      kt_error_hint (error, _ ("kontor doctor says which one"));
    }
  else if (code == SQLITE_INTERRUPT)
    g_set_error (error, KT_ERROR, KT_ERROR_INTERRUPTED, _ ("interrupted; nothing was saved"));
  else if (code == SQLITE_CANTOPEN || code == SQLITE_IOERR || code == SQLITE_PERM)
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot %s, %s «%s»: %s"), what, reason,
                 file_of (db), system != 0 ? g_strerror (system) : "?");
  else
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot %s, %s"), what, reason);
  return FALSE;
}

gboolean
kt_sqlite_error (sqlite3 *db, const char *what, GError **error)
{
  return set_error (db, what, NULL, error);
}

gboolean
kt_sqlite_save_error (sqlite3 *db, const char *what, GError **error)
{
  g_autofree char *phrase = g_strdup_printf (_ ("save «%s»"), what);
  return set_error (db, phrase, what, error);
}

gboolean
kt_store_error (KtStore *store, const char *what, GError **error)
{
  return kt_sqlite_error (store->db, what, error);
}
