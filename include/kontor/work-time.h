#pragma once
#include "kontor/local-time.h"
#include "kontor/workday.h"

/* How long something took, without the days on which nobody works. */

/* Minutes from one instant to another that lie in working days, nights included. */
gint64 kt_work_minutes (const KtWorkWeek *week, gint64 from, gint64 to);

/* The smallest of values (gint64, sorted here) that percent of them do not exceed: 50 the median
 * (the lower one of two), 90 what nine of ten keep to. G_MININT64 of none. */
gint64 kt_quantile (GArray *values, guint percent);
