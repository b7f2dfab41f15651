#pragma once
#include "kontor/invoice-make.h"

/* Moves the deal to the stage of a word ("offer", "work", "invoiced") of its own pipeline where it
 * stands before that; *ret_stage: its name, NULL: it stays. In a transaction. */
gboolean kt_deal_advance (KtContext *context, KtDeal *deal, const char *word, char **ret_stage,
                          GError **error);
/* To the first stage that is won. */
gboolean kt_deal_win_paid (KtContext *context, KtDeal *deal, char **ret_stage, GError **error);
