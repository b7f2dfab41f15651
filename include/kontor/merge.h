#pragma once
#include "kontor/contact-columns.h"
#include "kontor/contact.h"
#include "kontor/context.h"

/* Two cards of one and the same become one: everything of gone moves to kept, whose own facts win;
 * what differs is kept in a note. */
typedef struct
{
  char *key;         /* "birthday", or the name of a field of the user's own */
  char *kept, *gone; /* as typed; "" nothing */
  gboolean taken;    /* gone's value is the one that stays */
} KtMergeFact;

typedef struct
{
  const KtContactColumn *column;
  guint count; /* rows that move */
} KtMergeMove;

typedef struct
{
  KtContact *kept, *gone; /* as they are */
  GPtrArray *facts;       /* KtMergeFact: in which they are not the same */
  GArray *moves;          /* KtMergeMove: of what there is any */
  char *note;             /* what is written down of gone; NULL: nothing would be lost */
} KtMergePlan;

/* KT_ERROR_USAGE: both are one. */
KtMergePlan *kt_merge_plan (KtStore *store, KtId kept, KtId gone, GError **error);
void kt_merge_plan_free (KtMergePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtMergePlan, kt_merge_plan_free)

/* Where both have a card, the gone one's becomes what it says beyond the other's: lines of which
 * the book has no place, to be joined to that (kt_contact_vcard_rest()). Before its rows move. */
gboolean kt_merge_cards (KtStore *store, KtId kept, KtId gone, GError **error);

/* Inside the journal transaction in which it was planned. */
gboolean kt_merge_do (KtStore *store, const KtMergePlan *plan, const KtClock *clock,
                      GError **error);
