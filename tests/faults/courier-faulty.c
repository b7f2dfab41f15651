#include "config.h"
#include "../../src/courier/courier.h"
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* kontor-courier as it is, but where the name of the Sent folder asks for something forbidden: were
 * that possible, the process would abort; else the source is opened. Never installed.
 *
 * "write" tries all that changes files, in the source's directory, where there is a file "old.eml";
 * "exec" and "fork" programs and processes; "threads" what has to work all the same. */

#ifdef KT_SANITIZED
const char *__asan_default_options (void);
const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}
#endif

static void
must_fail (long result, const char *what)
{
  if (result >= 0)
    {
      g_printerr ("possible: %s\n", what);
      abort ();
    }
}

static void
write_files (const char *dir)
{
  g_autofree char *old = g_build_filename (dir, "old.eml", NULL);
  g_autofree char *fresh = g_build_filename (dir, "fresh", NULL);

  must_fail (open (old, O_WRONLY), "opening to write");
  must_fail (open (old, O_RDWR | O_APPEND), "opening to append");
  must_fail (open (fresh, O_WRONLY | O_CREAT, 0600), "making a file");
  must_fail (open (dir, O_TMPFILE | O_RDWR, 0600), "making a file without a name");
  must_fail (mkdir (fresh, 0700), "making a directory");
  must_fail (symlink (old, fresh), "making a link");
  must_fail (mknod (fresh, S_IFIFO | 0600, 0), "making a pipe");
  must_fail (rename (old, fresh), "renaming");
  must_fail (link (old, fresh), "linking");
  must_fail (unlink (old), "removing");
  must_fail (open ("/dev/tty", O_WRONLY), "writing to the terminal");
}

static void
run_program (void)
{
  char *const argv[] = { (char *)"true", NULL }, *const none[] = { NULL };
  int program = open ("/bin/true", O_RDONLY | O_CLOEXEC);

  must_fail (execv ("/bin/true", argv), "execve");
  must_fail (syscall (SYS_execveat, program, "", argv, none, 0x1000), "execveat");
}

static void
make_process (void)
{
#ifndef KT_SANITIZED
  pid_t pid = fork ();
  if (pid == 0)
    _exit (0);
  must_fail (pid, "fork");
#ifdef SYS_fork
  must_fail (syscall (SYS_fork), "the old fork");
#endif
#endif
}

static gpointer
add (gpointer data)
{
  return GINT_TO_POINTER (GPOINTER_TO_INT (data) + 1);
}

static void
start_threads (void)
{
  if (GPOINTER_TO_INT (g_thread_join (g_thread_new ("one", add, GINT_TO_POINTER (1)))) != 2)
    abort ();
}

static void
misbehave (const KtSourceSpec *spec)
{
  if (g_str_equal (spec->sent, "write"))
    write_files (spec->path);
  else if (g_str_equal (spec->sent, "exec"))
    run_program ();
  else if (g_str_equal (spec->sent, "fork"))
    make_process ();
  else if (g_str_equal (spec->sent, "threads"))
    start_threads ();
}

int
main (void)
{
  return kt_courier_main (misbehave);
}
