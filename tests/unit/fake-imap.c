#include "config.h"
#include "fake-imap.h"
#include <string.h>
#include <sys/socket.h>

#define DRIP_USEC 20000

static const FakeRule ordinary[] = {
  { "CAPABILITY", "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n$T OK x\r\n" },
  { "STARTTLS", "$T OK go\r\n", FAKE_TLS },
  { "AUTHENTICATE PLAIN", "$T OK [CAPABILITY IMAP4rev1] in\r\n" },
  { "LOGIN", "$T OK [CAPABILITY IMAP4rev1] in\r\n" },
  { "LIST", "* LIST (\\HasNoChildren) \"/\" INBOX\r\n"
            "* LIST (\\HasNoChildren \\Sent) \"/\" Sent\r\n$T OK x\r\n" },
  { "STATUS", "* STATUS x (MESSAGES 2 UIDNEXT 9 UIDVALIDITY 7)\r\n$T OK x\r\n" },
  { "EXAMINE", "* FLAGS (\\Seen)\r\n* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n"
               "$T OK [READ-ONLY] x\r\n" },
  { "SEARCH", "* SEARCH 3 5\r\n$T OK x\r\n" },
  { "FETCH", "* 1 FETCH (UID 3 FLAGS (\\Seen x) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" "
             "RFC822.SIZE 5 BODY[]<0> {5}\r\nhello)\r\n"
             "* 2 FETCH (UID 5 FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 +0000\" "
             "RFC822.SIZE 7 BODY[]<0> {7}\r\ngoodbye)\r\n$T OK x\r\n" },
  { "LOGOUT", "", FAKE_HANG_UP },
  { "", "$T BAD what\r\n" },
};

struct _Fake
{
  FakeScript script;
  char *directory;
  GSocketListener *listener; /* NULL: a tunnel */
  GSocketConnection *base;
  GIOStream *io;
  GCancellable *cancellable; /* for accepting; afterwards the client's end ends it */
  GThread *thread;
  GString *received;
  guint16 port;
  gsize sent;
};

/* FALSE: the connection is over, or cut as the script says. */
static gboolean
send_octets (Fake *fake, const char *data, gsize length)
{
  gsize left = fake->script.cut > 0 ? fake->script.cut - fake->sent : length;
  gsize part = MIN (length, left), written = 0;
  gboolean ok = g_output_stream_write_all (g_io_stream_get_output_stream (fake->io), data, part,
                                           &written, NULL, NULL);
  fake->sent += written;
  return ok && part == length && (fake->script.cut == 0 || fake->sent < fake->script.cut);
}

static gboolean
drip (Fake *fake, const char *data, gsize length)
{
  for (gsize at = 0;; at = (at + 1) % length)
    {
      if (!send_octets (fake, data + at, 1))
        break;
      g_usleep (DRIP_USEC);
    }
  return FALSE;
}

static gboolean
put_on_tls (Fake *fake)
{
  const char *name = fake->script.certificate != NULL ? fake->script.certificate : "server";
  g_autofree char *pem = g_strconcat (fake->directory, "/", name, ".pem", NULL);
  g_autofree char *key = g_strconcat (fake->directory, "/", name, ".key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_files (pem, key, &error);
  g_assert_no_error (error);
  GIOStream *tls = g_tls_server_connection_new (fake->io, certificate, NULL);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  g_object_unref (fake->io);
  fake->io = tls;
  return g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL);
}

/* One octet at a time: nothing behind a STARTTLS line may be taken along. */
static char *
read_line (Fake *fake)
{
  GInputStream *in = g_io_stream_get_input_stream (fake->io);
  GString *line = g_string_new (NULL);
  char c;
  while (g_input_stream_read (in, &c, 1, NULL, NULL) == 1)
    {
      g_string_append_c (fake->received, c);
      if (c == '\n')
        return g_string_free (line, FALSE);
      g_string_append_c (line, c);
    }
  g_string_free (line, TRUE);
  return NULL;
}

static const FakeRule *
find_rule (const Fake *fake, const char *command)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fake->script.rules); i++)
    if (fake->script.rules[i].when != NULL && strstr (command, fake->script.rules[i].when) != NULL)
      return &fake->script.rules[i];
  for (gsize i = 0;; i++)
    if (strstr (command, ordinary[i].when) != NULL)
      return &ordinary[i];
}

static gboolean
answer (Fake *fake, const char *line)
{
  const FakeRule *rule = find_rule (fake, line);
  g_autofree char *tag = g_strndup (line, strcspn (line, " "));
  g_auto (GStrv) parts = g_strsplit (rule->reply != NULL ? rule->reply : "", "$T", -1);
  g_autofree char *reply = g_strjoinv (tag, parts);
  gsize length = strlen (reply);
  for (gsize i = 0; i < length; i++)
    if (reply[i] == '\1')
      reply[i] = '\0';
  if (rule->action == FAKE_DRIP)
    return drip (fake, reply, length);
  if (!send_octets (fake, reply, length))
    return FALSE;
  return rule->action == FAKE_TLS ? put_on_tls (fake) : rule->action != FAKE_HANG_UP;
}

static void
converse (Fake *fake)
{
  const char *greeting = fake->script.greeting != NULL
                             ? fake->script.greeting
                             : "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n";
  if ((!fake->script.plain && !put_on_tls (fake))
      || !send_octets (fake, greeting, strlen (greeting)))
    return;
  for (gboolean going = TRUE; going;)
    {
      g_autofree char *line = read_line (fake);
      going = line != NULL && answer (fake, line);
    }
}

static gpointer
serve (gpointer data)
{
  Fake *fake = data;
  char c;
  if (fake->listener != NULL)
    fake->base = g_socket_listener_accept (fake->listener, NULL, fake->cancellable, NULL);
  if (fake->base == NULL)
    return NULL;
  fake->io = g_object_ref (G_IO_STREAM (fake->base));
  if (fake->script.mute)
    while (g_input_stream_read (g_io_stream_get_input_stream (fake->io), &c, 1, NULL, NULL) == 1)
      ;
  else
    converse (fake);
  g_io_stream_close (G_IO_STREAM (fake->base), NULL, NULL);
  return NULL;
}

static Fake *
fake_new (const FakeScript *script, const char *directory)
{
  Fake *fake = g_new0 (Fake, 1);
  fake->script = *script;
  fake->directory = g_strdup (directory);
  fake->cancellable = g_cancellable_new ();
  fake->received = g_string_new (NULL);
  return fake;
}

Fake *
fake_start (const FakeScript *script, const char *directory)
{
  g_autoptr (GError) error = NULL;
  Fake *fake = fake_new (script, directory);
  fake->listener = g_socket_listener_new ();
  fake->port = g_socket_listener_add_any_inet_port (fake->listener, NULL, &error);
  g_assert_no_error (error);
  fake->thread = g_thread_new ("fake", serve, fake);
  return fake;
}

Fake *
fake_start_tunnel (const FakeScript *script, int *ret_fd)
{
  int fds[2];
  g_autoptr (GError) error = NULL;
  Fake *fake = fake_new (script, NULL);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fds[0], &error);
  g_assert_no_error (error);
  fake->base = g_socket_connection_factory_create_connection (socket);
  fake->thread = g_thread_new ("fake", serve, fake);
  *ret_fd = fds[1];
  return fake;
}

guint16
fake_port (const Fake *fake)
{
  return fake->port;
}

char *
fake_stop (Fake *fake, gsize *ret_sent)
{
  g_cancellable_cancel (fake->cancellable);
  g_thread_join (fake->thread);
  if (ret_sent != NULL)
    *ret_sent = fake->sent;
  char *received = g_string_free (fake->received, FALSE);
  g_clear_object (&fake->listener);
  g_clear_object (&fake->base);
  g_clear_object (&fake->io);
  g_object_unref (fake->cancellable);
  g_free (fake->directory);
  g_free (fake);
  return received;
}
