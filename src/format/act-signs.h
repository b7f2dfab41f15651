#pragma once
#include "lexicon.h"
#include "sentences.h"
#include "signs.h"

/* All by which it is judged what a sentence does (acts.h): what its phrases say ("@says_ask",
 * lexicon.h, forms.h) and its build ("@built_promise", clause.h); how it ends ("@end_?") and how
 * long it is; its words, pairs of neighbours ("let_know", the first with "^", the last with its
 * mark) and of those with one word between ("gap:please_send"), the endings of words ("end:est")
 * and where they stand at its beginning ("first:could"). */
void kt_act_signs (const KtSentence *sentence, const KtPhrasing *phrasing, const KtSeer *seer);

/* For weights.h; their classes are KtSpeechAct and KtWant. */
extern const char kt_act_weights[], kt_want_weights[];
