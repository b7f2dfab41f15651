#pragma once
#include <glib.h>

/* What a folder needs, from what the server lists and what is here. Pure. */
typedef struct
{
  guint64 uid;
  guint32 flags;
  guint32 what; /* KT_UID_* */
} KtUidState;

/* UIDs from first to last, both within. */
typedef struct
{
  guint64 first, last;
} KtUidRange;

typedef struct
{
  GArray *wanted;   /* guint64, newest first */
  GArray *vanished; /* guint64 */
  GArray *flagged;  /* KtUidState: known ones whose flags changed */
} KtSyncPlan;

/* Whether letters fetched by falling UID get older too, as a horizon needs it: imported ones were
 * received long before they got their UIDs. */
typedef struct
{
  gint64 oldest; /* received; 0 nothing yet */
  gboolean disordered;
} KtSyncOrder;

/* A further window is stored, received from oldest to newest (both > 0). Returns the horizon then,
 * -1 none: what the windows before reached back to, if all of this one is older. Where one is not,
 * nothing can be said until the end. */
gint64 kt_sync_order_add (KtSyncOrder *order, gint64 horizon, gint64 newest, gint64 oldest);

/* listed: in the server's order, oldest first. known: sorted UIDs with flags beside them. skip:
 * sorted UIDs not to be fetched (quarantine). whole: the listing was complete, so that what it
 * lacks has vanished. */
void kt_sync_plan_make (KtSyncPlan *plan, const GArray *listed, const GArray *known,
                        const GArray *known_flags, const GArray *skip, gboolean whole);
/* Adds those of uids that the complete listing does not show. */
void kt_sync_plan_add_vanished (KtSyncPlan *plan, const GArray *listed, const GArray *uids);
/* Adds those of uids that a range names and the listing does not show. Ranges may be as large as
 * they like. */
void kt_sync_plan_add_ranges (KtSyncPlan *plan, const GArray *listed, const GArray *ranges,
                              const GArray *uids);

/* What a listing of changes names, as ranges (KtUidRange) that rise and are apart: UIDs near each
 * other share one. */
GArray *kt_sync_plan_touched (const GArray *listed, const GArray *vanished);

/* How many UIDs ranges name at most. */
guint64 kt_sync_plan_named (const GArray *ranges);

/* Adds those of uids that are neither wanted yet nor vanished. */
void kt_sync_plan_want (KtSyncPlan *plan, const GArray *uids);

/* What a listing of changes told, and how many letters the server counts. */
typedef struct
{
  guint before, vanished, fresh, now; /* before: at the end of the last run */
  guint strangers; /* letters that are not here, of which so many may have vanished untold */
} KtSyncCount;
/* Whether the one accounts for the other. */
gboolean kt_sync_plan_adds_up (const KtSyncCount *count);

/* Orders guint64 UIDs. */
int kt_sync_plan_compare (gconstpointer a, gconstpointer b);
void kt_sync_plan_clear (KtSyncPlan *plan);
