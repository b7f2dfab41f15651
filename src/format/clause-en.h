#pragma once
#include "clause.h"

/* The rules of English; see clause.h. */
#define STEM_MAX 32u
#define BETWEEN (KT_WORD_ADV | KT_WORD_NOT)
#define FINITE (KT_WORD_BE | KT_WORD_HAVE | KT_WORD_DO | KT_WORD_MODAL | KT_WORD_WILL)
#define SUBJECT (KT_WORD_FIRST | KT_WORD_YOU | KT_WORD_THIRD)
#define FRAGMENT_WORDS 4 /* "from what time", "how much": a question without a verb */
#define NEAR 4           /* words between an interrogative and its verb: "what kind of paper do" */

/* Classes of a word without its last cut octets: "sending" of send, "making" of make. */
guint32 kt_english_stem (const char *word, gsize cut);
/* Whether what follows a verb leaves something to do: "keep you posted", "take a look". */
gboolean kt_english_leaves_work (const KtClauses *clauses, guint at);
/* Whether one who says "I will" before this verb leaves something to wait for. */
gboolean kt_english_is_work (const KtClauses *clauses, guint at);
/* "great if", "good to have". mine: said of oneself, "I would be glad if". */
gboolean kt_english_is_wish_for (const KtClauses *clauses, guint at, gboolean mine);
/* What "I need", "we want" at at says; KtPhraseClass. */
guint32 kt_english_by_need (const KtClauses *clauses, guint at);
/* What one says of oneself, "I" or "we" at at; KtPhraseClass. */
guint32 kt_english_by_first (const KtClauses *clauses, guint at);
