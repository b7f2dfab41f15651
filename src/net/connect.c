#include "config.h"
#include "kontor/tls.h"
#include "kontor/error.h"
#include "wait.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <glib/gi18n.h>

static const char *
reason_of (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    return g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND)
               ? _ ("there is no such host, or no network")
               : _ ("no network");
  if (error->domain != G_IO_ERROR)
    return _ ("the connection failed");
  switch (error->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return _ ("nobody listens there");
    case G_IO_ERROR_TIMED_OUT:
      return _ ("it does not answer");
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_HOST_UNREACHABLE:
      return _ ("no network");
    default:
      return _ ("the connection failed");
    }
}

/* Commands are short and wait for their answer: no delay. The timeout is for closing, the only
 * thing done without a deadline of our own. */
static void
tune (GSocketConnection *connection, guint deadline_ms)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_timeout (socket, deadline_ms / 1000 + 2);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
}

/* A port that is wrong is seen where it is named; the usual ones say nothing. */
static gboolean
is_usual (guint16 port)
{
  static const guint16 usual[] = { 143, 443, 465, 587, 993 };
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i] == port)
      return TRUE;
  return FALSE;
}

GIOStream *
kt_net_connect (const char *host, guint16 port, guint deadline_ms, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (KtWait) wait = kt_wait_new (deadline_ms);
  g_socket_client_set_enable_proxy (client, FALSE);
  g_autoptr (GSocketConnectable) address = g_network_address_new (host, port);
  g_socket_client_connect_async (client, address, kt_wait_cancellable (wait), kt_wait_done, wait);
  GSocketConnection *connection
      = g_socket_client_connect_finish (client, kt_wait_run (wait), kt_wait_error (wait));
  if (kt_wait_check (wait, connection != NULL, &cause))
    {
      tune (connection, deadline_ms);
      return G_IO_STREAM (connection);
    }
  g_autofree char *place
      = is_usual (port) ? g_strdup (host) : g_strdup_printf ("%s:%u", host, port);
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("cannot reach %s, %s"), place,
               reason_of (cause));
  return NULL;
}
