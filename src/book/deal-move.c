#include "config.h"
#include "deal-row.h"

#include <sqlite3.h>

#define COLUMNS                                                                                    \
  "m.id, m.deal, m.at, m.from_stage, m.to_stage, coalesce (m.amount, -1), m.currency, m.reason"
#define LIST_SQL "SELECT " COLUMNS " FROM deal_move m WHERE m.deal = ?1 ORDER BY m.at, m.id"
#define OF_SQL                                                                                     \
  "SELECT " COLUMNS " FROM deal d JOIN deal_move m ON m.deal = d.id WHERE d.contact = ?1"          \
  " ORDER BY m.at DESC, m.id"
#define INSERT_SQL                                                                                 \
  "INSERT INTO deal_move (id, deal, at, from_stage, to_stage, amount, currency, reason)"           \
  " VALUES (?1, ?2, ?3, ?4, ?5, nullif (?6, -1), ?7, ?8)"
#define REASONS_SQL                                                                                \
  "SELECT d.reason FROM deal d JOIN stage s ON s.id = d.stage WHERE s.kind = ?1"                   \
  " AND d.reason IS NOT NULL AND d.closed_at IS NOT NULL GROUP BY d.reason"                        \
  " ORDER BY count(*) DESC, max(d.closed_at) DESC, d.reason LIMIT ?2"

void
kt_deal_move_free (KtDealMove *move)
{
  if (move == NULL)
    return;
  g_free (move->reason);
  g_free (move);
}

gboolean
kt_read_amount (sqlite3_stmt *statement, int column, KtMoney *ret)
{
  ret->minor = kt_column_int (statement, column);
  g_strlcpy (ret->currency, kt_column_text (statement, column + 1), sizeof ret->currency);
  if (ret->minor >= 0)
    return TRUE;
  ret->minor = 0;
  return FALSE;
}

static GPtrArray *
read_all (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_deal_move_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      KtDealMove *move = g_new0 (KtDealMove, 1);
      move->id = kt_column_int (statement, 0);
      move->deal = kt_column_int (statement, 1);
      move->at = kt_column_int (statement, 2);
      move->from = kt_column_int (statement, 3);
      move->to = kt_column_int (statement, 4);
      move->has_amount = kt_read_amount (statement, 5, &move->amount);
      move->reason = g_strdup (kt_column_text_or_null (statement, 7));
      g_ptr_array_add (moves, move);
    }
  if (failure == NULL)
    return g_steal_pointer (&moves);
  g_propagate_error (error, failure);
  return NULL;
}

static GPtrArray *
select_by (KtStore *store, const char *sql, KtId id, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  return read_all (statement, error);
}

GPtrArray *
kt_deal_moves (KtStore *store, KtId deal, GError **error)
{
  return select_by (store, LIST_SQL, deal, error);
}

GPtrArray *
kt_deal_moves_of (KtStore *store, KtId contact, GError **error)
{
  return select_by (store, OF_SQL, contact, error);
}

gboolean
kt_deal_move_write (KtStore *store, const KtDeal *deal, KtId from, const char *reason, gint64 at,
                    GError **error)
{
  return kt_store_run (store, error, INSERT_SQL, "iiiIiiss", kt_id_random (), deal->id, at, from,
                       deal->stage, deal->has_amount ? deal->amount.minor : G_GINT64_CONSTANT (-1),
                       deal->has_amount ? deal->amount.currency : NULL, reason);
}

GPtrArray *
kt_deal_reasons (KtStore *store, KtStageKind kind, guint limit, GError **error)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, REASONS_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "si", kt_stage_kind_id (kind), (gint64)limit);
  while (kt_step (statement, &failure))
    g_ptr_array_add (reasons, g_strdup (kt_column_text (statement, 0)));
  if (failure == NULL)
    return g_steal_pointer (&reasons);
  g_propagate_error (error, failure);
  return NULL;
}
