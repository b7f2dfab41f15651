#pragma once
#include "kontor/kind.h"
#include "signs.h"
#include "weights.h"

/* All by which it is judged whether a person wrote a letter: its subject and own text, and of who
 * sent it "@free", "@named" (anna.weber@ of Anna Weber), "@house" (Paper House
 * <paper@paperhouse.example>), "@role", "@at_STEM" of the words before the at, "@signed" (a name of
 * the sender ends the text), "@reply", "@words_N", and how often the text spoke like whom (voice).
 */
void kt_kind_signs (const KtKindHints *hints, const KtVoice *voice, const char *own_text,
                    const KtSeer *seer);

/* For weights.h; its classes are personal, automatic, bulk. */
extern const KtWeightTable kt_kind_weights;
