#include "config.h"
#include "http-places.h"
#include "kontor/error.h"
#include "kontor/plugin.h"
#include <string.h>

/* libcurl and libxml2 bring 40 libraries with them, several milliseconds of every start: they are
 * in a plugin, opened by the first place that speaks HTTP. It stays loaded. */
#define PLUGIN "kontor-dav.so"

gpointer
kt_http_plugin_find (const char *symbol, GError **error)
{
  return kt_plugin_find (PLUGIN, symbol, error);
}

static KtPlace *
open_in_plugin (const char *symbol, KtSourceSpec *spec, GError **error)
{
  const KtPlaceDriver *driver = kt_http_plugin_find (symbol, error);
  if (driver != NULL)
    return driver->open (spec, error);
  if (spec->secret != NULL)
    explicit_bzero (spec->secret, strlen (spec->secret));
  return NULL;
}

static KtPlace *
open_caldav (KtSourceSpec *spec, GError **error)
{
  return open_in_plugin (G_STRINGIFY (kt_http_caldav_driver), spec, error);
}

static KtPlace *
open_carddav (KtSourceSpec *spec, GError **error)
{
  return open_in_plugin (G_STRINGIFY (kt_http_carddav_driver), spec, error);
}

static KtPlace *
open_ics_url (KtSourceSpec *spec, GError **error)
{
  return open_in_plugin (G_STRINGIFY (kt_http_ics_url_driver), spec, error);
}

/* Only open() is ever called of these: the place it returns has the plugin's own driver. */
const KtPlaceDriver kt_caldav_driver = { .open = open_caldav };
const KtPlaceDriver kt_carddav_driver = { .open = open_carddav };
const KtPlaceDriver kt_ics_url_driver = { .open = open_ics_url };

const KtPlaceDriver *
kt_place_driver (KtSourceKind kind)
{
  switch (kind)
    {
    case KT_SOURCE_VDIR:
    case KT_SOURCE_VDIR_CARDS:
      return &kt_vdir_driver;
    case KT_SOURCE_ICS_FILE:
      return &kt_ics_file_driver;
    case KT_SOURCE_CALDAV:
      return &kt_caldav_driver;
    case KT_SOURCE_CARDDAV:
      return &kt_carddav_driver;
    case KT_SOURCE_ICS_URL:
      return &kt_ics_url_driver;
    default:
      return NULL;
    }
}
