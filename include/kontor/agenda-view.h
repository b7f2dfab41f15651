#pragma once
#include "kontor/agenda-gather.h"

/* An agenda as text, JSON or CSV, as context asks. handles (KtHandle) gets the numbers printed. */
void kt_agenda_print (KtContext *context, const KtAgenda *agenda, GArray *handles);

/* `waiting`: the follow-ups with what was asked. */
void kt_waiting_print (KtContext *context, const KtAgenda *agenda, GArray *handles);

/* Why a line stands there: one English sentence, for JSON. */
char *kt_agenda_why (const KtContext *context, const KtAgendaLine *line);

/* The parts: both of the above are made of them. */
void kt_agenda_json (KtContext *context, const KtAgenda *agenda, gboolean waiting_only);
void kt_agenda_freshness (KtContext *context, const KtAgenda *agenda);
/* One numbered line of a section; wide: two of three columns of context->width and what was asked.
 */
void kt_agenda_line (KtContext *context, const KtAgenda *agenda, const KtAgendaLine *line,
                     int number);
/* The lines under their titles, cut to rows (0: all). */
void kt_agenda_groups (KtContext *context, const KtAgenda *agenda, guint rows, GArray *handles);
/* hint: marked, at the right where there is room; NULL none. */
void kt_agenda_heading (KtContext *context, KtAgendaSection section, guint count, const char *hint);
/* There are mailboxes, none of which was ever read: who waits is not known. */
gboolean kt_agenda_mail_unread (const KtContext *context, const KtAgenda *agenda);
const char *kt_agenda_title (const KtContext *context, KtAgendaSection section);
void kt_agenda_keep (const KtAgendaLine *line, int number, GArray *handles);
