#include "config.h"
#include "kontor/error.h"
#include "kontor/letter-read.h"
#include "kontor/reader.h"
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* All that parsing needs. Anything else fails with EPERM: network, files but for reading, the
 * terminal, other processes, their memory, the kernel's rarer corners. */
static const int allowed[] = {
  SCMP_SYS (read),           SCMP_SYS (readv),           SCMP_SYS (recvfrom),
  SCMP_SYS (recvmsg),        SCMP_SYS (sendmsg),         SCMP_SYS (poll),
  SCMP_SYS (ppoll),          SCMP_SYS (close),           SCMP_SYS (lseek),
  SCMP_SYS (fstat),          SCMP_SYS (newfstatat),      SCMP_SYS (stat),
  SCMP_SYS (statx),          SCMP_SYS (pread64),         SCMP_SYS (fcntl),
  SCMP_SYS (mmap),           SCMP_SYS (mprotect),        SCMP_SYS (munmap),
  SCMP_SYS (mremap),         SCMP_SYS (madvise),         SCMP_SYS (brk),
  SCMP_SYS (futex),          SCMP_SYS (getrandom),       SCMP_SYS (clock_gettime),
  SCMP_SYS (gettimeofday),   SCMP_SYS (getrusage),       SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn),    SCMP_SYS (sigaltstack),
  SCMP_SYS (getpid),         SCMP_SYS (gettid),          SCMP_SYS (exit),
  SCMP_SYS (exit_group),     SCMP_SYS (restart_syscall), SCMP_SYS (sched_yield),
  SCMP_SYS (getrlimit),
};

static int
add_rules (scmp_filter_ctx filter)
{
  int result = 0;

  for (guint i = 0; i < G_N_ELEMENTS (allowed) && result == 0; i++)
    result = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0);
#ifdef KT_SANITIZED /* their reports */
  if (result == 0)
    result = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1,
                               SCMP_A0 (SCMP_CMP_EQ, STDERR_FILENO));
#endif
  /* to where it is connected only */
  if (result == 0)
    result
        = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (sendto), 1, SCMP_A4 (SCMP_CMP_EQ, 0));
  /* converters of rare charsets are still loaded on first use: for reading only */
  if (result == 0)
    result
        = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                            SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
  /* abort(3), and nobody else */
  if (result == 0)
    result = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                               SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t)getpid ()));
  /* of this process only: the time limit of each item */
  if (result == 0)
    result = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1,
                               SCMP_A0 (SCMP_CMP_EQ, 0));
  return result;
}

static gboolean
load_filter (GError **error)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  int result = filter == NULL ? -ENOMEM : add_rules (filter);

  if (result == 0)
    result = seccomp_load (filter);
  if (filter != NULL)
    seccomp_release (filter);
  if (result == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "cannot confine the reader, seccomp: %s",
               g_strerror (-result));
  return FALSE;
}

static void
set_limit (int resource, rlim_t value)
{
  struct rlimit limit = { value, value };

  setrlimit (resource, &limit);
}

/* Everything that is made on first use: types, tables, time zones. */
static void
warm_up (void)
{
  kt_letter_read_init ();
  g_date_time_unref (g_date_time_new_now_local ());
}

/* What the user types or reads is none of its business. */
static void
leave_terminal (void)
{
  int nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);

  if (nothing < 0)
    return;
  dup2 (nothing, STDIN_FILENO);
  dup2 (nothing, STDOUT_FILENO);
  close (nothing);
}

gboolean
kt_reader_confine (GError **error)
{
  warm_up ();
  leave_terminal ();
  set_limit (RLIMIT_CORE, 0);
#ifndef KT_SANITIZED
  set_limit (RLIMIT_AS, KT_READER_MEMORY);
#endif
  if (prctl (PR_SET_DUMPABLE, 0) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "cannot confine the reader: %s",
                   g_strerror (errno));
      return FALSE;
    }
  return load_filter (error);
}
