#include "config.h"
#include "kontor/error.h"
#include "letter-files.h"
#include "vdir.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define BATCH 500

static gboolean
fail (const KtVdir *self, GError **error)
{
  return kt_file_fail (self->path, error);
}

static KtPlace *
vdir_open (KtSourceSpec *spec, GError **error)
{
  int root = open (spec->path, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
  if (root < 0)
    {
      kt_file_fail (spec->path, error);
      return NULL;
    }
  KtVdir *self = g_new0 (KtVdir, 1);
  self->place.driver = &kt_vdir_driver;
  self->path = g_strdup (spec->path);
  self->greeting = g_strdup (spec->path);
  self->suffix = spec->kind == KT_SOURCE_VDIR_CARDS ? ".vcf" : ".ics";
  self->root = root;
  self->write = spec->write;
  return &self->place;
}

static void
vdir_close (KtPlace *place)
{
  KtVdir *self = (KtVdir *)place;
  close (self->root);
  g_free (self->path);
  g_free (self->greeting);
  g_free (self);
}

static const char *
vdir_greeting (KtPlace *place)
{
  return ((KtVdir *)place)->greeting;
}

/* A directory to read, from its descriptor, which stays the caller's. */
static DIR *
read_directory (int fd)
{
  int copy = openat (fd, ".", O_RDONLY | O_CLOEXEC | O_DIRECTORY);
  DIR *directory = copy >= 0 ? fdopendir (copy) : NULL;
  if (directory == NULL && copy >= 0)
    close (copy);
  return directory;
}

/* --- collections --- */

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Names of its own directories; *ret_holds: it has resources itself. */
static GPtrArray *
look_round (const KtVdir *self, gboolean *ret_holds, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  DIR *directory = read_directory (self->root);
  const struct dirent *entry;
  *ret_holds = FALSE;
  if (directory == NULL)
    {
      fail (self, error);
      return NULL;
    }
  while ((errno = 0, entry = readdir (directory)) != NULL)
    {
      struct stat status;
      if (*entry->d_name == '.'
          || fstatat (self->root, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        continue;
      if (S_ISDIR (status.st_mode))
        g_ptr_array_add (names, g_strdup (entry->d_name));
      else if (kt_vdir_is_resource (self, entry->d_name))
        *ret_holds = TRUE;
    }
  gboolean ok = errno == 0 || fail (self, error);
  closedir (directory);
  g_ptr_array_sort (names, by_text);
  return ok ? g_steal_pointer (&names) : NULL;
}

static gboolean
tell_collection (const KtVdir *self, const char *directory, const char *name,
                 const KtCollectionSink *sink, GError **error)
{
  g_autofree char *part = kt_vdir_href ("/", directory);
  g_autofree char *href = *directory != '\0' ? g_strconcat (part, "/", NULL) : g_strdup ("/");
  g_autofree char *shown = g_filename_display_name (name);
  const KtCollection collection
      = { .href = href,
          .name = shown,
          .writable
          = self->write
            && faccessat (self->root, *directory != '\0' ? directory : ".", W_OK, 0) == 0 };
  return sink->collection (sink->data, &collection, error);
}

/* A directory with files in it is one collection; else each of its directories is, also an empty
 * one; else it is one that is empty yet. */
static gboolean
vdir_collections (KtPlace *place, const KtCollectionSink *sink, GError **error)
{
  const KtVdir *self = (KtVdir *)place;
  gboolean holds;
  g_autofree char *own = g_path_get_basename (self->path);
  g_autoptr (GPtrArray) names = look_round (self, &holds, error);
  if (names == NULL)
    return FALSE;
  if (holds || names->len == 0)
    return tell_collection (self, "", own, sink, error);
  for (guint i = 0; i < names->len; i++)
    if (!tell_collection (self, names->pdata[i], names->pdata[i], sink, error))
      return FALSE;
  return TRUE;
}

/* --- changes --- */

typedef struct
{
  char *name;
  struct stat status;
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *)data)->name);
}

static int
by_entry_name (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *)a)->name, ((const Entry *)b)->name);
}

static gboolean
add_entry (const KtVdir *self, GArray *entries, const char *name, int directory, GError **error)
{
  Entry entry = { 0 };
  if (fstatat (directory, name, &entry.status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT || fail (self, error); /* it went a moment ago */
  if (S_ISDIR (entry.status.st_mode))
    return TRUE;
  if (entries->len == KT_COLLECTION_RESOURCES_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("«%s» holds more than %u entries"),
                   self->path, KT_COLLECTION_RESOURCES_MAX);
      return FALSE;
    }
  entry.name = g_strdup (name);
  g_array_append_val (entries, entry);
  return TRUE;
}

/* All resources of a directory by name, and the stamp of all of them. */
static GArray *
list_entries (const KtVdir *self, int fd, char **ret_stamp, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (entries, entry_clear);
  DIR *directory = read_directory (fd);
  const struct dirent *entry;
  gboolean ok = directory != NULL || fail (self, error);
  while (ok && (errno = 0, entry = readdir (directory)) != NULL)
    if (kt_vdir_is_resource (self, entry->d_name))
      ok = add_entry (self, entries, entry->d_name, fd, error);
  ok = ok && (errno == 0 || fail (self, error));
  if (directory != NULL)
    closedir (directory);
  if (!ok)
    return NULL;
  g_array_sort (entries, by_entry_name);
  KtFileStamp stamp;
  kt_file_stamp_init (&stamp);
  for (guint i = 0; i < entries->len; i++)
    kt_file_stamp_add (&stamp, g_array_index (entries, Entry, i).name,
                       &g_array_index (entries, Entry, i).status);
  *ret_stamp = kt_file_stamp_end (&stamp);
  return g_steal_pointer (&entries);
}

/* One that cannot be read is listed all the same: what is listed is there. */
static char *
etag_of (int fd, const char *name, gboolean *ret_gone)
{
  g_autofree char *problem = NULL;
  g_autoptr (GByteArray) bytes
      = kt_place_file_read (fd, name, KT_COLLECTION_TEXT_MAX, &problem, ret_gone);
  return bytes != NULL ? kt_place_file_etag (bytes) : g_strdup ("");
}

static gboolean
tell_batch (const char *collection, int fd, const Entry *entries, guint n,
            const KtCollectionSink *sink, GError **error)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) resources = g_array_new (FALSE, FALSE, sizeof (KtResource));
  for (guint i = 0; i < n; i++)
    {
      gboolean gone;
      char *href = kt_vdir_href (collection, entries[i].name);
      char *etag = etag_of (fd, entries[i].name, &gone);
      g_ptr_array_add (strings, href);
      g_ptr_array_add (strings, etag);
      const KtResource resource = { .href = href, .etag = etag };
      if (!gone)
        g_array_append_val (resources, resource);
    }
  return resources->len == 0
         || sink->resources (sink->data, (const KtResource *)resources->data, resources->len,
                             error);
}

static gboolean
vdir_changes (KtPlace *place, const char *collection, const char *state,
              const KtCollectionSink *sink, char **ret_state, gboolean *ret_whole, GError **error)
{
  const KtVdir *self = (KtVdir *)place;
  g_autofree char *stamp = NULL;
  int fd = kt_vdir_open_collection (self, collection, error);
  if (fd < 0)
    return FALSE;
  g_autoptr (GArray) entries = list_entries (self, fd, &stamp, error);
  gboolean ok = entries != NULL;
  *ret_whole = ok && (*stamp == '\0' || strcmp (stamp, state) != 0);
  for (guint i = 0; *ret_whole && ok && i < entries->len; i += BATCH)
    ok = tell_batch (collection, fd, &g_array_index (entries, Entry, i),
                     MIN (BATCH, entries->len - i), sink, error);
  close (fd);
  if (ok)
    *ret_state = g_steal_pointer (&stamp);
  return ok;
}

/* --- texts --- */

static gboolean
tell_text (const KtVdir *self, int fd, const char *collection, const char *href,
           const KtCollectionSink *sink, GError **error)
{
  KtResourceText text = { .href = href, .etag = "" };
  gboolean gone;
  g_autofree char *problem = NULL, *etag = NULL;
  g_autofree char *name = kt_vdir_name (self, collection, href);
  g_autoptr (GByteArray) bytes = NULL;
  if (name == NULL)
    problem = g_strdup (_ ("it is not there any more"));
  else
    bytes = kt_place_file_read (fd, name, KT_COLLECTION_TEXT_MAX, &problem, &gone);
  if (bytes != NULL)
    {
      text.etag = etag = kt_place_file_etag (bytes);
      text.data = bytes->data;
      text.length = bytes->len;
    }
  text.problem = problem;
  return sink->text (sink->data, &text, error);
}

static gboolean
vdir_get (KtPlace *place, const char *collection, const char *const *hrefs,
          const KtCollectionSink *sink, GError **error)
{
  gboolean ok = TRUE;
  int fd = kt_vdir_open_collection ((KtVdir *)place, collection, error);
  if (fd < 0)
    return FALSE;
  for (; ok && *hrefs != NULL; hrefs++)
    ok = tell_text ((KtVdir *)place, fd, collection, *hrefs, sink, error);
  close (fd);
  return ok;
}

const KtPlaceDriver kt_vdir_driver = {
  .open = vdir_open,
  .greeting = vdir_greeting,
  .collections = vdir_collections,
  .changes = vdir_changes,
  .get = vdir_get,
  .put = kt_vdir_put,
  .remove = kt_vdir_remove,
  .close = vdir_close,
};
