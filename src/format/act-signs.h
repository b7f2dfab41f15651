#pragma once
#include "lexicon.h"
#include "sentences.h"
#include "signs.h"
#include "weights.h"

/* All by which it is judged what a sentence does (acts.h): what its phrases say ("@says_ask",
 * lexicon.h, forms.h); how it ends ("@end_?") and how long it is; its words, pairs of neighbours
 * ("let_know", the first with "^", the last with its mark) and of those with one word between
 * ("gap:please_send"), the endings of words ("end:est") and where they stand at its beginning
 * ("first:could"); the classes of words and pairs of them ("is:send", "are:please_send",
 * word-classes.h), which know no language. */
void kt_act_signs (const KtSentence *sentence, const KtPhrasing *phrasing, KtTongue tongue,
                   const KtSeer *seer);

/* The language of a letter's next sentence: that which knows most words of it and of those before.
 * understood: how many words each language knew so far; those of this one are added. */
KtTongue kt_tongue_of (const KtPhrasing *phrasing, guint understood[KT_TONGUES]);

/* For weights.h; their classes are KtSpeechAct and KtWant. */
extern const KtWeightTable kt_act_weights, kt_want_weights;
