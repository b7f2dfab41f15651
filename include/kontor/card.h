#pragma once
#include "kontor/contact.h"
#include "kontor/context.h"
#include "kontor/link.h"
#include "kontor/note.h"
#include "kontor/reminder.h"

/* Everything about one contact on one page: `kontor show` (SCREENS). */
typedef enum
{
  KT_CARD_LETTER,
  KT_CARD_NOTE,     /* note, call or meeting */
  KT_CARD_REMINDER, /* one that was done */
} KtCardKind;

/* One line of the history; of the last three pointers the one that kind says is set. */
typedef struct
{
  KtCardKind kind;
  KtId key;
  gint64 at;
  KtLinkedLetter *linked;
  KtNote *note;
  KtReminder *reminder;
  /* of a letter: */
  char *words;               /* what it asks, else its first words; "" none */
  char *from_name, *from;    /* who wrote it: name ("" none) and address */
  gboolean from_other;       /* it came in, and from none of the contact's addresses */
  guint files;               /* attachments */
  gboolean answer, awaiting; /* it waits for my answer; I wait for theirs */
} KtCardEntry;

typedef struct
{
  KtContact *contact;
  GPtrArray *points; /* KtPoint */
  GStrv tags;
  GPtrArray *reminders;  /* open ones, soonest first: KtReminder */
  GPtrArray *follow_ups; /* KtAgendaLine */
  GPtrArray *history;    /* newest first: KtCardEntry */
  guint older;           /* entries that limit left out */
  gint64 oldest;         /* the first of all entries; 0 none */
} KtCard;

/* limit: entries of the history, 0 all. KT_ERROR_NOT_FOUND. */
KtCard *kt_card_get (KtContext *context, KtId contact, guint limit, GError **error);
void kt_card_free (KtCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCard, kt_card_free)
