#pragma once
#include "kontor/store.h"

/* The searchable words of a letter: its text row and its place in the index, which must always
 * agree. Text "" makes no row. The letter's own row, with the subject, comes first. */
gboolean kt_letter_words_put (KtStore *store, gint64 id, const char *subject, const char *text,
                              GError **error);
/* Gives a letter that was stored without text the text of a better copy. */
gboolean kt_letter_words_add_text (KtStore *store, gint64 id, const char *text, GError **error);
/* Takes the text of list letters from people I never wrote to: of these rows (gint64), NULL all.
 * A transaction for every thousand. */
gboolean kt_letter_words_settle (KtStore *store, const GArray *rows, GError **error);
/* Takes subject, text, question and people from a letter for good, and what kind it was. */
gboolean kt_letter_words_erase (KtStore *store, gint64 id, GError **error);
