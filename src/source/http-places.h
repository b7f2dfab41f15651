#pragma once
#include "kontor/collection.h"

/* The drivers inside the plugin kontor-dav.so, found by these names (place.c). */
/* What the plugin has under a name: a driver, a function. */
gpointer kt_http_plugin_find (const char *symbol, GError **error);

extern const KtPlaceDriver kt_http_caldav_driver, kt_http_carddav_driver, kt_http_ics_url_driver;
