#pragma once
#include "kontor/command.h"
#include "kontor/slot-rule.h"
#include "kontor/slots.h"

/* Words of the salon's commands, read from the left: each takes the longest run that means
 * something and moves on; what takes nothing leaves the place as it is. */
typedef struct
{
  GPtrArray *words; /* char * */
  guint at;
} KtWords;

/* The arguments cut at spaces; "+" stands alone and "?" at the end of a word is a word. */
void kt_words_init (KtWords *words, char **args);
void kt_words_clear (KtWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtWords, kt_words_clear)

#define KT_WORDS_WITH "with ar pie у з с к в" /* before a hand, in the four languages */

const char *kt_words_peek (const KtWords *words); /* NULL: no more */
/* The words from the place on, joined; the caller frees. */
char *kt_words_rest (const KtWords *words);
/* One word that is any of those in list ("with ar у"), without regard to case and marks. */
gboolean kt_words_take_any (KtWords *words, const char *list);
/* "45", "45min", "1h", "1h30": minutes. */
gboolean kt_words_take_minutes (KtWords *words, int *ret_minutes);
/* "95", "95 €", "45,50", "450грн". marked: only what carries a currency or a comma. A doubt is an
 * error: FALSE with error. */
gboolean kt_words_take_money (KtWords *words, const char *currency, gboolean marked, KtMoney *ret,
                              GError **error);
/* "40/40/30", "40/40", "40": -1 where nothing is said. */
gboolean kt_words_take_lengths (KtWords *words, KtLengths *ret);
/* "9-18", "12:30-13", "9:00–18:30": minutes of the day. */
gboolean kt_words_take_times (KtWords *words, KtMinutes *ret);

/* What the words name, of services and resources that are offered. Several fit equally well:
 * KT_ERROR_CONFLICT. */
gboolean kt_words_take_service (KtContext *context, KtWords *words, KtId *ret, GError **error);
/* staff: hands only. */
gboolean kt_words_take_resource (KtContext *context, KtWords *words, gboolean staff, KtId *ret,
                                 GError **error);
/* "does not understand" what is at the place. Always FALSE. */
gboolean kt_words_refuse (const KtWords *words, const KtCommand *command, GError **error);
/* The service or hand that a mistyped word most likely means, as a hint. */
void kt_words_hint (KtContext *context, const char *word, GError **error);

/* All of the text names one service or hand that is offered: the whole name wins, then the first
 * letters of its words. KT_ERROR_NOT_FOUND, KT_ERROR_CONFLICT with the candidates. */
gboolean kt_service_offered (KtContext *context, const char *text, KtId *ret, GError **error);
gboolean kt_hand_offered (KtContext *context, const char *text, KtId *ret, GError **error);

/* "service", "resource", NAME as one argument or several: exactly one, or KT_ERROR_NOT_FOUND,
 * KT_ERROR_CONFLICT with the candidates; also a number of a list or a ref. */
gboolean kt_service_named (KtContext *context, const char *argument, KtId *ret, GError **error);
gboolean kt_resource_named (KtContext *context, const char *argument, KtId *ret, GError **error);
