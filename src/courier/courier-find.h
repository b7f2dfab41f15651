#pragma once
#include "kontor/frame.h"

/* The keeper asks where the mail of an address lies. Queues the answer, or fails. */
gboolean kt_courier_find (KtChannel *channel, const KtFrame *frame, GError **error);
