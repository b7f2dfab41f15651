#pragma once
#include "kontor/frame.h"

/* The conversation with the keeper (kontor/frame.h), until it closes or goes. confinement is told
 * with READY. FALSE: the other end broke the rules of the conversation. */
gboolean kt_courier_run (KtChannel *channel, const char *confinement, GError **error);
