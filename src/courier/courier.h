#pragma once
#include "kontor/frame.h"
#include "kontor/source.h"

/* Looks at what is to be opened when all is given up and nothing is open yet. For the
 * helper of the tests only; the product passes NULL. */
typedef void (*KtCourierHook) (const KtSourceSpec *spec);

/* The conversation with the keeper (kontor/frame.h), until it closes or goes. confinement: what
 * is in force already; it is told with READY. FALSE: the other end broke the rules of the
 * conversation. */
gboolean kt_courier_run (KtChannel *channel, const char *confinement, KtCourierHook hook,
                         GError **error);

/* Confine, greet, converse: main() of kontor-courier. Returns the exit status. */
int kt_courier_main (KtCourierHook hook);

/* Between what a driver finds, so that memory stays small. */
gboolean kt_courier_flush_if_much (KtChannel *channel, GError **error);
