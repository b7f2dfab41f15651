#pragma once
#include "kontor/command.h"
#include "kontor/deal-view.h"
#include "kontor/deals.h"

/* The subcommands of `deal`, and what they share. */
typedef gboolean KtDealCommand (KtContext *context, const KtCommand *command, char **args,
                                GError **error);
KtDealCommand kt_deal_cmd_add, kt_deal_cmd_list, kt_deal_cmd_board, kt_deal_cmd_show,
    kt_deal_cmd_edit, kt_deal_cmd_item, kt_deal_cmd_note, kt_deal_cmd_next, kt_deal_cmd_move,
    kt_deal_cmd_win, kt_deal_cmd_lose, kt_deal_cmd_reopen, kt_deal_cmd_link, kt_deal_cmd_unlink;

/* Whether a number of the last list, or a ref, is a deal's, fresh or not. */
gboolean kt_deal_is_number (KtContext *context, const char *argument);
/* `done` and `snooze` of the line of a deal. */
gboolean kt_deal_cmd_done (KtContext *context, char **args, GError **error);
gboolean kt_deal_cmd_snooze (KtContext *context, char *deal, char **when, GError **error);

/* The deal args begin with; *ret_rest: what follows. KT_ERROR_USAGE: none named. */
gboolean kt_deal_cmd_take (KtContext *context, const KtCommand *command, char **args,
                           gboolean closed, KtHandle *ret, char ***ret_rest, GError **error);
/* The stage that words begin with, the longest run; prefer: the deal's pipeline, NULL none. 0 with
 * error. */
const KtStage *kt_stage_take (const GPtrArray *pipelines, const KtPipeline *prefer, char **words,
                              guint *ret_used, GError **error);
const KtPipeline *kt_pipeline_said (const GPtrArray *pipelines, const char *words, GError **error);
/* A day for key=value and --due, as ISO date. */
char *kt_deal_day (KtContext *context, const char *text, GError **error);
/* Text of several words as NFC, at most max bytes; what names it in errors. */
char *kt_deal_text (char **words, gsize max, const char *what, GError **error);
/* Where the last words are money, they are cut off; *ret_found FALSE: they are not. A bare number
 * that may be a year or belongs to the title is doubted (KT_ERROR_USAGE). */
gboolean kt_deal_take_amount (char **words, const char *currency, KtMoney *ret, gboolean *ret_found,
                              GError **error);
/* "VERB    Toms Kalns · brand book · In work · 2 800,00 €" with what follows (marked, NULL none);
 * JSON where that is asked for. */
gboolean kt_deal_answer (KtContext *context, const char *verb, const KtDeal *deal,
                         const char *after, GError **error);
/* The currency an amount without one has: the deal's or client's last, else the user's. */
void kt_deal_currency (KtContext *context, KtId contact, char ret[4]);
