#include "config.h"
#include "confinement.h"
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#if defined(__x86_64__)
#define THIS_ARCH AUDIT_ARCH_X86_64
#define FOREIGN_CALLS 0x40000000u /* x32's */
#elif defined(__aarch64__)
#define THIS_ARCH AUDIT_ARCH_AARCH64
#define FOREIGN_CALLS 0xffffffffu
#endif

#ifdef THIS_ARCH
#define LOAD(field) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, field))
#define RETURN(what) BPF_STMT (BPF_RET | BPF_K, what)
#define DENY(error) RETURN (SECCOMP_RET_ERRNO | (error))
#define IF_CALL(name, then) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), then

/* Libraries start threads, which are clones too; clone3 hides its flags behind a pointer, and who
 * is told that there is none takes clone. The sanitizers' search for leaks needs what is left out.
 */
static const struct sock_filter no_programs[] = {
  LOAD (arch),
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCH, 1, 0),
  RETURN (SECCOMP_RET_KILL_PROCESS),
  LOAD (nr),
  BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, FOREIGN_CALLS, 0, 1),
  DENY (EPERM),
  IF_CALL (execve, DENY (EPERM)),
  IF_CALL (execveat, DENY (EPERM)),
#ifndef KT_SANITIZED
  IF_CALL (ptrace, DENY (EPERM)),
  IF_CALL (process_vm_readv, DENY (EPERM)),
  IF_CALL (process_vm_writev, DENY (EPERM)),
#ifdef SYS_fork
  IF_CALL (fork, DENY (EPERM)),
  IF_CALL (vfork, DENY (EPERM)),
#endif
  IF_CALL (clone3, DENY (ENOSYS)),
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
  LOAD (args[0]),
  BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
  DENY (EPERM),
#endif
  RETURN (SECCOMP_RET_ALLOW),
};

/* No program is started, no other process made or looked into. Needs no_new_privs. */
static gboolean
deny_programs (void)
{
  const struct sock_fprog filter
      = { G_N_ELEMENTS (no_programs), (struct sock_filter *)no_programs };
  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}
#else
static gboolean
deny_programs (void)
{
  return FALSE;
}
#endif

/* All that changes files or starts programs, as far as the kernel's version knows it. */
static guint64
rights_of_version (long version)
{
  guint64 rights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE
                   | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
                   | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR
                   | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK
                   | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
                   | LANDLOCK_ACCESS_FS_MAKE_SYM;
  if (version >= 2)
    rights |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3)
    rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
  return rights;
}

/* Files below a directory; nothing else, no directories, no links. */
static gboolean
allow (int ruleset, const char *path, guint64 handled)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access = handled
                      & (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE
                         | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_TRUNCATE),
    .parent_fd = open (path, O_PATH | O_CLOEXEC | O_DIRECTORY),
  };
  if (rule.parent_fd < 0) /* opening it will say why */
    return FALSE;
  long failed = syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
  return failed == 0;
}

/* What is handled is denied everywhere but below writable. Returns the version, 0 without. */
static long
landlock (const char *writable)
{
  long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1)
    return 0;
  struct landlock_ruleset_attr attr = { .handled_access_fs = rights_of_version (version) };
  int ruleset = (int)syscall (SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
  if (ruleset < 0)
    return 0;
  if (writable != NULL)
    allow (ruleset, writable, attr.handled_access_fs);
  long failed = syscall (SYS_landlock_restrict_self, ruleset, 0);
  close (ruleset);
  return failed == 0 ? version : 0;
}

char *
kt_courier_confine (void)
{
  GString *active = g_string_new (NULL);
  struct rlimit none = { 0, 0 };
  gboolean no_privs = prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  gboolean no_core = setrlimit (RLIMIT_CORE, &none) == 0;
#ifndef KT_SANITIZED /* its leak check looks into the process */
  no_core = prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && no_core;
#endif
  if (no_privs)
    g_string_append (active, "no-new-privs");
  if (no_core)
    g_string_append_printf (active, "%sno-core", active->len > 0 ? ", " : "");
  if (no_privs && deny_programs ())
    g_string_append (active, ", no-exec");
  return g_string_free (active, FALSE);
}

char *
kt_courier_confine_files (const char *writable)
{
  long version = landlock (writable);
  return version > 0 ? g_strdup_printf ("landlock %ld", version) : g_strdup ("");
}
