#pragma once
#include <glib.h>

/* A symbol of a plugin ("kontor-phone.so"), which lies where helpers lie. It stays loaded to the
 * end of the process, and takes nothing from who loads it. KT_ERROR_FAILED. */
gpointer kt_plugin_find (const char *name, const char *symbol, GError **error);
