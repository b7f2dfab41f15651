#include "config.h"
#include "kontor/paths.h"
#include "kontor/error.h"
#include "kontor/helper-dir.h"
#include "kontor/id.h"
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER "kontor-build-tree"

/* Terminals' lists of an office kept elsewhere must not mix with those of the usual one. */
static char *
state_dir (const char *data)
{
  const char *home = g_get_user_state_dir ();
  if (data == NULL)
    return g_build_filename (home, "kontor", NULL);
  char ref[KT_REF_LENGTH + 1];
  kt_ref_full (kt_id_hash (data, strlen (data)), ref);
  g_autofree char *name = g_strconcat ("at-", ref, NULL);
  return g_build_filename (home, "kontor", name, NULL);
}

void
kt_paths_init (KtPaths *paths, const char *config, const char *data)
{
  g_autofree char *elsewhere = data != NULL ? g_canonicalize_filename (data, NULL) : NULL;

  paths->config = config != NULL
                      ? g_canonicalize_filename (config, NULL)
                      : g_build_filename (g_get_user_config_dir (), "kontor", "config", NULL);
  paths->data = elsewhere != NULL ? g_strdup (elsewhere)
                                  : g_build_filename (g_get_user_data_dir (), "kontor", NULL);
  paths->state = state_dir (elsewhere);
  paths->book = g_build_filename (paths->data, "book.db", NULL);
  paths->mirror = g_build_filename (paths->data, "mirror.db", NULL);
  paths->lock = g_build_filename (paths->data, "lock", NULL);
}

void
kt_paths_clear (KtPaths *paths)
{
  g_free (paths->config);
  g_free (paths->data);
  g_free (paths->state);
  g_free (paths->book);
  g_free (paths->mirror);
  g_free (paths->lock);
  *paths = (KtPaths){ 0 };
}

/* The marker counts only if the binary's owner put it there: a binary installed below a directory
 * that everybody may write must not be led to somebody else's helpers. */
static gboolean
has_marker (const char *dir)
{
  g_autofree char *marker = g_build_filename (dir, MARKER, NULL);
  struct stat mark, self;
  return lstat (marker, &mark) == 0 && stat ("/proc/self/exe", &self) == 0 && S_ISREG (mark.st_mode)
         && mark.st_uid == self.st_uid;
}

/* The root of the build tree that dir lies in: itself, or the directory of tests/ for test
 * programs (tests/unit/test-x). NULL: not a build tree. */
static char *
find_build_tree (const char *dir)
{
  if (has_marker (dir))
    return g_strdup (dir);
  g_autofree char *at = g_strdup (dir);
  for (int level = 0; level < 3; level++)
    {
      g_autofree char *name = g_path_get_basename (at);
      char *parent = g_path_get_dirname (at);
      g_free (at);
      at = parent;
      if (g_str_equal (name, "tests"))
        return has_marker (at) ? g_steal_pointer (&at) : NULL;
    }
  return NULL;
}

char *
kt_paths_find_helper (const char *name, GError **error)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", error);
  if (self == NULL)
    return NULL;
  g_autofree char *dir = g_path_get_dirname (self);
  g_autofree char *tree = find_build_tree (dir);
  g_autofree char *joined = tree != NULL ? g_build_filename (tree, name, NULL)
                                         : g_build_filename (dir, KT_HELPER_DIR, name, NULL);
  g_autofree char *helper = g_canonicalize_filename (joined, NULL);
  if (access (helper, R_OK | X_OK) == 0)
    return g_steal_pointer (&helper);

  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot find «%s»"), helper);
  kt_error_hint (error, _ ("kontor is installed in part only, install it again"));
  return NULL;
}
