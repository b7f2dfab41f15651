#include "config.h"
#include "kontor/day-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

/* The first that holds is shown: what is over, then what can harm, then what is to be asked. */
static const struct
{
  guint flag;
  const char *mark;
  char color;
  const char *meaning;
} marks[] = {
  { KT_SHEET_DONE, "✓", 'd', N_ ("done") },
  { KT_SHEET_NO_SHOW, "✗", 'd', NC_ ("visit", "no-show") },
  { KT_SHEET_ALLERGY, "!", 'r', N_ ("allergy") },
  { KT_SHEET_OVERLAPS, "×", 'r', N_ ("two at once") },
  { KT_SHEET_UNSURE, "?", 'y', N_ ("not confirmed") },
  { KT_SHEET_ARRIVED, "→", 'g', NC_ ("visit", "is here") },
  { KT_SHEET_NEW, "+", 'g', NC_ ("client", "new") },
  { KT_SHEET_NESTED, "└", 0, N_ ("in a processing gap") },
};

static const char *
say_meaning (gsize i)
{
  if (marks[i].flag == KT_SHEET_NO_SHOW || marks[i].flag == KT_SHEET_ARRIVED)
    return g_dpgettext2 (NULL, "visit", marks[i].meaning);
  if (marks[i].flag == KT_SHEET_NEW)
    return g_dpgettext2 (NULL, "client", marks[i].meaning);
  return _ (marks[i].meaning);
}

const char *
kt_day_mark (const KtSheetBlock *block, char *ret_color)
{
  *ret_color = 0;
  if (block->kind == KT_SHEET_EVENT)
    return "·";
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (block->flags & marks[i].flag)
      {
        *ret_color = marks[i].color;
        return marks[i].mark;
      }
  return " ";
}

static char *
colored (char color, const char *text)
{
  switch (color)
    {
    case 'd':
      return kt_marked ("{d:%s}", text);
    case 'r':
      return kt_marked ("{r:%s}", text);
    case 'y':
      return kt_marked ("{y:%s}", text);
    case 'g':
      return kt_marked ("{g:%s}", text);
    default:
      return kt_marked ("%s", text);
    }
}

static char *
say_free (const KtSheetBlock *block)
{
  return g_strdup_printf (_ ("free %02d:%02d–%02d:%02d"), block->start / 60 % 24, block->start % 60,
                          block->end / 60 % 24, block->end % 60);
}

char *
kt_day_cell (const KtSheetBlock *block, int columns)
{
  char color;
  if (block->kind == KT_SHEET_FREE)
    {
      g_autofree char *free = say_free (block);
      return kt_marked ("{g: %.*s}", columns - 1, free);
    }
  if (block->kind == KT_SHEET_CLOSED)
    {
      const char *why = block->what != NULL && *block->what != '\0' ? block->what : _ ("closed");
      return kt_marked ("{d:— %.*s —}", MAX (columns - 4, 1), why);
    }
  const char *mark = kt_day_mark (block, &color);
  g_autofree char *text = kt_sheet_fit (block->who, block->what, columns - 1);
  g_autofree char *cut = kt_marked ("%.*s", columns - 1, text);
  g_autofree char *safe_mark = colored (color, mark);
  if (color == 0)
    return g_strconcat (safe_mark, cut, NULL);
  return g_strdup_printf ("{%c:%s%s}", color, mark, cut);
}

/* Lines are broken where the next piece has no room. */
static void
append_piece (GString *legend, int *used, int columns, const char *marked)
{
  int width = kt_marked_width (marked);
  if (*used > 0 && columns - *used < width + 2)
    {
      g_string_append_c (legend, '\n');
      *used = 0;
    }
  g_string_append_printf (legend, "%s%s", *used > 0 ? "  " : "", marked);
  *used += width + (*used > 0 ? 2 : 0);
}

static guint
marks_used (const KtDaySheet *sheet, gboolean *ret_events)
{
  guint used = 0;
  *ret_events = FALSE;
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      char color;
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      const char *mark = kt_day_mark (block, &color);
      *ret_events |= block->kind == KT_SHEET_EVENT;
      for (gsize m = 0; block->kind == KT_SHEET_VISIT && m < G_N_ELEMENTS (marks); m++)
        if (strcmp (mark, marks[m].mark) == 0)
          used |= marks[m].flag;
    }
  return used;
}

char *
kt_day_legend (const KtDaySheet *sheet, int columns)
{
  g_autoptr (GString) legend = g_string_new (NULL);
  gboolean events;
  guint flags = marks_used (sheet, &events);
  int used = 0;
  for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
    if (flags & marks[m].flag)
      {
        g_autofree char *mark = colored (marks[m].color, marks[m].mark);
        g_autofree char *meaning = kt_marked ("%s", say_meaning (m));
        g_autofree char *piece = g_strdup_printf ("%s %s", mark, meaning);
        append_piece (legend, &used, columns, piece);
      }
  if (events)
    {
      g_autofree char *piece = kt_marked ("· %s", _ ("calendar"));
      append_piece (legend, &used, columns, piece);
    }
  return legend->len > 0 ? g_string_free (g_steal_pointer (&legend), FALSE) : NULL;
}

/* Without the decimals where they are noughts: 1 039,00 € is 1 039 €. */
static char *
say_sum (KtMoney money)
{
  char *text = kt_money_format (money);
  int decimals = kt_money_decimals (money.currency);
  gint64 unit = decimals == 2 ? 100 : decimals == 3 ? 1000 : 1;
  if (decimals == 0 || money.minor % unit != 0)
    return text;
  char *sign = strrchr (text, ',') != NULL ? strrchr (text, ',') : strrchr (text, '.');
  if (sign != NULL && strspn (sign + 1, "0") == (gsize)decimals)
    memmove (sign, sign + 1 + decimals, strlen (sign + 1 + decimals) + 1);
  return text;
}

char *
kt_say_sums (const GArray *sums)
{
  GString *said = g_string_new (NULL);
  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *sum = say_sum (g_array_index (sums, KtMoney, i));
      g_string_append_printf (said, "%s%s", said->len > 0 ? " · " : "", sum);
    }
  return g_string_free (said, FALSE);
}
