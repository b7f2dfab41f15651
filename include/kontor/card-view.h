#pragma once
#include "kontor/card.h"

/* A contact's card as text, JSON or CSV, as context asks. handles (KtHandle) gets the numbers
 * printed; who is how the user named the contact, for the hints. */
void kt_card_print (KtContext *context, const KtCard *card, const char *who, GArray *handles);

/* The parts. How many entries of the history fit the terminal. */
guint kt_card_history_rows (const KtContext *context);
void kt_card_json (KtContext *context, const KtCard *card);
void kt_card_head (KtContext *context, const KtCard *card);
/* One numbered line of the history, two in the narrow layout. */
void kt_card_line (KtContext *context, const KtCardEntry *entry, int number, int date_columns);
