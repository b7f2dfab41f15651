#pragma once
#include <glib.h>

/* One sentence or line, in the text it is of. */
typedef struct
{
  const char *from;
  gsize length;
  gboolean question;  /* ends with a question mark, perhaps among others */
  gboolean exclaimed; /* ends with an exclamation mark and none of those */
} KtSentence;

/* KtSentence, in order. A line end ends a sentence too where its writer, not a program, made it. */
GArray *kt_sentences_split (const char *text);
