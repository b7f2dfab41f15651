#pragma once
#include "kontor/agenda.h"
#include "kontor/context.h"
#include "kontor/follow-ups.h"
#include "kontor/visit-facts.h"

/* How far one source can be believed. */
typedef struct
{
  char *source, *error; /* error NULL: the last run ended well */
  gint64 synced_at;     /* 0 never */
  gint64 horizon;       /* complete back to: 0 all, -1 nothing read yet */
  gboolean has_sent;    /* without: who waits for an answer cannot be told */
  gboolean calendar;    /* no mailbox: nothing is known of horizon and has_sent */
} KtFreshness;

/* What a hand has to do today. */
typedef struct
{
  char *name;
  guint visits;
} KtAgendaHand;

/* The day of a salon: where hands are written down. */
typedef struct
{
  GPtrArray *visits; /* KtAppointment by start, without those cancelled */
  GPtrArray *facts;  /* KtVisitFacts of each; empty: not today's */
  GPtrArray *hands;  /* KtAgendaHand, in the order of columns */
  guint count;       /* visits, without those nobody came to */
  GArray *sums;      /* KtMoney, one a currency */
  guint more_due;    /* clients due that are no lines */
} KtAgendaSalon;

/* Everything an agenda shows. */
typedef struct
{
  KtLocal first, last;  /* all day, both included */
  gboolean today;       /* it is today's: the only one with late, waiting, soon and quiet */
  GPtrArray *lines;     /* KtAgendaLine, sorted */
  GPtrArray *freshness; /* KtFreshness, by source; retired sources are left out */
  KtLetterNews news;
  KtAgendaSalon *salon; /* NULL: no salon, or several days */
  gboolean empty_book;  /* no contact, no letter, no reminder yet */
} KtAgenda;
void kt_agenda_free (KtAgenda *agenda);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtAgenda, kt_agenda_free)

#define KT_AGENDA_SOON_DAYS 7
#define KT_AGENDA_DUE_SHOWN 5  /* clients due for a visit */
#define KT_AGENDA_GAP_LEAST 30 /* minutes of a free time worth filling */
#define KT_AGENDA_GAPS_SHOWN 5

/* Reads, decides, sorts. Needs settings and an open store. */
KtAgenda *kt_agenda_gather (KtContext *context, KtLocal first, KtLocal last, GError **error);

/* The parts. The section of a day; FALSE: not in this agenda. *ret_days: from today, late ones as
 * they are counted. */
gboolean kt_agenda_place (const KtContext *context, const KtAgenda *agenda, KtLocal day,
                          KtAgendaSection *ret_section, int *ret_days);
/* Visits, free times, who is due, what is not finished. */
gboolean kt_agenda_add_visits (KtContext *context, KtAgenda *agenda, GError **error);
/* Deals that stand still, have no next step or are due. */
gboolean kt_agenda_add_deals (KtContext *context, KtAgenda *agenda, GError **error);
void kt_agenda_salon_free (KtAgendaSalon *salon);
/* Invoices that are late, and that are due soon. */
gboolean kt_agenda_add_invoices (KtContext *context, KtAgenda *agenda, GError **error);
/* Events of all calendars, and invitations. */
gboolean kt_agenda_add_events (KtContext *context, KtAgenda *agenda, GError **error);

/* An agenda without a book. */
KtAgenda *kt_agenda_new_empty (const KtContext *context, KtLocal first, KtLocal last);

/* The same with follow-ups only, both ways. */
KtAgenda *kt_waiting_gather (KtContext *context, gboolean young, GError **error);
