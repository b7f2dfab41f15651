#include "config.h"
#include "kontor/run.h"
#include "kontor/term.h"
#include <stdio.h>
#include <string.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

static void
print_line (GString *out, const char *line, gboolean first, gboolean color)
{
  gboolean hint = g_str_has_prefix (line, "hint: ");
  const char *before = first ? BOLD : hint ? DIM : "";

  if (color)
    g_string_append (out, before);
  if (first)
    g_string_append (out, "kontor: ");
  kt_term_append (out, line, -1, KT_TERM_LINE);
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
