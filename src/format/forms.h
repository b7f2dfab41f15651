#pragma once
#include "lexicon.h"

/* What a word that stands in no phrase does by its form: a Russian, Ukrainian or Latvian verb in
 * the first person of the perfective future promises, one of the second person that orders asks.
 * Words are folded, which makes "nosūtīšu" of a careful writer and "nosutisu" of a hasty one the
 * same. KtPhraseClass, together; 0 of most words. */
guint32 kt_form_classes (const KtToken *tokens, guint n_tokens, guint at);

/* What the word itself says of it, for KtWordFacts. */
guint32 kt_forms_of (const char *word, gsize length);
