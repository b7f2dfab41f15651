#pragma once
#include <glib.h>

/* What a listing of a calendar means: what is to be fetched, what is gone, and when to stop and ask
 * (data loss is prevented here). Pure. */
typedef enum
{
  KT_CALENDAR_GO,
  KT_CALENDAR_EMPTIED, /* all of it is gone at once */
  KT_CALENDAR_SHRUNK,  /* more than a fifth, and more than KT_CALENDAR_GONE_FEW */
} KtCalendarStop;

#define KT_CALENDAR_GONE_FEW 20
#define KT_CALENDAR_EMPTIED_FROM 2 /* one event deleted is one event deleted */
#define KT_CALENDAR_COMPARE_SECONDS G_GINT64_CONSTANT (604800) /* even with tokens that hold */

typedef struct
{
  char *href, *etag; /* etag "" where none was told */
  gboolean gone;     /* said so explicitly */
} KtListed;
void kt_listed_free (KtListed *listed);

typedef struct
{
  GPtrArray *wanted; /* char * hrefs to fetch, each once, as listed */
  GPtrArray *gone;   /* char * hrefs that are here and not there */
  KtCalendarStop stop;
  guint before; /* how many were here */
} KtCalendarPlan;

/* known: href → etag of what is here. listed: KtListed. whole: what is not among them is not there;
 * else only what is said to be gone. What is here without an ETag was not delivered the last time
 * and is wanted again. accepted: the user said that what is gone is meant to be. */
void kt_calendar_plan_make (KtCalendarPlan *plan, GHashTable *known, const GPtrArray *listed,
                            gboolean whole, gboolean accepted);
void kt_calendar_plan_clear (KtCalendarPlan *plan);

/* Whether all has to be listed although the token may hold. */
gboolean kt_calendar_plan_compare_due (const char *state, gint64 compared_at, gint64 now);
