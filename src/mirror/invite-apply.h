#pragma once
#include "kontor/invite.h"

/* The events shown follow what holds (rows: all judged words of one UID). events[i] is what the new
 * row new_rows[i] said; words stored before have their events already. */
gboolean kt_invite_apply (KtStore *store, const KtSettings *settings, const GPtrArray *rows,
                          const GPtrArray *events, const gint64 *new_rows, GError **error);
