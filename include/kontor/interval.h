#pragma once
#include "kontor/local-time.h"

/* After how long a client comes again, and when she likes to come. Pure. */
#define KT_INTERVAL_VISITS 3u /* from so many on her own rhythm counts */
#define KT_INTERVAL_LAST 12u  /* so many of the newest are looked at */
#define KT_HABIT_LATE 5       /* minutes; later is not on time */

/* Days between visits of a kind: the median gap from three days on, else rebook (0: never by
 * itself). days: of the visits, oldest first; two on one day count once. *ret_learned may be NULL.
 */
int kt_interval_days (const KtLocal *days, guint n, int rebook, gboolean *ret_learned);

/* One visit that took place. */
typedef struct
{
  KtLocal start;
  gboolean came; /* when she came is known */
  int late;      /* minutes after start; early is negative */
} KtHabitVisit;

typedef struct
{
  int weekday;      /* 1 Monday … 7; 0: no habit */
  int hour, minute; /* hour -1: no habit */
  gboolean known;   /* whether punctuality is known: three arrivals at least */
  int late;         /* median minutes; up to KT_HABIT_LATE is on time */
  gboolean always;  /* on time each time */
} KtHabit;

/* A weekday or hour is a habit where at least three visits and more than half of them have it.
 * visits: oldest first. */
void kt_habit_learn (const KtHabitVisit *visits, guint n, KtHabit *ret_habit);

/* Of her last outcomes (newest first; TRUE: missed) how many of KT_MISSED_OF were missed, and how
 * many there were. */
#define KT_MISSED_OF 6u
guint kt_missed_recently (const gboolean *missed, guint n, guint *ret_of);
