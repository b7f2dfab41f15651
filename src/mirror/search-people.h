#pragma once
#include "kontor/search.h"

/* Where no letter holds all words, some of them may say whose letter is meant. */

/* What was typed, apart: words, "phrases" with their quotes. */
GStrv kt_search_pieces (const char *words);

/* One reading of the words: who takes part in the letter, and what must stand in it. */
typedef struct
{
  char *addresses; /* JSON array of address rows */
  char *query;     /* FTS text of the other words; NULL: there are none */
} KtSearchReading;
/* Every reading in which one piece is a name or all that can be are one person's; best first. */
GPtrArray *kt_search_readings (KtStore *store, const char *words, GError **error);
