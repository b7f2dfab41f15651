#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"

/* Free times: `kontor slots`, and what booking is checked against (SCREENS: slots, book). */

/* One thing wanted in a visit. */
typedef struct
{
  KtId service;
  KtId staff; /* 0: whoever does it */
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
  KT_SLOT_OTHER_STAFF = 1 << 2, /* not the hand wished for */
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
  char *text;       /* whose visit, summary of an event, reason of a closure */
} KtBusy;
void kt_busy_free (KtBusy *busy);

/* By start. With limit: the first so many by what suits, then by start. Uses hours, closures,
 * visits with their buffers and gaps, and every calendar. Nothing before now. */
GPtrArray *kt_slots_find (KtContext *context, const KtSlotQuery *query, GError **error);
/* The parts for exactly that start, where staff may still be open; conflicts (KtBusy) tells what is
 * in the way, empty: it is free. Never NULL parts unless error (nobody does the service). */
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
