/* Preloaded into kontor by the tests of faults: counts the calls that write. At the one asked for
 * it kills kontor itself, its courier or its reader (SIGKILL), or lets the call fail.
 *
 * KILL_COUNT=FILE  writes there at exit how many calls there were, and how many of those that can
 *                  fail: on files; then a line of those, 1 for each that needs room and 0
 * KILL_AT=N        the call, from 1
 * KILL_WHOM=self | kontor-courier | kontor-reader
 * FAIL_AT=N        the call of those that can fail, from 1
 * FAIL_WITH=ENOSPC | EIO   the first: what needs room, from that call on; the second: this one call
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define KNOWN 65536
static long calls, failable;
static char room[KNOWN + 1]; /* of those that can fail: '1' for each that needs some */

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

/* What errno says of this call on a file; 0: it may do its work. */
static int
failure (int fd, int takes_room)
{
  const char *at = getenv ("FAIL_AT"), *with = getenv ("FAIL_WITH");
  struct stat status;
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return 0;
  if (failable < KNOWN)
    room[failable] = takes_room ? '1' : '0';
  failable++;
  if (at == NULL || with == NULL)
    return 0;
  if (strcmp (with, "ENOSPC") == 0)
    return takes_room && failable >= atol (at) ? ENOSPC : 0;
  return failable == atol (at) ? EIO : 0;
}

__attribute__ ((destructor)) static void
report (void)
{
  const char *path = getenv ("KILL_COUNT");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;
  if (file == NULL)
    return;
  fprintf (file, "%ld %ld\n%s\n", calls, failable, room);
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

/* takes_room: a disk that is full has none for it */
#define FALLIBLE(type, name, parameters, arguments, takes_room)                                    \
  type name parameters                                                                             \
  {                                                                                                \
    static type (*real) parameters;                                                                \
    if (real == NULL)                                                                              \
      real = (type (*) parameters)dlsym (RTLD_NEXT, #name);                                        \
    count ();                                                                                      \
    int why = failure (fd, takes_room);                                                            \
    if (why != 0)                                                                                  \
      {                                                                                            \
        errno = why;                                                                               \
        return -1;                                                                                 \
      }                                                                                            \
    return real arguments;                                                                         \
  }

FALLIBLE (ssize_t, write, (int fd, const void *data, size_t n), (fd, data, n), 1)
FALLIBLE (ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at), 1)
FALLIBLE (ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at), 1)
FALLIBLE (int, ftruncate, (int fd, off_t length), (fd, length), length > 0)
FALLIBLE (int, ftruncate64, (int fd, off64_t length), (fd, length), length > 0)
FALLIBLE (int, fallocate, (int fd, int mode, off_t at, off_t length), (fd, mode, at, length), 1)
FALLIBLE (int, fsync, (int fd), (fd), 0)
FALLIBLE (int, fdatasync, (int fd), (fd), 0)
COUNTED (ssize_t, send, (int fd, const void *data, size_t n, int flags), (fd, data, n, flags))
COUNTED (ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags))
COUNTED (int, rename, (const char *from, const char *to), (from, to))
COUNTED (int, link, (const char *from, const char *to), (from, to))
COUNTED (int, unlink, (const char *path), (path))
COUNTED (int, mkdir, (const char *path, mode_t mode), (path, mode))
COUNTED (int, rmdir, (const char *path), (path))
