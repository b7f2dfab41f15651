#include "config.h"
#include "kontor/run.h"
#include "kontor/term.h"
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

#define MARGIN 6 /* columns before what did not fit: behind "hint: " */
#define PREFIX "kontor: "

/* 0: not a terminal, lines stay whole. */
static int
width_of_errors (void)
{
  struct winsize size;
  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static void
print_line (GString *out, const char *line, gboolean first, gboolean color)
{
  gboolean hint = g_str_has_prefix (line, "hint: ");
  const char *before = first ? BOLD : hint ? DIM : "";

  if (color)
    g_string_append (out, before);
  if (first)
    g_string_append (out, PREFIX);
  g_autofree char *safe = kt_term_safe (line, KT_TERM_LINE);
  g_autofree char *wrapped
      = kt_term_wrap (safe, width_of_errors (), MARGIN, first ? (int)strlen (PREFIX) : 0);
  g_string_append (out, wrapped);
  if (color && *before != '\0')
    g_string_append (out, PLAIN);
  g_string_append_c (out, '\n');
}

void
kt_report (const GError *error, gboolean color)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    print_line (out, lines[i], i == 0, color);
  fwrite (out->str, 1, out->len, stderr);
}
