#pragma once
#include "kontor/context.h"
#include "kontor/day-sheet.h"

/* A day sheet as text (a grid; a list under 60 columns), JSON or CSV, as context asks. */
void kt_day_print (KtContext *context, const KtDaySheet *sheet);

/* The same for paper: one HTML page, A4 landscape, with nothing but itself to load: no script, no
 * image, no font; its policy forbids them. Everything foreign is text, escaped. */
char *kt_day_html (const KtContext *context, const KtDaySheet *sheet);

/* The parts. */
void kt_day_grid (KtContext *context, const KtDaySheet *sheet);
void kt_day_list (KtContext *context, const KtDaySheet *sheet);
void kt_day_json (KtContext *context, const KtDaySheet *sheet);
/* The mark of a block that starts ("!", " " none) and its colour's letter, 0 none. */
const char *kt_day_mark (const KtSheetBlock *block, char *ret_color);
/* Marked text of a block's first row, no wider than columns. */
char *kt_day_cell (const KtSheetBlock *block, int columns);
/* Which marks are used: marked text, lines of so many columns; NULL none. */
char *kt_day_legend (const KtDaySheet *sheet, int columns);

/* "1 039 €", "60 € · 9 500 ₴": whole sums without decimals; "" for none. KtMoney. */
char *kt_say_sums (const GArray *sums);
