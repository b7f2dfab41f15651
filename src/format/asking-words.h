#pragma once
#include <glib.h>

/* Words by which kontor/judgement.h judges, in five languages. Every list is in folded form
 * (kontor/fold.h), ends with NULL; an asterisk at the end: any ending of the word. */

/* Ask for something wherever they stand in a sentence. */
extern const char *const kt_words_request[];
/* Ask for something at a sentence's beginning. */
extern const char *const kt_words_request_first[];
/* "please": asks, unless it stands alone ("you are welcome") or with one of kt_words_formula. */
extern const char *const kt_words_please[];
/* Politeness that asks for nothing: "please find attached", "if you have any questions". */
extern const char *const kt_words_formula[];
/* "how are you": a question, but hardly the one that is meant. */
extern const char *const kt_words_greeting_question[];
/* Thanks, agreed, see you: at a sentence's beginning. */
extern const char *const kt_words_closing[];
/* Make more of a sentence than thanks: but, unfortunately, not. */
extern const char *const kt_words_objection[];
/* Open and end a letter without saying anything. */
extern const char *const kt_words_salutation[];
