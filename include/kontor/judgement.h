#pragma once
#include <glib.h>

/* How often a text speaks like a person, a machine … (kontor/kind.h). */
typedef struct
{
  guint person;         /* I, me */
  guint machine;        /* generated automatically, do not reply */
  guint errand;         /* orders, parcels, codes, bookings */
  guint mailing;        /* unsubscribe, view in browser */
  guint advert;         /* discount, shop now */
  guint away, away_too; /* out of office, and what stands beside */
  guint receipt;        /* your message was read */
} KtVoice;

/* Adds those of one line, a subject. */
void kt_voice_add (KtVoice *voice, const char *line);

/* What a letter wants of its reader, judged by its own text (kontor/own-text.h) in English,
 * Russian, Ukrainian, Latvian and German. */
typedef struct
{
  gboolean asks;     /* a question, a request, a need, an offer: an answer is expected */
  gboolean promises; /* the writer will send something, find out, come back */
  gboolean troubles; /* something is wrong, missing or impossible */
  gboolean informs;  /* somewhere thanks, agrees or brings news: no answer need be expected */
  gboolean closes;   /* merely thanks, agreed, see you, or no: nothing is left to answer */
  char *question;    /* the sentence that asks, else that promises, else that tells of trouble; one
                        line, at most KT_LETTER_QUESTION_MAX octets; "" none */
  KtVoice voice;
} KtJudgement;

#define KT_JUDGEMENT_LOOK_MAX (16u << 10) /* octets of text that are looked at */

/* reply: the letter answers another. */
void kt_judge (const char *own_text, gboolean reply, KtJudgement *ret_judgement);
/* KT_LETTER_FLAG_*, together. */
guint32 kt_judgement_flags (const KtJudgement *judgement);
void kt_judgement_clear (KtJudgement *judgement);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtJudgement, kt_judgement_clear)
