#pragma once
#include <glib.h>

/* Paths on a server (RFC 3986 §3.3) in the one form kontor/collection.h speaks of. */

/* Of a percent-encoded path. What does not decode to printable UTF-8, or would be ambiguous, stays
 * encoded with capitals. */
char *kt_href_normal (const char *path);
/* Back: a path for a request line. */
char *kt_href_encode (const char *normal);

/* The path of an href as it stands in an answer from url ("https://…"): absolute path, relative, or
 * URL. Normal form; NULL: on another host, or no href. */
char *kt_href_resolve (const char *url, const char *href);

/* The path part of a collection, which may be a URL, in normal form and with a slash at its end. */
char *kt_href_root (const char *collection);
/* Whether a resource lies right in the collection with that root, by names that mean themselves. */
gboolean kt_href_is_member (const char *root, const char *href);
