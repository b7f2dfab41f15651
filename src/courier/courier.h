#pragma once
#include "kontor/frame.h"

/* The conversation with the keeper (kontor/frame.h), until it closes or goes. confinement: what
 * is in force already; it is told with READY. FALSE: the other end broke the rules of the
 * conversation. */
gboolean kt_courier_run (KtChannel *channel, const char *confinement, GError **error);

/* Between what a driver finds, so that memory stays small. */
gboolean kt_courier_flush_if_much (KtChannel *channel, GError **error);
