#pragma once
#include "kontor/context.h"

/* Asks to which deal each letter belongs (KtDealQuestion), on a terminal. */
gboolean kt_review_ask_deals (KtContext *context, const GPtrArray *questions, GError **error);
