#include "config.h"
#include "letter-files.h"
#include "kontor/error.h"
#include "kontor/id.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gi18n.h>

#define SETTLED_SECONDS 2 /* a directory changed more recently may change again unseen */

KtFileFolder *
kt_file_folder_new (const char *name, const char *wire_name, const char *role)
{
  KtFileFolder *folder = g_new0 (KtFileFolder, 1);
  folder->name = g_strdup (name);
  folder->wire_name = g_strdup (wire_name);
  folder->role = role;
  folder->paths = g_ptr_array_new_with_free_func (g_free);
  return folder;
}

static void
forget_files (KtFileFolder *folder)
{
  g_clear_pointer (&folder->files, g_array_unref);
  g_clear_pointer (&folder->names, g_string_chunk_free);
}

void
kt_file_folder_free (KtFileFolder *folder)
{
  forget_files (folder);
  g_free (folder->name);
  g_free (folder->wire_name);
  g_ptr_array_unref (folder->paths);
  g_free (folder);
}

gboolean
kt_file_fail (const char *path, GError **error)
{
  int code = errno == ENOENT || errno == ENOTDIR ? KT_ERROR_NOT_FOUND : KT_ERROR_FAILED;
  g_autofree char *shown = g_filename_display_name (path);
  g_set_error (error, KT_ERROR, code, _ ("cannot read «%s», %s"), shown, g_strerror (errno));
  return FALSE;
}

/* A symbolic link, a pipe, a directory is no letter. The time is asked for only where the name
 * does not tell it. */
static gboolean
look_at (int directory, const struct dirent *entry, KtLetterFile *file)
{
  struct stat st;
  if (entry->d_type != DT_REG && entry->d_type != DT_UNKNOWN)
    return FALSE;
  if (entry->d_type == DT_REG && file->time != 0)
    return TRUE;
  if (fstatat (directory, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (st.st_mode))
    return FALSE;
  if (file->time == 0)
    file->time = st.st_mtime;
  return TRUE;
}

static gboolean
scan_directory (const KtFileSource *source, KtFileFolder *folder, guint index, GError **error)
{
  const char *path = folder->paths->pdata[index];
  DIR *directory = opendir (path);
  if (directory == NULL)
    return kt_file_fail (path, error);
  struct dirent *entry;
  while ((errno = 0, entry = readdir (directory)) != NULL)
    {
      KtLetterFile file = { .directory = index };
      gsize length;
      if (*entry->d_name == '.' || !source->judge (entry->d_name, index, &file, &length)
          || !look_at (dirfd (directory), entry, &file))
        continue;
      file.uid = kt_id_hash (entry->d_name, length);
      file.name = g_string_chunk_insert (folder->names, entry->d_name);
      g_array_append_val (folder->files, file);
    }
  gboolean ok = errno == 0 || kt_file_fail (path, error);
  closedir (directory);
  return ok;
}

static int
by_uid (gconstpointer a, gconstpointer b)
{
  const KtLetterFile *x = a, *y = b;
  if (x->uid != y->uid)
    return x->uid < y->uid ? -1 : 1;
  return (x->directory > y->directory) - (x->directory < y->directory);
}

/* A letter that moves from new/ to cur/ while we look may be seen twice: the first stays. */
static void
remove_doubles (GArray *files)
{
  guint kept = 0;
  for (guint i = 0; i < files->len; i++)
    {
      const KtLetterFile *file = &g_array_index (files, KtLetterFile, i);
      if (kept == 0 || g_array_index (files, KtLetterFile, kept - 1).uid != file->uid)
        g_array_index (files, KtLetterFile, kept++) = *file;
    }
  g_array_set_size (files, kept);
}

static gboolean
scan (const KtFileSource *source, KtFileFolder *folder, GError **error)
{
  forget_files (folder);
  folder->files = g_array_new (FALSE, FALSE, sizeof (KtLetterFile));
  folder->names = g_string_chunk_new (64u << 10);
  for (guint i = 0; i < folder->paths->len; i++)
    if (!scan_directory (source, folder, i, error))
      {
        forget_files (folder);
        return FALSE;
      }
  g_array_sort (folder->files, by_uid);
  remove_doubles (folder->files);
  return TRUE;
}

/* Changes whenever a name in the folder's directories does; 0 while that is not sure. */
static guint64
stamp (const KtFileFolder *folder)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  for (guint i = 0; i < folder->paths->len; i++)
    {
      struct stat st;
      if (stat (folder->paths->pdata[i], &st) != 0 || st.st_mtime + SETTLED_SECONDS >= now)
        return 0;
      g_string_append_printf (seen, "%ju %jd.%09ld ", (uintmax_t)st.st_ino,
                              (intmax_t)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    }
  return kt_id_hash (seen->str, seen->len);
}

const char *
kt_file_source_greeting (KtSource *source)
{
  return ((KtFileSource *)source)->path;
}

static guint
count_files (const KtFileSource *source, const KtFileFolder *folder)
{
  guint total = 0;
  for (guint i = 0; i < folder->paths->len; i++)
    {
      DIR *directory = opendir (folder->paths->pdata[i]);
      struct dirent *entry;
      KtLetterFile file = { 0 };
      gsize length;
      while (directory != NULL && (entry = readdir (directory)) != NULL)
        total += *entry->d_name != '.' && source->judge (entry->d_name, i, &file, &length);
      if (directory != NULL)
        closedir (directory);
    }
  return total;
}

gboolean
kt_file_source_folders (KtSource *source, const KtFoldersRequest *request, const KtSourceSink *sink,
                        KtSyncMode *ret_mode, GError **error)
{
  KtFileSource *own = (KtFileSource *)source;
  for (guint i = 0; i < own->folders->len; i++)
    {
      KtFileFolder *folder = own->folders->pdata[i];
      KtSourceFolder found = { .name = folder->name,
                               .wire_name = folder->wire_name,
                               .role = folder->role,
                               .uidvalidity = 1,
                               .modseq = stamp (folder),
                               .total = count_files (own, folder) };
      if (!sink->folder (sink->data, &found, error))
        return FALSE;
    }
  return TRUE;
}

/* Names come back from outside: only those found here lead to a directory. */
static KtFileFolder *
find_folder (const KtFileSource *source, const char *wire_name, GError **error)
{
  for (guint i = 0; i < source->folders->len; i++)
    {
      KtFileFolder *folder = source->folders->pdata[i];
      if (strcmp (folder->wire_name, wire_name) == 0)
        return folder;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no folder «%s»"), wire_name);
  return NULL;
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  const KtLetterFile *x = *(const KtLetterFile *const *)a, *y = *(const KtLetterFile *const *)b;
  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  return (x->uid > y->uid) - (x->uid < y->uid);
}

static GPtrArray *
in_order (const KtFileFolder *folder)
{
  GPtrArray *order = g_ptr_array_sized_new (folder->files->len);
  for (guint i = 0; i < folder->files->len; i++)
    g_ptr_array_add (order, &g_array_index (folder->files, KtLetterFile, i));
  g_ptr_array_sort (order, by_time);
  return order;
}

gboolean
kt_file_uids_end (KtFileUids *self, GError **error)
{
  gsize n = self->n;
  self->n = 0;
  return n == 0 || self->sink->uids (self->sink->data, self->uids, n, error);
}

gboolean
kt_file_uids_add (KtFileUids *self, guint64 uid, guint32 flags, guint32 what, GError **error)
{
  self->uids[self->n++] = (KtSourceUid){ uid, flags, what };
  return self->n < KT_FILE_UIDS || kt_file_uids_end (self, error);
}

gboolean
kt_file_source_list (KtSource *source, const KtListRequest *request, const KtSourceSink *sink,
                     KtListResult *ret, GError **error)
{
  KtFileSource *own = (KtFileSource *)source;
  KtFileFolder *folder = find_folder (own, request->wire_name, error);
  if (folder == NULL)
    return FALSE;
  ret->total = KT_LISTED_UNKNOWN;
  ret->modseq = stamp (folder); /* before looking: what changes meanwhile shows next time */
  if (!scan (own, folder, error))
    return FALSE;
  g_autoptr (GPtrArray) order = in_order (folder);
  g_autofree KtFileUids *uids = g_new (KtFileUids, 1);
  uids->sink = sink;
  uids->n = 0;
  for (guint i = 0; i < order->len; i++)
    {
      const KtLetterFile *file = order->pdata[i];
      guint32 what = KT_UID_PRESENT | (file->time >= request->since ? KT_UID_WANTED : 0)
                     | (own->has_flags ? KT_UID_FLAGS : 0);
      if (!kt_file_uids_add (uids, file->uid, file->flags, what, error))
        return FALSE;
    }
  return kt_file_uids_end (uids, error);
}

static const KtLetterFile *
find_file (const KtFileFolder *folder, guint64 uid)
{
  guint low = 0, high = folder->files->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const KtLetterFile *file = &g_array_index (folder->files, KtLetterFile, middle);
      if (file->uid == uid)
        return file;
      if (file->uid < uid)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static int
open_file (const KtFileFolder *folder, guint64 uid, const KtLetterFile **ret_file)
{
  const KtLetterFile *file = find_file (folder, uid);
  *ret_file = file;
  if (file == NULL)
    return -1;
  g_autofree char *path
      = g_build_filename (folder->paths->pdata[file->directory], file->name, NULL);
  return open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

gsize
kt_file_octets (const KtFetchRequest *request)
{
  return request->octets > 0 ? MIN (request->octets, KT_SOURCE_OCTETS_MAX) : KT_SOURCE_OCTETS_MAX;
}

gboolean
kt_file_read (int fd, guint64 offset, gsize wanted, GByteArray *bytes)
{
  gsize have = 0;
  g_byte_array_set_size (bytes, (guint)wanted);
  while (have < wanted)
    {
      gssize n = pread (fd, bytes->data + have, wanted - have, (off_t)(offset + have));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      have += (gsize)n;
    }
  return TRUE;
}

static gboolean
deliver (const KtFetchRequest *request, const KtLetterFile *file, int fd, GByteArray *buffer,
         const KtSourceSink *sink, GError **error)
{
  struct stat st;
  gboolean ok
      = fstat (fd, &st) == 0 && S_ISREG (st.st_mode)
        && kt_file_read (fd, 0, MIN ((guint64)st.st_size, kt_file_octets (request)), buffer);
  close (fd);
  if (!ok)
    return TRUE;
  KtSourceItem item = { .uid = file->uid,
                        .size = st.st_size,
                        .flags = file->flags,
                        .time = file->time,
                        .partial = buffer->len < st.st_size,
                        .data = buffer->data,
                        .length = buffer->len };
  return sink->item (sink->data, &item, error);
}

gboolean
kt_file_source_fetch (KtSource *source, const KtFetchRequest *request, const KtSourceSink *sink,
                      GError **error)
{
  KtFileSource *own = (KtFileSource *)source;
  KtFileFolder *folder = find_folder (own, request->wire_name, error);
  if (folder == NULL || (folder->files == NULL && !scan (own, folder, error)))
    return FALSE;
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  gboolean looked_again = FALSE;
  for (gsize i = 0; i < request->n_uids; i++)
    {
      const KtLetterFile *file;
      int fd = open_file (folder, request->uids[i], &file);
      if (fd < 0 && !looked_again) /* renamed since: its flags changed */
        {
          looked_again = TRUE;
          if (!scan (own, folder, error))
            return FALSE;
          fd = open_file (folder, request->uids[i], &file);
        }
      if (fd >= 0 && !deliver (request, file, fd, buffer, sink, error))
        return FALSE;
    }
  return TRUE;
}

void
kt_file_source_close (KtSource *source)
{
  KtFileSource *own = (KtFileSource *)source;
  g_free (own->path);
  g_ptr_array_unref (own->folders);
  g_free (own);
}
