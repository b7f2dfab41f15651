#include "config.h"
#include "letter-text.h"
#include "kontor/term.h"
#include <string.h>

#define NARROWEST 20  /* columns left beside marks and indentation, else nothing is broken */
#define INDENT_MAX 24 /* columns of indentation that lines after the first share */
#define TAB_COLUMNS 8

/* How much of a line is marks of quotation, with their blanks. */
static gsize
marks_of (const char *line)
{
  gsize marks = 0;
  for (gsize i = 0; line[i] == '>' || line[i] == ' '; i++)
    if (line[i] == '>')
      marks = i + 1 + (line[i + 1] == ' ');
  return marks;
}

/* What stands before the words: blanks, tabs as so many of them. */
static char *
indentation_of (const char **line)
{
  GString *indent = g_string_new (NULL);
  for (; **line == ' ' || **line == '\t'; (*line)++)
    {
      int more = **line == ' ' ? 1 : TAB_COLUMNS - (int)(indent->len % TAB_COLUMNS);
      for (; more > 0; more--)
        g_string_append_c (indent, ' ');
    }
  return g_string_free (indent, FALSE);
}

/* "[3] https://…": the number stays with its address. */
static gboolean
is_footnote (const char *line)
{
  gsize digits = *line == '[' ? strspn (line + 1, "0123456789") : 0;
  return digits > 0 && g_str_has_prefix (line + 1 + digits, "] ")
         && strchr (line + 3 + digits, ' ') == NULL;
}

/* "- ", "* ", "12. ": lines after the first stand below its words. */
static int
bullet_of (const char *line)
{
  gsize digits = strspn (line, "0123456789");
  if (digits > 0 && digits <= 3 && (line[digits] == '.' || line[digits] == ')')
      && line[digits + 1] == ' ')
    return (int)digits + 2;
  return (*line == '-' || *line == '*') && line[1] == ' ' && line[2] != ' ' ? 2 : 0;
}

static void
append_line (GString *out, const char *line, gsize marks, int width)
{
  g_autofree char *quoted = g_strndup (line, marks);
  const char *words = line + marks;
  g_autofree char *indent = indentation_of (&words);
  g_autofree char *safe = kt_term_safe (words, KT_TERM_LINE);
  int margin = MIN ((int)strlen (indent), INDENT_MAX) + bullet_of (safe);
  int before = (int)(marks + strlen (indent)), room = MIN (width, KT_TERM_READABLE) - (int)marks;
  g_string_append_printf (out, "%s%s", quoted, indent);
  if (width == 0 || room - margin < NARROWEST || is_footnote (safe)
      || before + kt_term_width (safe) <= width)
    {
      g_string_append (out, safe);
      g_string_append_c (out, '\n');
      return;
    }
  g_autofree char *wrapped = kt_term_wrap (safe, room, margin, (int)strlen (indent));
  g_auto (GStrv) lines = g_strsplit (wrapped, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s\n", i > 0 ? quoted : "", lines[i]);
}

/* Whether there are cells in it; a tab before the words is indentation. */
static gboolean
has_cells (const char *line, gsize marks)
{
  const char *words = line + marks + strspn (line + marks, " \t");
  const char *tab = strchr (words, '\t');
  return tab != NULL && tab[strspn (tab, " \t")] != '\0';
}

/* How many lines from here on hold cells, behind the same marks. */
static guint
count_rows (char *const *lines, gsize marks)
{
  guint n = 0;
  while (lines[n] != NULL && marks_of (lines[n]) == marks && has_cells (lines[n], marks)
         && strncmp (lines[n], lines[0], marks) == 0)
    n++;
  return n;
}

char *
kt_letter_lay_out (const char *text, int width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL;)
    {
      gsize marks = marks_of (lines[i]);
      guint rows = count_rows (lines + i, marks);
      if (rows > 0)
        {
          g_autofree char *prefix = g_strndup (lines[i], marks);
          kt_letter_append_cells (out, lines + i, rows, prefix, width);
        }
      else
        append_line (out, lines[i], marks, width);
      i += MAX (rows, 1);
    }
  while (out->len > 1 && out->str[out->len - 1] == '\n' && out->str[out->len - 2] == '\n')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
