#pragma once
#include "kontor/invite.h"

/* What letters cancelled of a UID is marked in the events that were just stored for it. */
gboolean kt_invite_mark (KtStore *store, const char *uid, GError **error);

/* The events shown follow what holds (rows: all judged words of one UID). events[i] is what the new
 * row new_rows[i] said; words stored before have their events already. */
gboolean kt_invite_apply (KtStore *store, const KtSettings *settings, const GPtrArray *rows,
                          const GPtrArray *events, const gint64 *new_rows, GError **error);
