#pragma once
#include "kontor/visit.h"

/* Somebody without a visit is here: one journal entry makes the visit, beginning now, and says that
 * she arrived. args: WHO, or nothing: off the street. force: although it is taken, else
 * KT_ERROR_CONFLICT. */
KtAppointment *kt_visit_walk_in (KtContext *context, char **args, KtVisitWish wish, gboolean force,
                                 GError **error);
