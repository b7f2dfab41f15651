#include "config.h"
#include "kontor/day-sheet.h"
#include "kontor/deal-view.h"
#include "kontor/handle.h"
#include "board-parts.h"

#include <glib/gi18n.h>
#include <string.h>

#define COLUMN_LEAST 18
#define COLUMN_MOST 36
#define CARD_ROWS 4  /* who, title, amount, a blank line */
#define OTHER_ROWS 6 /* of a band: two rows of heading; the foot, the prompt */
#define CARDS_LEAST 2

static void
column_free (gpointer data)
{
  KtBoardColumn *column = data;
  g_array_unref (column->rows);
  g_array_unref (column->sums);
  g_free (column);
}

GPtrArray *
kt_board_columns (const KtDealSheet *sheet, const KtPipeline *pipeline)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (GHashTable) by_stage = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      const KtStage *stage = pipeline->stages->pdata[i];
      if (stage->kind != KT_STAGE_OPEN)
        continue;
      KtBoardColumn *column = g_new0 (KtBoardColumn, 1);
      column->stage = stage;
      column->rows = g_array_new (FALSE, FALSE, sizeof (const KtDealRow *));
      column->sums = g_array_new (FALSE, TRUE, sizeof (KtMoney));
      g_ptr_array_add (columns, column);
      g_hash_table_insert (by_stage, (gpointer)stage, column);
    }
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const KtDealRow *row = &g_array_index (sheet->rows, KtDealRow, i);
      KtBoardColumn *column = g_hash_table_lookup (by_stage, row->stage);
      if (column == NULL)
        continue;
      g_array_append_val (column->rows, row);
      if (row->deal->has_amount)
        kt_sums_add (column->sums, row->deal->amount);
    }
  /* a stage that was taken out stands there as long as deals do */
  for (guint i = columns->len; i > 0; i--)
    {
      const KtBoardColumn *column = columns->pdata[i - 1];
      if (column->stage->archived && column->rows->len == 0)
        g_ptr_array_remove_index (columns, i - 1);
    }
  return columns;
}

char *
kt_say_deal_sums (const GArray *sums)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *sum = kt_say_amount_short (g_array_index (sums, KtMoney, i));
      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", sum);
    }
  return g_string_free (text, FALSE);
}

/* Marked: how long it has stood there, when it is due. */
static char *
say_age (const KtContext *context, const KtDealRow *row)
{
  KtLocal day;
  int stale = row->stage->stale;
  if (row->late > 0)
    /* TRANSLATORS: a deal on the board, days past its day; short */
    return kt_marked (_ ("{r:late %d d}"), row->late);
  if (row->deal->expected != NULL && kt_local_parse (row->deal->expected, &day))
    {
      g_autofree char *date = kt_say_short_date (context, day);
      /* TRANSLATORS: a deal on the board, the day it is to be ready; short */
      return kt_marked (_ ("due %s"), date);
    }
  const char *format = stale > 0 && row->days >= stale           ? "{r:%s}"
                       : stale > 0 && row->days * 4 >= stale * 3 ? "{y:%s}"
                                                                 : "%s";
  /* TRANSLATORS: days a deal has been in its stage, short */
  g_autofree char *days = g_strdup_printf (_ ("%d d"), row->days);
  return kt_marked (format, days);
}

/* Marked: the amount. */
static char *
say_amount (const KtDealRow *row)
{
  if (!row->deal->has_amount)
    return kt_marked ("{y:%s}", _ ("no amount"));
  g_autofree char *amount = kt_say_amount_short (row->deal->amount);
  return kt_marked ("%s", amount);
}

/* One of the three rows of a card, marked, no wider than room. */
static char *
say_card (const KtContext *context, const KtDealRow *row, int line, int room)
{
  if (line == 0)
    return kt_marked ("%.*s", room, row->deal->who != NULL ? row->deal->who : "—");
  if (line == 1)
    return kt_marked ("{d:%.*s}", room, row->deal->title);
  g_autofree char *amount = say_amount (row), *age = say_age (context, row);
  int gap = room - kt_marked_width (amount) - kt_marked_width (age);
  if (gap < 1) /* what is late or stands still is red: said all the same */
    return row->late > 0 || row->stale ? g_steal_pointer (&age) : g_steal_pointer (&amount);
  return g_strdup_printf ("%s%*s%s", amount, gap, "", age);
}

typedef struct
{
  KtContext *context;
  GPtrArray *columns;
  guint first, n; /* the band */
  int width;      /* of a column with its gap */
  guint most;     /* cards of a column, 0 all */
} Band;

static guint
shown_of (const Band *band, const KtBoardColumn *column)
{
  return band->most > 0 ? MIN (band->most, column->rows->len) : column->rows->len;
}

/* A cell at its place of the row. */
static void
append_cell (const Band *band, GString *row, guint place, int *used, const char *marked)
{
  g_string_append_printf (row, "%*s%s", MAX ((int)place * band->width - *used, 0), "", marked);
  *used = MAX ((int)place * band->width, *used) + kt_marked_width (marked);
}

static void
print_heading (const Band *band)
{
  g_autoptr (GString) titles = g_string_new (NULL), sums = g_string_new (NULL);
  int used = 0, summed = 0;
  for (guint i = 0; i < band->n; i++)
    {
      const KtBoardColumn *column = band->columns->pdata[band->first + i];
      g_autofree char *title = g_utf8_strup (kt_stage_title (column->stage), -1);
      g_autofree char *sum = kt_say_deal_sums (column->sums);
      g_autofree char *head = kt_marked ("{b:%-*.*s} %3u", band->width - 6, band->width - 6, title,
                                         column->rows->len);
      g_autofree char *below = kt_marked ("{d:%.*s}", band->width - 2, sum);
      append_cell (band, titles, i, &used, head);
      if (*sum != '\0')
        append_cell (band, sums, i, &summed, below);
    }
  kt_out_marked (band->context, titles->str);
  kt_out (band->context, "\n");
  kt_out_marked (band->context, sums->str);
  kt_out (band->context, "\n");
}

/* Row `line` of the cards at place `at`; the fourth is blank, a column that is cut says so. */
static void
print_card_row (const Band *band, guint at, int line, int number_width)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int used = 0;
  for (guint i = 0; i < band->n; i++)
    {
      const KtBoardColumn *column = band->columns->pdata[band->first + i];
      guint shown = shown_of (band, column);
      g_autofree char *cell = NULL;
      int room = band->width - number_width - (line == 0 ? 2 : 1);
      if (at < shown)
        {
          const KtDealRow *row = g_array_index (column->rows, const KtDealRow *, at);
          g_autofree char *said = say_card (band->context, row, line, room);
          g_autofree char *number = line == 0
                                        ? kt_marked ("{d:%*u}", number_width, column->number + at)
                                        : g_strdup_printf ("%*s", number_width, "");
          cell = g_strdup_printf ("%s %s", number, said);
        }
      else if (at == shown && shown < column->rows->len && line == 0)
        cell = kt_marked (ngettext ("{d:+ %u more}", "{d:+ %u more}", column->rows->len - shown),
                          column->rows->len - shown);
      if (cell == NULL)
        continue;
      append_cell (band, out, i, &used, cell);
    }
  kt_out_marked (band->context, out->str);
  kt_out (band->context, "\n");
}

static void
print_band (const Band *band, int number_width)
{
  guint tallest = 0;
  gboolean cut = FALSE;
  for (guint i = 0; i < band->n; i++)
    {
      const KtBoardColumn *column = band->columns->pdata[band->first + i];
      guint shown = shown_of (band, column);
      tallest = MAX (tallest, shown);
      cut = cut || (shown < column->rows->len && shown == tallest);
    }
  print_heading (band);
  for (guint at = 0; at < tallest; at++)
    {
      kt_out (band->context, "\n");
      for (int line = 0; line < CARD_ROWS - 1; line++)
        print_card_row (band, at, line, number_width);
    }
  if (cut)
    print_card_row (band, tallest, 0, number_width);
}

/* Under 60 columns: stage below stage, two rows a deal. */
static void
print_narrow (const Band *band)
{
  KtContext *context = band->context;
  for (guint i = 0; i < band->columns->len; i++)
    {
      const KtBoardColumn *column = band->columns->pdata[i];
      g_autofree char *title = g_utf8_strup (kt_stage_title (column->stage), -1);
      g_autofree char *sums = kt_say_deal_sums (column->sums);
      g_autofree char *head = kt_marked ("{b:%s}  %u", title, column->rows->len);
      kt_out (context, i > 0 ? "\n" : "");
      kt_out_marked (context, head);
      kt_out (context, "  {d:%.*s}\n", MAX (context->width - kt_marked_width (head) - 2, 8), sums);
      for (guint at = 0; at < shown_of (band, column); at++)
        {
          const KtDealRow *row = g_array_index (column->rows, const KtDealRow *, at);
          g_autofree char *rest = say_card (context, row, 2, MIN (context->width - 3, 30));
          g_autofree char *what = kt_say_deal (row->deal);
          kt_out (context, "{d:%2u} %.*s\n   ", column->number + at, context->width - 3, what);
          kt_out_marked (context, rest);
          kt_out (context, "\n");
        }
      guint more = column->rows->len - shown_of (band, column);
      if (more > 0)
        kt_out (context, ngettext ("{d:   + %u more}\n", "{d:   + %u more}\n", more), more);
    }
}

/* Numbers run through, column by column; only what is shown has one. */
static guint
number_all (const Band *band, GArray *handles)
{
  guint number = 1;
  for (guint i = 0; i < band->columns->len; i++)
    {
      KtBoardColumn *column = band->columns->pdata[i];
      column->number = number;
      for (guint at = 0; at < shown_of (band, column); at++)
        {
          const KtDeal *deal = g_array_index (column->rows, const KtDealRow *, at)->deal;
          KtHandle handle = { .kind = KT_RECORD_DEAL,
                              .key = deal->id,
                              .contact = deal->contact,
                              .stamp = deal->updated,
                              .number = (int)number++ };
          g_array_append_val (handles, handle);
        }
    }
  return number;
}

/* Bands as equal as they can be: four stages where three fit are two and two. */
static void
print_wide (Band *band, int number_width)
{
  guint columns = band->columns->len;
  guint fit = (guint)MAX (1, (band->context->width + 2) / (COLUMN_LEAST + 2));
  guint bands = (columns + fit - 1) / fit;
  guint each = (columns + bands - 1) / bands;
  band->width = MIN ((band->context->width + 2) / (int)each, COLUMN_MOST);
  for (guint first = 0; first < columns; first += each)
    {
      band->first = first;
      band->n = MIN (each, columns - first);
      kt_out (band->context, first > 0 ? "\n" : "");
      print_band (band, number_width);
    }
}

static guint
cards_that_fit (const KtContext *context, guint columns)
{
  if (context->height <= 0 || context->all)
    return 0;
  gboolean narrow = context->width < KT_BOARD_NARROW;
  guint fit = (guint)MAX (1, (context->width + 2) / (COLUMN_LEAST + 2));
  guint bands = narrow ? columns : (columns + fit - 1) / fit;
  int rows = context->height - 3 - (int)bands * (narrow ? 3 : OTHER_ROWS - 3);
  return (guint)MAX (rows / (int)(bands * (narrow ? 2 : CARD_ROWS)), CARDS_LEAST);
}

gboolean
kt_deal_board_print (KtContext *context, const KtDealSheet *sheet, const KtPipeline *pipeline,
                     GError **error)
{
  g_autoptr (GPtrArray) columns = kt_board_columns (sheet, pipeline);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  if (context->output == KT_OUTPUT_JSON)
    return kt_board_json (context, pipeline, columns, error);
  Band band = { .context = context, .columns = columns };
  band.most = columns->len > 0 ? cards_that_fit (context, columns->len) : 0;
  guint end = number_all (&band, handles);
  if (columns->len > 0 && context->width < KT_BOARD_NARROW)
    print_narrow (&band);
  else if (columns->len > 0)
    print_wide (&band, end > 100 ? 3 : 2);
  kt_out (context, "\n");
  if (!kt_board_foot (context, sheet, pipeline, columns, band.most, error))
    return FALSE;
  return kt_handles_save (context, handles, error);
}
