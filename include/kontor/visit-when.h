#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"
#include "kontor/when.h"

/* When a visit is to be (RULES: time), all of args. KT_ERROR_USAGE: doubt, no date, no time. */

/* Of a visit that moves: a weekday is of its own week, a day alone keeps its time, a time alone its
 * day; "thu 16" is an hour. */
gboolean kt_visit_when_move (KtContext *context, const KtAppointment *visit, char **args,
                             KtReading reading, KtLocal *ret_start, GError **error);
