#include "config.h"
#include "kontor/deal.h"
#include "kontor/error.h"
#include "deal-row.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define FROM                                                                                       \
  "SELECT d.id, d.contact, c.name, d.stage, d.title, coalesce (d.amount, -1), d.currency,"         \
  " d.expected, d.reason, d.since, d.closed_at, d.created, d.updated"                              \
  " FROM deal d LEFT JOIN contact c ON c.id = d.contact "
#define GET_SQL FROM "WHERE d.id = ?1"
#define OPEN_SQL FROM "WHERE d.closed_at IS NULL ORDER BY d.id"
#define ALL_SQL FROM "ORDER BY d.id"
#define OF_SQL                                                                                     \
  FROM "WHERE d.contact = ?1 AND (?2 OR d.closed_at IS NULL)"                                      \
       " ORDER BY d.closed_at IS NOT NULL, d.created DESC, d.title, d.id"
#define CLOSED_SQL FROM "WHERE d.closed_at >= ?1 ORDER BY d.closed_at DESC, d.title, d.id"
#define ANY_SQL "SELECT 1 FROM deal WHERE closed_at IS NULL LIMIT 1"
#define WAITED_SQL                                                                                 \
  "SELECT 1 FROM deal d WHERE d.contact = ?1 AND d.closed_at IS NULL AND d.expected IS NULL"       \
  " AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.deal = d.id AND r.state = 'open') LIMIT 1"
#define INSERT_SQL                                                                                 \
  "INSERT INTO deal (id, contact, stage, title, amount, currency, expected, reason, since,"        \
  " closed_at, created, updated)"                                                                  \
  " VALUES (?1, ?2, ?3, ?4, nullif (?5, -1), ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
#define UPDATE_SQL                                                                                 \
  "UPDATE deal SET contact = ?2, stage = ?3, title = ?4, amount = nullif (?5, -1), currency = ?6," \
  " expected = ?7, reason = ?8, since = ?9, closed_at = ?10, created = ?11, updated = ?12"         \
  " WHERE id = ?1"

/* Children go by hand: with CASCADE an undo would silently take newer ones along. */
static const char *const deletes[] = {
  "DELETE FROM deal_item WHERE deal = ?1",
  "DELETE FROM deal_move WHERE deal = ?1",
  "DELETE FROM deal_letter WHERE deal = ?1",
  "UPDATE note SET deal = NULL WHERE deal = ?1",
  "UPDATE reminder SET deal = NULL WHERE deal = ?1",
  "UPDATE invoice SET deal = NULL WHERE deal = ?1",
  "DELETE FROM deal WHERE id = ?1",
};

void
kt_deal_free (KtDeal *deal)
{
  if (deal == NULL)
    return;
  g_free (deal->who);
  g_free (deal->title);
  g_free (deal->expected);
  g_free (deal->reason);
  g_free (deal);
}

static KtDeal *
read_deal (sqlite3_stmt *statement)
{
  KtDeal *deal = g_new0 (KtDeal, 1);
  deal->id = kt_column_int (statement, 0);
  deal->contact = kt_column_int (statement, 1);
  deal->who = g_strdup (kt_column_text_or_null (statement, 2));
  deal->stage = kt_column_int (statement, 3);
  deal->title = g_strdup (kt_column_text (statement, 4));
  deal->has_amount = kt_read_amount (statement, 5, &deal->amount);
  deal->expected = g_strdup (kt_column_text_or_null (statement, 7));
  deal->reason = g_strdup (kt_column_text_or_null (statement, 8));
  deal->since = kt_column_int (statement, 9);
  deal->closed_at = kt_column_int (statement, 10);
  deal->created = kt_column_int (statement, 11);
  deal->updated = kt_column_int (statement, 12);
  return deal;
}

static GPtrArray *
read_all (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) deals = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_deal_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (deals, read_deal (statement));
  if (failure == NULL)
    return g_steal_pointer (&deals);
  g_propagate_error (error, failure);
  return NULL;
}

KtDeal *
kt_deal_get (KtStore *store, KtId id, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  g_autoptr (GPtrArray) found = read_all (statement, error);
  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such deal"));
  return NULL;
}

static gint
compare_since (gconstpointer a, gconstpointer b)
{
  const KtDeal *x = *(KtDeal *const *)a, *y = *(KtDeal *const *)b;
  if (x->since != y->since)
    return x->since < y->since ? -1 : 1;
  gint order = strcmp (x->title, y->title);
  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

/* Read in the order of rows and sorted here: SQL writes each row twice to sort it. */
GPtrArray *
kt_deal_list (KtStore *store, gboolean closed, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, closed ? ALL_SQL : OPEN_SQL, error);
  GPtrArray *deals = statement != NULL ? read_all (statement, error) : NULL;
  if (deals != NULL)
    g_ptr_array_sort (deals, compare_since);
  return deals;
}

GPtrArray *
kt_deal_list_of (KtStore *store, KtId contact, gboolean closed, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, OF_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", contact, (gint64)(closed ? 1 : 0));
  return read_all (statement, error);
}

GPtrArray *
kt_deal_list_closed (KtStore *store, gint64 since, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, CLOSED_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", since);
  return read_all (statement, error);
}

static gboolean
has_row (sqlite3_stmt *statement, gboolean *ret_any, GError **error)
{
  g_autoptr (GError) failure = NULL;
  *ret_any = kt_step (statement, &failure);
  sqlite3_reset (statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
kt_deal_client_waited_for (KtStore *store, KtId contact, gboolean *ret_waited, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, WAITED_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", contact);
  return has_row (statement, ret_waited, error);
}

gboolean
kt_deal_any_open (KtStore *store, gboolean *ret_any, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, ANY_SQL, error);
  return statement != NULL && has_row (statement, ret_any, error);
}

/* INSERT_SQL and UPDATE_SQL take the same parameters. */
static gboolean
write_deal (KtStore *store, const char *sql, const KtDeal *deal, GError **error)
{
  g_return_val_if_fail (deal->id != 0 && deal->stage != 0 && deal->title != NULL, FALSE);
  return kt_store_run (store, error, sql, "iIisisssiIii", deal->id, deal->contact, deal->stage,
                       deal->title, deal->has_amount ? deal->amount.minor : G_GINT64_CONSTANT (-1),
                       deal->amount.currency[0] != '\0' ? deal->amount.currency : NULL,
                       deal->expected, deal->reason, deal->since, deal->closed_at, deal->created,
                       deal->updated);
}

gboolean
kt_deal_insert (KtStore *store, const KtDeal *deal, GError **error)
{
  return write_deal (store, INSERT_SQL, deal, error)
         && kt_deal_move_write (store, deal, 0, NULL, deal->created, error);
}

gboolean
kt_deal_update (KtStore *store, KtDeal *deal, gint64 now, GError **error)
{
  deal->updated = MAX (now, deal->updated + 1);
  return write_deal (store, UPDATE_SQL, deal, error);
}

gboolean
kt_deal_move (KtStore *store, KtDeal *deal, const KtStage *to, const char *reason, gint64 now,
              GError **error)
{
  KtId from = deal->stage;
  deal->stage = to->id;
  deal->since = now;
  deal->closed_at = to->kind == KT_STAGE_OPEN ? 0 : now;
  g_free (deal->reason);
  deal->reason = to->kind == KT_STAGE_OPEN ? NULL : g_strdup (reason);
  return kt_deal_update (store, deal, now, error)
         && kt_deal_move_write (store, deal, from, reason, deal->updated, error); /* rises */
}

gboolean
kt_deal_delete (KtStore *store, KtId id, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deletes); i++)
    if (!kt_store_run (store, error, deletes[i], "i", id))
      return FALSE;
  return TRUE;
}
