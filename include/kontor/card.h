#pragma once
#include "kontor/appointment.h"
#include "kontor/calendar.h"
#include "kontor/contact.h"
#include "kontor/context.h"
#include "kontor/deal-sheet.h"
#include "kontor/field.h"
#include "kontor/invoice-make.h"
#include "kontor/link.h"
#include "kontor/note.h"
#include "kontor/relation.h"
#include "kontor/reminder.h"

/* Everything about one contact on one page: `kontor show` (SCREENS). */
typedef enum
{
  KT_CARD_LETTER,
  KT_CARD_NOTE,     /* note, call or meeting */
  KT_CARD_REMINDER, /* one that was done */
  KT_CARD_VISIT,    /* one that was, or was cancelled */
  KT_CARD_EVENT,    /* of a calendar, past */
  KT_CARD_INVOICE,  /* an offer too */
  KT_CARD_DEAL,     /* a deal that was made or went to another stage */
} KtCardKind;

/* One line of the history; of the next seven pointers the one that kind says is set. */
typedef struct
{
  KtCardKind kind;
  KtId key;
  gint64 at;
  KtLinkedLetter *linked;
  KtNote *note;
  KtReminder *reminder;
  KtAppointment *visit;
  KtDated *event;
  KtInvoice *invoice;
  KtDealMove *move;
  const KtDealRow *deal;       /* of a move; of the card's sheet */
  const KtStage *left, *stage; /* of a move: where from (NULL: it was made), where to */
  char *hands;                 /* of a visit; NULL nobody's */
  /* of a letter: */
  char *words;               /* what it asks, else its first words; "" none */
  char *from_name, *from;    /* who wrote it: name ("" none) and address */
  gboolean from_other;       /* it came in, and from none of the contact's addresses */
  guint files;               /* attachments */
  gboolean answer, awaiting; /* it waits for my answer; I wait for theirs */
} KtCardEntry;

/* What the booking diary knows of a client. */
typedef struct
{
  GPtrArray *allergies; /* KtAllergy */
  GPtrArray *formulas;  /* KtFormula: the newest of each kind */
  KtAppointment *next;  /* NULL none */
  char *next_hands;
  guint more;           /* visits to come behind the next */
  guint done, no_shows; /* visits */
  GArray *spent;        /* KtMoney, one a currency: paid, else the price */
  int usual;            /* days between visits; 0 not known */
} KtCardVisits;

typedef struct
{
  KtContact *contact;
  GPtrArray *points; /* KtPoint */
  GStrv tags;
  GPtrArray *fields;     /* KtFieldValue: the user's own that are filled in */
  GPtrArray *relations;  /* KtRelation */
  GPtrArray *people;     /* of a company, by name: KtContact */
  char *employer;        /* name of the company's card; NULL none */
  GPtrArray *reminders;  /* open ones, soonest first: KtReminder */
  GPtrArray *follow_ups; /* KtAgendaLine */
  KtCardVisits visits;
  KtDealSheet *deals;    /* open ones first, newest first */
  KtPaymentHabit *money; /* invoices, and visits that are to be paid */
  KtDated *next_event;   /* NULL none */
  GPtrArray *history;    /* newest first: KtCardEntry */
  guint older;           /* entries that limit left out */
  gint64 oldest;         /* the first of all entries; 0 none */
} KtCard;

/* The parts: adds what was to the history, and counts it. */
gboolean kt_card_add_visits (KtContext *context, KtCard *card, guint *total, GError **error);
gboolean kt_card_add_events (KtContext *context, KtCard *card, guint *total, GError **error);
gboolean kt_card_add_invoices (KtContext *context, KtCard *card, guint *total, GError **error);
gboolean kt_card_add_deals (KtContext *context, KtCard *card, guint *total, GError **error);
KtCardEntry *kt_card_add_entry (KtCard *card, KtCardKind kind, KtId key, gint64 at);
void kt_card_visits_clear (KtCardVisits *visits);

/* limit: entries of the history, 0 all. KT_ERROR_NOT_FOUND. */
KtCard *kt_card_get (KtContext *context, KtId contact, guint limit, GError **error);
void kt_card_free (KtCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCard, kt_card_free)
