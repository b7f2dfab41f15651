#pragma once
#include <glib.h>

/* A letter's text as a person reads it, safe, ending in one line end: cells parted by tabs below
 * one another, figures to the right, and where width is not 0 lines broken at blanks, those after
 * the first with the marks of quotation of the first. No word is ever broken: an address can be
 * copied, whatever its length. */
char *kt_letter_lay_out (const char *text, int width);

/* letter-cells.c: appends lines (NULL at their end is not looked for) that all hold cells, each
 * behind prefix. */
void kt_letter_append_cells (GString *out, char *const *lines, guint n, const char *prefix,
                             int width);
