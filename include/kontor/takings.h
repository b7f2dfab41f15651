#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"

/* What a day brought (SCREENS: close). */
typedef struct
{
  KtId staff; /* 0: nobody's hands */
  char *name; /* foreign; NULL where staff is 0 */
  gint64 minor;
} KtHandTakings;

typedef struct
{
  KtLocal day;
  GPtrArray *visits; /* KtAppointment of the day, by start; lapsed ones left out */
  GPtrArray *open;   /* of those the ones without an outcome whose start is past; borrowed */
  GPtrArray
      *debts; /* of those the ones that were not paid that day, whether since or not; borrowed */
  GPtrArray *settled; /* KtAppointment of other days that were paid on this one */
  guint done, missed, cancelled, to_come;
  char currency[4];                  /* of the sums below */
  gint64 cash, card, transfer, tips; /* minor units that came in on the day */
  gint64 later;                      /* what debts sum to */
  gint64 earlier;                    /* what settled sum to; part of cash, card and transfer */
  guint foreign;                     /* visits paid in another currency: not in the sums */
  GPtrArray *
      hands; /* KtHandTakings, in the order of resources: what was earned on the day, paid or not */
} KtTakings;
void kt_takings_free (KtTakings *takings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtTakings, kt_takings_free)

KtTakings *kt_takings_get (KtContext *context, KtLocal day, GError **error);
/* Writes that the day is closed: one journal entry, or none under --dry-run. counted -1: not
 * counted. KT_ERROR_CONFLICT: the takings are not those of the day any more. */
gboolean kt_takings_close (KtContext *context, const KtTakings *takings, gint64 counted,
                           GError **error);
/* The first visit of the day after that stands; NULL without error: none. */
KtAppointment *kt_takings_next (KtContext *context, KtLocal day, GError **error);
