#pragma once
#include "kontor/context.h"

/* The events that review asks about (KtEventQuestion): as far back as its strangers. */
GPtrArray *kt_review_questions (KtContext *context, GError **error);
/* Asks about each, on a terminal. *ret_quit: the user had enough. */
gboolean kt_review_ask_events (KtContext *context, const GPtrArray *questions, gboolean *ret_quit,
                               GError **error);
