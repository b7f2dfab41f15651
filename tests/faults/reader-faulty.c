#include "config.h"
#include "kontor/reader.h"
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/socket.h>
#include <unistd.h>

/* kontor-reader as it is, but for letters that tell it to misbehave by a field "X-Kontor-Fault".
 * Never installed; it stands in for the reader in a tree of tests/faults/lib.sh.
 *
 * work takes long. crash, hang, sleep and memory end the process. write, exec, fork and socket do
 * what the confinement forbids: were it possible, the process would abort; else the letter is read.
 */

#ifdef KT_SANITIZED
const char *__asan_default_options (void);
const char *
__asan_default_options (void)
{
  return "detect_leaks=0:allocator_may_return_null=1";
}
#endif

static void
crash (void)
{
  volatile char *nowhere = NULL;
  *nowhere = 1;
}

static void
hang (void)
{
  for (volatile unsigned long n = 0;; n++)
    ;
}

/* Honest work, as long as a third of what a letter may take. */
static void
work (void)
{
  clock_t begin = clock ();
  while (clock () - begin < CLOCKS_PER_SEC * 7 / 10)
    ;
}

static void
hang_without_work (void)
{
  poll (NULL, 0, -1);
}

static void
take_memory (void)
{
  static char *volatile blocks[64]; /* what nobody looks at a compiler need not take */
  for (int i = 0; i < 64; i++)
    {
      blocks[i] = malloc (64u << 20);
      if (blocks[i] == NULL)
        abort ();
      memset (blocks[i], i, 64u << 20);
    }
}

static void
write_file (void)
{
  if (open ("kontor-fault-was-here", O_WRONLY | O_CREAT | O_EXCL, 0600) >= 0
      || open ("/dev/null", O_RDWR) >= 0 || write (STDOUT_FILENO, "", 1) >= 0
      || unlink ("kontor-build-tree") == 0)
    abort ();
}

static void
run_program (void)
{
  char *const argv[] = { (char *)"true", NULL };
  execv ("/bin/true", argv);
}

static void
make_process (void)
{
  pid_t pid = fork ();
  if (pid == 0)
    _exit (0);
  if (pid > 0)
    abort ();
}

static void
open_socket (void)
{
  int pair[2];
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_UNIX, SOCK_STREAM, 0) >= 0
      || socketpair (AF_UNIX, SOCK_STREAM, 0, pair) == 0)
    abort ();
}

static const struct
{
  const char *name;
  void (*run) (void);
} faults[] = {
  { "crash", crash },        { "hang", hang },          { "sleep", hang_without_work },
  { "memory", take_memory }, { "write", write_file },   { "exec", run_program },
  { "fork", make_process },  { "socket", open_socket }, { "work", work },
};

static void
misbehave (const guint8 *bytes, gsize length)
{
  static const char field[] = "X-Kontor-Fault: ";
  const char *found = g_strstr_len ((const char *)bytes, length, field);

  if (found == NULL)
    return;
  found += sizeof field - 1;
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (strncmp (found, faults[i].name, strlen (faults[i].name)) == 0)
      faults[i].run ();
}

int
main (void)
{
  return kt_reader_main (misbehave);
}
