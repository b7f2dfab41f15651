#include "config.h"
#include "dav.h"
#include "href.h"
#include <string.h>
#include <glib/gi18n.h>

static char *
greeting_of (const KtDav *dav)
{
  return g_strdup_printf (_ ("%s, %s port %u, TLS"), dav->kind->label, kt_http_host (dav->http),
                          dav->port);
}

KtPlace *
kt_dav_open (const KtPlaceDriver *driver, const KtDavKind *kind, KtSourceSpec *spec, GError **error)
{
  const char *user = spec->user != NULL ? spec->user : "";
  const KtHttpOptions options
      = { user, spec->secret, spec->ca_file, spec->deadline_ms, spec->token };
  gboolean told = spec->host != NULL && *spec->host != '\0';
  g_autofree char *host = g_strdup (told ? spec->host : NULL);
  g_autofree char *path = g_strdup (spec->path != NULL ? spec->path : "");
  guint16 port = spec->port;
  KtHttp *http = NULL;
  if (told || kt_dav_find_host (kind, user, &host, &port, &path, error))
    http = kt_http_new (host, port, &options, error);
  if (spec->secret != NULL)
    explicit_bzero (spec->secret, strlen (spec->secret));
  if (http == NULL)
    return NULL;
  KtDav *dav = g_new0 (KtDav, 1);
  dav->place.driver = driver;
  dav->kind = kind;
  dav->http = http;
  dav->port = port != 0 ? port : 443;
  dav->user = g_strdup (user);
  dav->path = g_strdup (g_str_equal (path, "/") ? "" : path);
  dav->greeting = greeting_of (dav);
  return &dav->place;
}

const char *
kt_dav_greeting (KtPlace *place)
{
  return ((KtDav *)place)->greeting;
}

gboolean
kt_dav_token_refused (KtPlace *place)
{
  return kt_http_token_refused (((KtDav *)place)->http);
}

void
kt_dav_close (KtPlace *place)
{
  KtDav *dav = (KtDav *)place;
  kt_http_free (dav->http);
  g_free (dav->greeting);
  g_free (dav->user);
  g_free (dav->path);
  g_free (dav);
}

/* "https://host" of a collection that is a URL; "" of one that is a path. */
static char *
origin_of (const char *collection)
{
  const char *host = strstr (collection, "://");
  if (*collection == '/' || host == NULL)
    return g_strdup ("");
  return g_strndup (collection, host + 3 - collection + strcspn (host + 3, "/"));
}

char *
kt_dav_url (const char *collection, const char *href)
{
  g_autofree char *origin = origin_of (collection), *path = kt_href_encode (href);
  return g_strconcat (origin, path, NULL);
}

char *
kt_dav_base (const KtDav *dav, const char *collection)
{
  return *collection == '/' ? g_strdup_printf ("https://%s%s", kt_http_host (dav->http), collection)
                            : g_strdup (collection);
}
