#include "config.h"
#include "dav.h"
#include "http-places.h"
#include <glib/gi18n.h>

/* Address books on a server (RFC 6352). address-data is asked for as it lies there: a server that
 * keeps 4.0 is not made to turn it into 3.0, which loses properties. */
static const KtDavKind address_books = {
  .label = "CardDAV",
  .service = "carddavs",
  .well_known = "/.well-known/carddav",
  .space = "urn:ietf:params:xml:ns:carddav",
  .home = "addressbook-home-set",
  .multiget = "addressbook-multiget",
  .data = "address-data",
  .query = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
           "<c:addressbook-query xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\">"
           "<d:prop><d:getetag/></d:prop><c:filter><c:prop-filter name=\"UID\"/></c:filter>"
           "</c:addressbook-query>",
  .content_type = "text/vcard; charset=utf-8",
  .none_found = N_ ("found no address books at %s"),
  .none_told = N_ ("%s tells no server for address books"),
  .hint = N_ ("write the address of an address book itself into the config"),
  .type = KT_DAV_ADDRESSBOOK,
};

static KtPlace *
carddav_open (KtSourceSpec *spec, GError **error)
{
  return kt_dav_open (&kt_http_carddav_driver, &address_books, spec, error);
}

const KtPlaceDriver kt_http_carddav_driver = {
  carddav_open, kt_dav_greeting, kt_dav_token_refused, kt_dav_collections, kt_dav_changes,
  kt_dav_get,   kt_dav_put,      kt_dav_remove,        kt_dav_close,
};
