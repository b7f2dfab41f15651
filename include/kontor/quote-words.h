#pragma once
#include <glib.h>

/* The words programs put around what they quote, forward or sign, in the languages of
 * kontor/own-text.h. Lines come without leading blanks and asterisks. */

typedef enum
{
  KT_QUOTE_FIELD_NONE,
  KT_QUOTE_FIELD_FROM,
  KT_QUOTE_FIELD_SENT,
  KT_QUOTE_FIELD_TO,
  KT_QUOTE_FIELD_CC,
  KT_QUOTE_FIELD_SUBJECT,
} KtQuoteField;

/* "From:", "Отправлено:", "Kam:" … at a line's beginning; *ret_value (may be NULL) is what follows
 * the colon, blanks and asterisks passed over. */
KtQuoteField kt_quote_words_field (const char *line, const char **ret_value);

typedef enum
{
  KT_SEPARATOR_NONE,
  KT_SEPARATOR_ORIGINAL, /* "-----Original Message-----": an answer stands over it */
  KT_SEPARATOR_FORWARD,  /* "---------- Forwarded message ---------", "Begin forwarded message:" */
} KtSeparator;

/* words: the line without its leading dashes; dashed: dashes stood before. */
KtSeparator kt_quote_words_separator (const char *words, gboolean dashed);

typedef enum
{
  KT_ATTRIBUTION_NONE,
  KT_ATTRIBUTION_WEAK, /* "Anna wrote:": one only over a marked quotation */
  KT_ATTRIBUTION_SURE, /* says when, or from which address */
} KtAttribution;

/* "On Tue, 3 Nov 2026 at 10:00, Anna <anna@x> wrote:" and its like. */
KtAttribution kt_quote_words_attribution (const char *line);
/* Whether line could be the first of a wrapped attribution. */
gboolean kt_quote_words_attribution_begins (const char *line);
/* "Sent from my iPhone". */
gboolean kt_quote_words_device (const char *line);
