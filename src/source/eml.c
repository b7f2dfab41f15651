#include "config.h"
#include "folder-choice.h"
#include "kontor/error.h"
#include "letter-files.h"
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <glib/gi18n.h>

/* A directory of .eml files and its direct subdirectories. */

static gboolean
judge (const char *name, guint directory, KtLetterFile *file, gsize *ret_base_length)
{
  gsize length = strlen (name);
  *ret_base_length = length;
  return length > 4 && g_ascii_strcasecmp (name + length - 4, ".eml") == 0;
}

static gboolean
holds_letters (const char *path)
{
  KtLetterFile file;
  gsize length;
  gboolean found = FALSE;
  DIR *directory = opendir (path);
  struct dirent *entry;
  while (directory != NULL && !found && (entry = readdir (directory)) != NULL)
    found = *entry->d_name != '.' && judge (entry->d_name, 0, &file, &length);
  if (directory != NULL)
    closedir (directory);
  return found;
}

static gboolean
is_own_directory (const char *path)
{
  struct stat st;
  return lstat (path, &st) == 0 && S_ISDIR (st.st_mode);
}

/* Names that are no UTF-8 are left out: they could not be asked for. */
static gboolean
find_candidates (const char *path, GPtrArray *candidates, GError **error)
{
  DIR *directory = opendir (path);
  struct dirent *entry;
  if (directory == NULL)
    return kt_file_fail (path, error);
  if (holds_letters (path))
    g_ptr_array_add (candidates, kt_folder_candidate_new ("INBOX", "."));
  while ((entry = readdir (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, entry->d_name, NULL);
      if (*entry->d_name != '.' && g_utf8_validate (entry->d_name, -1, NULL)
          && is_own_directory (child) && holds_letters (child))
        g_ptr_array_add (candidates, kt_folder_candidate_new (entry->d_name, entry->d_name));
    }
  closedir (directory);
  if (candidates->len == 0) /* a disk that is not there looks like this: better no answer */
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there are no letters (*.eml) in «%s»"),
                 path);
  return candidates->len > 0;
}

static KtSource *
eml_open (KtSourceSpec *spec, GError **error)
{
  static const char *const everything[] = { "*", NULL };
  const char *const *patterns = spec->folders != NULL && spec->folders[0] != NULL
                                    ? (const char *const *)spec->folders
                                    : everything;
  g_autoptr (GPtrArray) candidates
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_folder_candidate_free);
  if (!find_candidates (spec->path, candidates, error))
    return NULL;
  kt_folder_sort (candidates);
  kt_folder_assign_roles (candidates, spec->sent);
  if (!kt_folder_choose (candidates, patterns, error))
    return NULL;
  KtFileSource *source = g_new0 (KtFileSource, 1);
  source->source.driver = &kt_eml_driver;
  source->path = g_strdup (spec->path);
  source->judge = judge;
  source->folders = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_file_folder_free);
  for (guint i = 0; i < candidates->len; i++)
    {
      const KtFolderCandidate *c = candidates->pdata[i];
      KtFileFolder *folder = kt_file_folder_new (c->name, c->wire_name, c->role);
      g_ptr_array_add (folder->paths, strcmp (c->wire_name, ".") == 0
                                          ? g_strdup (spec->path)
                                          : g_build_filename (spec->path, c->wire_name, NULL));
      g_ptr_array_add (source->folders, folder);
    }
  return &source->source;
}

const KtSourceDriver kt_eml_driver = {
  .open = eml_open,
  .greeting = kt_file_source_greeting,
  .folders = kt_file_source_folders,
  .list = kt_file_source_list,
  .fetch = kt_file_source_fetch,
  .close = kt_file_source_close,
};
