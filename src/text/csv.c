#include "config.h"
#include "kontor/csv.h"
#include "kontor/term.h"
#include <string.h>

static gboolean
needs_quotes (const char *text)
{
  gsize length = strlen (text);
  return length > 0
         && (strpbrk (text, "\",\n") != NULL || text[0] == ' ' || text[length - 1] == ' ');
}

/* What a spreadsheet would run; and what would be read back as if it had been guarded so. */
static gboolean
is_formula (const char *text)
{
  return strchr ("=+-@\t\r", *text) != NULL
         || (*text == '\'' && text[1] != '\0' && strchr ("=+-@\t\r'", text[1]) != NULL);
}

void
kt_csv_cell (GString *out, guint column, const char *text, gboolean raw)
{
  if (column > 0)
    g_string_append_c (out, ',');
  if (text == NULL || *text == '\0')
    return;

  g_autoptr (GString) cell = g_string_new (NULL);
  if (!raw && is_formula (text))
    g_string_append_c (cell, '\'');
  kt_term_append (cell, text, -1, KT_TERM_BLOCK);
  if (!needs_quotes (cell->str))
    {
      g_string_append (out, cell->str);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = cell->str; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

void
kt_csv_end (GString *out)
{
  g_string_append (out, "\r\n");
}

void
kt_tsv_cell (GString *out, guint column, const char *text)
{
  if (column > 0)
    g_string_append_c (out, '\t');
  if (text != NULL)
    kt_term_append (out, text, -1, KT_TERM_LINE);
}

void
kt_tsv_end (GString *out)
{
  g_string_append_c (out, '\n');
}
