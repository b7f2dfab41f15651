#pragma once
#include "kontor/visit.h"

/* The next visit of a client, proposed from what she usually has (SCREENS: again). */
typedef struct
{
  GArray *wishes; /* KtVisitWish: the same services and hands */
  int usual;      /* days between; 0: no interval is known */
  KtLocal target; /* when it would be due, at her hour; year 0 where usual is 0 */
  KtSlot *slot;   /* the free time nearest to it; NULL none */
} KtAgainOffer;
void kt_again_offer_free (KtAgainOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtAgainOffer, kt_again_offer_free)

/* After a visit; find: look for a free time too. */
KtAgainOffer *kt_again_offer (KtContext *context, const KtAppointment *visit, gboolean find,
                              GError **error);
/* The visit that the next one follows: the last one that took place or stands. KT_ERROR_NOT_FOUND.
 */
KtAppointment *kt_again_last (KtContext *context, KtId contact, GError **error);
