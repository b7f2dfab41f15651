#pragma once
#include "kontor/follow-up.h"
#include "kontor/local-time.h"

/* The lines of an agenda, sorted and cut by one rule (DESIGN §7). Pure. */
typedef enum
{
  KT_AGENDA_TODAY,   /* reminders of the day, birthdays today */
  KT_AGENDA_LATE,    /* reminders of earlier days */
  KT_AGENDA_ANSWER,  /* they wait for you */
  KT_AGENDA_WAITING, /* you wait for them */
  KT_AGENDA_SOON,    /* the days after */
  KT_AGENDA_QUIET,
  KT_AGENDA_SECTIONS,
} KtAgendaSection;

typedef enum
{
  KT_AGENDA_REMINDER,
  KT_AGENDA_BIRTHDAY,
  KT_AGENDA_FOLLOW_UP,
  KT_AGENDA_SILENCE,
} KtAgendaKind;

/* One line. Strings are foreign and not yet safe; the line owns them. */
typedef struct
{
  KtAgendaSection section;
  KtAgendaKind kind;
  KtId key;         /* reminder, letter (follow-up), contact (birthday, silence) */
  KtId contact;     /* 0 nobody known */
  char *who;        /* NULL nobody */
  char *text;       /* reminder's text, subject */
  char *question;   /* of a follow-up, NULL none */
  gint64 since;     /* follow-up: waiting since; silence: last contact, 0 never */
  KtLocal local;    /* reminder, birthday: when */
  gint64 at;        /* the same as an instant */
  gint64 stamp;     /* reminder, contact: updated; follow-up: KtRecordState.updated */
  int days;         /* late, waited (working), silent, or days until; of other days < 0 past */
  int usual;        /* silence: the cadence or usual gap; birthday: the age, 0 unknown */
  guint unanswered; /* follow-up: letters without an answer */
  KtFollowWhy why;  /* follow-up, silence */
} KtAgendaLine;

void kt_agenda_line_free (KtAgendaLine *line);

/* By section; within it by day, what has an hour first, reminders before birthdays; late ones,
 * waiting and silent people longest first. */
void kt_agenda_sort (GPtrArray *lines);

/* How many lines of each group (a section, a day) fit into rows; a group shown takes two rows more
 * (blank line, title), one that is cut another that says so. Each keeps KT_AGENDA_LEAST lines as
 * far as they go, the rest is shared; those behind the first n_urgent give way first. rows 0: all.
 * Returns how many lines were left out. */
#define KT_AGENDA_LEAST 3
guint kt_agenda_cut (const guint *counts, guint n, guint n_urgent, guint rows, guint *ret_shown);

/* A birthday ("1986-03-05", "--03-05") next due on or after a day; 29 February is kept on the 28th
 * in other years. *ret_age 0: no year. FALSE: not a birthday. */
gboolean kt_birthday_next (const char *birthday, KtLocal from, KtLocal *ret_day, int *ret_age);
