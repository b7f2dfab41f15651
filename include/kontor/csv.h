#pragma once
#include <glib.h>

/* Rows of CSV (RFC 4180, CRLF) and TSV, a cell at a time. Controls become visible as on a terminal
 * (kontor/term.h): what is exported is also looked at. */

/* column 0 begins a row; text NULL is empty. A cell that a spreadsheet would run as a formula
 * (beginning with = + - @, tab or CR) gets ' before it, unless raw: for numbers, and for those who
 * asked. Line breaks stay, within quotes. */
void kt_csv_cell (GString *out, guint column, const char *text, gboolean raw);
void kt_csv_end (GString *out);

/* Tabs and line breaks become spaces; nothing is quoted. */
void kt_tsv_cell (GString *out, guint column, const char *text);
void kt_tsv_end (GString *out);
