#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"

/* Who fits a time that became free (SCREENS: cancel). Pure. */
typedef enum
{
  KT_DAY_ANY,
  KT_DAY_MORNING,   /* ends by 13:00 */
  KT_DAY_AFTERNOON, /* starts from 12:00, ends by 18:00 */
  KT_DAY_EVENING,   /* starts from 17:00 */
} KtDayPart;

#define KT_WEEKDAYS_ANY 0xfeu /* bit 1 Monday … bit 7 Sunday */

typedef enum
{
  KT_FIT_WAITING, /* on the waiting list, no visit to come */
  KT_FIT_DUE,     /* due for what she usually has */
  KT_FIT_SOONER,  /* has a later visit and would come sooner */
} KtFitKind;

typedef struct
{
  KtLocal start;
  int minutes;
  KtId staff; /* whose time it is */
} KtGap;

/* What is known of one who might come. */
typedef struct
{
  KtFitKind kind;
  KtId contact;
  KtId waiting;        /* row of the waiting list; 0 none */
  KtId appointment;    /* KT_FIT_SOONER: the later visit */
  KtLocal booked;      /* KT_FIT_SOONER: when that is */
  KtId service;        /* for what; 0 not said */
  int minutes;         /* it takes with that hand; 0: she does not do it */
  KtId staff;          /* who was wished for, or is usual; 0 anybody */
  KtLocal first, last; /* days wished for; year 0: open */
  KtDayPart day_part;
  guint weekdays;
  gint64 since; /* waits since, UTC seconds */
  int overdue;  /* days past her usual interval */
} KtFitCandidate;

gboolean kt_fit_day_part (KtDayPart part, int starts, int ends); /* minutes of the day */
/* Short enough, that hand wished for or none, and the time as wished. */
gboolean kt_fit_suits (const KtFitCandidate *candidate, const KtGap *gap);
/* Best first: the waiting list (those who want this hand, then who waits longest), then who is due
 * (this hand, then longest overdue), then those booked later (latest first). */
int kt_fit_compare (const KtFitCandidate *a, const KtFitCandidate *b, const KtGap *gap);

/* Until when a time is held for somebody who was asked: an hour; a quarter where it begins within
 * two hours, so that the next can be asked while it is still worth something. Whole five minutes.
 */
gint64 kt_fit_held_until (gint64 now, gint64 start);
