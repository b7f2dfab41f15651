#include "config.h"
#include "board-parts.h"
#include "kontor/day-sheet.h"
#include "kontor/shell-text.h"
#include "kontor/visit-view.h"

#include <glib/gi18n.h>
#include <string.h>

#define REASONS_SHOWN 2

/* What was won and lost in a pipeline since the first of the month. */
typedef struct
{
  guint won, lost;
  GArray *sums;       /* KtMoney of what was won */
  GPtrArray *reasons; /* of what was lost, most frequent first */
} Closed;

static void
closed_clear (Closed *closed)
{
  g_clear_pointer (&closed->sums, g_array_unref);
  g_clear_pointer (&closed->reasons, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Closed, closed_clear)

static const KtStage *
stage_of (const KtPipeline *pipeline, KtId id)
{
  for (guint i = 0; i < pipeline->stages->len; i++)
    if (((const KtStage *)pipeline->stages->pdata[i])->id == id)
      return pipeline->stages->pdata[i];
  return NULL;
}

static void
add_reason (GHashTable *counts, const char *reason)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, reason));
  g_hash_table_replace (counts, g_strdup (reason), GUINT_TO_POINTER (n + 1));
}

static gint
compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  const char *x = *(char *const *)a, *y = *(char *const *)b;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, x));
  guint m = GPOINTER_TO_UINT (g_hash_table_lookup (counts, y));
  return n != m ? (n < m ? 1 : -1) : strcmp (x, y);
}

static void
sort_reasons (GHashTable *counts, GPtrArray *reasons)
{
  GHashTableIter iter;
  gpointer reason;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &reason, NULL))
    g_ptr_array_add (reasons, g_strdup (reason));
  g_ptr_array_sort_with_data (reasons, compare_counts, counts);
}

static gboolean
count_closed (KtContext *context, const KtPipeline *pipeline, Closed *closed, GError **error)
{
  KtLocal month = kt_context_today (context);
  month.day = 1;
  month.hour = -1;
  month.minute = 0;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) deals
      = kt_deal_list_closed (context->store, kt_local_to_utc (month, context->clock.zone), error);
  closed->sums = g_array_new (FALSE, TRUE, sizeof (KtMoney));
  closed->reasons = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; deals != NULL && i < deals->len; i++)
    {
      const KtDeal *deal = deals->pdata[i];
      const KtStage *stage = stage_of (pipeline, deal->stage);
      closed->won += stage != NULL && stage->kind == KT_STAGE_WON;
      closed->lost += stage != NULL && stage->kind == KT_STAGE_LOST;
      if (stage != NULL && stage->kind == KT_STAGE_WON && deal->has_amount)
        kt_sums_add (closed->sums, deal->amount);
      if (stage != NULL && stage->kind == KT_STAGE_LOST && deal->reason != NULL)
        add_reason (counts, deal->reason);
    }
  sort_reasons (counts, closed->reasons);
  return deals != NULL;
}

/* "closed this month: won 3 (1 960 €) · lost 1 (price)" */
static char *
say_closed (const Closed *closed)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sums = kt_say_deal_sums (closed->sums);
  if (closed->won > 0)
    g_string_append_printf (text, _ ("won %u"), closed->won);
  if (closed->won > 0 && *sums != '\0')
    g_string_append_printf (text, " (%s)", sums);
  if (closed->lost > 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _ ("lost %u"), closed->lost);
    }
  for (guint i = 0; closed->lost > 0 && i < MIN (closed->reasons->len, REASONS_SHOWN); i++)
    g_string_append_printf (text, "%s%s", i == 0 ? " (" : ", ",
                            (const char *)closed->reasons->pdata[i]);
  if (closed->lost > 0 && closed->reasons->len > 0)
    g_string_append (text, closed->reasons->len > REASONS_SHOWN ? ", …)" : ")");
  if (text->len == 0)
    return g_strdup (_ ("nothing closed this month"));
  return g_strdup_printf (_ ("closed this month: %s"), text->str);
}

/* Marked: a move that could be typed, of the first deal that has a stage to go to. */
static char *
say_example (const GPtrArray *columns)
{
  for (guint i = 0; i + 1 < columns->len; i++)
    {
      const KtBoardColumn *column = columns->pdata[i], *next = columns->pdata[i + 1];
      if (column->rows->len == 0)
        continue;
      g_autofree char *word = g_utf8_strdown (kt_stage_title (next->stage), -1);
      char *last = strrchr (word, ' ');
      return kt_marked ("{c:kontor move %u %s}", column->number, last != NULL ? last + 1 : word);
    }
  return NULL;
}

static void
print_hidden (KtContext *context, const GPtrArray *columns, guint most)
{
  for (guint i = 0; most > 0 && i < columns->len; i++)
    {
      const KtBoardColumn *column = columns->pdata[i];
      if (column->rows->len <= most)
        continue;
      g_autofree char *quoted = kt_shell_text (kt_stage_title (column->stage));
      kt_out (context, _ ("{d:all of %s: kontor deal list --stage \"%s\"}\n"),
              kt_stage_title (column->stage), quoted);
    }
}

/* Other pipelines with open deals. */
static void
print_others (KtContext *context, const KtDealSheet *sheet, const KtPipeline *pipeline)
{
  for (guint i = 0; i < sheet->pipelines->len; i++)
    {
      const KtPipeline *other = sheet->pipelines->pdata[i];
      guint open = 0;
      for (guint k = 0; other->id != pipeline->id && k < sheet->rows->len; k++)
        {
          const KtDealRow *row = &g_array_index (sheet->rows, KtDealRow, k);
          open += row->pipeline == other && row->stage->kind == KT_STAGE_OPEN;
        }
      g_autofree char *quoted = kt_shell_text (kt_pipeline_title (other));
      if (open > 0)
        kt_out (context,
                ngettext ("{d:%s: %u deal} · {c:kontor deal board \"%s\"}\n",
                          "{d:%s: %u deals} · {c:kontor deal board \"%s\"}\n", open),
                kt_pipeline_title (other), open, quoted);
    }
}

gboolean
kt_board_foot (KtContext *context, const KtDealSheet *sheet, const KtPipeline *pipeline,
               const GPtrArray *columns, guint most, GError **error)
{
  g_auto (Closed) closed = { 0 };
  if (!count_closed (context, pipeline, &closed, error))
    return FALSE;
  g_autofree char *said = say_closed (&closed);
  g_autofree char *left = kt_marked ("{d:%s}", said);
  g_autofree char *example = context->terminal ? say_example (columns) : NULL;
  int gap
      = context->width - kt_marked_width (left) - (example != NULL ? kt_marked_width (example) : 0);
  print_hidden (context, columns, most);
  print_others (context, sheet, pipeline);
  kt_out_marked (context, left);
  if (example != NULL)
    {
      kt_out (context, gap >= 2 ? "%*s" : "\n%*s", gap >= 2 ? gap : 0, "");
      kt_out_marked (context, example);
    }
  kt_out (context, "\n");
  return TRUE;
}

static void
add_sums (KtJson *builder, const GArray *sums)
{
  kt_json_member (builder, "sums");
  kt_json_begin_array (builder);
  for (guint i = 0; i < sums->len; i++)
    {
      const KtMoney *sum = &g_array_index (sums, KtMoney, i);
      kt_json_money (builder, sum->minor, sum->currency);
    }
  kt_json_end_array (builder);
}

static void
add_column (KtJson *builder, KtContext *context, const KtBoardColumn *column)
{
  kt_json_begin_object (builder);
  kt_json_member (builder, "stage");
  kt_json_text (builder, column->stage->name);
  kt_json_member (builder, "probability");
  kt_json_int (builder, column->stage->probability);
  kt_json_member (builder, "stale_days");
  if (column->stage->stale > 0)
    kt_json_int (builder, column->stage->stale);
  else
    kt_json_null (builder);
  add_sums (builder, column->sums);
  kt_json_member (builder, "deals");
  kt_json_begin_array (builder);
  for (guint i = 0; i < column->rows->len; i++)
    kt_json_deal (builder, context, g_array_index (column->rows, const KtDealRow *, i));
  kt_json_end_array (builder);
  kt_json_end_object (builder);
}

gboolean
kt_board_json (KtContext *context, const KtPipeline *pipeline, const GPtrArray *columns,
               GError **error)
{
  g_auto (Closed) closed = { 0 };
  if (!count_closed (context, pipeline, &closed, error))
    return FALSE;
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "pipeline");
  kt_json_text (builder, pipeline->name);
  kt_json_member (builder, "stages");
  kt_json_begin_array (builder);
  for (guint i = 0; i < columns->len; i++)
    add_column (builder, context, columns->pdata[i]);
  kt_json_end_array (builder);
  kt_json_member (builder, "closed_this_month");
  kt_json_begin_object (builder);
  kt_json_member (builder, "won");
  kt_json_int (builder, closed.won);
  kt_json_member (builder, "lost");
  kt_json_int (builder, closed.lost);
  add_sums (builder, closed.sums);
  kt_json_end_object (builder);
  kt_json_end (context, builder);
  return TRUE;
}
