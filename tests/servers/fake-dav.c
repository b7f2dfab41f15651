#include "config.h"
#include "fake-dav.h"
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *certificates; /* directory */

static char *
script (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "tests", "servers", name, NULL);
}

static gboolean
run (const char *const *argv)
{
  int status = 0;
  return g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

gboolean
fake_dav_begin (void)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *path = script ("certificates.sh");
  if (openssl == NULL)
    {
      g_print ("1..0 # SKIP openssl is not installed\n");
      return FALSE;
    }
  certificates = g_dir_make_tmp ("kontor-test-XXXXXX", NULL);
  g_assert_true (run ((const char *const[]){ "bash", path, certificates, NULL }));
  return TRUE;
}

void
fake_dav_end (void)
{
  g_assert_true (run ((const char *const[]){ "rm", "-rf", certificates, NULL }));
  g_clear_pointer (&certificates, g_free);
}

char *
fake_dav_ca (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);
  return g_build_filename (certificates, file, NULL);
}

FakeDav *
fake_dav_start (const char *certificate)
{
  g_autoptr (GError) error = NULL;
  FakeDav *fake = g_new0 (FakeDav, 1);
  fake->dir = g_dir_make_tmp ("kontor-test-XXXXXX", NULL);
  fake->ca = fake_dav_ca ("ca");
  g_autofree char *path = script ("fake-dav.py"), *chosen = fake_dav_ca (certificate);
  g_autofree char *owner = g_strdup_printf ("%d", (int)getpid ());
  g_autofree char *ready = g_build_filename (fake->dir, "ready", NULL), *line = NULL;
  const char *argv[] = { "python3", path, fake->dir, chosen, owner, NULL };
  g_assert_cmpint (mkfifo (ready, 0600), ==, 0);
  g_spawn_async (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                 NULL, &fake->pid, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (ready, &line, NULL, NULL));
  fake->port = (guint16)atoi (line);
  return fake;
}

char *
fake_dav_stop (FakeDav *fake)
{
  char *received = NULL;
  g_autofree char *path = g_build_filename (fake->dir, "received", NULL);
  kill (fake->pid, SIGTERM);
  waitpid (fake->pid, NULL, 0);
  if (!g_file_get_contents (path, &received, NULL, NULL))
    received = g_strdup ("");
  g_assert_true (run ((const char *const[]){ "rm", "-rf", fake->dir, NULL }));
  g_free (fake->dir);
  g_free (fake->ca);
  g_free (fake);
  return received;
}
