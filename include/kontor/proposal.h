#pragma once
#include "kontor/id.h"
#include "kontor/settings.h"

/* What is to be done about an address that no contact owns (RULES: whose letter; DESIGN §5). */

/* What is known of it. */
typedef struct
{
  const KtAddr *addr;
  const char *name;      /* best display name seen, "" none */
  gint64 wrote_at;       /* newest personal letter from it; 0 never */
  gint64 written_at;     /* newest letter of mine to it; 0 never */
  gboolean mine;         /* by config or verdict */
  gboolean judged;       /* the user gave a verdict on it: ignore, never, shared, mine */
  gboolean sends_as_me;  /* From of letters that went out: an own address the config lacks */
  guint delivered;       /* letters whose Delivered-To it is */
  guint letters;         /* personal letters it takes part in */
  gboolean spoofed;      /* a letter's display name showed another address */
  gboolean forwarded;    /* a contact forwarded what it wrote */
  guint namesakes;       /* contacts of exactly its name, two words at least */
  gboolean same_company; /* the one namesake has an address of this domain, not free mail */
} KtAddressFacts;

/* Whether sync makes a contact of it by itself. */
typedef enum
{
  KT_WORTH_CONTACT,
  KT_WORTH_OFF, /* auto-contacts = never */
  KT_WORTH_MINE,
  KT_WORTH_JUDGED,
  KT_WORTH_MACHINE,     /* no-reply@, unsubscribe@ … */
  KT_WORTH_NOT_WRITTEN, /* nobody I wrote to; for all: nobody who wrote personally either */
  KT_WORTH_NAMESAKE,    /* perhaps a second address of a contact: review asks */
  KT_WORTH_SUSPICIOUS,  /* its name shows another address, and I never wrote to it */
} KtWorth;

KtWorth kt_contact_worth (const KtAddressFacts *facts, KtAutoContacts policy);

/* What review proposes. */
typedef enum
{
  KT_PROPOSAL_NONE,
  KT_PROPOSAL_MINE,        /* it is an address of the user's */
  KT_PROPOSAL_STRANGER,    /* a new contact */
  KT_PROPOSAL_FORWARDED,   /* the same, of somebody who never wrote here */
  KT_PROPOSAL_NEW_ADDRESS, /* another address of the namesake */
  KT_PROPOSAL_PHONE,       /* a phone of a contact, who signed with it */
  KT_PROPOSAL_SUSPICIOUS,  /* ignore */
} KtProposalKind;

#define KT_PROPOSAL_DELIVERED 5 /* so many letters delivered to an address make it mine */

KtProposalKind kt_proposal_judge (const KtAddressFacts *facts);

/* Own addresses first, for they change what the rest means; suspicious ones last; newest first. */
int kt_proposal_compare (KtProposalKind a, gint64 a_last, KtProposalKind b, gint64 b_last);
