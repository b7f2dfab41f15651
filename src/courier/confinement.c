#include "config.h"
#include "confinement.h"
#include <fcntl.h>
#include <glib.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
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
  return g_string_free (active, FALSE);
}

char *
kt_courier_confine_files (const char *writable)
{
  long version = landlock (writable);
  return version > 0 ? g_strdup_printf ("landlock %ld", version) : g_strdup ("");
}
