#pragma once
#include <glib.h>

/* How names of records are found by words, all in folded form (kontor/fold.h). */
typedef enum
{
  KT_NAME_EXACT,  /* the whole name */
  KT_NAME_WORDS,  /* whole words of it */
  KT_NAME_PREFIX, /* beginnings of words */
  KT_NAME_NONE,
} KtNameRank;

/* Whether word begins a word of name; *ret_whole: it is one. */
gboolean kt_name_begins_word (const char *name, const char *word, gboolean *ret_whole);
/* How well name is named by words, which are fold split by kt_name_words(). */
KtNameRank kt_name_rank (const char *name, const char *fold, char **words);
/* The words of a folded text. */
GStrv kt_name_words (const char *fold);
