#pragma once
#include "kontor/calendar.h"
#include "kontor/context.h"
#include "kontor/invite.h"

/* Invitations that letters brought, with what became of them: for the command, the agenda and
 * cards. Strings are foreign and not yet safe. */
typedef enum
{
  KT_INVITE_STATE_NONE, /* nobody asks the user: his own event, or none of a letter */
  KT_INVITE_STATE_OPEN,
  KT_INVITE_STATE_CHANGED, /* answered, and asked anew since */
  KT_INVITE_STATE_ANSWERED,
  KT_INVITE_STATE_CANCELLED,
  KT_INVITE_STATE_PROPOSED, /* the user's own event: somebody asks for another time */
} KtInviteState;
const char *kt_invite_state_id (KtInviteState state); /* "open" …, for JSON */

typedef struct
{
  char *norm, *name, *role, *partstat; /* as KtAttendee */
  char *comment;                       /* of the reply by letter; "" none */
} KtInvitePerson;

/* Somebody asks for another time. */
typedef struct
{
  char *who, *comment;
  gint64 start, at;
} KtInviteProposal;

typedef struct
{
  KtDated *dated;    /* of the calendar, where it lies in one */
  KtId letter;       /* the newest request came in it */
  char *sender;      /* who sent that */
  gboolean unproven; /* who is not its organizer */
  gint64 sequence, at;
  char *me; /* norm the user is invited by; "" not among its people */
  KtInviteState state;
  char *answer;         /* "accepted", "declined", "tentative"; "" none */
  GPtrArray *people;    /* KtInvitePerson, the organizer first */
  GPtrArray *proposals; /* KtInviteProposal, newest first */
} KtInvite;
void kt_invite_free (KtInvite *invite);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtInvite, kt_invite_free)

/* Open, changed and proposed ones that are not over, by start. */
GPtrArray *kt_invites_open (KtContext *context, GError **error);
/* Key: hash of ("event", uid, recurrence). KT_ERROR_NOT_FOUND: no letter invites to it. */
KtInvite *kt_invites_get (KtContext *context, KtId key, GError **error);

typedef struct
{
  const char *answer;   /* "accepted", "declined", "tentative" */
  const char *calendar; /* NAME, or NAME/COLLECTION; NULL: the phone's */
  const char *note;     /* "" none */
} KtInviteReply;

typedef struct
{
  char *draft;    /* the file of the letter to the organizer */
  char *calendar; /* where the event goes with the next sync; NULL nowhere */
} KtInviteOutcome;
void kt_invite_outcome_clear (KtInviteOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtInviteOutcome, kt_invite_outcome_clear)

/* Records the answer (one journal entry), writes the reply as a draft and wants the event in the
 * calendar (outbox). What was declined goes only where it lies already. KT_ERROR_CONFLICT:
 * cancelled; KT_ERROR_USAGE: no such calendar. Nothing is written under --dry-run. */
gboolean kt_invite_reply (KtContext *context, const KtInvite *invite, const KtInviteReply *reply,
                          KtInviteOutcome *ret_outcome, GError **error);
