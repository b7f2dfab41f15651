#pragma once
#include "kontor/context.h"

/* Days that calendars marked `days-off = yes` make free (RULES: follow-ups), as KtWorkWeek.off
 * wants them. NULL without error where no calendar is marked so. */
GHashTable *kt_context_days_off (KtContext *context, gint64 from, gint64 until, GError **error);
