#pragma once
#include <glib.h>

/* What a folder needs, from what the server lists and what is here. Pure. */
typedef struct
{
  guint64 uid;
  guint32 flags;
  guint32 what; /* KT_UID_* */
} KtUidState;

typedef struct
{
  GArray *wanted;   /* guint64, newest first */
  GArray *vanished; /* guint64 */
  GArray *flagged;  /* KtUidState: known ones whose flags changed */
} KtSyncPlan;

/* listed: in the server's order, oldest first. known: sorted UIDs with flags beside them. skip:
 * sorted UIDs not to be fetched (quarantine). whole: the listing was complete, so that what it
 * lacks has vanished. */
void kt_sync_plan_make (KtSyncPlan *plan, const GArray *listed, const GArray *known,
                        const GArray *known_flags, const GArray *skip, gboolean whole);
/* Orders guint64 UIDs. */
int kt_sync_plan_compare (gconstpointer a, gconstpointer b);
void kt_sync_plan_clear (KtSyncPlan *plan);
