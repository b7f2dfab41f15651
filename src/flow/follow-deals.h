#pragma once
#include "follow-read.h"

/* What open deals say about letters: a client whose deal waits for him owes an answer even where
 * nothing was asked; lines of clients with open deals get their amount and their rank. */
gboolean kt_follow_deals_mark (KtContext *context, GArray *letters, const GArray *faces,
                               GError **error);
gboolean kt_follow_deals_rank (KtContext *context, GPtrArray *lines, GError **error);
