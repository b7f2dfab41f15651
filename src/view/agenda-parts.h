#pragma once
#include "kontor/agenda-gather.h"

/* What the files of the agenda's view share. Strings are not yet safe unless marked. */
#define KT_AGENDA_NARROW 60
#define KT_AGENDA_WHO_COLUMNS 18

void kt_agenda_line_know (KtContext *context, const KtAgenda *agenda, const KtAgendaLine *line,
                          int number);
void kt_agenda_line_gap (KtContext *context, const KtAgendaLine *line, int number);
void kt_agenda_line_due (KtContext *context, const KtAgendaLine *line, int number);
/* Marked: what to know of a visit of a salon's day. */
char *kt_agenda_say_facts (const KtContext *context, const KtAgenda *agenda, KtId visit, int room);
void kt_agenda_line_standing (KtContext *context, const KtAgendaLine *line, int number);
/* "due: passport · Світлана Гончар" */
char *kt_agenda_say_deal (const KtAgendaLine *line);
/* "2 800,00 €", "2 deals"; NULL: no open deal, or no amount. */
char *kt_agenda_say_amount (const KtAgendaLine *line);
#define KT_AGENDA_SUM_COLUMNS 13
char *kt_agenda_say_visit (const KtAgendaLine *line);
char *kt_agenda_say_event (const KtAgendaLine *line);
char *kt_agenda_say_question (const KtContext *context, const KtAgendaLine *line);
/* Marked: what stands at the right of a planned line; NULL nothing. */
char *kt_agenda_say_note (const KtContext *context, const KtAgendaLine *line);
/* It has a day or an hour; else it has lasted since one. */
gboolean kt_agenda_is_planned (const KtAgendaLine *line);
