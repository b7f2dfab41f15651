#pragma once
#include "kontor/visit.h"

/* Which visit is meant, for commands that want another one than kt_visit_resolve() gives. */
typedef enum
{
  KT_VISIT_NEXT, /* what is to come: today's nearest, else the next; then one begun or left open */
  KT_VISIT_NOW,  /* its outcome: today's nearest, else one left open, then the next */
  KT_VISIT_PAYABLE, /* the same, and one that took place and is not paid yet */
} KtVisitPurpose;

/* What an argument names: a client, whose nearest visit is meant, or this visit and no other. */
typedef enum
{
  KT_VISIT_BY_CLIENT,
  KT_VISIT_BY_HOUR,
  KT_VISIT_BY_NUMBER, /* of the last list, or its ref */
} KtVisitNaming;

/* ret_naming: NULL, where it does not matter. */
gboolean kt_visit_resolve_for (KtContext *context, const char *argument, KtVisitPurpose purpose,
                               KtAppointment **ret, KtVisitNaming *ret_naming, GError **error);
/* Today's visits that begin at the hour an argument says and may be meant; NULL: it says none, or
 * a time without ":" at which none begins. KT_ERROR_NOT_FOUND: "9:00", and none does. */
gboolean kt_visit_at_hour (KtContext *context, const char *argument, KtVisitPurpose purpose,
                           GPtrArray **ret_open, GError **error);
/* Today's visits that begin at that hour and were missed (KtAppointment); empty: none, or no hour.
 */
GPtrArray *kt_visit_missed_at (KtContext *context, const char *argument, GError **error);
/* A client's visits that may be meant (KtAppointment), earliest first. */
GPtrArray *kt_visit_open_of (KtContext *context, KtId contact, KtVisitPurpose purpose,
                             GError **error);
/* Several may be meant: their list, its numbers kept, as an error. Always FALSE. */
gboolean kt_visit_ambiguous (KtContext *context, const char *argument, const GPtrArray *visits,
                             GError **error);
/* WHO at the beginning of args, as kt_who_take() does; an hour, a number, a ref is one word. */
char *kt_visit_take (KtContext *context, char **args, guint *ret_used);
