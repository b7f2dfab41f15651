#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"
#include "kontor/when.h"

/* When a visit is to be (RULES: time), all of args. KT_ERROR_USAGE: doubt, no date, no time. */

/* Of a visit that moves: a weekday is of its own week, a day alone keeps its time, a time alone its
 * day; "thu 16" is an hour; "+10min" and "10 min later" count from its own time. */
gboolean kt_visit_when_move (KtContext *context, const KtAppointment *visit, char **args,
                             KtReading reading, KtLocal *ret_start, GError **error);

/* Of the visit after another: words count from today; a day alone keeps the hour of that one. */
gboolean kt_visit_when_next (KtContext *context, const KtAppointment *last, char **args,
                             KtReading reading, KtLocal *ret_start, GError **error);
