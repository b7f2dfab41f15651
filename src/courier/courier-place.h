#pragma once
#include "kontor/collection.h"
#include "kontor/frame.h"

/* What the keeper asks of a place of calendars. Each queues its whole answer, or fails, which
 * becomes FAIL. Frames that follow a request are received here in any case. */
gboolean kt_courier_collections (KtPlace *place, KtChannel *channel, const KtFrame *frame,
                                 GError **error);
gboolean kt_courier_changes (KtPlace *place, KtChannel *channel, const KtFrame *frame,
                             GError **error);
gboolean kt_courier_get (KtPlace *place, KtChannel *channel, const KtFrame *frame, GError **error);
gboolean kt_courier_put (KtPlace *place, KtChannel *channel, const KtFrame *frame, GError **error);
gboolean kt_courier_delete (KtPlace *place, KtChannel *channel, const KtFrame *frame,
                            GError **error);
