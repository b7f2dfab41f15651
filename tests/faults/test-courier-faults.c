#include "config.h"
#include "../unit/courier-client.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What a courier that was taken over cannot do, and what is seen of it from outside. */

/* Opens a directory of letters and tries fault; the text of READY, NULL where it died. */
static char *
ready_after (const char *fault)
{
  g_autofree char *dir = client_scratch ();
  g_autoptr (Client) client = client_new_of ("tests/faults/courier-faulty");
  ClientSpec spec = { .kind = KT_SOURCE_EML, .path = dir, .sent = fault };
  client_write_file (dir, "old.eml", "as it was");
  gboolean opened = client_open (client, &spec);
  if (!opened)
    g_test_message ("%s", client->message);
  g_autofree char *old = g_build_filename (dir, "old.eml", NULL);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (old, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "as it was");
  client_scratch_remove (g_steal_pointer (&dir));
  return opened ? g_strdup (client->ready) : NULL;
}

static void
no_writing (void)
{
  g_autofree char *probe = ready_after ("threads");
  g_assert_nonnull (probe);
  if (strstr (probe, "landlock") == NULL)
    {
      g_test_skip ("this kernel has no Landlock");
      return;
    }
  g_autofree char *ready = ready_after ("write");
  g_assert_nonnull (ready);
}

static void
no_programs (void)
{
  g_autofree char *exec = ready_after ("exec");
  g_assert_nonnull (exec);
  g_assert_nonnull (strstr (exec, "no-exec"));
  g_autofree char *fork = ready_after ("fork");
  g_assert_nonnull (fork);
}

static char *
proc_file (int pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  char *text = NULL;
  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* Descriptors of this process do not go along; the three standard ones lead nowhere. */
static void
seen_from_outside (void)
{
  g_autofree char *dir = client_scratch ();
  g_autofree char *secret = g_build_filename (dir, "secret", NULL);
  ClientSpec spec = { .kind = KT_SOURCE_EML, .path = dir };
  client_write_file (dir, "secret", "x");
  client_write_file (dir, "letter.eml", "Subject: x\r\n\r\nx\r\n");
  FILE *open_here = fopen (secret, "r"); /* without O_CLOEXEC */
  g_assert_nonnull (open_here);
  g_autoptr (Client) client = client_new ();
  g_assert_true (client_open (client, &spec));
  g_autofree char *status = proc_file (client->helper->pid, "status");
  g_assert_nonnull (strstr (status, "\nNoNewPrivs:\t1"));
  g_assert_nonnull (strstr (status, "\nSeccomp:\t2"));
  g_autofree char *inherited = proc_file (client->helper->pid, "environ");
  g_assert_true (inherited == NULL || strstr (inherited, "HOME=") == NULL);
  g_autofree char *fds = g_strdup_printf ("/proc/%d/fd", client->helper->pid);
  g_autoptr (GDir) list = g_dir_open (fds, 0, NULL); /* root may look at who is not dumpable */
  for (const char *fd; list != NULL && (fd = g_dir_read_name (list)) != NULL;)
    {
      g_autofree char *link = g_build_filename (fds, fd, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);
      g_assert_true (target == NULL || strstr (target, "secret") == NULL);
    }
  client_close (client);
  fclose (open_here);
  client_scratch_remove (g_steal_pointer (&dir));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/courier-faults/no-writing", no_writing);
  g_test_add_func ("/courier-faults/no-programs", no_programs);
  g_test_add_func ("/courier-faults/seen-from-outside", seen_from_outside);
  return g_test_run ();
}
