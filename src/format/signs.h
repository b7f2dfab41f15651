#pragma once
#include <glib.h>

/* Signs by which a text is judged with weights (weights.h): its words, pairs of them, and marks of
 * its form. Words are folded (kontor/fold.h) and cut to their first letters, so that one stands for
 * its cases and persons; figures are "#", long ones "##". A sign has no blank and is at most
 * KT_SIGN_MAX octets. */
#define KT_SIGN_MAX 63u
#define KT_SIGN_STEM 5u /* letters of a word that are kept */

typedef void (*KtSignFunc) (const char *sign, gpointer data);

/* Of a letter's subject or own text, folded: stems, "@url", "@amount". See is called once for each
 * place, with sign good during the call. */
void kt_signs_of_text (const char *folded, KtSignFunc see, gpointer data);
