#pragma once
#include "kontor/zone.h"

/* Working days, counted by the calendar: a letter of Friday evening has waited one working day
 * from Monday 0:00 on. */
typedef struct
{
  KtZone *zone;    /* borrowed; whose midnight counts */
  guint days;      /* bit 1 Monday … bit 7 Sunday, as [me] working-days */
  GHashTable *off; /* borrowed; a set of ISO dates that are no working days; NULL none */
} KtWorkWeek;

#define KT_WORK_WEEK_DEFAULT 0x3eu /* Monday to Friday */

/* Working days after the day of from, up to and with the day of to; 0 when to is earlier. */
guint kt_workdays_between (const KtWorkWeek *week, gint64 from, gint64 to);
