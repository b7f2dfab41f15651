#pragma once
#include "clause.h"

/* The rules of German; see clause.h. */
#define STEM_MAX 40u
#define FINITE (KT_WORD_BE | KT_WORD_HAVE | KT_WORD_MODAL | KT_WORD_WILL | KT_WORD_WOULD)
#define VERBAL                                                                                     \
  (KT_WORD_VERB | KT_WORD_STAY | KT_WORD_CARRY | KT_WORD_PONDER | KT_WORD_SHIFT | KT_WORD_MIND)
#define NEAR 4

/* Whether the word ends so. */
gboolean kt_german_ends (const KtClauses *clauses, guint at, const char *suffix);
/* Whether one of the words stands from at on, before end. */
gboolean kt_german_holds_word (const KtClauses *clauses, guint at, guint end,
                               const char *const *words);
/* Whether a word of the classes stands from at on, before end. */
gboolean kt_german_holds (const KtClauses *clauses, guint at, guint end, guint32 classes);
/* A noun, where nouns are written large. */
gboolean kt_german_is_noun (const KtClauses *clauses, guint at);
/* What the word is as a verb; 0: it is none. */
guint32 kt_german_verbal (const KtClauses *clauses, guint at);
/* Whether who says that he does it leaves something to wait for. */
gboolean kt_german_is_work (guint32 classes);
/* Whether it merely thanks, tells or excuses from at on. */
gboolean kt_german_thanks (const KtClauses *clauses, guint at);
/* Whether a day or hour is named from at on. */
gboolean kt_german_is_dated (const KtClauses *clauses, guint at);
/* Whether something is said to be attached. */
gboolean kt_german_is_enclosed (const KtClauses *clauses);
/* What the infinitive at the clause's end is as a verb. */
guint32 kt_german_infinitive (const KtClauses *clauses, guint at);
/* What one says of oneself, ich or wir at at; KtPhraseClass. */
guint32 kt_german_by_first (const KtClauses *clauses, guint at);
/* "schicke dir morgen alles": the same with ich left out. */
guint32 kt_german_without_subject (const KtClauses *clauses, guint at);
