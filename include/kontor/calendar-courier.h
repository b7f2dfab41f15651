#pragma once
#include "kontor/collection.h"
#include "kontor/process.h"

/* The keeper's blocking calls to the courier of one calendar source; one at a time. Errors as in
 * collection.h. Several sources: one courier each, one after another. */
typedef struct _KtCalendarCourier KtCalendarCourier;

/* Spawns, gets the secret, opens. */
KtCalendarCourier *kt_calendar_courier_open (const KtCalendarSource *source, gboolean no_input,
                                             GError **error);
/* The same of a courier that was told already; helper is taken. ics: one text holds all events. */
KtCalendarCourier *kt_calendar_courier_greet (KtHelper *helper, gboolean ics, GError **error);
void kt_calendar_courier_close (KtCalendarCourier *courier); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCalendarCourier, kt_calendar_courier_close)
/* The place's own words, "; ", what its courier gave up. */
const char *kt_calendar_courier_greeting (const KtCalendarCourier *courier);

/* The sink's strings are valid during its call; data is followed by a NUL. A sink that fails ends
 * the conversation: later calls are KT_ERROR_NETWORK. */
gboolean kt_calendar_courier_collections (KtCalendarCourier *courier, const KtCollectionSink *sink,
                                          GError **error);
gboolean kt_calendar_courier_changes (KtCalendarCourier *courier, const char *collection,
                                      const char *state, const KtCollectionSink *sink,
                                      char **ret_state, gboolean *ret_whole, GError **error);
/* Any number of hrefs, each once; asked for KT_GET_MAX at a time. Each is answered once, with a
 * text or a problem. */
gboolean kt_calendar_courier_get (KtCalendarCourier *courier, const char *collection,
                                  const char *const *hrefs, const KtCollectionSink *sink,
                                  GError **error);
gboolean kt_calendar_courier_put (KtCalendarCourier *courier, const char *collection,
                                  const char *href, const char *etag, const char *text,
                                  KtOutcome *ret_outcome, GError **error);
gboolean kt_calendar_courier_remove (KtCalendarCourier *courier, const char *collection,
                                     const char *href, const char *etag, KtOutcome *ret_outcome,
                                     GError **error);
