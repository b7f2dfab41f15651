#pragma once
#include <glib.h>

/* Files of others, where they are at hand ($KONTOR_CORPORA, else ../shared/corpora beside the
 * source tree). */
typedef void (*CorpusCheck) (const char *path, const char *bytes, gsize length);

static inline void
corpus_walk (const char *path, CorpusCheck check)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL), *bytes = NULL;
      gsize length;
      if (g_file_test (entry, G_FILE_TEST_IS_DIR))
        corpus_walk (entry, check);
      else if (g_file_get_contents (entry, &bytes, &length, NULL))
        check (entry, bytes, length);
    }
}

/* FALSE: there is none here, and the test is skipped. */
static inline gboolean
corpus_each (const char *kind, CorpusCheck check)
{
  const char *given = g_getenv ("KONTOR_CORPORA");
  g_autofree char *beside
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "shared", "corpora", NULL);
  g_autofree char *dir = g_build_filename (given != NULL ? given : beside, kind, NULL);

  if (!g_file_test (dir, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no corpora here: set KONTOR_CORPORA");
      return FALSE;
    }
  corpus_walk (dir, check);
  return TRUE;
}
