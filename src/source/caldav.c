#include "config.h"
#include "dav.h"
#include "http-places.h"
#include <glib/gi18n.h>

/* Calendars on a server (RFC 4791). */
static const KtDavKind calendars = {
  .label = "CalDAV",
  .service = "caldavs",
  .well_known = "/.well-known/caldav",
  .space = "urn:ietf:params:xml:ns:caldav",
  .home = "calendar-home-set",
  .multiget = "calendar-multiget",
  .data = "calendar-data",
  .query = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
           "<c:calendar-query xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\">"
           "<d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name=\"VCALENDAR\">"
           "<c:comp-filter name=\"VEVENT\"/></c:comp-filter></c:filter></c:calendar-query>",
  .content_type = "text/calendar; charset=utf-8",
  .none_found = N_ ("found no calendars at %s"),
  .none_told = N_ ("%s tells no server for calendars"),
  .hint = N_ ("write the address of a calendar itself into the config"),
  .type = KT_DAV_CALENDAR,
  .wanted = KT_DAV_EVENTS,
};

static KtPlace *
caldav_open (KtSourceSpec *spec, GError **error)
{
  return kt_dav_open (&kt_http_caldav_driver, &calendars, spec, error);
}

const KtPlaceDriver kt_http_caldav_driver = {
  caldav_open, kt_dav_greeting, kt_dav_token_refused, kt_dav_collections, kt_dav_changes,
  kt_dav_get,  kt_dav_put,      kt_dav_remove,        kt_dav_close,
};
