#pragma once
#include "kontor/deal.h"

struct sqlite3_stmt;

/* Reads an amount and its currency from two columns; FALSE: none (-1 or NULL with coalesce). */
gboolean kt_read_amount (struct sqlite3_stmt *statement, int column, KtMoney *ret);
/* The row of a move to where the deal stands now; from 0: it was made. */
gboolean kt_deal_move_write (KtStore *store, const KtDeal *deal, KtId from, const char *reason,
                             gint64 at, GError **error);
