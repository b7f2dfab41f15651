#include "config.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include "kontor/run.h"
#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <sys/stat.h>

/* Translations lie where they were installed, or beside a tree that was moved since: relative to
 * the binary (PREFIX/bin/kontor → PREFIX/share/locale). */
static char *
find_locale_dir (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL)
    {
      g_autofree char *bin = g_path_get_dirname (self);
      g_autofree char *prefix = g_path_get_dirname (bin);
      g_autofree char *dir = g_build_filename (prefix, "share", "locale", NULL);
      if (g_file_test (dir, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&dir);
    }
  return g_strdup (LOCALEDIR);
}

static void
init_languages (void)
{
  static const int used[] = { LC_CTYPE, LC_COLLATE, LC_MESSAGES, LC_NUMERIC, LC_TIME };
  for (gsize i = 0; i < G_N_ELEMENTS (used); i++) /* LC_ALL would open seven files more */
    setlocale (used[i], "");
  g_autofree char *dir = find_locale_dir ();
  bindtextdomain (PACKAGE, dir);
  bind_textdomain_codeset (PACKAGE, "UTF-8");
  textdomain (PACKAGE);
  const char *header = "";
  if (*gettext (header) == '\0') /* no such catalog: it is not looked for at each message again */
    setlocale (LC_MESSAGES, "C");
}

int
main (int argc, char **argv)
{
  umask (077);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN); /* a write past the limit fails like one on a full disk */
  init_languages ();
  kt_interrupt_catch ();
  return kt_run (argv + 1);
}
