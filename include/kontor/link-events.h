#pragma once
#include "kontor/settings.h"
#include "kontor/store.h"

/* mirror.event_name made anew where it has to be: events were written since, or the names of
 * contacts, of services or of the user changed. Otherwise three short questions. Its own
 * transaction; only what differs is written. settings may be NULL. */
gboolean kt_link_events (KtStore *store, const KtSettings *settings, GError **error);
