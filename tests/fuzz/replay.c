#include "config.h"
#include <glib.h>

/* Runs a fuzz target over the committed corpus of its name: what a fuzzer once found stays found.
 * argv[0] is …/replay-NAME; the corpus is tests/fuzz/corpus/NAME. Further arguments are files. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
replay (const char *path, int number)
{
  g_autofree char *data = NULL, *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &error))
    g_error ("%s", error->message);
  LLVMFuzzerTestOneInput ((const guint8 *)data, length);
  g_print ("ok %d - %s\n", number, name);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *)a, *(char *const *)b);
}

int
main (int argc, char **argv)
{
  g_autofree char *program = g_path_get_basename (argv[0]);
  const char *name = g_str_has_prefix (program, "replay-") ? program + 7 : program;
  g_autofree char *dir
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "tests/fuzz/corpus", name, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) entries = argc > 1 ? NULL : g_dir_open (dir, 0, NULL);
  const char *entry;

  for (int i = 1; i < argc; i++)
    g_ptr_array_add (paths, g_strdup (argv[i]));
  while (entries != NULL && (entry = g_dir_read_name (entries)) != NULL)
    g_ptr_array_add (paths, g_build_filename (dir, entry, NULL));
  g_ptr_array_sort (paths, compare);
  for (guint i = 0; i < paths->len; i++)
    replay (g_ptr_array_index (paths, i), (int)i + 1);
  g_print ("1..%u\n", paths->len);
  return paths->len > 0 ? 0 : 1;
}
