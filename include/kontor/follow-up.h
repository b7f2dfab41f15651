#pragma once
#include "kontor/direction.h"
#include "kontor/id.h"
#include "kontor/records.h"
#include "kontor/workday.h"

/* Who waits for my answer, whose answer I wait for (RULES: follow-ups). Pure: the caller fetches
 * the letters of the last look-back days and what is known of them. */
typedef enum
{
  KT_ADDRESSED_TO,      /* mine is in To */
  KT_ADDRESSED_CC,      /* mine is in Cc only: asks others */
  KT_ADDRESSED_NEITHER, /* Bcc, an alias, a list: for me */
} KtAddressed;

/* One letter. A person is a contact's key, or the hash of an address nobody owns. */
typedef struct
{
  KtId key;
  gint64 thread, time;
  KtDirection direction;
  KtLetterKind kind;
  guint32 flags;         /* KT_LETTER_FLAG_* */
  KtAddressed addressed; /* of letters that came in */
  KtId person;           /* who wrote; of my letters the first in To, else Cc; 0: only myself */
  const KtId *others;    /* who else my letter went to */
  gsize n_others;
  gboolean reply; /* its subject says that it answers: "Re:" */
  gboolean house; /* came from an address of a house, info@, that is on no card */
  gboolean dismissed;
  gboolean deal;        /* of mine: the person has an open deal that waits for them */
  gint64 snoozed_until; /* 0: not */
} KtFollowLetter;

typedef struct
{
  KtWorkWeek week;
  gint64 now;
  guint answer_after, nudge_after; /* working days */
} KtFollowTerms;

typedef enum
{
  KT_FOLLOW_I_OWE,
  KT_FOLLOW_THEY_OWE,
} KtFollowUpKind;

/* Why a line stands there; the view makes sentences of it. */
typedef enum
{
  KT_WHY_ASKED,         /* asked, and nothing went back */
  KT_WHY_TROUBLED,      /* told me that something is wrong, and nothing went back */
  KT_WHY_WROTE,         /* began a thread with neither question nor news, and nothing went back */
  KT_WHY_INSISTS,       /* wrote several times without an answer */
  KT_WHY_YOU_PROMISED,  /* I promised something, and nothing went since */
  KT_WHY_YOU_ASKED,     /* I asked, nothing came */
  KT_WHY_THEY_PROMISED, /* they promised something, nothing came */
  KT_WHY_DEAL,          /* I wrote, and their open deal waits for them */
  KT_WHY_CADENCE,       /* quiet longer than the cadence set for them */
  KT_WHY_RHYTHM,        /* quiet longer than three times their usual gap */
} KtFollowWhy;

typedef struct
{
  KtFollowUpKind kind;
  gsize letter;     /* index of the newest letter of the thread: the handle, what verdicts name */
  gsize asking;     /* index of the letter that asked or promised; letter where none did */
  gint64 since;     /* when the waiting began: their first letter without an answer, my newest */
  guint waited;     /* working days */
  guint unanswered; /* letters of theirs, or of mine, without an answer */
  KtFollowWhy why;
} KtFollowUp;

/* A letter of mine to more people than this answers only in its own thread. */
#define KT_FOLLOW_CIRCULAR 10

/* letters: oldest first. met: person → gint64 *, newest call, meeting or visit; NULL none. Returns
 * KtFollowUp, longest waiting first, those I owe before those owed to me. */
GArray *kt_follow_up_judge (const KtFollowLetter *letters, gsize n_letters, GHashTable *met,
                            const KtFollowTerms *terms);

/* What the server says about the newest letter, asked for only where the rest says follow-up. */
typedef struct
{
  gboolean answered; /* \Answered */
  gboolean gone;     /* in no synced folder */
  gboolean archived; /* not in an INBOX that is known, but in archive, junk or trash */
  gboolean has_sent; /* a Sent folder of its account is known */
  gint64 horizon;    /* all newer letters of its account are here: 0 all, -1 none */
} KtFollowPlace;

gboolean kt_follow_up_stands (KtFollowUpKind kind, gint64 time, const KtFollowPlace *place);
