#pragma once
#include "kontor/calendar.h"
#include "kontor/follow-up.h"
#include "kontor/local-time.h"
#include "kontor/money.h"

/* The lines of an agenda, sorted and cut by one rule (DESIGN §7). Pure. */
typedef enum
{
  KT_AGENDA_KNOW,     /* a salon: what to know before they come */
  KT_AGENDA_FREE,     /* a salon: free times, and who fits */
  KT_AGENDA_TODO,     /* a salon: today and late in one */
  KT_AGENDA_TODAY,    /* reminders, visits and events of the day, birthdays today */
  KT_AGENDA_LATE,     /* reminders of earlier days, visits without an outcome */
  KT_AGENDA_ANSWER,   /* they wait for you */
  KT_AGENDA_WAITING,  /* you wait for them */
  KT_AGENDA_STANDING, /* deals that stand still */
  KT_AGENDA_SOON,     /* the days after */
  KT_AGENDA_DUE,      /* clients due for a visit */
  KT_AGENDA_QUIET,
  KT_AGENDA_SECTIONS,
} KtAgendaSection;

typedef enum
{
  KT_AGENDA_REMINDER,
  KT_AGENDA_BIRTHDAY,
  KT_AGENDA_FOLLOW_UP,
  KT_AGENDA_SILENCE,
  KT_AGENDA_VISIT,
  KT_AGENDA_EVENT,      /* of a calendar, or an invitation */
  KT_AGENDA_GAP,        /* a free time */
  KT_AGENDA_UNFINISHED, /* visits of a day without an outcome */
  KT_AGENDA_QUESTION,   /* a visit about which the user has to decide */
  KT_AGENDA_CLIENT_DUE,
  KT_AGENDA_INVOICE, /* money that is to come */
  KT_AGENDA_DEAL,    /* one that stands still, or is due */
  KT_AGENDA_KINDS,
} KtAgendaKind;

/* One line. Strings are foreign and not yet safe; the line owns them. */
typedef struct
{
  KtAgendaSection section;
  KtAgendaKind kind;
  KtId key;         /* reminder, letter (follow-up), contact (birthday, silence, due), visit, event,
                       deal;
                       of a free time the hand; 0 of visits without an outcome */
  KtId contact;     /* 0 nobody known */
  char *who;        /* NULL nobody; of a free time the hand */
  char *text;       /* reminder's text, subject, services, summary; of a free time who fits */
  char *question;   /* of a follow-up, of a visit; of an event its place. NULL none */
  char *hands;      /* of a visit: "Līga + Ilze"; NULL nobody's */
  gint64 since;     /* follow-up: waiting since; silence, due: last contact, 0 never */
  KtLocal local;    /* reminder, birthday, visit, event, free time: when */
  gint64 at, until; /* the same as instants; until: of what lasts */
  gint64 stamp;     /* reminder, contact, visit: updated; follow-up: KtRecordState.updated */
  int days;         /* late, waited (working), silent, or days until; of other days < 0 past */
  int usual;        /* silence, due: the cadence or usual gap; birthday: the age, 0 unknown */
  guint count;      /* visits without an outcome */
  gboolean late;    /* of a day before today */
  gboolean allergy; /* of a visit: never left out where room is short */
  gboolean unanswered_invitation;
  gboolean overtaken; /* event: its organizer changed it since */
  const char *state;  /* of a visit, as stored */
  guint unanswered;   /* follow-up: letters without an answer */
  KtFollowWhy why;    /* follow-up, silence */
  KtMoney money;      /* of an invoice: what is open; text is its number */
  char *reminded;     /* ISO date of its last reminder; NULL none */
  /* deal, follow-up of a client with open deals: */
  KtId deal;           /* follow-up: the one that is meant; 0 none, or not known which */
  guint deals;         /* follow-up: open deals it may be about */
  gboolean has_amount; /* of the deal */
  KtMoney amount;
  gint64 worth;     /* follow-up: the deal's value × working days, to rank by; 0 no rates */
  char *stage;      /* deal: its stage, as shown */
  gboolean no_step; /* deal: nothing is planned next */
  guint asked;      /* deal that stands still: follow-ups it speaks for */
  int awaited;      /* working days that the longest of them waits */
} KtAgendaLine;

void kt_agenda_line_free (KtAgendaLine *line);

/* By section; within it by day, what has an hour first, reminders before birthdays; late ones,
 * waiting, silent and due people longest first. */
void kt_agenda_sort (GPtrArray *lines);

/* A section or a day with its title, and how many of its lines there is room for. */
typedef struct
{
  guint count; /* lines */
  guint least; /* of them those that are never left out */
  guint tall;  /* rows of a line, 1 or more */
  guint shown; /* set by kt_agenda_cut() */
} KtAgendaGroup;

/* Sets how many lines of each group fit into rows; a group shown takes two rows more (blank line,
 * title), one that is cut another that says so. Each keeps KT_AGENDA_LEAST lines as far as they
 * go, the rest is shared; those behind the first n_urgent get what these leave. rows 0: all.
 * Returns how many lines were left out. */
#define KT_AGENDA_LEAST 3
guint kt_agenda_cut (KtAgendaGroup *groups, guint n, guint n_urgent, guint rows);

/* A birthday ("1986-03-05", "--03-05") next due on or after a day; 29 February is kept on the 28th
 * in other years. *ret_age 0: no year. FALSE: not a birthday. */
gboolean kt_birthday_next (const char *birthday, KtLocal from, KtLocal *ret_day, int *ret_age);
