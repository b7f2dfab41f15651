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

/* "From:", "Отправлено:", "Kam:" … at a line's beginning. */
KtQuoteField kt_quote_words_field (const char *line);
/* "Original Message", "Пересылаемое сообщение" …; dashed: dashes stood before. */
gboolean kt_quote_words_separator (const char *words, gboolean dashed);
/* "On Tue, 3 Nov 2026 at 10:00, Anna <anna@x> wrote:" and its like. */
gboolean kt_quote_words_attribution (const char *line);
/* Whether line could be the first of a wrapped attribution. */
gboolean kt_quote_words_attribution_begins (const char *line);
/* "Sent from my iPhone". */
gboolean kt_quote_words_device (const char *line);
