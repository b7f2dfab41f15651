#include "config.h"
#include "kontor/day-sheet.h"
#include "kontor/term.h"
#include <string.h>

#define HALF_HOUR 30

void
kt_sheet_grid_free (KtSheetGrid *grid)
{
  g_array_unref (grid->rows);
  g_array_unref (grid->cells);
  g_free (grid);
}

/* From when to when rows are wanted: a free evening needs none behind its first. */
static gboolean
find_span (const KtDaySheet *sheet, int *ret_first, int *ret_end)
{
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      int end = block->kind == KT_SHEET_FREE ? block->start + 1 : block->end;
      *ret_first = i == 0 ? block->start : MIN (*ret_first, block->start);
      *ret_end = i == 0 ? end : MAX (*ret_end, end);
    }
  *ret_first -= *ret_first % HALF_HOUR;
  return sheet->blocks->len > 0;
}

static gboolean
is_shown (const KtSheetBlock *block, guint first, guint n_hands)
{
  return block->hand >= first && block->hand < first + n_hands;
}

/* How many start in a minute with the hand that has most of them. */
static guint
count_starts (const KtDaySheet *sheet, guint first, guint n_hands, int minute)
{
  g_autofree guint *counts = g_new0 (guint, n_hands);
  guint most = 0;
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      if (block->start != minute || !is_shown (block, first, n_hands))
        continue;
      guint count = ++counts[block->hand - first];
      most = MAX (most, count);
    }
  return most;
}

static const KtSheetBlock *
find_start (const KtDaySheet *sheet, guint hand, int minute, guint nth)
{
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      if (block->hand == hand && block->start == minute && nth-- == 0)
        return block;
    }
  return NULL;
}

/* The one that started last of those that run. */
static const KtSheetBlock *
find_running (const KtDaySheet *sheet, guint hand, int minute)
{
  const KtSheetBlock *running = NULL;
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      if (block->hand == hand && block->start <= minute && minute < block->end
          && block->kind != KT_SHEET_FREE && !(block->flags & KT_SHEET_NO_SHOW))
        running = block;
    }
  return running;
}

static const KtSheetGap *
find_gap (const KtSheetBlock *block, int minute)
{
  for (guint i = 0; i < block->gaps->len; i++)
    {
      const KtSheetGap *gap = &g_array_index (block->gaps, KtSheetGap, i);
      if (gap->start <= minute && minute < gap->end)
        return gap;
    }
  return NULL;
}

static KtSheetCell
make_cell (const KtDaySheet *sheet, guint hand, const KtSheetRow *row, guint nth, GHashTable *said)
{
  KtSheetCell cell = { .block = find_start (sheet, hand, row->minute, nth) };
  if (cell.block != NULL)
    {
      cell.kind = KT_CELL_STARTS;
      return cell;
    }
  cell.block = find_running (sheet, hand, row->minute);
  if (cell.block == NULL)
    return cell;
  cell.kind = KT_CELL_RUNS;
  cell.gap = find_gap (cell.block, row->minute);
  if (cell.gap != NULL && g_hash_table_add (said, (gpointer)cell.gap))
    cell.kind = KT_CELL_WORKS;
  return cell;
}

static void
add_row (const KtDaySheet *sheet, KtSheetGrid *grid, guint first, int minute, guint nth,
         GHashTable *said)
{
  KtSheetRow row = { minute, nth > 0 };
  g_array_append_val (grid->rows, row);
  for (guint hand = first; hand < first + grid->n_hands; hand++)
    {
      KtSheetCell cell = make_cell (sheet, hand, &row, nth, said);
      g_array_append_val (grid->cells, cell);
    }
}

KtSheetGrid *
kt_sheet_lay_out (const KtDaySheet *sheet, guint first, guint n_hands)
{
  g_autoptr (GHashTable) said = g_hash_table_new (NULL, NULL);
  KtSheetGrid *grid = g_new0 (KtSheetGrid, 1);
  int begin = 0, end = 0;
  grid->n_hands = n_hands;
  grid->rows = g_array_new (FALSE, FALSE, sizeof (KtSheetRow));
  grid->cells = g_array_new (FALSE, FALSE, sizeof (KtSheetCell));
  if (!find_span (sheet, &begin, &end))
    return grid;
  for (int minute = begin; minute < end; minute++)
    {
      guint starts = count_starts (sheet, first, n_hands, minute);
      guint rows = starts == 0 && minute % HALF_HOUR == 0 ? 1 : starts;
      for (guint nth = 0; nth < rows; nth++)
        add_row (sheet, grid, first, minute, nth, said);
    }
  return grid;
}

guint
kt_sheet_hands_a_page (guint n_hands, int width, int *ret_column)
{
  int room = width - KT_SHEET_TIME_COLUMNS + 1; /* each column takes a blank more, but the last */
  guint most = (guint)MAX (1, room / (KT_SHEET_COLUMN_LEAST + 1));
  guint pages = (MAX (n_hands, 1) + most - 1) / most;
  guint hands = (MAX (n_hands, 1) + pages - 1) / pages;
  *ret_column = CLAMP (room / (int)hands - 1, 1, KT_SHEET_COLUMN_MOST);
  return hands;
}

/* "colour + cut" without the blanks that a column has no room for. */
static char *
join_services (const char *what)
{
  g_auto (GStrv) parts = g_strsplit (what, " + ", -1);
  return g_strjoinv ("+", parts);
}

/* "Svetlana Ivanova" as "Svetlana I."; what tells namesakes apart stays: "Anna B. 1986". */
static char *
shorten_name (const char *who)
{
  g_auto (GStrv) words = g_strsplit (who, " ", -1);
  guint n = g_strv_length (words), last = n;
  while (last > 0 && g_ascii_isdigit (words[last - 1][0]))
    last--;
  if (last < 2 || *words[last - 1] == '\0' || !g_utf8_validate (who, -1, NULL))
    return g_strdup (who);
  char *surname = words[last - 1];
  g_autofree char *initial = g_strndup (surname, (gsize)(g_utf8_next_char (surname) - surname));
  words[last - 1] = g_strconcat (initial, ".", NULL);
  g_free (surname);
  return g_strjoinv (" ", words);
}

char *
kt_sheet_fit (const char *who, const char *what, int columns)
{
  g_autofree char *services = join_services (what != NULL ? what : "");
  if (who == NULL || *who == '\0')
    return g_steal_pointer (&services);
  const char *gap = *services != '\0' ? " " : "";
  g_autofree char *whole = g_strconcat (who, gap, services, NULL);
  if (kt_term_width (whole) <= columns)
    return g_steal_pointer (&whole);
  g_autofree char *name = shorten_name (who);
  return g_strconcat (name, gap, services, NULL);
}
