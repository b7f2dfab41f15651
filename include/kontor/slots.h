#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"

/* Free times: `kontor slots`, and what booking is checked against (SCREENS: slots, book). */

/* One thing wanted in a visit. */
typedef struct
{
  KtId service;
  KtId staff;               /* 0: whoever does it */
  const KtLengths *lengths; /* of a visit that stands: what was agreed, and the service may be gone
                               from the list; NULL: as listed */
} KtVisitWish;

typedef struct
{
  KtId contact;         /* 0 nobody known */
  const GArray *wishes; /* KtVisitWish, in order */
  KtLocal first, last;  /* days, both included */
  guint limit;          /* 0: all */
  KtId ignore;          /* appointment that does not count as taken (it is being moved); 0 none */
} KtSlotQuery;

typedef enum
{
  KT_SLOT_HER_TIME = 1 << 0,    /* her usual weekday and hour */
  KT_SLOT_CLOSES_GAP = 1 << 1,  /* exactly fills a hand's gap */
  KT_SLOT_OTHER_STAFF = 1 << 2, /* the wish leaves the hand open, and it is not her usual one */
  KT_SLOT_FIRST = 1 << 3,       /* the first of a run of free starts: what lists show */
  KT_SLOT_FREE_DAY = 1 << 4,    /* the first, and its hand has no visit on that day */
} KtSlotFlags;

/* A time at which all of it can be done. */
typedef struct
{
  KtLocal start;
  gint64 start_at, end_at;
  GPtrArray *parts; /* KtVisitPart: who, where, when within it; prices set */
  guint flags;
} KtSlot;
void kt_slot_free (KtSlot *slot);

/* What takes a time, for refusals and the day sheet. Strings foreign. */
typedef struct
{
  gint64 start, end;
  KtId resource;    /* 0: everybody's */
  KtId appointment; /* 0: not a visit */
  KtId held;        /* the client it is held for until she has answered; 0: it is not */
  char *text;       /* whose visit or held time, summary of an event, reason of a closure */
} KtBusy;
void kt_busy_free (KtBusy *busy);

#define KT_SLOT_PAUSE 60 /* minutes: what is closed no longer than this leaves a day free */

/* By start: the quarters of an hour at which all is free, and what kontor/slot-rule.h says beside
 * them. With limit the so many that suit best, by start: her own next time, firsts of runs, others.
 * Hands are those wished for; where the wish leaves it open whoever does it. Uses hours, closures,
 * visits with their buffers and gaps, times held for others, and every calendar. Nothing before
 * now. */
GPtrArray *kt_slots_find (KtContext *context, const KtSlotQuery *query, GError **error);
/* The same with what stands beside it in a list: others (KtSlot), with whoever does it, where the
 * wishes name a hand, else empty; works, of each day 1 where somebody works. Either may be NULL. */
GPtrArray *kt_slots_find_all (KtContext *context, const KtSlotQuery *query, GPtrArray **ret_others,
                              GByteArray **ret_works, GError **error);
/* The parts for exactly that start, where staff may still be open; conflicts (KtBusy) tells what is
 * in the way, empty: it is free. What is neither a visit nor has a text lies outside the hours.
 * Never NULL parts unless error (nobody does the service). */
GPtrArray *kt_slots_place (KtContext *context, const KtSlotQuery *query, KtLocal start,
                           GPtrArray **ret_conflicts, GError **error);
/* Free stretches of each hand within working hours of a day, longer than least minutes (KtBusy with
 * resource set, text NULL); processing gaps of running visits count. */
GPtrArray *kt_slots_gaps (KtContext *context, KtLocal day, int least, GError **error);

/* How old what we know of calendars is: the oldest good read of a source that blocks, 0 never, with
 * its name; G_MAXINT64 where there is no calendar. */
gint64 kt_slots_read_at (KtContext *context, char **ret_source, GError **error);

/* What she usually has and with whom: of her last visits; service 0 in the wish: nothing known. */
GArray *kt_usual_wishes (KtContext *context, KtId contact, GError **error); /* KtVisitWish */
