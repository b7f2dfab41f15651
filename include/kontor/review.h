#pragma once
#include "kontor/address.h"
#include "kontor/context.h"
#include "kontor/id.h"
#include "kontor/proposal.h"

/* Addresses and phones that want a decision, and the decisions (RULES: whose letter; SCREENS:
 * review). */
typedef struct
{
  KtProposalKind kind;
  KtId key; /* hash of ("address", match): the handle */
  /* PHONE: norm is E.164, match stands for this phone of this contact, name is the contact's */
  KtAddressSeen *address;
  char *name, *company; /* as a contact of it would be called; company NULL */
  char *written_name;   /* what its newest letter says it is called; NULL or "" nothing */
  char *shown;          /* the other address its display name shows, NULL none */
  KtId namesake; /* NEW_ADDRESS: whose it may be; a stranger of the same name: that contact */
  char *namesake_name, *namesake_address;
  guint64 letters;
  KtId newest; /* letter key, 0 none */
  gint64 last;
  char *text;      /* what the newest asks, else its subject; NULL none */
  char *forwarder; /* FORWARDED: who sent it on */
  char *phone;     /* PHONE: as typed; namesake is its contact */
} KtProposal;
void kt_proposal_free (KtProposal *proposal);

/* Everything to look at, in order: KtProposal. What only wrote before the look-back days is left
 * out unless context->all. Needs settings and an open store. */
GPtrArray *kt_review_gather (KtContext *context, GError **error);

typedef enum
{
  KT_REVIEW_AS_PROPOSED,
  KT_REVIEW_CONTACT, /* a new contact, whatever was proposed */
  KT_REVIEW_OTHER,   /* another address of a contact */
  KT_REVIEW_MINE,
  KT_REVIEW_IGNORE,
} KtReviewAnswer;

/* Decides one; a journal entry of its own. other: for KT_REVIEW_OTHER. *ret_said: the line that
 * tells what was done. */
gboolean kt_review_decide (KtContext *context, const KtProposal *proposal, KtReviewAnswer answer,
                           KtId other, char **ret_said, GError **error);
