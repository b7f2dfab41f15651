#include "config.h"
#include "folder-choice.h"
#include "letter-files.h"
#include "mbox-scan.h"
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

/* mbox: one file, or a tree of them as mutt ("Mail/clients/brize") and Thunderbird ("Inbox",
 * "Inbox.sbd/Clients") have. Files are only read, and not locked: a letter that is just being
 * written is left to the next time.
 *
 * What is told as UIDNEXT is where a file ended and a checksum of what stood around: where that is
 * still so, what was added behind it is all that is new. Thunderbird writes flags into the middle
 * of its files, so that they are always read whole. */

#define DEPTH_MAX 8
#define FOLDERS_MAX 10000
#define SETTLED_SECONDS 2 /* a file changed more recently may change again unseen */
#define WRITING_SECONDS 60
#define SIZE_BITS 40
#define SUM_BITS 23
#define LOOK 1024 /* octets at the front and before the end that the checksum is of */

typedef struct
{
  char *name, *wire_name, *path;
  const char *role;
  GArray *letters;    /* KtMboxLetter; NULL: not looked at yet */
  GHashTable *by_uid; /* guint64 of a letter → that letter */
  guint finished;     /* of the letters: one behind them is being written, and not wanted yet */
  struct stat seen;   /* the file, when it was */
} Folder;

typedef struct
{
  KtSource source;
  char *path;
  GPtrArray *folders; /* Folder */
} Mbox;

static void
forget_letters (Folder *folder)
{
  g_clear_pointer (&folder->by_uid, g_hash_table_unref);
  g_clear_pointer (&folder->letters, g_array_unref);
}

static void
folder_free (gpointer data)
{
  Folder *folder = data;
  forget_letters (folder);
  g_free (folder->name);
  g_free (folder->wire_name);
  g_free (folder->path);
  g_free (folder);
}

/* --- files --- */

static int
open_file (const char *path, struct stat *ret_status, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd >= 0 && fstat (fd, ret_status) == 0 && S_ISREG (ret_status->st_mode))
    return fd;
  if (fd >= 0)
    {
      close (fd);
      errno = EISDIR;
    }
  kt_file_fail (path, error);
  return -1;
}

/* Changes whenever the file does; 0 while that is not sure. */
static guint64
stamp (const struct stat *status)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  if (status->st_mtime + SETTLED_SECONDS >= now)
    return 0;
  g_autofree char *seen
      = g_strdup_printf ("%ju %ju %jd.%09ld", (uintmax_t)status->st_ino, (uintmax_t)status->st_size,
                         (intmax_t)status->st_mtim.tv_sec, status->st_mtim.tv_nsec);
  return (guint64)kt_id_hash (seen, strlen (seen));
}

/* A letter at the end without its empty line, in a file that changed just now: somebody is writing
 * it. */
static gboolean
is_unfinished (int fd, const struct stat *status)
{
  char tail[4] = "";
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  off_t part = MIN (status->st_size, 4);
  if (part == 0 || status->st_mtime + WRITING_SECONDS < now
      || pread (fd, tail, (size_t)part, status->st_size - part) != part)
    return FALSE;
  return part < 4 || (memcmp (tail + 2, "\n\n", 2) != 0 && memcmp (tail, "\r\n\r\n", 4) != 0);
}

/* The end of a file, for the next time; 0: whatever is added, it has to be read whole. */
static guint64
mark_end (int fd, guint64 end)
{
  guint8 data[2 * LOOK];
  gsize part = MIN (end, LOOK);
  if (end == 0 || end >> SIZE_BITS != 0 || pread (fd, data, part, 0) != (gssize)part
      || pread (fd, data + part, part, (off_t)(end - part)) != (gssize)part
      || g_strstr_len ((char *)data, (gssize)part, "\nX-Mozilla-Status:") != NULL)
    return 0;
  guint64 sum = (guint64)kt_id_hash (data, 2 * part) & ((G_GUINT64_CONSTANT (1) << SUM_BITS) - 1);
  return sum << SIZE_BITS | end;
}

/* Where to begin reading; 0: at the front. */
static guint64
read_from (int fd, guint64 mark, guint64 size)
{
  guint64 end = mark & ((G_GUINT64_CONSTANT (1) << SIZE_BITS) - 1);
  gboolean added = mark >> SIZE_BITS != 0 && end < size && mark_end (fd, end) == mark
                   && kt_mbox_begins (fd, end);
  return added ? end : 0;
}

static guint
count_finished (const GArray *letters, guint64 size)
{
  if (letters->len == 0)
    return 0;
  const KtMboxLetter *last = &g_array_index (letters, KtMboxLetter, letters->len - 1);
  return last->offset + last->length >= size ? letters->len - 1 : letters->len;
}

static gboolean
scan (Folder *folder, guint64 mark, guint64 *ret_from, GError **error)
{
  struct stat status;
  int fd = open_file (folder->path, &status, error);
  if (fd < 0)
    return FALSE;
  forget_letters (folder);
  folder->seen = status;
  folder->letters = g_array_new (FALSE, FALSE, sizeof (KtMboxLetter));
  folder->by_uid = g_hash_table_new (g_int64_hash, g_int64_equal);
  *ret_from = read_from (fd, mark, (guint64)status.st_size);
  gboolean ok = kt_mbox_scan (fd, *ret_from, folder->letters);
  folder->finished = folder->letters->len;
  if (ok && is_unfinished (fd, &status))
    folder->finished = count_finished (folder->letters, (guint64)status.st_size);
  if (!ok)
    {
      kt_file_fail (folder->path, error);
      forget_letters (folder);
    }
  close (fd);
  for (guint i = 0; ok && i < folder->letters->len; i++)
    {
      KtMboxLetter *letter = &g_array_index (folder->letters, KtMboxLetter, i);
      if (letter->time == 0)
        letter->time = status.st_mtime;
      if (!g_hash_table_contains (folder->by_uid, &letter->uid))
        g_hash_table_insert (folder->by_uid, &letter->uid, letter);
    }
  return ok;
}

/* --- folders --- */

typedef enum
{
  OTHER,
  MBOX,
  DIRECTORY,
  UNREADABLE
} Found;

static Found
what_is_open (int fd, const char *name)
{
  struct stat status;
  char first;
  if (fstat (fd, &status) != 0 || (S_ISREG (status.st_mode) && pread (fd, &first, 1, 0) < 0))
    return UNREADABLE;
  if (!S_ISREG (status.st_mode))
    return S_ISDIR (status.st_mode) ? DIRECTORY : OTHER;
  gboolean is_mbox = status.st_size == 0 ? strchr (name, '.') == NULL : kt_mbox_begins (fd, 0);
  return is_mbox ? MBOX : OTHER;
}

/* Links are not followed, sockets cannot be opened. UNREADABLE: error. */
static Found
what_is (const char *path, const char *name, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
  if (fd < 0 && (errno == ENOENT || errno == ELOOP || errno == ENXIO))
    return OTHER;
  Found found = fd >= 0 ? what_is_open (fd, name) : UNREADABLE;
  if (found == UNREADABLE)
    kt_file_fail (path, error);
  if (fd >= 0)
    close (fd);
  return found;
}

/* "Inbox.sbd/Clients.mbox" is Inbox/Clients. */
static char *
name_of (const char *relative)
{
  g_auto (GStrv) levels = g_strsplit (relative, "/", -1);
  for (guint i = 0; levels[i] != NULL; i++)
    if (g_str_has_suffix (levels[i], levels[i + 1] != NULL ? ".sbd" : ".mbox"))
      *strrchr (levels[i], '.') = '\0';
  return g_strjoinv ("/", levels);
}

static gboolean find_folders (const char *root, const char *relative, guint depth,
                              GPtrArray *candidates, GError **error);

static gboolean
look_at (const char *root, const char *relative, const char *entry, guint depth,
         GPtrArray *candidates, GError **error)
{
  g_autofree char *child
      = *relative != '\0' ? g_build_filename (relative, entry, NULL) : g_strdup (entry);
  g_autofree char *path = g_build_filename (root, child, NULL);
  Found found = what_is (path, entry, error);
  if (found == DIRECTORY && depth + 1 < DEPTH_MAX)
    return find_folders (root, child, depth + 1, candidates, error);
  g_autofree char *name = found == MBOX ? name_of (child) : NULL;
  if (name != NULL && candidates->len < FOLDERS_MAX)
    g_ptr_array_add (candidates, kt_folder_candidate_new (name, child));
  return found != UNREADABLE;
}

/* Names that are no UTF-8 are left out: they could not be asked for. What cannot be read must not
 * pass for folders that are gone. */
static gboolean
find_folders (const char *root, const char *relative, guint depth, GPtrArray *candidates,
              GError **error)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  DIR *directory = opendir (path);
  struct dirent *entry;
  gboolean ok = TRUE;
  if (directory == NULL)
    return errno == ENOENT || kt_file_fail (path, error);
  while (ok && (errno = 0, entry = readdir (directory)) != NULL)
    if (*entry->d_name != '.' && g_utf8_validate (entry->d_name, -1, NULL))
      ok = look_at (root, relative, entry->d_name, depth, candidates, error);
  ok = ok && (errno == 0 || kt_file_fail (path, error));
  closedir (directory);
  return ok;
}

/* A directory that is not there, or a disk, looks empty: better no answer. */
static gboolean
find_candidates (const char *path, GPtrArray *candidates, GError **error)
{
  struct stat status;
  if (stat (path, &status) != 0)
    return kt_file_fail (path, error);
  if (S_ISDIR (status.st_mode) && !find_folders (path, "", 0, candidates, error))
    return FALSE;
  if (!S_ISDIR (status.st_mode))
    {
      int fd = open_file (path, &status, error);
      if (fd < 0)
        return FALSE;
      if (status.st_size == 0 || kt_mbox_begins (fd, 0))
        g_ptr_array_add (candidates, kt_folder_candidate_new ("INBOX", "."));
      close (fd);
    }
  if (candidates->len == 0)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("«%s» is no mbox, nor is anything in it"),
                 path);
  return candidates->len > 0;
}

/* Without an inbox there is nothing special about any of them. */
static const char *const *
wanted_patterns (char *const *folders, const GPtrArray *candidates)
{
  static const char *const everything[] = { "*", NULL };
  if (folders != NULL && folders[0] != NULL)
    return (const char *const *)folders;
  for (guint i = 0; i < candidates->len; i++)
    if (g_str_equal (((const KtFolderCandidate *)candidates->pdata[i])->role, "inbox"))
      return NULL;
  return everything;
}

static void
mbox_close (KtSource *source)
{
  Mbox *self = (Mbox *)source;
  g_ptr_array_unref (self->folders);
  g_free (self->path);
  g_free (self);
}

static KtSource *
mbox_open (KtSourceSpec *spec, GError **error)
{
  g_autoptr (GPtrArray) candidates
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_folder_candidate_free);
  if (!find_candidates (spec->path, candidates, error))
    return NULL;
  kt_folder_sort (candidates);
  kt_folder_assign_roles (candidates, spec->sent);
  if (!kt_folder_choose (candidates, wanted_patterns (spec->folders, candidates), error))
    return NULL;
  Mbox *self = g_new0 (Mbox, 1);
  self->source.driver = &kt_mbox_driver;
  self->path = g_strdup (spec->path);
  self->folders = g_ptr_array_new_with_free_func (folder_free);
  for (guint i = 0; i < candidates->len; i++)
    {
      const KtFolderCandidate *c = candidates->pdata[i];
      Folder *folder = g_new0 (Folder, 1);
      folder->name = g_strdup (c->name);
      folder->wire_name = g_strdup (c->wire_name);
      folder->role = c->role;
      folder->path = g_str_equal (c->wire_name, ".")
                         ? g_strdup (spec->path)
                         : g_build_filename (spec->path, c->wire_name, NULL);
      g_ptr_array_add (self->folders, folder);
    }
  return &self->source;
}

static const char *
mbox_greeting (KtSource *source)
{
  return ((Mbox *)source)->path;
}

static gboolean
mbox_folders (KtSource *source, const KtFoldersRequest *request, const KtSourceSink *sink,
              KtSyncMode *ret_mode, GError **error)
{
  Mbox *self = (Mbox *)source;
  for (guint i = 0; i < self->folders->len; i++)
    {
      struct stat status;
      const Folder *folder = self->folders->pdata[i];
      int fd = open_file (folder->path, &status, error);
      if (fd < 0)
        return FALSE;
      KtSourceFolder found = {
        .name = folder->name, .wire_name = folder->wire_name, .role = folder->role, .uidvalidity = 1
      };
      if (!is_unfinished (fd, &status))
        {
          found.uidnext = mark_end (fd, (guint64)status.st_size);
          found.modseq = stamp (&status);
        }
      close (fd);
      if (!sink->folder (sink->data, &found, error))
        return FALSE;
    }
  return TRUE;
}

static Folder *
find_folder (const Mbox *self, const char *wire_name, GError **error)
{
  for (guint i = 0; i < self->folders->len; i++)
    if (g_str_equal (((Folder *)self->folders->pdata[i])->wire_name, wire_name))
      return self->folders->pdata[i];
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no folder «%s»"), wire_name);
  return NULL;
}

static gboolean
mbox_list (KtSource *source, const KtListRequest *request, const KtSourceSink *sink,
           KtListResult *ret, GError **error)
{
  guint64 from;
  Folder *folder = find_folder ((Mbox *)source, request->wire_name, error);
  if (folder == NULL || !scan (folder, request->first, &from, error))
    return FALSE;
  *ret = (KtListResult){ .modseq = from > 0 ? KT_LIST_ADDED : 0, .total = KT_LISTED_UNKNOWN };
  g_autofree KtFileUids *uids = g_new (KtFileUids, 1);
  uids->sink = sink;
  uids->n = 0;
  for (guint i = 0; i < folder->letters->len; i++)
    {
      const KtMboxLetter *letter = &g_array_index (folder->letters, KtMboxLetter, i);
      gboolean wanted = i < folder->finished && letter->time >= request->since;
      guint32 what = KT_UID_PRESENT | KT_UID_FLAGS | (wanted ? KT_UID_WANTED : 0);
      if (g_hash_table_lookup (folder->by_uid, &letter->uid) == letter
          && !kt_file_uids_add (uids, letter->uid, letter->flags, what, error))
        return FALSE;
    }
  return kt_file_uids_end (uids, error);
}

/* --- letters --- */

/* Of what was read the places may not be right any more. */
static gboolean
check_places (Folder *folder, GError **error)
{
  struct stat status;
  guint64 from;
  gboolean same = folder->letters != NULL && stat (folder->path, &status) == 0
                  && status.st_ino == folder->seen.st_ino && status.st_size == folder->seen.st_size
                  && status.st_mtim.tv_sec == folder->seen.st_mtim.tv_sec
                  && status.st_mtim.tv_nsec == folder->seen.st_mtim.tv_nsec;
  return same || scan (folder, 0, &from, error);
}

static gboolean
deliver (int fd, const KtMboxLetter *letter, gsize octets, GByteArray *bytes,
         const KtSourceSink *sink, GError **error)
{
  if (!kt_file_read (fd, letter->offset, MIN (letter->length, octets), bytes))
    return TRUE; /* it has just gone */
  kt_mbox_unescape (bytes);
  KtSourceItem item = { .uid = letter->uid,
                        .size = letter->length,
                        .flags = letter->flags,
                        .time = letter->time,
                        .partial = letter->length > octets,
                        .data = bytes->data,
                        .length = bytes->len };
  return sink->item (sink->data, &item, error);
}

static gboolean
mbox_fetch (KtSource *source, const KtFetchRequest *request, const KtSourceSink *sink,
            GError **error)
{
  struct stat status;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize octets = kt_file_octets (request);
  Folder *folder = find_folder ((Mbox *)source, request->wire_name, error);
  if (folder == NULL || !check_places (folder, error))
    return FALSE;
  int fd = open_file (folder->path, &status, error);
  gboolean ok = fd >= 0;
  for (gsize i = 0; ok && i < request->n_uids; i++)
    {
      const KtMboxLetter *letter = g_hash_table_lookup (folder->by_uid, &request->uids[i]);
      ok = letter == NULL || deliver (fd, letter, octets, bytes, sink, error);
    }
  if (fd >= 0)
    close (fd);
  return ok;
}

const KtSourceDriver kt_mbox_driver = {
  .open = mbox_open,
  .greeting = mbox_greeting,
  .folders = mbox_folders,
  .list = mbox_list,
  .fetch = mbox_fetch,
  .close = mbox_close,
};
