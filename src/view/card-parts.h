#pragma once
#include "kontor/card-view.h"
#include "kontor/table.h"

/* What the files of the card's view share. */

/* One row of the head, from pieces joined by " · "; nothing where there is none. */
void kt_card_print_row (KtContext *context, const char *label, const char *pieces);
void kt_card_append (GString *pieces, char *marked /* taken */);

/* The user's own fields, relations, the people of a company. */
void kt_card_print_people (KtContext *context, const KtCard *card);
/* Members of the object of the contact, and of the card. */
void kt_card_json_facts (KtJson *builder, const KtCard *card);
void kt_card_json_people (KtJson *builder, const KtCard *card);

void kt_card_print_allergies (KtContext *context, const KtCard *card);
/* The client's open deals, a row each; a line of the history, not yet safe; the same as members of
 * an object; all deals. */
void kt_card_print_deals (KtContext *context, const KtCard *card);
char *kt_card_say_move (const KtCardEntry *entry);
char *kt_card_say_move_words (const KtCardEntry *entry);
void kt_card_json_move (KtJson *builder, const KtCardEntry *entry);
void kt_card_json_deals (KtJson *builder, KtContext *context, const KtCard *card);
/* The next visit and event, formulas, how often she came. */
void kt_card_print_visits (KtContext *context, const KtCard *card);

/* What they paid and owe; a line of the history; the same as members of an object. */
void kt_card_print_money (KtContext *context, const KtCard *card);
char *kt_card_say_invoice (const KtContext *context, const KtInvoice *invoice);
void kt_card_json_money (KtJson *builder, const KtContext *context, const KtCard *card);
void kt_card_json_invoice (KtJson *builder, const KtInvoice *invoice);
/* Members of an object: of a visit, of an event; and of the card. */
void kt_card_json_visit (KtJson *builder, const KtContext *context, const KtAppointment *visit,
                         const char *hands);
void kt_card_json_event (KtJson *builder, const KtContext *context, const KtDated *event);
void kt_card_json_diary (KtJson *builder, const KtContext *context, const KtCard *card);
