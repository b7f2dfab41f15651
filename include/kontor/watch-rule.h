#pragma once
#include <glib.h>

/* When a watcher does what. Pure; times in ms. */

#define KT_WATCH_EVERY_MAX 86400

/* How long to wait before the connection is tried again, after so many failures in a row (from 1):
 * 2 s, then four times as much each time, 15 minutes at most; of that a random part between one
 * half and all, so that many watchers do not come back at once. */
guint kt_watch_backoff_ms (guint failures, guint32 random);

/* How long to leave a server alone that tells of news where so many looks in a row found none. */
guint kt_watch_calm_ms (guint fruitless, guint every_ms);

/* How often a server that tells nothing by itself is asked about its inbox. */
guint kt_watch_poll_ms (guint every_ms);

/* Whether the machine slept between two readings of the clock that counts sleep (boot) and the one
 * that does not (awake), µs. */
gboolean kt_watch_slept (gint64 boot_before, gint64 awake_before, gint64 boot_now,
                         gint64 awake_now);
