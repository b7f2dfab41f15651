#pragma once
#include <glib.h>

/* Signs by which a text is judged with weights (weights.h): its words, pairs of them, and marks of
 * its form. A sign is written [TAG:]STEM[_STEM]: "price", "@url", "1:could", "let_know". Words are
 * folded (kontor/fold.h) and cut to their first letters, so that one stands for its cases and
 * persons; figures are "#", long ones "##". A sign has no blank and is at most KT_SIGN_MAX octets.
 */
#define KT_SIGN_MAX 63u
#define KT_SIGN_STEM 5u /* letters of a word that are kept */

/* A word's piece that signs are made of; text is not terminated. */
typedef struct
{
  const char *text;
  guint length; /* octets */
  guint32 hash;
} KtStem;

KtStem kt_stem_new (const char *text, gsize length);
/* Of a folded word, not empty, its first letters, or what stands for figures. */
KtStem kt_stem_of_word (const char *word, gsize length);

/* What signs are known by, made of hashes of their stems, so that no text is joined for it. */
typedef struct
{
  const char *tag;              /* "" none */
  const KtStem *first, *second; /* second: NULL none */
  guint32 hash;                 /* never 0 */
} KtSign;

/* sign is good during the call. */
typedef void (*KtSignFunc) (const KtSign *sign, gpointer data);
typedef struct
{
  KtSignFunc see;
  gpointer data;
} KtSeer;

/* tag_hash: that of the tag as a stem; 0 for "". */
void kt_sign_see (const KtSeer *seer, const char *tag, guint32 tag_hash, const KtStem *first,
                  const KtStem *second);
/* A sign that is one stem. */
void kt_sign_say (const KtSeer *seer, const char *stem);
/* "@words", 3: "@words_3" */
void kt_sign_count (const KtSeer *seer, const char *stem, guint n);

/* The hash of a sign as it is written. */
guint32 kt_sign_hash (const char *text, gsize length);
/* As it is written; text has room for KT_SIGN_MAX octets and an end. */
void kt_sign_write (const KtSign *sign, char text[KT_SIGN_MAX + 1]);

/* Of a letter's subject or own text, folded: stems, "@url", "@amount". See is called once for each
 * place. */
void kt_signs_of_text (const char *folded, const KtSeer *seer);
