#include "config.h"
#include "imap-fixture.h"
#include <glib/gstdio.h>
#include <string.h>

#ifdef KT_SANITIZED
/* libetpan loses a little where an answer does not parse; the process ends soon after. */
const char *__lsan_default_suppressions (void);
const char *
__lsan_default_suppressions (void)
{
  return "leak:libetpan";
}
#endif

char *imap_certificates;

/* --- the sink --- */

static gboolean
see_folder (gpointer data, const KtSourceFolder *folder, GError **error)
{
  ImapSeen *seen = data;
  g_string_append_printf (seen->folders, "%s=%s:%s ", folder->name, folder->wire_name,
                          folder->role);
  return TRUE;
}

static gboolean
see_uids (gpointer data, const KtSourceUid *uids, gsize n, GError **error)
{
  ImapSeen *seen = data;
  g_array_append_vals (seen->uids, uids, n);
  return TRUE;
}

static gboolean
see_vanished (gpointer data, const KtSourceRange *ranges, gsize n, GError **error)
{
  ImapSeen *seen = data;
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (seen->vanished, "%u:%u ", (guint)ranges[i].first,
                            (guint)ranges[i].last);
  return TRUE;
}

static gboolean
see_item (gpointer data, const KtSourceItem *item, GError **error)
{
  ImapSeen *seen = data;
  g_ptr_array_add (seen->letters, g_strdup_printf ("%u:%.*s", (guint)item->uid, (int)item->length,
                                                   (const char *)item->data));
  g_array_append_val (seen->times, item->time);
  seen->partial += item->partial;
  return TRUE;
}

/* --- a session --- */

void
imap_set_up (ImapFixture *f, gconstpointer unused)
{
  f->seen = (ImapSeen){ .folders = g_string_new (NULL),
                        .vanished = g_string_new (NULL),
                        .uids = g_array_new (FALSE, FALSE, sizeof (KtSourceUid)),
                        .letters = g_ptr_array_new_with_free_func (g_free),
                        .times = g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

char *
imap_finish (ImapFixture *f, gsize *ret_sent)
{
  if (f->source != NULL)
    f->source->driver->close (f->source);
  f->source = NULL;
  g_clear_error (&f->error);
  return fake_stop (g_steal_pointer (&f->fake), ret_sent);
}

void
imap_tear_down (ImapFixture *f, gconstpointer unused)
{
  if (f->fake != NULL)
    g_free (imap_finish (f, NULL));
  g_string_free (f->seen.folders, TRUE);
  g_string_free (f->seen.vanished, TRUE);
  g_array_unref (f->seen.uids);
  g_ptr_array_unref (f->seen.letters);
  g_array_unref (f->seen.times);
}

void
imap_empty (ImapFixture *f)
{
  imap_tear_down (f, NULL);
  *f = (ImapFixture){ 0 };
  imap_set_up (f, NULL);
}

gboolean
imap_open_with (ImapFixture *f, ImapOptions options)
{
  g_autofree char *ca = g_build_filename (imap_certificates, "ca.pem", NULL);
  g_autofree char *secret = g_strdup (options.secret != NULL ? options.secret : SECRET);
  KtSourceSpec spec = { .kind = options.kind,
                        .user = (char *)(options.user != NULL ? options.user : "anna"),
                        .host = (char *)(options.host != NULL ? options.host : "localhost"),
                        .port = fake_port (f->fake),
                        .path = (char *)"",
                        .ca_file = options.ca != NULL ? (char *)options.ca : ca,
                        .sent = (char *)options.sent,
                        .folders = (char **)options.folders,
                        .secret = secret,
                        .deadline_ms = options.deadline_ms > 0 ? options.deadline_ms : 10000,
                        .tunnel = options.tunnel > 0 ? options.tunnel : -1,
                        .token = options.token };
  gsize length = strlen (secret);
  g_clear_error (&f->error);
  f->source = kt_imap_driver.open (&spec, &f->error);
  f->refused = spec.refused;
  for (gsize i = 0; i < length; i++)
    g_assert_cmpint (secret[i], ==, 0);
  return f->source != NULL;
}

gboolean
imap_open_script (ImapFixture *f, FakeScript script)
{
  f->fake = fake_start (&script, imap_certificates);
  return imap_open_with (f,
                         (ImapOptions){ script.plain ? KT_SOURCE_IMAP_STARTTLS : KT_SOURCE_IMAPS });
}

static KtSourceSink
sink_of (ImapFixture *f)
{
  return (KtSourceSink){ .folder = see_folder,
                         .uids = see_uids,
                         .vanished = see_vanished,
                         .item = see_item,
                         .data = &f->seen };
}

gboolean
imap_ask_folders_by (ImapFixture *f, KtSyncMode mode, const char *const *known)
{
  KtSourceSink sink = sink_of (f);
  KtFoldersRequest request = { mode, known };
  g_clear_error (&f->error);
  return f->source->driver->folders (f->source, &request, &sink, &f->seen.mode, &f->error);
}

gboolean
imap_ask_folders (ImapFixture *f)
{
  return imap_ask_folders_by (f, KT_SYNC_MODE_AUTO, NULL);
}

static gboolean
ask_list (ImapFixture *f, KtListRequest request)
{
  KtSourceSink sink = sink_of (f);
  request.recent = 1;
  g_clear_error (&f->error);
  return f->source->driver->list (f->source, &request, &sink, &f->seen.listed, &f->error);
}

gboolean
imap_ask_list (ImapFixture *f, gint64 since, guint64 first, guint64 modseq)
{
  return ask_list (f, (KtListRequest){ "INBOX", since, first, modseq });
}

gboolean
imap_ask_list_of (ImapFixture *f, const char *wire_name, guint64 modseq)
{
  return ask_list (f, (KtListRequest){ wire_name, 0, 1, modseq });
}

gboolean
imap_ask_letters (ImapFixture *f, guint32 octets)
{
  static const guint64 uids[] = { 5, 3, 5 };
  KtSourceSink sink = sink_of (f);
  KtFetchRequest request = { "INBOX", 0, uids, 3, octets };
  g_clear_error (&f->error);
  return f->source->driver->fetch (f->source, &request, &sink, &f->error);
}

void
imap_assert_letters (ImapFixture *f, const char *expected)
{
  g_ptr_array_add (f->seen.letters, NULL);
  g_autofree char *all = g_strjoinv (" ", (char **)f->seen.letters->pdata);
  g_ptr_array_set_size (f->seen.letters, (int)f->seen.letters->len - 1);
  g_assert_cmpstr (all, ==, expected);
}

gboolean
imap_begin (int *argc, char ***argv)
{
  int status;
  g_autoptr (GError) error = NULL;
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_test_init (argc, argv, NULL);
  if (openssl == NULL)
    {
      g_print ("1..0 # SKIP openssl is not installed\n");
      return FALSE;
    }
  g_autofree char *script
      = g_test_build_filename (G_TEST_DIST, "tests/servers/certificates.sh", NULL);
  imap_certificates = g_dir_make_tmp ("kontor-test-XXXXXX", &error);
  g_assert_no_error (error);
  const char *command[] = { "bash", script, imap_certificates, NULL };
  g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return TRUE;
}

int
imap_run (void)
{
  int status = g_test_run ();
  g_autoptr (GDir) directory = g_dir_open (imap_certificates, 0, NULL);
  for (const char *name; (name = g_dir_read_name (directory)) != NULL;)
    {
      g_autofree char *path = g_build_filename (imap_certificates, name, NULL);
      g_unlink (path);
    }
  g_rmdir (imap_certificates);
  g_free (imap_certificates);
  return status;
}
