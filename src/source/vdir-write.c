#include "config.h"
#include "kontor/error.h"
#include "vdir.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Only complete files ever bear a resource's name: written under another, then renamed. */

static gboolean
refuse (KtOutcome *ret_outcome, const char *reason)
{
  ret_outcome->kind = KT_OUTCOME_REFUSED;
  ret_outcome->reason = g_strdup (reason);
  return TRUE;
}

static gboolean
fail (const KtVdir *self, const char *name, GError **error)
{
  int reason = errno;
  g_autofree char *shown = g_filename_display_name (name);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot write «%s» in «%s», %s"), shown,
               self->path, g_strerror (reason));
  return FALSE;
}

typedef enum
{
  THERE_AS_WANTED,
  THERE_OTHERWISE,
  NOT_THERE,
} There;

/* What lies there now, compared with what the caller knows of. */
static There
compare (int directory, const char *name, const char *etag)
{
  gboolean gone;
  g_autofree char *problem = NULL;
  g_autoptr (GByteArray) bytes
      = kt_place_file_read (directory, name, KT_COLLECTION_TEXT_MAX, &problem, &gone);
  if (gone)
    return NOT_THERE;
  if (strcmp (etag, "*") == 0)
    return THERE_AS_WANTED;
  if (bytes == NULL)
    return THERE_OTHERWISE;
  g_autofree char *now = kt_place_file_etag (bytes);
  return strcmp (now, etag) == 0 ? THERE_AS_WANTED : THERE_OTHERWISE;
}

/* Its own name begins with a dot, which everybody passes over. */
static char *
write_beside (int directory, const void *data, gsize length)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf (".kontor-%s.tmp", id);
  int fd = openat (directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return NULL;
  gboolean ok = kt_write_all (fd, data, length) && fsync (fd) == 0;
  int reason = errno;
  ok = close (fd) == 0 && ok;
  if (ok)
    return g_steal_pointer (&name);
  unlinkat (directory, name, 0);
  errno = reason;
  return NULL;
}

/* Where file systems know no exclusive rename, a hard link is as good. */
static gboolean
rename_new (int directory, const char *from, const char *to)
{
  if (renameat2 (directory, from, directory, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  return linkat (directory, from, directory, to, 0) == 0 && unlinkat (directory, from, 0) == 0;
}

static gboolean
store (const KtVdir *self, int directory, const char *name, const char *etag, const void *data,
       gsize length, KtOutcome *ret_outcome, GError **error)
{
  gboolean fresh = *etag == '\0';
  ret_outcome->kind = KT_OUTCOME_CHANGED;
  if (!fresh && compare (directory, name, etag) != THERE_AS_WANTED)
    return TRUE;
  g_autofree char *beside = write_beside (directory, data, length);
  if (beside == NULL)
    return fail (self, name, error);
  gboolean ok = fresh ? rename_new (directory, beside, name)
                      : compare (directory, name, etag) == THERE_AS_WANTED
                            && renameat (directory, beside, directory, name) == 0;
  int reason = errno;
  if (!ok)
    unlinkat (directory, beside, 0);
  errno = reason;
  if (!ok)
    return (fresh ? reason == EEXIST : compare (directory, name, etag) != THERE_AS_WANTED)
           || fail (self, name, error);
  ret_outcome->kind = KT_OUTCOME_STORED;
  return fsync (directory) == 0 || fail (self, name, error);
}

gboolean
kt_vdir_put (KtPlace *place, const char *collection, const char *href, const char *etag,
             const void *data, gsize length, KtOutcome *ret_outcome, GError **error)
{
  const KtVdir *self = (KtVdir *)place;
  gboolean wish = *etag == '\0' && strchr (href, '/') == NULL;
  if (!self->write)
    return refuse (ret_outcome, _ ("it may not be written (write = no)"));
  g_autofree char *name
      = wish ? kt_vdir_new_name (self, href) : kt_vdir_name (self, collection, href);
  if (name == NULL)
    return refuse (ret_outcome, _ ("no file can have that name"));
  int directory = kt_vdir_open_collection (self, collection, error);
  if (directory < 0)
    return FALSE;
  gboolean ok = store (self, directory, name, etag, data, length, ret_outcome, error);
  close (directory);
  if (!ok)
    return FALSE;
  ret_outcome->href = kt_vdir_href (collection, name);
  if (ret_outcome->kind == KT_OUTCOME_STORED)
    {
      const GByteArray bytes = { .data = (guint8 *)data, .len = (guint)length };
      ret_outcome->etag = kt_place_file_etag (&bytes);
    }
  return TRUE;
}

gboolean
kt_vdir_remove (KtPlace *place, const char *collection, const char *href, const char *etag,
                KtOutcome *ret_outcome, GError **error)
{
  const KtVdir *self = (KtVdir *)place;
  if (!self->write)
    return refuse (ret_outcome, _ ("it may not be written (write = no)"));
  g_autofree char *name = kt_vdir_name (self, collection, href);
  if (name == NULL)
    return refuse (ret_outcome, _ ("no file can have that name"));
  int directory = kt_vdir_open_collection (self, collection, error);
  if (directory < 0)
    return FALSE;
  gboolean ok = TRUE;
  There there = compare (directory, name, etag);
  ret_outcome->kind = there == NOT_THERE ? KT_OUTCOME_GONE : KT_OUTCOME_CHANGED;
  if (there == THERE_AS_WANTED)
    {
      ret_outcome->kind = KT_OUTCOME_STORED;
      ok = (unlinkat (directory, name, 0) == 0 && fsync (directory) == 0)
           || fail (self, name, error);
    }
  close (directory);
  return ok;
}
