#include "config.h"
#include "kontor/deal-log.h"
#include "kontor/deal-sheet.h"
#include "kontor/deal-view.h"
#include "kontor/visit-view.h"

#include <glib/gi18n.h>

/* The deals of a client by when they were made, the newest first, each with its moves. */
typedef struct
{
  KtDealSheet *sheet;
  GPtrArray *order; /* KtDealRow, of the sheet */
  GPtrArray *moves; /* KtDealMove of all, newest first */
} Log;

static void
log_clear (Log *log)
{
  g_clear_pointer (&log->order, g_ptr_array_unref);
  g_clear_pointer (&log->moves, g_ptr_array_unref);
  g_clear_pointer (&log->sheet, kt_deal_sheet_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Log, log_clear)

static gint
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const KtDeal *x = (*(KtDealRow *const *)a)->deal, *y = (*(KtDealRow *const *)b)->deal;
  if (x->created != y->created)
    return x->created < y->created ? 1 : -1;
  return x->id < y->id ? -1 : x->id > y->id;
}

static gboolean
gather (KtContext *context, KtId contact, Log *log, GError **error)
{
  log->sheet = kt_deal_sheet_of (context, contact, TRUE, error);
  if (log->sheet == NULL)
    return FALSE;
  log->moves = kt_deal_moves_of (context->store, contact, error);
  log->order = g_ptr_array_new ();
  for (guint i = 0; i < log->sheet->rows->len; i++)
    g_ptr_array_add (log->order, &g_array_index (log->sheet->rows, KtDealRow, i));
  g_ptr_array_sort (log->order, compare_newest_first);
  return log->moves != NULL;
}

/* The next older one of a deal's moves, from *place on downwards; NULL: no more. */
static const KtDealMove *
next_move (const Log *log, KtId deal, guint *place)
{
  while (*place > 0)
    {
      const KtDealMove *move = log->moves->pdata[--*place];
      if (move->deal == deal)
        return move;
    }
  return NULL;
}

/* A fixed English word. */
static const char *
what_of (const KtDealMove *move, const KtStage *from, const KtStage *to)
{
  if (move->from == 0)
    return "made";
  if (to != NULL && to->kind != KT_STAGE_OPEN)
    return kt_stage_kind_id (to->kind);
  return from != NULL && from->kind != KT_STAGE_OPEN ? "reopened" : "moved";
}

static char *
say_what (const KtDealMove *move, const KtStage *from, const KtStage *to)
{
  const char *title = to != NULL ? kt_stage_title (to) : "?";
  const char *what = what_of (move, from, to);
  switch (*what)
    {
    case 'm':
      return g_strdup_printf (move->from == 0 ? _ ("made, in %s") : _ ("moved to %s"), title);
    case 'w':
      return g_strdup (C_ ("deal", "won"));
    case 'l':
      return g_strdup (C_ ("deal", "lost"));
    default:
      return g_strdup_printf (_ ("taken up again, to %s"), title);
    }
}

static void
print_move (KtContext *context, const Log *log, const KtDealMove *move)
{
  KtLocal at = kt_local_from_utc (move->at, context->clock.zone);
  g_autofree char *when = kt_say_visit_day (context, at);
  g_autofree char *what = say_what (move, kt_pipelines_stage (log->sheet->pipelines, move->from),
                                    kt_pipelines_stage (log->sheet->pipelines, move->to));
  g_autofree char *amount = move->has_amount ? kt_money_format (move->amount) : NULL;
  kt_out (context, "  {d:%-16s}  %s", when, what);
  if (amount != NULL)
    kt_out (context, ", %s", amount);
  if (move->reason != NULL)
    kt_out (context, ": %s", move->reason);
  kt_out (context, "\n");
}

gboolean
kt_deal_log_print (KtContext *context, KtId contact, GError **error)
{
  g_auto (Log) log = { 0 };
  if (!gather (context, contact, &log, error))
    return FALSE;
  guint shown = context->all ? log.order->len : MIN (log.order->len, KT_DEAL_LOG_SHOWN);
  for (guint i = 0; i < shown; i++)
    {
      const KtDealRow *row = log.order->pdata[i];
      guint place = log.moves->len;
      const KtDealMove *move;
      g_autofree char *said = kt_say_deal (row->deal);
      g_autofree char *amount = kt_say_deal_amount (row->deal);
      kt_out (context, "{b:%s}, %s, {b:%s}\n", said, amount, kt_stage_title (row->stage));
      while ((move = next_move (&log, row->deal->id, &place)) != NULL)
        print_move (context, &log, move);
    }
  guint more = log.order->len - shown;
  if (more > 0)
    kt_out (context,
            ngettext ("{d:+ %u older deal: --all}\n", "{d:+ %u older deals: --all}\n", more), more);
  if (shown > 0)
    kt_out (context, "\n");
  return TRUE;
}

gboolean
kt_deal_log_rows (KtTable *table, KtContext *context, KtId contact, GError **error)
{
  g_auto (Log) log = { 0 };
  if (!gather (context, contact, &log, error))
    return FALSE;
  for (guint i = 0; i < log.order->len; i++)
    {
      const KtDealRow *row = log.order->pdata[i];
      guint place = log.moves->len;
      const KtDealMove *move;
      while ((move = next_move (&log, row->deal->id, &place)) != NULL)
        {
          const KtStage *from = kt_pipelines_stage (log.sheet->pipelines, move->from);
          const KtStage *to = kt_pipelines_stage (log.sheet->pipelines, move->to);
          kt_table_add (table, row->deal->id, move->at, "deal", what_of (move, from, to),
                        kt_stage_kind_id (row->stage->kind), NULL, row->deal->title, NULL,
                        from != NULL ? from->name : NULL, to != NULL ? to->name : NULL,
                        move->reason);
        }
    }
  return TRUE;
}

static void
add_text (KtJson *builder, const char *name, const char *text)
{
  kt_json_member (builder, name);
  kt_json_text (builder, text);
}

static void
add_move (KtJson *builder, KtContext *context, const Log *log, const KtDealMove *move)
{
  const KtStage *from = kt_pipelines_stage (log->sheet->pipelines, move->from);
  const KtStage *to = kt_pipelines_stage (log->sheet->pipelines, move->to);
  kt_json_begin_object (builder);
  kt_json_member (builder, "at");
  kt_json_time (builder, context, move->at);
  add_text (builder, "what", what_of (move, from, to));
  add_text (builder, "from", from != NULL ? from->name : NULL);
  add_text (builder, "to", to != NULL ? to->name : NULL);
  kt_json_member (builder, "amount");
  kt_json_money (builder, move->has_amount ? move->amount.minor : -1, move->amount.currency);
  add_text (builder, "reason", move->reason);
  kt_json_end_object (builder);
}

gboolean
kt_json_deal_log (KtJson *builder, KtContext *context, KtId contact, GError **error)
{
  g_auto (Log) log = { 0 };
  if (!gather (context, contact, &log, error))
    return FALSE;
  kt_json_member (builder, "deals");
  kt_json_begin_array (builder);
  for (guint i = 0; i < log.order->len; i++)
    {
      const KtDealRow *row = log.order->pdata[i];
      guint place = log.moves->len;
      const KtDealMove *move;
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, row->deal->id);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, row->deal->created);
      add_text (builder, "title", row->deal->title);
      add_text (builder, "state", kt_stage_kind_id (row->stage->kind));
      kt_json_member (builder, "moves");
      kt_json_begin_array (builder);
      while ((move = next_move (&log, row->deal->id, &place)) != NULL)
        add_move (builder, context, &log, move);
      kt_json_end_array (builder);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  return TRUE;
}
