#pragma once
#include "lexicon.h"
#include "sentences.h"
#include "weights.h"

/* What a sentence does in a letter: its speech act (Searle; of letters: Cohen, Carvalho, Mitchell
 * 2004, whose request, propose, commit and deliver these are). In the order of kt_act_weights. */
typedef enum
{
  KT_ACT_ASK,     /* asks, orders, proposes, needs: an answer is expected */
  KT_ACT_PROMISE, /* the writer will do something */
  KT_ACT_TROUBLE, /* something is wrong, and the reader should react */
  KT_ACT_CLOSE,   /* thanks, agrees, takes leave */
  KT_ACT_TELL,    /* anything else */
  KT_ACTS
} KtSpeechAct;

/* What its newest letter leaves to be done, by all its words. In the order of kt_want_weights. */
typedef enum
{
  KT_WANT_ANSWER,  /* an answer */
  KT_WANT_PROMISE, /* what its writer promised */
  KT_WANT_NOTHING,
} KtWant;

/* The scales of one letter. */
typedef struct
{
  KtWeighing sentence, letter;
  guint words, understood[KT_TONGUES]; /* so far; of them those that have a class in it */
} KtActScales;

void kt_act_scales_init (KtActScales *scales);
void kt_act_scales_clear (KtActScales *scales);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtActScales, kt_act_scales_clear)

/* Whether one language knows most words so far: the letter may be in another. */
gboolean kt_act_understands (const KtActScales *scales);

/* How likely the sentence does each, together 1. Its signs add to those of its letter. */
void kt_act_weigh (KtActScales *scales, const KtSentence *sentence, const KtPhrasing *phrasing,
                   double ret_likely[KT_WEIGHT_CLASSES_MAX]);
