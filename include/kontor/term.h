#pragma once
#include <glib.h>

/* Columns: lines longer than that are hard to read, and bars say no more. */
#define KT_TERM_READABLE 100

/* The one way foreign text reaches a terminal or a pipe: C0, C1, DEL, bidi and zero-width controls
 * become visible (␛, <U+202E>), line breaks and tabs a space unless kept, invalid UTF-8 U+FFFD. */
typedef enum
{
  KT_TERM_LINE,  /* one line: newlines become spaces */
  KT_TERM_BLOCK, /* newlines stay */
} KtTermMode;

void kt_term_append (GString *out, const char *text, gssize length, KtTermMode mode);
char *kt_term_safe (const char *text, KtTermMode mode);

/* Safe text broken at spaces into lines of width columns; those after the first begin with margin
 * spaces, and used columns of the first are taken already. A word is never broken. Width 0: one
 * line. The caller frees. */
char *kt_term_wrap (const char *text, int width, int margin, int used);
/* Columns a terminal needs for text that is already safe (East Asian wide 2, combining 0). */
int kt_term_width (const char *text);
/* Appends text cut to width columns with "…" where it was longer, padded where shorter (pad). */
void kt_term_append_cell (GString *out, const char *text, int width, gboolean pad);
/* Cuts what out holds from start on in the same way; returns its columns. */
int kt_term_cut_cell (GString *out, gsize start, int width);
