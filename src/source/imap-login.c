#include "config.h"
#include "imap-session.h"
#include "kontor/error.h"
#include "kontor/tls.h"
#include <string.h>
#include <glib/gi18n.h>

#define IMAPS_PORT 993

/* From nothing to a session that may ask for folders. The password goes out only over TLS whose
 * certificate was verified (imap-auth.c); a tunnel logs in by itself. */

gboolean
kt_imap_refuse (KtImap *self, const char *why, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("not connecting to %s"), self->host);
  kt_error_detail (error, "%s", why);
  kt_error_hint (error, "%s", _ ("nothing was sent, no password either"));
  return FALSE;
}

/* Takes io. Reads the greeting; preauth: whether it may say that the login is done already. */
static gboolean
greet (KtImap *self, GIOStream *io, const KtSourceSpec *spec, GError **error)
{
  gboolean plain = spec->kind == KT_SOURCE_IMAP_STARTTLS;
  gboolean tunnel = spec->kind == KT_SOURCE_IMAP_TUNNEL;
  self->guard = kt_guard_new (NULL);
  kt_guard_set_plain (self->guard, plain);
  int result = mailimap_connect (self->imap, kt_stream_new (io, self->guard, spec->deadline_ms));
  gboolean preauth = result == MAILIMAP_NO_ERROR_AUTHENTICATED;
  if (!preauth && result != MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
    {
      kt_imap_end (self, result == MAILIMAP_NO_ERROR ? MAILIMAP_ERROR_PROTOCOL : result, -1, NULL,
                   error);
      if (plain && result == MAILIMAP_ERROR_STREAM)
        kt_error_hint (error, "%s", _ ("who speaks TLS at once says nothing first: use imaps://"));
      return FALSE;
    }
  if (preauth && !tunnel)
    return kt_imap_refuse (self, _ ("it lets everybody in without a password (PREAUTH)"), error);
  if (!preauth && tunnel)
    return kt_imap_refuse (self, _ ("the tunnel command has to log in by itself (PREAUTH)"), error);
  return TRUE;
}

static const char *
encryption_of (GIOStream *io)
{
  return g_tls_connection_get_protocol_version (G_TLS_CONNECTION (io))
                 == G_TLS_PROTOCOL_VERSION_TLS_1_3
             ? "TLS 1.3"
             : "TLS 1.2";
}

/* --- what there is to watch --- */

static void
tell (const KtSourceSpec *spec, KtStep step, const char *detail)
{
  if (spec->step != NULL)
    spec->step (spec->data, step, detail);
}

static void
tell_connected (const KtSourceSpec *spec, GIOStream *io)
{
  g_autoptr (GSocketAddress) address
      = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (io), NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return;
  g_autofree char *text = g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
  g_autofree char *detail = g_strdup_printf ("%s port %u", text, spec->port);
  tell (spec, KT_STEP_CONNECTED, detail);
}

static void
tell_encrypted (const KtSourceSpec *spec, GIOStream *io)
{
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (io));
  g_autofree char *names = certificate != NULL ? kt_tls_names (certificate) : NULL;
  tell (spec, KT_STEP_ENCRYPTED, encryption_of (io));
  if (names != NULL)
    tell (spec, KT_STEP_CERTIFICATE, names);
}

/* --- the three ways in --- */

static guint
deadline_of (const KtSourceSpec *spec)
{
  return spec->deadline_ms > 0 ? spec->deadline_ms : KT_STREAM_DEADLINE_MS;
}

static gboolean
enter_tls (KtImap *self, const KtSourceSpec *spec, GError **error)
{
  g_autoptr (GIOStream) base = kt_net_connect (spec->host, spec->port, deadline_of (spec), error);
  if (base == NULL)
    return FALSE;
  tell_connected (spec, base);
  gboolean no_tls;
  GIOStream *tls = kt_tls_wrap (base, spec->host, spec->port, spec->ca_file, deadline_of (spec),
                                &no_tls, error);
  if (tls == NULL && no_tls && spec->port != IMAPS_PORT)
    kt_error_hint (error,
                   _ ("port %u may begin unencrypted: url = imap+starttls://… there, or "
                      "imaps:// without a port"),
                   spec->port);
  if (tls == NULL)
    return FALSE;
  tell_encrypted (spec, tls);
  return greet (self, tls, spec, error);
}

/* What was said before is worth nothing now; what came unread before TLS would be an attacker's
 * word inside it. */
static gboolean
start_tls (KtImap *self, const KtSourceSpec *spec, GError **error)
{
  mailstream *stream = self->imap->imap_stream;
  gboolean no, no_tls;
  if (!kt_imap_command (self, "STARTTLS", 1u << 20, &no, error))
    return FALSE;
  if (no)
    return kt_imap_refuse (self, _ ("it refuses to encrypt (STARTTLS)"), error);
  if (!kt_stream_is_clean (stream))
    return kt_imap_refuse (self, _ ("it sent unasked text before encryption"), error);
  GIOStream *tls = kt_tls_wrap (kt_stream_io (stream), spec->host, spec->port, spec->ca_file,
                                deadline_of (spec), &no_tls, error);
  if (tls == NULL)
    return FALSE;
  tell_encrypted (spec, tls);
  kt_stream_swap (stream, tls);
  kt_guard_set_plain (self->guard, FALSE);
  kt_imap_forget_capabilities (self);
  return TRUE;
}

static gboolean
enter_starttls (KtImap *self, const KtSourceSpec *spec, GError **error)
{
  GIOStream *base = kt_net_connect (spec->host, spec->port, deadline_of (spec), error);
  if (base == NULL)
    return FALSE;
  tell_connected (spec, base);
  if (greet (self, base, spec, error))
    return start_tls (self, spec, error);
  if (spec->port == IMAPS_PORT) /* a server that waits for TLS says nothing */
    kt_error_hint (error, _ ("port %u is encrypted from the start: url = imaps://…"), spec->port);
  return FALSE;
}

static gboolean
enter_tunnel (KtImap *self, const KtSourceSpec *spec, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSocket) socket
      = spec->tunnel >= 0 ? g_socket_new_from_fd (spec->tunnel, &cause) : NULL;
  if (socket == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("there is no tunnel"));
      return FALSE;
    }
  GSocketConnection *connection = g_socket_connection_factory_create_connection (socket);
  return greet (self, G_IO_STREAM (connection), spec, error);
}

gboolean
kt_imap_connect (KtImap *self, KtSourceSpec *spec, GError **error)
{
  gboolean tunnel = spec->kind == KT_SOURCE_IMAP_TUNNEL, ok;
  if (tunnel)
    ok = enter_tunnel (self, spec, error);
  else if (spec->kind == KT_SOURCE_IMAP_STARTTLS)
    ok = enter_starttls (self, spec, error);
  else
    ok = enter_tls (self, spec, error);
  if (ok && spec->probe)
    return TRUE;
  if (!ok || (!tunnel && !kt_imap_log_in (self, spec, error))
      || !kt_imap_ask_capabilities (self, error))
    return FALSE;
  self->greeting = tunnel
                       ? g_strdup ("IMAP, tunnel")
                       : g_strdup_printf ("IMAP, %s port %u, %s", spec->host, spec->port,
                                          encryption_of (kt_stream_io (self->imap->imap_stream)));
  return TRUE;
}
