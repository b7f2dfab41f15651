#pragma once
#include <glib.h>

/* Lists of words and phrases in folded form (kontor/fold.h), ending with NULL; an asterisk at the
 * end: any ending of the word. A list must be constant data: it is indexed when first asked about,
 * by the octets its phrases begin with, so that nearly every question is one look. */

/* Whether a letter or a digit stands at p of folded text, and how many octets it takes. */
gboolean kt_phrases_is_word (const char *p, gsize *ret_octets);

/* Text folded, one space for every run of what is no letter or digit, and one at either end, so
 * that every word has a blank before and behind it. max: octets that are looked at. */
char *kt_phrases_words (const char *text, gsize length, gsize max);

/* How much of what begins at p, a word's first octet, the longest of the phrases is; 0: none. */
gsize kt_phrases_match (const char *const *phrases, const char *p);

/* Whether one stands anywhere among words (kt_phrases_words()). */
gboolean kt_phrases_contain (const char *const *phrases, const char *words);
