#include "config.h"
#include "http-private.h"
#include "kontor/error.h"
#include "kontor/preset.h"
#include <malloc.h>
#include <string.h>
#include <glib/gi18n.h>

#define LOGIN_MAX                                                                                  \
  8192 /* octets of user and password; servers take header lines of 8 KiB at most                  \
        */

/* --- memory: libcurl copies the password to places of its own --- */

static void
wiping_free (void *memory)
{
  if (memory == NULL)
    return;
  explicit_bzero (memory, malloc_usable_size (memory));
  free (memory);
}

static void *
wiping_realloc (void *memory, size_t size)
{
  size_t old = memory != NULL ? malloc_usable_size (memory) : 0;
  if (size <= old && size > 0)
    return memory;
  void *moved = malloc (size);
  if (moved == NULL)
    return NULL;
  if (memory != NULL)
    memcpy (moved, memory, MIN (old, size));
  wiping_free (memory);
  return moved;
}

static void
initialise (void)
{
  static gsize done;
  if (g_once_init_enter (&done))
    {
      curl_global_init_mem (CURL_GLOBAL_SSL, malloc, wiping_free, wiping_realloc, strdup, calloc);
      g_once_init_leave (&done, 1);
    }
}

/* --- the session --- */

static char *
authorization_of (const char *user, const char *secret)
{
  gsize user_length = strlen (user), secret_length = strlen (secret);
  gsize length = user_length + 1 + secret_length;
  char *plain = g_malloc (length + 1);
  memcpy (plain, user, user_length);
  plain[user_length] = ':';
  memcpy (plain + user_length + 1, secret, secret_length + 1);
  char *coded = g_base64_encode ((const guchar *)plain, length);
  char *line = g_strconcat ("Authorization: Basic ", coded, NULL);
  explicit_bzero (plain, length);
  explicit_bzero (coded, strlen (coded));
  g_free (plain);
  g_free (coded);
  return line;
}

static const char *
wrong_token (const KtHttpOptions *options)
{
  for (const char *p = options->secret; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._~+/=", *p) == NULL)
      return _ ("the token holds what no token may");
  return strlen (options->secret) > LOGIN_MAX ? _ ("user name or password are too long") : NULL;
}

/* A colon would make another user of it (RFC 7617 §2). */
static gboolean
check_login (const char *host, const KtHttpOptions *options, GError **error)
{
  const char *why = NULL;
  if (options->token)
    why = wrong_token (options);
  else if (*options->user == '\0')
    why = _ ("there is no user name");
  else if (strpbrk (options->user, ":\r\n") != NULL || strpbrk (options->secret, "\r\n") != NULL)
    why = _ ("user name or password hold a line break, or the user name a colon");
  else if (strlen (options->user) + strlen (options->secret) > LOGIN_MAX)
    why = _ ("user name or password are too long");
  if (why == NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("not connecting to %s"), host);
  kt_error_detail (error, "%s", why);
  kt_error_hint (error, "%s", _ ("nothing was sent, no password either"));
  return FALSE;
}

KtHttp *
kt_http_new (const char *host, guint16 port, const KtHttpOptions *options, GError **error)
{
  gboolean login = options->secret != NULL && *options->secret != '\0';
  if (login && !check_login (host, options, error))
    return NULL;
  initialise ();
  KtHttp *http = g_new0 (KtHttp, 1);
  http->host = g_ascii_strdown (host, -1);
  http->port = port != 0 ? port : 443;
  http->user = g_strdup (options->user != NULL ? options->user : "");
  http->ca_file = g_strdup (options->ca_file != NULL ? options->ca_file : "");
  http->deadline_ms = options->deadline_ms > 0 ? options->deadline_ms : KT_HTTP_DEADLINE_MS;
  http->token = options->token;
  if (login)
    http->authorization = options->token
                              ? g_strconcat ("Authorization: Bearer ", options->secret, NULL)
                              : authorization_of (options->user, options->secret);
  http->multi = curl_multi_init ();
  http->easy = curl_easy_init ();
  return http;
}

void
kt_http_free (KtHttp *http)
{
  if (http == NULL)
    return;
  curl_easy_cleanup (http->easy);
  curl_multi_cleanup (http->multi);
  if (http->authorization != NULL)
    explicit_bzero (http->authorization, strlen (http->authorization));
  g_free (http->authorization);
  g_free (http->host);
  g_free (http->user);
  g_free (http->ca_file);
  g_free (http);
}

const char *
kt_http_host (const KtHttp *http)
{
  return http->host;
}

gboolean
kt_http_token_refused (const KtHttp *http)
{
  return http->refused;
}

void
kt_http_answer_clear (KtHttpAnswer *answer)
{
  g_free (answer->url);
  g_free (answer->etag);
  g_free (answer->location);
  g_free (answer->last_modified);
  g_free (answer->content_type);
  if (answer->body != NULL)
    g_byte_array_unref (answer->body);
  *answer = (KtHttpAnswer){ 0 };
}

/* --- where a request may go --- */

/* Apple spreads one account over p01-caldav.icloud.com and its like; its own domain is the one
 * exception from "one host". */
static gboolean
is_icloud (const char *host)
{
  return g_str_has_suffix (host, ".icloud.com");
}

static gboolean
is_home (const KtHttp *http, GUri *uri)
{
  int port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 443;
  const char *host = g_uri_get_host (uri);
  if (g_ascii_strcasecmp (host, http->host) == 0 && port == http->port)
    return TRUE;
  g_autofree char *lower = g_ascii_strdown (host, -1);
  return port == 443 && http->port == 443 && is_icloud (lower) && is_icloud (http->host);
}

/* The whole form of url as seen from base, where it may be asked for; *ret_login: with the login.
 */
static char *
place_of (KtHttp *http, const char *base, const char *url, gboolean *ret_login, GError **error)
{
  const GUriFlags flags = G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED;
  g_autofree char *whole = g_uri_resolve_relative (base, url, flags, NULL);
  g_autoptr (GUri) uri = whole != NULL ? g_uri_parse (whole, flags, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  gboolean ok = host != NULL && *host != '\0' && g_uri_get_userinfo (uri) == NULL
                && g_str_equal (g_uri_get_scheme (uri), "https");
  gboolean home = ok && is_home (http, uri);
  if (ok && (home || http->authorization == NULL))
    {
      *ret_login = home && http->authorization != NULL;
      char *fragment = strchr (whole, '#');
      if (fragment != NULL)
        *fragment = '\0';
      return g_steal_pointer (&whole);
    }
  g_autofree char *shown = g_strndup (url, 200);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("not following %s to «%s»"), http->host, shown);
  kt_error_hint (
      error, "%s",
      _ ("the login goes to one host only; if it moved, write the new one into the config"));
  return NULL;
}

static char *
base_of (const KtHttp *http)
{
  gboolean ipv6 = strchr (http->host, ':') != NULL;
  return g_strdup_printf ("https://%s%s%s:%u/", ipv6 ? "[" : "", http->host, ipv6 ? "]" : "",
                          http->port);
}

static gboolean
may_be_repeated (const char *method)
{
  static const char *const methods[] = { "GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT", NULL };
  return g_strv_contains (methods, method);
}

static gboolean
is_redirect (const KtHttpAnswer *answer)
{
  return (answer->status == 301 || answer->status == 302 || answer->status == 307
          || answer->status == 308)
         && *answer->location != '\0';
}

/* --- what an answer says about us --- */

static gboolean
check_login_answer (KtHttp *http, const KtHttpAnswer *answer, GError **error)
{
  if (answer->status == 429 || answer->status == 503)
    g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("%s lets nobody in at the moment"),
                 http->host);
  else if (answer->status != 401 && answer->status != 407)
    return TRUE;
  else if (http->authorization == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("%s wants a user name and a password"),
                   http->host);
      kt_error_hint (error, "%s", _ ("write them into its section of the config"));
    }
  else if (http->token)
    {
      http->refused = TRUE;
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("%s refused the token for %s"), http->host,
                   http->user);
    }
  else
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("%s refused the password for %s"),
                   http->host, http->user);
      const KtPreset *preset = kt_preset_of_host (http->host);
      if (preset != NULL)
        kt_error_hint (error, "%s", _ (preset->hint));
    }
  return FALSE;
}

gboolean
kt_http_ask (KtHttp *http, const KtHttpRequest *request, KtHttpAnswer *ret_answer, GError **error)
{
  g_autofree char *base = base_of (http);
  gboolean login;
  http->refused = FALSE;
  g_autofree char *url = place_of (http, base, request->url, &login, error);
  for (guint hops = 0; url != NULL; hops++)
    {
      g_auto (KtHttpAnswer) answer = { 0 };
      KtTransfer transfer = { .http = http, .request = request, .url = url, .answer = &answer };
      if (!kt_transfer_run (&transfer, login, error) || !check_login_answer (http, &answer, error))
        return FALSE;
      if (!is_redirect (&answer) || !may_be_repeated (request->method))
        {
          answer.url = g_steal_pointer (&url);
          *ret_answer = answer;
          answer = (KtHttpAnswer){ 0 };
          return TRUE;
        }
      if (hops == KT_HTTP_REDIRECTS_MAX)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                       _ ("%s sends from one address to the next"), http->host);
          return FALSE;
        }
      g_autofree char *from = g_steal_pointer (&url);
      url = place_of (http, from, answer.location, &login, error);
    }
  return FALSE;
}
