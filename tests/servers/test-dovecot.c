/* A real courier against a real Dovecot over TLS. Skipped where there is no Dovecot. */
#include "config.h"
#include "../unit/courier-client.h"
#include "kontor/error.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LETTER(subject) "From: toms@brize.example\r\nSubject: " subject "\r\n\r\nLabdien!\r\n"

typedef struct
{
  char *dir, *maildir, *ca, *user, *password;
  guint imap_port, imaps_port;
} Server;

typedef struct
{
  Client *client;
  ClientSpec spec;
} Fixture;

static Server server;

/* --- the server --- */

static char *
run_script (const char *command, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "tests/servers/dovecot.sh", NULL);
  g_autofree char *own = g_strdup_printf ("%d", (int)getpid ());
  const char *argv[] = { "bash", script, command, server.dir, own, NULL };
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                ret_status, &error);
  g_assert_no_error (error);
  return output;
}

static char *
setting (const char *settings, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("(?m)^%s='?(.*?)'?$", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_assert_true (g_regex_match (regex, settings, 0, &match));
  return g_match_info_fetch (match, 1);
}

/* Readable by the server, which may run as somebody else. */
static void
deliver (const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (server.maildir, name, NULL);
  client_write_file (server.maildir, name, contents);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
}

static void
prepare_mail (void)
{
  static const char *const folders[] = { ".Clients.R&ASs-ga", ".Sent" };
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *keep = g_build_filename (folders[i], "cur", "keep", NULL);
      g_autofree char *path = g_build_filename (server.maildir, folders[i], "new", NULL);
      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
      deliver (keep, LETTER ("kept"));
    }
  deliver ("cur/1700000001.M1.host:2,S", LETTER ("one"));
  deliver ("cur/1700000002.M2.host:2,", LETTER ("two"));
  deliver ("cur/1800000000.M3.host:2,FR", LETTER ("three"));
}

/* FALSE: there is none, or none can be. */
static gboolean
start_server (void)
{
  int status;
  server.dir = client_scratch ();
  server.maildir = g_build_filename (server.dir, "mail", "anna@studija.example", NULL);
  prepare_mail ();
  g_assert_cmpint (g_chmod (server.dir, 0755), ==, 0);
  g_autofree char *settings = run_script ("start", &status);
  if (g_spawn_check_wait_status (status, NULL))
    {
      g_autofree char *imap = setting (settings, "imap_port");
      g_autofree char *imaps = setting (settings, "imaps_port");
      server.imap_port = (guint)atoi (imap);
      server.imaps_port = (guint)atoi (imaps);
      server.ca = setting (settings, "ca");
      server.user = setting (settings, "user");
      server.password = setting (settings, "password");
      return TRUE;
    }
  g_assert_cmpint (WEXITSTATUS (status), ==, 77);
  return FALSE;
}

static void
stop_server (void)
{
  int status;
  g_autofree char *output G_GNUC_UNUSED = run_script ("stop", &status);
  client_scratch_remove (server.dir);
  g_free (server.maildir);
  g_free (server.ca);
  g_free (server.user);
  g_free (server.password);
}

/* --- tests --- */

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->client = client_new ();
  f->spec = (ClientSpec){ .kind = KT_SOURCE_IMAPS,
                          .user = server.user,
                          .host = "localhost",
                          .port = server.imaps_port,
                          .secret = server.password,
                          .ca_file = server.ca };
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  client_free (f->client);
}

static void
open_well (Fixture *f)
{
  if (!client_open (f->client, &f->spec))
    g_error ("%s", f->client->message);
}

static void
test_folders (Fixture *f, gconstpointer unused)
{
  open_well (f);
  g_assert_nonnull (strstr (f->client->ready, "TLS 1."));
  g_autoptr (GPtrArray) folders = client_folders (f->client);
  g_assert_cmpuint (folders->len, ==, 2);
  const ClientFolder *inbox = client_find (folders, "INBOX"), *sent = client_find (folders, "Sent");
  g_assert_cmpstr (inbox->role, ==, "inbox");
  g_assert_cmpstr (sent->role, ==, "sent");
  g_assert_cmpuint (inbox->total, >=, 3);
  g_assert_cmpuint (inbox->uidnext, >, inbox->total);
  g_assert_cmpuint (inbox->uidvalidity, >, 0);
  g_assert_cmpuint (inbox->modseq, >, 0);
  client_close (f->client);
}

static void
test_patterns (Fixture *f, gconstpointer unused)
{
  static const char *const patterns[] = { "clients/*", NULL };
  f->spec.folders = patterns;
  f->spec.sent = "Clients/Rīga";
  open_well (f);
  g_autoptr (GPtrArray) folders = client_folders (f->client);
  g_assert_cmpuint (folders->len, ==, 1);
  const ClientFolder *folder = client_find (folders, "Clients/Rīga");
  g_assert_cmpstr (folder->wire_name, ==, "Clients.R&ASs-ga");
  g_assert_cmpstr (folder->role, ==, "sent");
  g_autoptr (GArray) uids = client_list (f->client, folder->wire_name, 0, 1, 0);
  g_assert_cmpuint (uids->len, ==, 1);
}

static void
test_list_and_fetch (Fixture *f, gconstpointer unused)
{
  open_well (f);
  g_autoptr (GArray) all = client_list (f->client, "INBOX", 0, 1, 1);
  const ClientUid *u = (const ClientUid *)all->data;
  g_assert_cmpint (f->client->code, ==, 0);
  g_assert_cmpuint (all->len, >=, 3);
  g_assert_cmpuint (u[0].uid, ==, 1);
  g_assert_cmpuint (u[0].flags, ==, KT_FLAG_SEEN);
  g_assert_cmpuint (u[0].what, ==, KT_UID_PRESENT | KT_UID_WANTED | KT_UID_FLAGS);
  g_assert_cmpuint (u[2].flags, ==, KT_FLAG_FLAGGED | KT_FLAG_ANSWERED);
  guint64 wanted[] = { u[1].uid, u[0].uid, 99999, u[1].uid };
  g_autoptr (GPtrArray) items = client_fetch (f->client, "INBOX", wanted, 4, 0);
  g_assert_cmpuint (items->len, ==, 2);
  const ClientItem *item = items->pdata[0];
  g_assert_cmpuint (item->uid, ==, u[0].uid);
  g_assert_cmpuint (item->flags, ==, KT_FLAG_SEEN);
  g_assert_cmpuint (item->size, ==, strlen (LETTER ("one")));
  g_assert_false (item->partial);
  g_assert_cmpmem (item->data->data, item->data->len, LETTER ("one"), strlen (LETTER ("one")));
  g_autoptr (GPtrArray) cut = client_fetch (f->client, "INBOX", wanted, 1, 12);
  item = cut->pdata[0];
  g_assert_true (item->partial);
  g_assert_cmpmem (item->data->data, item->data->len, LETTER ("two"), 12);
  g_assert_cmpuint (item->size, ==, strlen (LETTER ("two")));
}

/* Reading changes nothing: no \Seen, no \Recent taken. */
static void
test_reads_only (Fixture *f, gconstpointer unused)
{
  guint64 uid = 2;
  open_well (f);
  g_autoptr (GPtrArray) items = client_fetch (f->client, "INBOX", &uid, 1, 0);
  g_assert_cmpuint (items->len, ==, 1);
  g_autoptr (GArray) after = client_list (f->client, "INBOX", 0, 1, 1);
  g_assert_cmpuint (g_array_index (after, ClientUid, 1).flags, ==, 0);
}

/* INTERNALDATE of a Maildir is the file's time. */
static void
test_since (Fixture *f, gconstpointer unused)
{
  open_well (f);
  g_autoptr (GArray) none = client_list (f->client, "INBOX", 4000000000, 1, 1);
  g_autoptr (GArray) all = client_list (f->client, "INBOX", 1000000000, 1, 1);
  g_assert_cmpuint (none->len, ==, all->len);
  for (guint i = 0; i < all->len; i++)
    {
      g_assert_cmpuint (g_array_index (none, ClientUid, i).what, ==, KT_UID_PRESENT | KT_UID_FLAGS);
      g_assert_cmpuint (g_array_index (all, ClientUid, i).what, ==,
                        KT_UID_PRESENT | KT_UID_WANTED | KT_UID_FLAGS);
    }
}

static void
test_incremental (Fixture *f, gconstpointer unused)
{
  g_autofree char *plain = g_build_filename (server.maildir, "cur/1700000002.M2.host:2,", NULL);
  g_autofree char *seen = g_build_filename (server.maildir, "cur/1700000002.M2.host:2,S", NULL);
  open_well (f);
  g_autoptr (GPtrArray) before = client_folders (f->client);
  const ClientFolder *inbox = client_find (before, "INBOX");
  g_assert_cmpint (g_rename (plain, seen), ==, 0);
  deliver ("cur/1800000009.M9.host:2,D", LETTER ("nine"));
  g_autoptr (GArray) news = client_list (f->client, "INBOX", 0, inbox->uidnext, inbox->modseq);
  g_assert_cmpuint (f->client->modseq, >, inbox->modseq);
  g_assert_cmpuint (news->len, ==, 2);
  const ClientUid *u = (const ClientUid *)news->data;
  g_assert_cmpuint (u[0].uid, ==, 2);
  g_assert_cmpuint (u[0].flags, ==, KT_FLAG_SEEN);
  g_assert_true (u[0].what & KT_UID_FLAGS);
  g_assert_cmpuint (u[1].uid, ==, inbox->uidnext);
  g_assert_true (u[1].what & KT_UID_WANTED);
  g_autofree char *nine = g_build_filename (server.maildir, "cur/1800000009.M9.host:2,D", NULL);
  g_assert_cmpint (g_unlink (nine), ==, 0);
  g_autoptr (GArray) after = client_list (f->client, "INBOX", 0, inbox->uidnext, 0);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpint (g_rename (seen, plain), ==, 0);
}

/* A folder made anew between two runs shows another UIDVALIDITY. */
static void
test_validity (Fixture *f, gconstpointer unused)
{
  static const char *const patterns[] = { "Clients/*", NULL };
  const char *name = ".Clients.R&ASs-ga";
  g_autofree char *list = g_build_filename (server.maildir, name, "dovecot-uidlist", NULL);
  g_autofree char *log = g_build_filename (server.maildir, name, "dovecot.index.log", NULL);
  f->spec.folders = patterns;
  open_well (f);
  g_autoptr (GPtrArray) before = client_folders (f->client);
  client_free (f->client);
  g_assert_cmpint (g_unlink (list), ==, 0);
  g_assert_cmpint (g_unlink (log), ==, 0);
  f->client = client_new ();
  open_well (f);
  g_autoptr (GPtrArray) after = client_folders (f->client);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpuint (((ClientFolder *)after->pdata[0])->uidvalidity, !=,
                    ((ClientFolder *)before->pdata[0])->uidvalidity);
}

static void
test_no_folder (Fixture *f, gconstpointer unused)
{
  static const char *const names[] = { "Nosuch", "\"", "a\r\n1 DELETE INBOX", "", "../../x" };
  open_well (f);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GArray) uids G_GNUC_UNUSED = client_list (f->client, names[i], 0, 1, 0);
      g_assert_cmpint (f->client->code, ==, KT_ERROR_NOT_FOUND);
    }
  g_autoptr (GPtrArray) folders = client_folders (f->client);
  g_assert_cmpint (f->client->code, ==, 0);
  g_assert_cmpuint (folders->len, ==, 2);
}

static void
test_starttls (Fixture *f, gconstpointer unused)
{
  f->spec.kind = KT_SOURCE_IMAP_STARTTLS;
  f->spec.port = server.imap_port;
  open_well (f);
  g_autoptr (GPtrArray) folders = client_folders (f->client);
  g_assert_cmpuint (folders->len, ==, 2);
}

static void
assert_refused (Fixture *f, int code, const char *message)
{
  g_assert_false (client_open (f->client, &f->spec));
  g_assert_cmpint (f->client->code, ==, code);
  g_assert_cmpstr (f->client->message, ==, message);
}

static void
test_wrong_password (Fixture *f, gconstpointer unused)
{
  f->spec.secret = "kalns 4418";
  assert_refused (f, KT_FAIL_PASSWORD, "localhost refused the password for anna@studija.example");
}

static void
test_line_break (Fixture *f, gconstpointer unused)
{
  f->spec.secret = "x\r\n9 DELETE INBOX";
  assert_refused (f, KT_ERROR_NETWORK,
                  "not connecting to localhost\n"
                  "  user name or password hold a line break\n"
                  "hint: nothing was sent, no password either");
}

static void
test_wrong_host (Fixture *f, gconstpointer unused)
{
  f->spec.host = "127.0.0.1";
  assert_refused (f, KT_ERROR_NETWORK,
                  "not connecting to 127.0.0.1\n  its certificate is for localhost\n"
                  "hint: nothing was sent, no password either");
  f->spec.kind = KT_SOURCE_IMAP_STARTTLS;
  f->spec.port = server.imap_port;
  assert_refused (f, KT_ERROR_NETWORK,
                  "not connecting to 127.0.0.1\n  its certificate is for localhost\n"
                  "hint: nothing was sent, no password either");
}

static void
test_unknown_authority (Fixture *f, gconstpointer unused)
{
  f->spec.ca_file = "";
  assert_refused (f, KT_ERROR_NETWORK,
                  "not connecting to localhost\n"
                  "  its certificate is signed by an unknown authority\n"
                  "hint: nothing was sent, no password either");
}

static void
test_nobody_there (Fixture *f, gconstpointer unused)
{
  f->spec.port = 1;
  assert_refused (f, KT_ERROR_NETWORK, "cannot reach localhost:1, nobody listens there");
}

#define add(name, function)                                                                        \
  g_test_add ("/dovecot/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!start_server ())
    {
      g_print ("1..0 # SKIP dovecot or openssl is not installed\n");
      return 0;
    }
  add ("folders", test_folders);
  add ("patterns", test_patterns);
  add ("list-and-fetch", test_list_and_fetch);
  add ("reads-only", test_reads_only);
  add ("since", test_since);
  add ("incremental", test_incremental);
  add ("validity", test_validity);
  add ("no-folder", test_no_folder);
  add ("starttls", test_starttls);
  add ("wrong-password", test_wrong_password);
  add ("line-break", test_line_break);
  add ("wrong-host", test_wrong_host);
  add ("unknown-authority", test_unknown_authority);
  add ("nobody-there", test_nobody_there);
  int status = g_test_run ();
  stop_server ();
  return status;
}
