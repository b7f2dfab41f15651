#pragma once
#include "lexicon.h"

/* Whether a phrase of the lexicon stands at a word. */
#define KT_ENDING_WORD_MIN 5 /* letters of a word that is known by its ending alone */
#define KT_FILLERS_MAX 3     /* in a row, inside a phrase */

/* Whether the next word of the phrase, up to a space, is that of the token. */
gboolean kt_phrase_word_matches (const char *word, const KtToken *token);

/* How many words from at on the phrase takes, gaps counted; 0: it does not stand here. */
guint kt_phrase_takes (const char *phrase, const KtToken *tokens, guint n_tokens, guint at);
