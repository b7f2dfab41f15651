#include "config.h"
#include "kontor/tls.h"
#include "kontor/error.h"
#include "purpose.h"
#include "wait.h"
#include <glib/gi18n.h>

#define NAMES_SHOWN 3
#define NAME_SHOWN_MAX 60 /* characters of a name in a certificate */

/* What the handshake found wrong with the certificate. */
typedef struct
{
  GTlsCertificateFlags flags;
  GTlsCertificate *certificate;
  gboolean other_purpose;
} Verdict;

static gboolean
on_refused_certificate (GTlsConnection *connection, GTlsCertificate *certificate,
                        GTlsCertificateFlags flags, gpointer data)
{
  Verdict *verdict = data;
  verdict->flags = flags;
  g_set_object (&verdict->certificate, certificate);
  return FALSE;
}

char *
kt_tls_names (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) names = g_tls_certificate_get_dns_names (certificate);
  GString *text = g_string_new (NULL);
  for (guint i = 0; names != NULL && i < MIN (names->len, NAMES_SHOWN); i++)
    {
      gsize length;
      const char *name = g_bytes_get_data (names->pdata[i], &length);
      g_string_append (text, i > 0 ? ", " : "");
      for (gsize j = 0; j < MIN (length, NAME_SHOWN_MAX); j++)
        g_string_append_c (text, g_ascii_isalnum (name[j]) || name[j] == '.' || name[j] == '-'
                                         || name[j] == '*'
                                     ? name[j]
                                     : '?');
    }
  return g_string_free (text, FALSE);
}

static void
tell_names (GTlsCertificate *certificate, GError **error)
{
  g_autofree char *names = kt_tls_names (certificate);
  if (*names != '\0')
    kt_error_detail (error, _ ("its certificate is for %s"), names);
  else
    kt_error_detail (error, "%s", _ ("its certificate is for another name"));
}

static void
tell_expiry (GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *day = end != NULL ? g_date_time_format (end, "%Y-%m-%d") : g_strdup ("?");
  kt_error_detail (error, _ ("its certificate expired on %s"), day);
}

static void
explain (const Verdict *verdict, GError **error)
{
  if (verdict->other_purpose)
    kt_error_detail (error, "%s", _ ("its certificate is not one for servers"));
  if (verdict->flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    tell_names (verdict->certificate, error);
  if (verdict->flags & G_TLS_CERTIFICATE_EXPIRED)
    tell_expiry (verdict->certificate, error);
  if (verdict->flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    kt_error_detail (error, "%s", _ ("its certificate is not valid yet"));
  if (verdict->flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    kt_error_detail (error, "%s", _ ("its certificate is signed by an unknown authority"));
  if (verdict->flags
      & (G_TLS_CERTIFICATE_REVOKED | G_TLS_CERTIFICATE_INSECURE | G_TLS_CERTIFICATE_GENERIC_ERROR))
    kt_error_detail (error, "%s", _ ("its certificate is revoked, weak or broken"));
}

/* TRUE: whoever is there does not speak TLS, or a TLS of long ago. */
static gboolean
set_handshake_error (const char *host, const Verdict *verdict, const GError *cause, GError **error)
{
  gboolean timed_out = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("not connecting to %s"), host);
  if (verdict->certificate != NULL)
    explain (verdict, error);
  else if (timed_out)
    kt_error_detail (error, "%s", _ ("it does not answer"));
  else
    kt_error_detail (error, "%s", _ ("it does not speak TLS 1.2 or newer there"));
  kt_error_hint (error, "%s", _ ("nothing was sent, no password either"));
  return verdict->certificate == NULL && !timed_out;
}

/* Sets whom new connections believe. It is the process's default that is set: only then the
 * system's authorities, 15 ms to read, are not read in vain. */
static gboolean
choose_authorities (const char *ca_file, GError **error)
{
  g_autoptr (GTlsDatabase) database = NULL;
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("GLib cannot encrypt on this machine"));
      kt_error_hint (error, "%s", _ ("install the package glib-networking"));
      return FALSE;
    }
  if (ca_file != NULL && *ca_file != '\0')
    {
      database = g_tls_file_database_new (ca_file, NULL);
      if (database == NULL)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("cannot read the authorities in «%s»"),
                       ca_file);
          return FALSE;
        }
    }
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
  return TRUE;
}

static gboolean
handshake (GTlsConnection *connection, guint deadline_ms, GError **error)
{
  g_autoptr (KtWait) wait = kt_wait_new (deadline_ms);
  g_tls_connection_handshake_async (connection, G_PRIORITY_DEFAULT, kt_wait_cancellable (wait),
                                    kt_wait_done, wait);
  GAsyncResult *result = kt_wait_run (wait);
  return kt_wait_check (
      wait, g_tls_connection_handshake_finish (connection, result, kt_wait_error (wait)), error);
}

/* The library's priorities may be changed from outside (G_TLS_GNUTLS_PRIORITY): look again. */
static gboolean
is_modern (GTlsConnection *connection)
{
  GTlsProtocolVersion version = g_tls_connection_get_protocol_version (connection);
  return version == G_TLS_PROTOCOL_VERSION_TLS_1_2 || version == G_TLS_PROTOCOL_VERSION_TLS_1_3;
}

static gboolean
check_purpose (GTlsConnection *connection, Verdict *verdict)
{
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);
  if (certificate != NULL && kt_tls_may_serve (certificate))
    return TRUE;
  verdict->other_purpose = TRUE;
  g_set_object (&verdict->certificate, certificate);
  return FALSE;
}

GIOStream *
kt_tls_wrap (GIOStream *base, const char *host, guint16 port, const char *ca_file,
             guint deadline_ms, gboolean *ret_no_tls, GError **error)
{
  Verdict verdict = { 0 };
  *ret_no_tls = FALSE;
  if (!choose_authorities (ca_file, error))
    return NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, port);
  g_autoptr (GIOStream) tls = g_tls_client_connection_new (base, identity, &cause);
  if (tls != NULL)
    {
      GTlsConnection *connection = G_TLS_CONNECTION (tls);
      g_tls_connection_set_require_close_notify (connection, FALSE);
      g_signal_connect (tls, "accept-certificate", G_CALLBACK (on_refused_certificate), &verdict);
      gboolean ok = handshake (connection, deadline_ms, &cause) && is_modern (connection)
                    && check_purpose (connection, &verdict);
      g_signal_handlers_disconnect_by_data (tls, &verdict);
      if (ok)
        return g_steal_pointer (&tls);
    }
  *ret_no_tls = set_handshake_error (host, &verdict, cause, error);
  g_clear_object (&verdict.certificate);
  return NULL;
}

/* The certificate with the ones that signed it behind it, as verifying wants them. */
static GTlsCertificate *
read_chain (const char *pem)
{
  return pem != NULL ? g_tls_certificate_new_from_pem (pem, -1, NULL) : NULL;
}

void
kt_tls_refuse (const char *host, guint16 port, const char *ca_file, const char *pem, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = read_chain (pem);
  g_autoptr (GTlsDatabase) authorities = NULL;
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, port);
  Verdict verdict = { .certificate = certificate };
  if (certificate != NULL && choose_authorities (ca_file, NULL))
    authorities = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  if (authorities != NULL)
    verdict.flags = g_tls_database_verify_chain (
        authorities, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
        G_TLS_DATABASE_VERIFY_NONE, NULL, NULL);
  if (verdict.flags == 0) /* nothing wrong that GLib knows of: it was the handshake itself */
    verdict.certificate = NULL;
  set_handshake_error (host, &verdict, NULL, error);
}
