#pragma once
#include "kontor/slots.h"

/* Why a time cannot be had, and which can (SCREENS: errors). */

/* "Līga has Rita Kalve 14:30–15:15 (cut)", "Līga does not work then": the first of conflicts. */
char *kt_conflict_say (KtContext *context, const GPtrArray *conflicts);
/* "cannot book Thu 26.11. 15:00, …" with the nearest free times as hints. verb: "book", "move". The
 * hint about --force stands where forced is TRUE. Always FALSE. */
gboolean kt_conflict_refuse (KtContext *context, const char *verb, const KtSlotQuery *query,
                             KtLocal start, const GPtrArray *conflicts, gboolean forced,
                             GError **error);
