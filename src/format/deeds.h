#pragma once
#include "acts.h"

/* What the sentences of a letter do together: a request between thanks, a promise that answers
 * one's own question, trouble that is seen to. By it, and by all the letter's words, it is weighed
 * what the letter leaves to be done (stacked generalization: Wolpert 1992). */
typedef struct
{
  double none[KT_ACTS]; /* how likely no sentence does it; they are taken as independent */
  double none_wants;    /* neither asks nor tells of trouble */
  double most[KT_ACTS]; /* of the sentence that does it most */
  double last[KT_ACTS]; /* of the last that is more than a name or a greeting */
  guint sentences, characters;
  gboolean question, last_question; /* one ends with "?", the last one does */
} KtDeeds;

void kt_deeds_init (KtDeeds *deeds);

/* words: of the sentence, at least one. likely: kt_act_weigh() */
void kt_deeds_add (KtDeeds *deeds, const KtSentence *sentence, guint words,
                   const double likely[KT_WEIGHT_CLASSES_MAX]);

/* Signs of the table kt_leave_weights, whose classes are KtWant. words: how likely the letter's
 * words leave each; reply: it answers another. Log-odds are whole numbers, "@wants_9" stands for
 * 9 - 8: e to one. */
void kt_deeds_signs (const KtDeeds *deeds, const double words[KT_WEIGHT_CLASSES_MAX],
                     gboolean reply, const KtSeer *seer);

extern const KtWeightTable kt_leave_weights;

/* What the letter leaves to be done; without sentences nothing. letter: all its words are on it
 * (KtActScales). */
KtWant kt_deeds_conclude (const KtDeeds *deeds, KtWeighing *letter, gboolean reply);
