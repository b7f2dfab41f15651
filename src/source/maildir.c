#include "config.h"
#include "folder-choice.h"
#include "kontor/error.h"
#include "kontor/utf7.h"
#include "letter-files.h"
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <glib/gi18n.h>

/* Maildir (cr.yp.to/proto/maildir.html), Maildir++ subfolders (".Sent") and plain nested ones
 * ("Clients/Brize"). A letter's UID is the hash of its name before ":2,". */

#define DEPTH_MAX 8
#define FOLDERS_MAX 10000
#define YEAR_1990 631152000
#define DAY 86400

static guint32
flags_of (const char *info)
{
  static const struct
  {
    char letter;
    guint32 flag;
  } known[] = { { 'S', KT_FLAG_SEEN },
                { 'R', KT_FLAG_ANSWERED },
                { 'F', KT_FLAG_FLAGGED },
                { 'T', KT_FLAG_DELETED },
                { 'D', KT_FLAG_DRAFT } };
  guint32 flags = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strchr (info, known[i].letter) != NULL)
      flags |= known[i].flag;
  return flags;
}

/* Names begin with the time of delivery, mostly; 0: this one does not. */
static gint64
time_of (const char *name)
{
  char *end;
  guint64 time = g_ascii_strtoull (name, &end, 10);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean plausible = end > name && *end == '.' && time > YEAR_1990 && time < (guint64)now + DAY;
  return plausible ? (gint64)time : 0;
}

static gboolean
judge (const char *name, guint directory, KtLetterFile *file, gsize *ret_base_length)
{
  const char *info = strstr (name, ":2,");
  *ret_base_length = info != NULL ? (gsize)(info - name) : strlen (name);
  file->flags = info != NULL ? flags_of (info + 3) : 0;
  file->time = time_of (name);
  return TRUE;
}

static gboolean
is_directory (const char *path, gboolean follow)
{
  struct stat st;
  return (follow ? stat (path, &st) : lstat (path, &st)) == 0 && S_ISDIR (st.st_mode);
}

static gboolean
is_maildir (const char *path)
{
  g_autofree char *cur = g_build_filename (path, "cur", NULL);
  g_autofree char *fresh = g_build_filename (path, "new", NULL);
  return is_directory (cur, TRUE) && is_directory (fresh, TRUE);
}

/* ".Clients.Brize" is Clients/Brize, in IMAP's spelling as servers write it; "" is the top. */
static char *
name_of (const char *relative)
{
  if (*relative == '\0')
    return g_strdup ("INBOX");
  g_autofree char *text = g_filename_display_name (relative);
  if (*text == '.')
    g_strdelimit (text, ".", '/');
  const char *bare = *text == '/' ? text + 1 : text;
  char *decoded = kt_utf7_decode (bare);
  return decoded != NULL ? decoded : g_strdup (bare);
}

/* Keys of found folders; escaped where the name is no UTF-8. */
static char *
wire_name_of (const char *relative)
{
  return g_utf8_validate (relative, -1, NULL) ? g_strdup (*relative != '\0' ? relative : ".")
                                              : g_strescape (relative, NULL);
}

static void
add_candidate (GPtrArray *candidates, GHashTable *paths, const char *root, const char *relative)
{
  g_autofree char *name = name_of (relative), *wire_name = wire_name_of (relative);
  g_hash_table_insert (paths, g_strdup (wire_name), g_build_filename (root, relative, NULL));
  g_ptr_array_add (candidates, kt_folder_candidate_new (name, wire_name));
}

static gboolean
is_part_of_maildir (const char *name)
{
  return strcmp (name, "cur") == 0 || strcmp (name, "new") == 0 || strcmp (name, "tmp") == 0
         || strcmp (name, ".") == 0 || strcmp (name, "..") == 0;
}

static void
find_folders (const char *root, const char *relative, guint depth, GPtrArray *candidates,
              GHashTable *paths)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  if (is_maildir (path) && candidates->len < FOLDERS_MAX)
    add_candidate (candidates, paths, root, relative);
  DIR *directory = depth < DEPTH_MAX ? opendir (path) : NULL;
  struct dirent *entry;
  while (directory != NULL && (entry = readdir (directory)) != NULL)
    {
      g_autofree char *child = *relative != '\0' ? g_build_filename (relative, entry->d_name, NULL)
                                                 : g_strdup (entry->d_name);
      g_autofree char *child_path = g_build_filename (root, child, NULL);
      gboolean hidden = *entry->d_name == '.' && !is_maildir (child_path);
      if (!is_part_of_maildir (entry->d_name) && !hidden && is_directory (child_path, FALSE))
        find_folders (root, child, depth + 1, candidates, paths);
    }
  if (directory != NULL)
    closedir (directory);
}

static KtFileFolder *
make_folder (const KtFolderCandidate *candidate, GHashTable *paths)
{
  KtFileFolder *folder
      = kt_file_folder_new (candidate->name, candidate->wire_name, candidate->role);
  const char *path = g_hash_table_lookup (paths, candidate->wire_name);
  g_ptr_array_add (folder->paths, g_build_filename (path, "cur", NULL));
  g_ptr_array_add (folder->paths, g_build_filename (path, "new", NULL));
  return folder;
}

static KtSource *
maildir_open (KtSourceSpec *spec, GError **error)
{
  g_autoptr (GPtrArray) candidates
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_folder_candidate_free);
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!is_directory (spec->path, TRUE))
    {
      errno = errno == EACCES ? EACCES : ENOENT;
      kt_file_fail (spec->path, error);
      return NULL;
    }
  find_folders (spec->path, "", 0, candidates, paths);
  if (candidates->len == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                   _ ("«%s» is no Maildir, nor is anything in it"), spec->path);
      return NULL;
    }
  kt_folder_sort (candidates);
  kt_folder_assign_roles (candidates, spec->sent);
  if (!kt_folder_choose (candidates, (const char *const *)spec->folders, error))
    return NULL;
  KtFileSource *source = g_new0 (KtFileSource, 1);
  source->source.driver = &kt_maildir_driver;
  source->path = g_strdup (spec->path);
  source->judge = judge;
  source->has_flags = TRUE;
  source->folders = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_file_folder_free);
  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (source->folders, make_folder (candidates->pdata[i], paths));
  return &source->source;
}

const KtSourceDriver kt_maildir_driver = {
  .open = maildir_open,
  .greeting = kt_file_source_greeting,
  .folders = kt_file_source_folders,
  .list = kt_file_source_list,
  .fetch = kt_file_source_fetch,
  .close = kt_file_source_close,
};
