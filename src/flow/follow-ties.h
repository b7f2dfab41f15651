#pragma once
#include "follow-read.h"

/* What joins a letter to a matter of another thread when its writer is somebody else to the book: a
 * colleague of the same house, or the same name from another address, under the same subject. Free
 * mailboxes are no house. */
typedef struct
{
  GHashTable *came, *went; /* tie → gint64 *, newest letter; borrowed of the reading */
  GHashTable *houses;      /* domain → guint64 *, 0: everybody's */
} KtFollowTies;

/* found: the KtFollowUp that will be asked for; letters that can settle none of them, by their
 * subject and time, are passed over. */
void kt_follow_ties_init (KtFollowTies *ties, const KtFollowReading *reading, const GArray *found);
/* Where not all letters were read: those of the same subjects that came later than what was found,
 * of whomever. */
gboolean kt_follow_ties_fetch (KtFollowReading *reading, const GArray *found, GError **error);
void kt_follow_ties_clear (KtFollowTies *ties);
/* Whether one of them answered, or brought what was promised, after the letter that waits. */
gboolean kt_follow_ties_settle (KtFollowTies *ties, const KtFollowReading *reading,
                                const KtFollowUp *found);
