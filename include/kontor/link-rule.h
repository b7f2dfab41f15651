#pragma once
#include <glib.h>

/* What one address on a letter says about one contact (DESIGN §5: linking). Pure. */
typedef enum
{
  KT_LINK_MINE,    /* the user's own address: says nothing */
  KT_LINK_IGNORED, /* the user said to ignore it */
  KT_LINK_NOBODY,  /* nobody has it */
  KT_LINK_OWNED,   /* the contact's own */
  KT_LINK_SHARED,  /* info@, a family's: picks nobody */
  KT_LINK_THREAD,  /* shared, but the contact's own address is in the thread */
  KT_LINK_SAID,    /* the user said it belongs to the contact */
  KT_LINK_UNSAID,  /* the user said it does not */
  /* of events only */
  KT_LINK_NAMED,   /* its words name the contact */
  KT_LINK_GUESSED, /* they may mean him, or somebody else: picks nobody */
  KT_LINK_NOBODYS, /* the user said it belongs to nobody */
  /* of letters only */
  KT_LINK_FORWARDED, /* the contact's own, and wrote what somebody else forwards here */
} KtLinkReason;

typedef struct
{
  gboolean mine, ignored;
  gboolean shared;         /* marked so, on the contact or by a verdict */
  guint people, companies; /* contacts that have the address */
  gboolean is_company;     /* the contact in question: info@ is a company's own */
  gboolean in_thread;      /* the contact's own address is in the thread */
} KtLinkFacts;

KtLinkReason kt_link_judge (const KtLinkFacts *facts);
/* Whether a letter stands on the contact's card for this reason. */
gboolean kt_link_holds (KtLinkReason reason);
/* "owned", "thread" …: a fixed English word, for JSON. */
const char *kt_link_reason_id (KtLinkReason reason);
