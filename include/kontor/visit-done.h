#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"

/* A visit that took place, with its money (SCREENS: money at the visit). */
typedef struct
{
  gint64 sum;             /* minor units, for the services; -1: as listed */
  const char *way;        /* "cash", "card", "transfer", "later" */
  gint64 tip;             /* minor units; -1 none */
  const GPtrArray *items; /* KtVisitItem: goods sold; NULL none */
  const char *currency;   /* where the visit has none yet */
} KtVisitPayment;

/* One journal entry, or none under --dry-run. A visit that was to be paid later and is paid now
 * keeps its day; the money is of today. KT_ERROR_CONFLICT: it cannot be done any more, or is to
 * come; KT_ERROR_USAGE: there is no price. */
KtAppointment *kt_visit_done (KtContext *context, KtId appointment, const KtVisitPayment *payment,
                              GError **error);

/* It took place and is not paid yet. */
gboolean kt_visit_owes (const KtAppointment *visit);
