#pragma once
#include "kontor/command.h"
#include "kontor/handle.h"
#include "kontor/table.h"
#include "kontor/visit-done.h"
#include "kontor/visit-hold.h"
#include "kontor/visit-resolve.h"
#include "kontor/when.h"

/* What the commands of visits share. */

/* The visit that args[0] names; *ret_rest: the arguments after it; ret_naming: may be NULL.
 * KT_ERROR_USAGE: none named. */
gboolean kt_visit_cmd_take (KtContext *context, const KtCommand *command, char **args,
                            KtVisitPurpose purpose, KtAppointment **ret_visit, char ***ret_rest,
                            KtVisitNaming *ret_naming, GError **error);
/* What may follow a client's name to say which of her visits is meant. */
typedef enum
{
  KT_PICK_HAND, /* "zane marina": whose hands */
  KT_PICK_DAY,  /* and a day, and hour: "zane fri 10" */
  KT_PICK_FROM, /* and a day before the one it moves to: "zane fri 10 sat 10", "zane fri to sat" */
} KtVisitPicking;
/* The same with such words: *ret_rest is what follows them. KT_ERROR_CONFLICT with numbered
 * candidates where two begin at once or stand on that day. An hour or a number names a visit by
 * itself: then no other is looked for, as by kt_visit_cmd_says(). */
gboolean kt_visit_cmd_pick (KtContext *context, const KtCommand *command, char **args,
                            KtVisitPurpose purpose, KtVisitPicking picking,
                            KtAppointment **ret_visit, char ***ret_rest, GError **error);
/* Whether that visit, named by name, is what such words behind the name say: *rest moves behind
 * them, but stands still where they only begin a text. KT_ERROR_CONFLICT: it is not. */
gboolean kt_visit_cmd_says (KtContext *context, const char *name, KtVisitNaming naming,
                            const KtAppointment *visit, KtVisitPicking picking, char ***rest,
                            GError **error);
/* Whether it is what the words behind an hour say: a client, a hand; *rest moves behind them. */
gboolean kt_visit_cmd_behind_hour (KtContext *context, const char *hour, KtAppointment *visit,
                                   char ***rest);
/* KT_ERROR_USAGE for an argument too many. */
gboolean kt_visit_cmd_end (const KtCommand *command, char **rest, GError **error);
/* How it was told ("phone"), as typed; KT_ERROR_USAGE: too long. how NULL: TRUE. */
/* What somebody said, of several words, as NFC; KT_ERROR_USAGE: too long. */
char *kt_visit_cmd_text (char **words, GError **error);
gboolean kt_visit_cmd_how (const char *how, GError **error);

/* The free time of a number; KT_ERROR_CONFLICT: it is taken by now. */
gboolean kt_visit_cmd_free (KtContext *context, const KtHandle *handle, KtGap *ret_gap,
                            GError **error);
/* The client of a number of those who fit that time; KT_ERROR_CONFLICT: she does not any more. */
KtFit *kt_visit_cmd_fit (KtContext *context, const KtHandle *handle, const KtGap *gap,
                         GError **error);
/* The time a visit left free and who fits it, as text; its numbers are kept. */
gboolean kt_visit_cmd_gap (KtContext *context, const KtAppointment *visit, const char *title,
                           GError **error);
/* The same inside a JSON object. */
gboolean kt_visit_cmd_gap_json (KtContext *context, KtJson *builder, const KtAppointment *visit,
                                GError **error);

/* `[SUM] [cash|card|transfer|later] [tip N] [+GOODS…]`. */
typedef struct
{
  KtVisitPayment payment;
  GPtrArray *items;
  char currency[4];
} KtPaymentWords;
void kt_payment_words_clear (KtPaymentWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtPaymentWords, kt_payment_words_clear)
/* Where no way is said it is cash. */
gboolean kt_payment_parse (KtContext *context, const KtAppointment *visit, char **words,
                           KtPaymentWords *ret, GError **error);
/* The way a word says, as stored, "later" too; NULL: it says none. */
const char *kt_payment_way_find (const char *word);
/* "cash" in the user's language. */
const char *kt_payment_way_say (const char *way);
/* The visit of `done`, from its first argument on; the line, then the question about the next. */
gboolean kt_visit_cmd_done (KtContext *context, const KtCommand *command, char **args,
                            GError **error);
/* Asks on a terminal whether to book the next one and books it. */
gboolean kt_visit_cmd_again (KtContext *context, const KtAppointment *visit, GError **error);
/* "booked  Zane Ozola  Tue 5 January 09:00–11:00 (in 6 weeks), Līga". */
void kt_visit_cmd_booked (KtContext *context, const char *verb, const KtAppointment *visit);
