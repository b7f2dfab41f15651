#include "config.h"
#include "kontor/appointment.h"
#include "kontor/day-view.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <string.h>

#define ROWS_BESIDE 4 /* title, hands, legend, prompt */
#define NARROW 60

/* A row that ends with its last word: what is blank at the right is not printed. */
typedef struct
{
  GString *marked;
  int pending; /* columns left blank */
} Row;

static void
append_cell (Row *row, const char *marked, int columns)
{
  int width = kt_marked_width (marked);
  if (width > 0)
    {
      g_string_append_printf (row->marked, "%*s%s", row->pending, "", marked);
      row->pending = 0;
    }
  row->pending += columns - width;
}

static void
print_row (KtContext *context, Row *row)
{
  kt_out_marked (context, row->marked->str);
  kt_out (context, "\n");
  g_string_truncate (row->marked, 0);
  row->pending = 0;
}

static char *
say_visits (guint visits, const GArray *sums)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u visit", "%u visits", visits), visits);
  g_autofree char *money = kt_say_sums (sums);
  return *money != '\0' ? g_strdup_printf ("%s  %s", count, money) : g_steal_pointer (&count);
}

static void
print_title (KtContext *context, const KtDaySheet *sheet)
{
  g_autofree char *date = kt_say_date (context, sheet->day);
  g_autofree char *short_date = kt_say_short_date (context, sheet->day);
  g_autofree char *right = say_visits (sheet->visits, sheet->sums);
  g_autofree char *left = context->width < NARROW
                              ? kt_marked ("{b:%s %s}", kt_say_weekday (sheet->day), short_date)
                              : kt_marked ("{b:%s}", date);
  kt_out_marked (context, left);
  int room = context->width - kt_marked_width (left) - 2;
  if (room >= kt_term_width (right))
    kt_out (context, "  %*s\n", room, right);
  else
    kt_out (context, "\n%s\n", right);
  for (guint i = 0; i < sheet->notes->len; i++)
    {
      const char *note = sheet->notes->pdata[i];
      kt_out (context, "{d:· %.*s}\n", MAX (context->width - 2, 8), note);
    }
}

/* "Ilze        9 · 389 €" */
static char *
say_hand (const KtSheetHand *hand, int columns)
{
  g_autofree char *money = kt_say_sums (hand->sums);
  g_autofree char *tally = *money != '\0' ? g_strdup_printf ("%u · %s", hand->visits, money)
                                          : g_strdup_printf ("%u", hand->visits);
  int room = columns - 2 - kt_term_width (tally);
  if (hand->visits == 0 || room < 6)
    return kt_marked ("{b:%.*s}", columns, hand->name);
  return kt_marked ("{b:%-*.*s %s}", room, room, hand->name, tally);
}

static void
print_hands (KtContext *context, const KtDaySheet *sheet, guint first, guint n, int columns,
             Row *row)
{
  append_cell (row, "", KT_SHEET_TIME_COLUMNS);
  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *head = say_hand (sheet->hands->pdata[i], columns);
      append_cell (row, head, columns + 1);
    }
  print_row (context, row);
}

static char *
say_cell (const KtSheetCell *cell, int columns)
{
  switch (cell->kind)
    {
    case KT_CELL_STARTS:
      return kt_day_cell (cell->block, columns);
    case KT_CELL_RUNS:
      return g_strdup ("{d:│}");
    case KT_CELL_WORKS:
      {
        /* TRANSLATORS: what is done at the hairdresser's goes on by itself: "colour works" */
        g_autofree char *works = g_strdup_printf (_ ("%s works"), cell->gap->what);
        return kt_marked ("{d:│ %.*s}", columns - 2, works);
      }
    default:
      return g_strdup ("");
    }
}

static void
print_page (KtContext *context, const KtDaySheet *sheet, guint first, guint n, int columns)
{
  g_autoptr (KtSheetGrid) grid = kt_sheet_lay_out (sheet, first, n);
  Row row = { .marked = g_string_new (NULL) };
  print_hands (context, sheet, first, n, columns, &row);
  for (guint r = 0; r < grid->rows->len; r++)
    {
      const KtSheetRow *time = &g_array_index (grid->rows, KtSheetRow, r);
      g_autofree char *clock
          = time->again ? g_strdup ("")
                        : kt_marked ("{d:%02d:%02d}", time->minute / 60 % 24, time->minute % 60);
      append_cell (&row, clock, KT_SHEET_TIME_COLUMNS);
      for (guint h = 0; h < n; h++)
        {
          const KtSheetCell *cell = &g_array_index (grid->cells, KtSheetCell, r * n + h);
          g_autofree char *text = say_cell (cell, columns);
          append_cell (&row, text, columns + 1);
        }
      print_row (context, &row);
    }
  /* where the day scrolls out of sight, whose columns these are stands below it as well */
  if (context->terminal && context->height > 0
      && grid->rows->len + ROWS_BESIDE > (guint)context->height)
    print_hands (context, sheet, first, n, columns, &row);
  g_string_free (row.marked, TRUE);
}

void
kt_day_grid (KtContext *context, const KtDaySheet *sheet)
{
  int columns;
  guint n = sheet->hands->len, page = kt_sheet_hands_a_page (n, context->width, &columns);
  for (guint first = 0; first < n; first += page)
    {
      if (first > 0)
        kt_out (context, "\n");
      print_page (context, sheet, first, MIN (page, n - first), columns);
    }
}

static void
print_list_block (KtContext *context, const KtSheetBlock *block)
{
  g_autofree char *cell = kt_day_cell (block, MAX (context->width - 6, 8));
  kt_out (context, "{d:%02d:%02d} ", block->start / 60 % 24, block->start % 60);
  kt_out_marked (context, cell);
  kt_out (context, "\n");
}

void
kt_day_list (KtContext *context, const KtDaySheet *sheet)
{
  for (guint h = 0; h < sheet->hands->len; h++)
    {
      g_autofree char *head = say_hand (sheet->hands->pdata[h], context->width);
      if (h > 0)
        kt_out (context, "\n");
      kt_out_marked (context, head);
      kt_out (context, "\n");
      for (guint i = 0; i < sheet->blocks->len; i++)
        {
          const KtSheetBlock *block = sheet->blocks->pdata[i];
          if (block->hand == h)
            print_list_block (context, block);
        }
    }
}

static gboolean
is_to_come (const KtSheetBlock *block, gint64 now)
{
  return block->kind == KT_SHEET_VISIT && block->end_at > now
         && !(block->flags & (KT_SHEET_DONE | KT_SHEET_NO_SHOW));
}

/* Whether the hour a visit begins at names it and no other, of hands that are not shown either. */
static gboolean
names_one (KtContext *context, const KtSheetBlock *block)
{
  gint64 at = block->start_at;
  g_autoptr (GPtrArray) visits = kt_appointment_between (context->store, at, at + 1, NULL);
  guint n = 0, hers = 0;
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      gboolean then = visit->start_at == at && kt_appointment_stands (visit, context->clock.now);
      n += then ? 1 : 0;
      hers += then && visit->id == block->appointment && visit->contact != 0 ? 1 : 0;
    }
  return n == 1 && hers == 1;
}

/* The first visit that is still to come and is named by its hour, for the hint. */
static const KtSheetBlock *
find_next (KtContext *context, const KtDaySheet *sheet)
{
  const KtSheetBlock *next = NULL;
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      if (is_to_come (block, context->clock.now)
          && (next == NULL || block->start_at < next->start_at) && names_one (context, block))
        next = block;
    }
  return next;
}

static void
print_foot (KtContext *context, const KtDaySheet *sheet)
{
  g_autofree char *legend = kt_day_legend (sheet, context->width);
  gboolean today = kt_local_days_between (sheet->day, kt_context_today (context)) == 0;
  const KtSheetBlock *next = today && !context->quiet ? find_next (context, sheet) : NULL;
  if (legend != NULL)
    kt_out_marked (context, legend);
  if (next != NULL)
    {
      g_autofree char *hint
          = kt_marked ("{c:kontor brief %d:%02d}", next->start / 60 % 24, next->start % 60);
      const char *last
          = legend != NULL && strrchr (legend, '\n') != NULL ? strrchr (legend, '\n') + 1 : legend;
      int room = last != NULL ? context->width - kt_marked_width (last) - 3 : 0;
      if (last != NULL)
        kt_out (context, "%s", room >= kt_marked_width (hint) ? "   " : "");
      if (last != NULL && room < kt_marked_width (hint))
        kt_out (context, "\n");
      kt_out_marked (context, hint);
      kt_out (context, "\n");
    }
  else if (legend != NULL)
    kt_out (context, "\n");
}

static void
print_text (KtContext *context, const KtDaySheet *sheet)
{
  print_title (context, sheet);
  if (sheet->blocks->len == 0)
    {
      kt_out (context, "%s\n", _ ("Nothing is booked."));
      return;
    }
  if (context->width < NARROW)
    {
      kt_out (context, "\n");
      kt_day_list (context, sheet);
    }
  else
    kt_day_grid (context, sheet);
  print_foot (context, sheet);
}

static const KtColumn columns[] = {
  { "hand", N_ ("hand"), KT_COLUMN_TEXT },   { "start", N_ ("start"), KT_COLUMN_TIME },
  { "end", N_ ("end"), KT_COLUMN_TIME },     { "kind", N_ ("kind"), KT_COLUMN_TEXT },
  { "ref", N_ ("ref"), KT_COLUMN_REF },      { "name", N_ ("name"), KT_COLUMN_TEXT },
  { "text", N_ ("text"), KT_COLUMN_TEXT },   { "state", N_ ("state"), KT_COLUMN_TEXT },
  { "price", N_ ("price"), KT_COLUMN_TEXT }, { "currency", N_ ("currency"), KT_COLUMN_TEXT },
  { "phone", N_ ("phone"), KT_COLUMN_TEXT }, { "allergy", N_ ("allergy"), KT_COLUMN_TEXT },
};

static void
print_table (KtContext *context, const KtDaySheet *sheet)
{
  static const char *const kinds[] = { "visit", "event", "closed", "free" };
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      const KtSheetHand *hand = sheet->hands->pdata[block->hand];
      g_autofree char *price = block->has_price ? kt_money_decimal (block->price) : NULL;
      kt_table_add (table, hand->name, block->start_at, block->end_at, kinds[block->kind],
                    block->appointment, block->who, block->what, block->state, price,
                    block->has_price ? block->price.currency : NULL, block->phone, block->allergy);
    }
  kt_table_print (table, context, "day");
}

void
kt_day_print (KtContext *context, const KtDaySheet *sheet)
{
  if (context->output == KT_OUTPUT_JSON)
    kt_day_json (context, sheet);
  else if (context->output == KT_OUTPUT_CSV)
    print_table (context, sheet);
  else
    print_text (context, sheet);
}
