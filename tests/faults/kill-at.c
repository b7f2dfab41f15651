/* Preloaded into kontor by kill.sh: counts the calls that write, and at the one asked for kills
 * kontor itself, its courier or its reader (SIGKILL). KILL_COUNT=FILE  writes the number of calls
 * there at exit KILL_AT=N        the call, from 1 KILL_WHOM=self | kontor-courier | kontor-reader
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;

/* Children by name; a helper not started yet, or ended, is no child and nothing happens. */
static void
kill_child (const char *name)
{
  char path[128], comm[32] = "";
  int pid;
  snprintf (path, sizeof path, "/proc/self/task/%d/children", getpid ());
  FILE *children = fopen (path, "r");
  while (children != NULL && fscanf (children, "%d", &pid) == 1)
    {
      snprintf (path, sizeof path, "/proc/%d/comm", pid);
      FILE *file = fopen (path, "r");
      if (file != NULL && fgets (comm, sizeof comm, file) != NULL
          && strncmp (comm, name, strlen (name)) == 0)
        kill (pid, SIGKILL);
      if (file != NULL)
        fclose (file);
    }
  if (children != NULL)
    fclose (children);
}

static void
count (void)
{
  const char *at = getenv ("KILL_AT"), *whom = getenv ("KILL_WHOM");
  calls++;
  if (at == NULL || atol (at) != calls)
    return;
  if (whom == NULL || strcmp (whom, "self") == 0)
    kill (getpid (), SIGKILL);
  else
    kill_child (whom);
}

__attribute__ ((destructor)) static void
report (void)
{
  const char *path = getenv ("KILL_COUNT");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;
  if (file == NULL)
    return;
  fprintf (file, "%ld\n", calls);
  fclose (file);
}

#define COUNTED(type, name, parameters, arguments)                                                 \
  type name parameters                                                                             \
  {                                                                                                \
    static type (*real) parameters;                                                                \
    if (real == NULL)                                                                              \
      real = (type (*) parameters)dlsym (RTLD_NEXT, #name);                                        \
    count ();                                                                                      \
    return real arguments;                                                                         \
  }

COUNTED (ssize_t, write, (int fd, const void *data, size_t n), (fd, data, n))
COUNTED (ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at))
COUNTED (ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at))
COUNTED (ssize_t, send, (int fd, const void *data, size_t n, int flags), (fd, data, n, flags))
COUNTED (int, ftruncate, (int fd, off_t length), (fd, length))
COUNTED (int, ftruncate64, (int fd, off64_t length), (fd, length))
COUNTED (int, fsync, (int fd), (fd))
COUNTED (int, fdatasync, (int fd), (fd))
COUNTED (int, rename, (const char *from, const char *to), (from, to))
COUNTED (int, unlink, (const char *path), (path))
