#include "config.h"
#include "imap-session.h"
#include "kontor/error.h"
#include "kontor/tls.h"
#include <string.h>
#include <glib/gi18n.h>

/* From nothing to a session that may ask for folders. The password goes out only over TLS whose
 * certificate was verified; a tunnel logs in by itself. */

#define LOGIN_MAX 60000 /* octets of user and password; servers take lines of 64 KiB at most */

static gboolean
refuse (KtImap *self, const char *why, GError **error)
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
    return kt_imap_end (self, result == MAILIMAP_NO_ERROR ? MAILIMAP_ERROR_PROTOCOL : result, -1,
                        NULL, error);
  if (preauth && !tunnel)
    return refuse (self, _ ("it lets everybody in without a password (PREAUTH)"), error);
  if (!preauth && tunnel)
    return refuse (self, _ ("the tunnel command has to log in by itself (PREAUTH)"), error);
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
  GIOStream *tls = base != NULL ? kt_tls_wrap (base, spec->host, spec->port, spec->ca_file,
                                               deadline_of (spec), error)
                                : NULL;
  return tls != NULL && greet (self, tls, spec, error);
}

/* What was said before is worth nothing now; what came unread before TLS would be an attacker's
 * word inside it. */
static gboolean
start_tls (KtImap *self, const KtSourceSpec *spec, GError **error)
{
  mailstream *stream = self->imap->imap_stream;
  gboolean no;
  if (!kt_imap_command (self, "STARTTLS", 1u << 20, &no, error))
    return FALSE;
  if (no)
    return refuse (self, _ ("it refuses to encrypt (STARTTLS)"), error);
  if (!kt_stream_is_clean (stream))
    return refuse (self, _ ("it sent unasked text before encryption"), error);
  GIOStream *tls = kt_tls_wrap (kt_stream_io (stream), spec->host, spec->port, spec->ca_file,
                                deadline_of (spec), error);
  if (tls == NULL)
    return FALSE;
  kt_stream_swap (stream, tls);
  kt_guard_set_plain (self->guard, FALSE);
  kt_imap_forget_capabilities (self);
  return TRUE;
}

static gboolean
enter_starttls (KtImap *self, const KtSourceSpec *spec, GError **error)
{
  GIOStream *base = kt_net_connect (spec->host, spec->port, deadline_of (spec), error);
  return base != NULL && greet (self, base, spec, error) && start_tls (self, spec, error);
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

/* --- login --- */

static gboolean
is_google (const char *host)
{
  return g_str_has_suffix (host, "gmail.com") || g_str_has_suffix (host, "googlemail.com");
}

static void
set_login_error (KtImap *self, GError **error)
{
  const struct mailimap_response_info *info = self->imap->imap_response_info;
  const char *code = info != NULL ? info->rsp_atom : NULL;
  const char *place = g_str_has_prefix (self->host, "imap.") ? self->host + 5 : self->host;
  if (code != NULL && g_ascii_strcasecmp (code, "UNAVAILABLE") == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("%s lets nobody in at the moment"), place);
      return;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("%s refused the password for %s"), place,
               self->user);
  if (is_google (place))
    kt_error_hint (error, "%s",
                   _ ("Google wants an app password here, not the one you type in the browser"));
}

static char *
plain_command (const char *user, const char *secret)
{
  gsize user_length = strlen (user), secret_length = strlen (secret);
  gsize length = user_length + secret_length + 2;
  char *message = g_malloc0 (length + 1);
  memcpy (message + 1, user, user_length);
  memcpy (message + 2 + user_length, secret, secret_length);
  char *coded = g_base64_encode ((const guchar *)message, length);
  char *command = g_strconcat ("AUTHENTICATE PLAIN ", coded, NULL);
  explicit_bzero (message, length);
  explicit_bzero (coded, strlen (coded));
  g_free (message);
  g_free (coded);
  return command;
}

static void
append_quoted (GString *command, const char *text)
{
  g_string_append_c (command, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (command, '\\');
      g_string_append_c (command, *text);
    }
  g_string_append_c (command, '"');
}

static char *
login_command (const char *user, const char *secret)
{
  /* made large enough at once: growing would leave a copy behind */
  GString *command = g_string_sized_new (2 * (strlen (user) + strlen (secret)) + 16);
  g_string_append (command, "LOGIN ");
  append_quoted (command, user);
  g_string_append_c (command, ' ');
  append_quoted (command, secret);
  return g_string_free (command, FALSE);
}

static gboolean
check_words (KtImap *self, const char *secret, GError **error)
{
  const char *why = NULL;
  if (strpbrk (self->user, "\r\n") != NULL || strpbrk (secret, "\r\n") != NULL)
    why = _ ("user name or password hold a line break");
  else if (strlen (self->user) + strlen (secret) > LOGIN_MAX)
    why = _ ("user name or password are too long");
  else if (*self->user == '\0')
    why = _ ("there is no user name");
  return why == NULL || refuse (self, why, error);
}

static gboolean
log_in (KtImap *self, const char *secret, GError **error)
{
  gboolean no = FALSE;
  if (!check_words (self, secret, error) || !kt_imap_ask_capabilities (self, error))
    return FALSE;
  gboolean plain = kt_imap_has (self, "AUTH=PLAIN") && kt_imap_has (self, "SASL-IR");
  if (!plain && kt_imap_has (self, "LOGINDISABLED"))
    return refuse (self, _ ("it takes no password (LOGINDISABLED)"), error);
  kt_imap_forget_capabilities (self); /* after login there are others */
  char *command = plain ? plain_command (self->user, secret) : login_command (self->user, secret);
  gboolean ok = kt_imap_command (self, command, 1u << 20, &no, error);
  explicit_bzero (command, strlen (command));
  g_free (command);
  kt_stream_wipe (self->imap->imap_stream);
  if (!ok)
    return FALSE;
  if (no)
    set_login_error (self, error);
  else
    self->imap->imap_state = MAILIMAP_STATE_AUTHENTICATED;
  return !no;
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
  if (!ok || (!tunnel && !log_in (self, spec->secret, error))
      || !kt_imap_ask_capabilities (self, error))
    return FALSE;
  self->has_condstore = kt_imap_has (self, "CONDSTORE") || kt_imap_has (self, "QRESYNC");
  self->has_special_use = kt_imap_has (self, "SPECIAL-USE") && kt_imap_has (self, "LIST-EXTENDED");
  self->greeting = tunnel
                       ? g_strdup ("IMAP, tunnel")
                       : g_strdup_printf ("IMAP, %s port %u, %s", spec->host, spec->port,
                                          encryption_of (kt_stream_io (self->imap->imap_stream)));
  return TRUE;
}
