#pragma once
#include "kontor/zone.h"

/* What time it is for this run: read once, so that one command sees one moment. KONTOR_NOW
 * (RFC 3339) fixes it for tests. */
typedef struct
{
  gint64 now;   /* UTC seconds */
  KtZone *zone; /* the user's */
  char *tzid;   /* its IANA name */
} KtClock;

/* tzid NULL: the TZ variable, else the system's zone. KT_ERROR_USAGE for an unreadable KONTOR_NOW
 * or an unknown zone. */
gboolean kt_clock_init (KtClock *clock, const char *tzid, GError **error);
/* For a dialogue that stays open: with each answer it is as late as it is. */
void kt_clock_tick (KtClock *clock);
void kt_clock_clear (KtClock *clock);
