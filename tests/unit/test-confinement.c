/* What a courier gave up stays given up. Each check in a child: there is no way back. */
#include "config.h"
#include "../../src/courier/confinement.h"
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
is_denied (long result)
{
  return result == -1 && (errno == EACCES || errno == EPERM);
}

static void
test_no_writing (void)
{
  g_autofree char *directory = g_dir_make_tmp ("kontor-test-XXXXXX", NULL);
  g_autofree char *old = g_build_filename (directory, "old", NULL);
  g_autofree char *fresh = g_build_filename (directory, "fresh", NULL);
  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  pid_t pid = fork ();
  if (pid == 0)
    {
      char *const argv[] = { (char *)"true", NULL };
      g_free (kt_courier_confine ());
      g_autofree char *active = kt_courier_confine_files (NULL);
      if (strstr (active, "landlock") == NULL)
        _exit (77);
      gboolean ok = is_denied (open (old, O_WRONLY))
                    && is_denied (open (fresh, O_CREAT | O_WRONLY, 0600))
                    && is_denied (mkdir (fresh, 0700)) && is_denied (unlink (old))
                    && is_denied (rename (old, fresh)) && is_denied (symlink (old, fresh))
                    && is_denied (execv ("/bin/true", argv)) && open (old, O_RDONLY) >= 0;
      _exit (ok ? 0 : 1);
    }
  int status;
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  unlink (old);
  rmdir (directory);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("this kernel has no Landlock");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* Below the one directory only: files there, nothing beside it, no directories. */
static void
test_writing_below (void)
{
  g_autofree char *directory = g_dir_make_tmp ("kontor-test-XXXXXX", NULL);
  g_autofree char *vdir = g_build_filename (directory, "vdir", NULL);
  g_autofree char *inside = g_build_filename (vdir, "inside", NULL);
  g_autofree char *moved = g_build_filename (vdir, "moved", NULL);
  g_autofree char *made = g_build_filename (vdir, "made", NULL);
  g_autofree char *outside = g_build_filename (directory, "outside", NULL);
  g_assert_cmpint (mkdir (vdir, 0700), ==, 0);
  pid_t pid = fork ();
  if (pid == 0)
    {
      g_free (kt_courier_confine ());
      g_autofree char *active = kt_courier_confine_files (vdir);
      if (strstr (active, "landlock") == NULL)
        _exit (77);
      int fd = open (inside, O_CREAT | O_EXCL | O_WRONLY, 0600);
      gboolean ok = fd >= 0 && write (fd, "x", 1) == 1 && rename (inside, moved) == 0
                    && unlink (moved) == 0 && is_denied (mkdir (made, 0700))
                    && is_denied (symlink ("/", made))
                    && is_denied (open (outside, O_CREAT | O_WRONLY, 0600));
      _exit (ok ? 0 : 1);
    }
  int status;
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  rmdir (vdir);
  rmdir (directory);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("this kernel has no Landlock");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_no_core (void)
{
  pid_t pid = fork ();
  if (pid == 0)
    {
      struct rlimit core;
      g_autofree char *active = kt_courier_confine ();
      gboolean ok = prctl (PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1
                    && getrlimit (RLIMIT_CORE, &core) == 0 && core.rlim_max == 0;
#ifndef KT_SANITIZED
      ok = ok && prctl (PR_GET_DUMPABLE) == 0;
#endif
      _exit (ok && strstr (active, "no-new-privs, no-core, no-exec") != NULL ? 0 : 1);
    }
  int status;
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/confinement/no-writing", test_no_writing);
  g_test_add_func ("/confinement/writing-below", test_writing_below);
  g_test_add_func ("/confinement/no-core", test_no_core);
  return g_test_run ();
}
