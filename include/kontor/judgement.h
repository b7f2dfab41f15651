#pragma once
#include <glib.h>

/* What a letter wants of its reader, judged by its own text (kontor/own-text.h) in English,
 * Russian, Ukrainian, Latvian and German. */
typedef struct
{
  gboolean asks;   /* a question, or words that ask for something */
  gboolean closes; /* merely thanks, agreed, see you: nothing is left to answer */
  char *question;  /* the sentence that asks, one line, at most KT_LETTER_QUESTION_MAX octets; "" */
} KtJudgement;

#define KT_JUDGEMENT_LOOK_MAX (16u << 10) /* octets of text that are looked at */

void kt_judge (const char *own_text, KtJudgement *ret_judgement);
void kt_judgement_clear (KtJudgement *judgement);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtJudgement, kt_judgement_clear)
