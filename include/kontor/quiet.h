#pragma once
#include "kontor/follow-up.h"
#include "kontor/zone.h"

/* People who are silent longer than is usual with them (RULES: follow-ups, quiet). Pure. */

#define KT_QUIET_CONTACTS 5  /* days of contact before a rhythm is known */
#define KT_QUIET_FACTOR 3    /* times the usual gap */
#define KT_QUIET_AT_LEAST 14 /* days: less is no silence, whatever the rhythm */
#define KT_QUIET_AT_MOST 365 /* days: what is silent longer without a cadence is past */

/* The median gap in days between days of contact, from times in any order. 0: too
 * few days to tell. Several letters of one day are one contact. */
guint kt_quiet_rhythm (const gint64 *times, gsize n_times, KtZone *zone);

typedef struct
{
  gint64 last;   /* newest letter, call or visit; 0 never */
  guint cadence; /* days; 0: none is set */
  guint rhythm;  /* days, kt_quiet_rhythm(); 0: not known */
} KtQuietFacts;

/* TRUE: quiet. *ret_days of silence, *ret_usual: the cadence or the rhythm. Somebody with a cadence
 * but never any contact is counted from created. */
gboolean kt_quiet_judge (const KtQuietFacts *facts, gint64 created, gint64 now, KtZone *zone,
                         guint *ret_days, guint *ret_usual, KtFollowWhy *ret_why);
