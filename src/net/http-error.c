#include "config.h"
#include "http-private.h"
#include "kontor/error.h"
#include "kontor/tls.h"
#include <errno.h>
#include <string.h>
#include <glib/gi18n.h>

/* The certificates the server showed, leaf first, as PEM; NULL: none. */
static char *
certificates_of (CURL *easy)
{
  struct curl_certinfo *info = NULL;
  if (curl_easy_getinfo (easy, CURLINFO_CERTINFO, &info) != CURLE_OK || info == NULL)
    return NULL;
  GString *pem = g_string_new (NULL);
  for (int i = 0; i < info->num_of_certs; i++)
    for (const struct curl_slist *field = info->certinfo[i]; field != NULL; field = field->next)
      if (g_str_has_prefix (field->data, "Cert:"))
        g_string_append_printf (pem, "%s\n", field->data + strlen ("Cert:"));
  return g_string_free (pem, pem->len == 0);
}

/* The host that was asked: not always the one in the config. */
static char *
host_of (const KtTransfer *transfer)
{
  g_autoptr (GUri) uri
      = g_uri_parse (transfer->url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  return g_strdup (uri != NULL ? g_uri_get_host (uri) : transfer->http->host);
}

static const char *
reason_of_connecting (CURL *easy)
{
  long code = 0;
  curl_easy_getinfo (easy, CURLINFO_OS_ERRNO, &code);
  switch (code)
    {
    case ECONNREFUSED:
      return _ ("nobody listens there");
    case ETIMEDOUT:
      return _ ("it does not answer");
    case ENETUNREACH:
    case EHOSTUNREACH:
      return _ ("no network");
    default:
      return _ ("the connection failed");
    }
}

static void
set_unreachable (const char *host, const char *why, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("cannot reach %s, %s"), host, why);
}

static void
set_lost (const char *host, const char *why, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("lost the connection to %s, %s"), host, why);
}

static gboolean
is_connected (CURL *easy)
{
  curl_off_t after = 0;
  return curl_easy_getinfo (easy, CURLINFO_APPCONNECT_TIME_T, &after) == CURLE_OK && after > 0;
}

void
kt_transfer_fail (KtTransfer *transfer, CURLcode code, GError **error)
{
  CURL *easy = transfer->http->easy;
  g_autofree char *host = host_of (transfer);
  g_autofree char *pem = NULL;
  if (transfer->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&transfer->error));
      return;
    }
  switch (code)
    {
    case CURLE_COULDNT_RESOLVE_HOST:
      set_unreachable (host, _ ("there is no such host, or no network"), error);
      return;
    case CURLE_COULDNT_CONNECT:
      set_unreachable (host, reason_of_connecting (easy), error);
      return;
    case CURLE_OPERATION_TIMEDOUT:
      if (is_connected (easy))
        set_lost (host, _ ("timed out"), error);
      else
        set_unreachable (host, _ ("it does not answer"), error);
      return;
    case CURLE_SSL_CACERT_BADFILE:
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("cannot read the authorities in «%s»"),
                   transfer->http->ca_file);
      return;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
      pem = certificates_of (easy);
      kt_tls_refuse (host, transfer->http->port, transfer->http->ca_file, pem, error);
      return;
    default:
      set_lost (host, _ ("its answer makes no sense"), error);
    }
}
