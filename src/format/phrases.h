#pragma once
#include <glib.h>

/* Lists of words and phrases in folded form (kontor/fold.h), ending with NULL; an asterisk at the
 * end: any ending of the word. A list must be constant data: it is indexed when first asked about,
 * by the octets its phrases begin with, so that nearly every question is one look. */

/* Whether a letter or a digit stands at p of folded text, and how many octets it takes. Nearly all
 * characters are told without asking Unicode's tables. */
static inline gboolean
kt_phrases_is_word (const char *p, gsize *ret_octets)
{
  guchar first = (guchar)*p;

  *ret_octets = 1;
  if (first < 0x80)
    return g_ascii_isalnum (*p);
  *ret_octets = (gsize)(g_utf8_next_char (p) - p);
  /* U+0100–017F, U+0400–047F */
  return first == 0xc4 || first == 0xc5 || first == 0xd0 || first == 0xd1
         || g_unichar_isalnum (g_utf8_get_char (p));
}

/* Text folded, one space for every run of what is no letter or digit, and one at either end, so
 * that every word has a blank before and behind it. max: octets that are looked at. */
char *kt_phrases_words (const char *text, gsize length, gsize max);

/* How much of what begins at p, a word's first octet, the longest of the phrases is; 0: none. */
gsize kt_phrases_match (const char *const *phrases, const char *p);

/* Whether one stands anywhere among words (kt_phrases_words()). */
gboolean kt_phrases_contain (const char *const *phrases, const char *words);
