#pragma once
/* kt_snippet (TABLE, COLUMN, TEXT, WORDS): the so many words of TEXT that show most of what was
 * searched, hits between U+0002 and U+0003, "…" where the text is cut: the words that FTS5's
 * snippet() chooses. TEXT is that of the column; a number below 1 or over 64 is an error. */
#include <sqlite3.h>

/* An SQLite code. */
int kt_snippet_register (fts5_api *api);
