#include "config.h"
#include "letter-text.h"
#include "kontor/term.h"
#include <string.h>

#define COLUMNS_MAX 40
#define GAP 2        /* columns between two of them */
#define NARROWEST 12 /* a column of words that does not fit is broken into lines, down to this */
#define NAMED_FIGURES 3
#define FIGURE_LETTERS 4 /* "EUR", "gab." beside digits */
#define ROOM_MAX 200     /* no terminal: wider rows are not filled up with blanks */

typedef struct
{
  GPtrArray *rows; /* GStrv of safe cells */
  guint columns;
  int width[COLUMNS_MAX];
  gboolean figures[COLUMNS_MAX];
} Cells;

/* "1 240,00 €", "12 %", "3 x", "-5". */
static gboolean
is_figure (const char *cell)
{
  guint digits = 0, letters = 0;
  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      digits += g_unichar_isdigit (c);
      letters += g_unichar_isalpha (c);
    }
  return digits > 0 && letters <= FIGURE_LETTERS && letters <= digits + 2
         && g_utf8_strlen (cell, -1) <= 20;
}

/* Its cells, safe; empty ones between others stay. */
static GStrv
read_row (const char *line, gsize marks)
{
  const char *words = line + marks + strspn (line + marks, " \t");
  GStrv cells = g_strsplit (words, "\t", COLUMNS_MAX);
  for (guint i = 0; cells[i] != NULL; i++)
    {
      char *safe = kt_term_safe (g_strstrip (cells[i]), KT_TERM_LINE);
      g_free (cells[i]);
      cells[i] = safe;
    }
  return cells;
}

static const char *
cell_of (const Cells *self, guint row, guint column)
{
  char **cells = self->rows->pdata[row];
  return column < g_strv_length (cells) ? cells[column] : "";
}

/* Layouts have columns that hold nothing. */
static void
drop_column (Cells *self, guint column)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      char **cells = self->rows->pdata[i];
      guint n = g_strv_length (cells);
      if (column >= n)
        continue;
      g_free (cells[column]);
      memmove (cells + column, cells + column + 1, (n - column) * sizeof *cells);
    }
  self->columns--;
}

static gboolean
is_empty (const Cells *self, guint column)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (*cell_of (self, i, column) != '\0')
      return FALSE;
  return TRUE;
}

/* The first row may be what the others are called; in two columns it may as well be the name above
 * a phone. */
static gboolean
is_of_figures (const Cells *self, guint column)
{
  guint figures = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *cell = cell_of (self, i, column);
      gboolean figure = is_figure (cell);
      figures += figure;
      if (!figure && *cell != '\0' && i > 0)
        return FALSE;
    }
  gboolean named = !is_figure (cell_of (self, 0, column));
  return figures >= (named && self->columns == 2 ? NAMED_FIGURES : 1);
}

/* "Total   95,00" under four columns: its figure belongs below the last. */
static void
move_figure (Cells *self, guint row)
{
  char **cells = self->rows->pdata[row];
  guint n = g_strv_length (cells);
  if (n < 2 || n >= self->columns || !is_figure (cells[n - 1]) || self->rows->len < 2)
    return;
  cells = g_renew (char *, cells, self->columns + 1);
  cells[self->columns] = NULL;
  cells[self->columns - 1] = cells[n - 1];
  for (guint i = n - 1; i < self->columns - 1; i++)
    cells[i] = g_strdup ("");
  self->rows->pdata[row] = cells;
}

static void
measure (Cells *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    self->columns = MAX (self->columns, g_strv_length (self->rows->pdata[i]));
  for (guint i = self->columns; i-- > 0;)
    if (is_empty (self, i))
      drop_column (self, i);
  for (guint i = 0; i < self->rows->len; i++)
    move_figure (self, i);
  for (guint i = 0; i < self->columns; i++)
    {
      self->figures[i] = i > 0 && is_of_figures (self, i);
      for (guint k = 0; k < self->rows->len; k++)
        self->width[i] = MAX (self->width[i], kt_term_width (cell_of (self, k, i)));
    }
}

static int
width_of (const Cells *self)
{
  int all = GAP * ((int)self->columns - 1);
  for (guint i = 0; i < self->columns; i++)
    all += self->width[i];
  return all;
}

/* Takes from the widest columns of words until all stand beside one another; FALSE: they cannot. */
static gboolean
fit (Cells *self, int room)
{
  int all = width_of (self);
  while (all > room)
    {
      guint widest = self->columns;
      for (guint i = 0; i < self->columns; i++)
        if (!self->figures[i] && self->width[i] > NARROWEST
            && (widest == self->columns || self->width[i] > self->width[widest]))
          widest = i;
      if (widest == self->columns)
        return FALSE;
      self->width[widest]--;
      all--;
    }
  return TRUE;
}

static void
append_padded (GString *out, const char *cell, int width, gboolean right, gboolean last)
{
  int blanks = MAX (width - kt_term_width (cell), 0);
  if (right)
    g_string_append_printf (out, "%*s", blanks, "");
  g_string_append (out, cell);
  if (!right && !last)
    g_string_append_printf (out, "%*s", blanks, "");
}

/* One line of a row, the cells broken into lines; FALSE: there is no such line. */
static gboolean
append_row_line (const Cells *self, GString *out, GStrv *broken, guint line, const char *prefix)
{
  gsize begin = out->len;
  gboolean any = FALSE;
  g_string_append (out, prefix);
  for (guint i = 0; i < self->columns; i++)
    {
      gboolean here = line < g_strv_length (broken[i]), last = i + 1 == self->columns;
      any |= here;
      if (i > 0)
        g_string_append_printf (out, "%*s", GAP, "");
      append_padded (out, here ? broken[i][line] : "", self->width[i], self->figures[i], last);
    }
  while (out->len > begin && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (any)
    g_string_append_c (out, '\n');
  else
    g_string_truncate (out, begin);
  return any;
}

static void
append_row (const Cells *self, GString *out, guint row, const char *prefix)
{
  GStrv broken[COLUMNS_MAX];
  for (guint i = 0; i < self->columns; i++)
    {
      g_autofree char *wrapped = kt_term_wrap (cell_of (self, row, i), self->width[i], 0, 0);
      broken[i] = g_strsplit (wrapped, "\n", -1);
    }
  for (guint line = 0; append_row_line (self, out, broken, line, prefix); line++)
    ;
  for (guint i = 0; i < self->columns; i++)
    g_strfreev (broken[i]);
}

/* Too many for columns: each row is a line of its own, broken like any other. */
static void
append_run_on (const Cells *self, GString *out, guint row, const char *prefix, int room)
{
  g_autofree char *joined = g_strjoinv ("  ", self->rows->pdata[row]);
  g_autofree char *wrapped = kt_term_wrap (joined, room, GAP, 0);
  g_auto (GStrv) lines = g_strsplit (wrapped, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s\n", prefix, lines[i]);
}

void
kt_letter_append_cells (GString *out, char *const *lines, guint n, const char *prefix, int width)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  Cells self = { .rows = rows };
  int room = width > 0 ? width - (int)strlen (prefix) : 0;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (rows, read_row (lines[i], strlen (prefix)));
  measure (&self);
  gboolean fits = width > 0 ? fit (&self, room) : width_of (&self) <= ROOM_MAX;
  for (guint i = 0; i < n; i++)
    if (fits)
      append_row (&self, out, i, prefix);
    else
      append_run_on (&self, out, i, prefix, room);
}
