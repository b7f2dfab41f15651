#pragma once
#include "kontor/visit.h"

/* Somebody without a visit is here: one journal entry makes the visit, beginning now, and says that
 * she arrived. args: WHO, or nothing: off the street. service, hand: words of their names; hand
 * NULL: whoever is free. force: although nobody is, else KT_ERROR_CONFLICT. */
KtAppointment *kt_visit_walk_in (KtContext *context, char **args, const char *service,
                                 const char *hand, gboolean force, GError **error);

/* The one service or hand so called; KT_ERROR_NOT_FOUND, KT_ERROR_CONFLICT with the candidates. */
gboolean kt_service_resolve (KtContext *context, const char *words, KtId *ret, GError **error);
gboolean kt_hand_resolve (KtContext *context, const char *words, KtId *ret, GError **error);
