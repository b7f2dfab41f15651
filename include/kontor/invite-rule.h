#pragma once
#include <glib.h>

/* What letters say about an event (iTIP, RFC 5546, by mail RFC 6047), and which of it counts. Pure:
 * all words about one UID are judged together, so that the order they were read in does not matter.
 *
 * 1. A component is named by UID and RECURRENCE-ID; one does not replace another.
 * 2. The organizer is the one of the event in a calendar of mine, else of the first request that
 *    was stored here; it never changes by a letter.
 * 3. A request, a publication or a cancellation counts only from the organizer: From is the
 *    organizer, the SENT-BY of that first request, or who sent that one.
 * 4. Of those that count the newest holds, by SEQUENCE, then DTSTAMP; of equals the first stored.
 * 5. A reply counts only from the attendee it speaks of: From is the attendee, its SENT-BY or a
 *    confirmed other address of that person; who was not invited changes nothing.
 * 6. Of the replies of an attendee the newest holds; one to an older SEQUENCE than the component
 * has now is stale.
 * 7. A counter is a proposal: it changes nothing.
 * 8. Nothing is accepted by itself: what holds is shown, and the user answers. */
typedef enum
{
  KT_INVITE_REQUEST,
  KT_INVITE_CANCEL,
  KT_INVITE_REPLY,
  KT_INVITE_COUNTER,
  KT_INVITE_PUBLISH,
  KT_INVITE_OTHER, /* ADD, REFRESH, DECLINECOUNTER */
} KtInviteMethod;

typedef enum
{
  KT_INVITE_HOLDS,     /* the newest word of who may say it */
  KT_INVITE_UNPROVEN,  /* the same, but who sent the request is not its organizer */
  KT_INVITE_STALE,     /* something as new or newer is known */
  KT_INVITE_FOREIGN,   /* of somebody who has no say in it */
  KT_INVITE_UNKNOWN,   /* about an event that is not known here */
  KT_INVITE_PROPOSAL,  /* a counter */
  KT_INVITE_UNHANDLED, /* a method that changes nothing here */
} KtInviteVerdict;

/* Addresses are kt_addr_norm(); "" none. */
typedef struct
{
  gint64 row; /* rising as they were stored */
  KtInviteMethod method;
  const char *recurrence;
  gint64 sequence, dtstamp;
  const char *sender;                   /* From */
  const char *organizer, *organizer_by; /* and its SENT-BY */
  const char *attendee, *attendee_by;   /* of a reply or counter: who speaks */
  gboolean alias;                       /* sender and attendee are known to be one person */
  gboolean invited;                     /* the attendee is among those of the event */
  KtInviteVerdict verdict;              /* set by kt_invite_judge() */
} KtInviteWord;

/* What the calendars of the user say of the event; organizer "" nothing. */
typedef struct
{
  const char *organizer;
} KtInviteKnown;

void kt_invite_judge (KtInviteWord *words, gsize n, const KtInviteKnown *known);

/* Whether a component is cancelled by what holds: itself, or the whole event after it was asked. */
gboolean kt_invite_is_cancelled (const KtInviteWord *words, gsize n, const char *recurrence);
/* The word that holds of a component: the newest request or publication; NULL none. */
const KtInviteWord *kt_invite_request (const KtInviteWord *words, gsize n, const char *recurrence);

/* "request" …, "holds" …: as stored. */
const char *kt_invite_method_id (KtInviteMethod method);
KtInviteMethod kt_invite_method_from_id (const char *id); /* lower case; KT_INVITE_OTHER */
const char *kt_invite_verdict_id (KtInviteVerdict verdict);
KtInviteVerdict kt_invite_verdict_from_id (const char *id);
