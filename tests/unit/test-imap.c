/* The IMAP driver against servers that misbehave. Certificates are made by openssl. */
#include "config.h"
#include "fake-imap.h"
#include "kontor/error.h"
#include "kontor/source.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#ifdef KT_SANITIZED
/* libetpan loses a little where an answer does not parse; the process ends soon after. */
const char *__lsan_default_suppressions (void);
const char *
__lsan_default_suppressions (void)
{
  return "leak:libetpan";
}
#endif

#define NOTHING_SENT "\nhint: nothing was sent, no password either"
#define SECRET "kalns4417"
#define SECRET_CODED "AGFubmEAa2FsbnM0NDE3" /* \0anna\0kalns4417 */

static char *certificates; /* directory; made once */

typedef struct
{
  GString *folders; /* "name=wire:role " each */
  GArray *uids;
  GPtrArray *letters; /* "uid:text" */
  GArray *times;
  guint partial;
} Seen;

typedef struct
{
  Fake *fake;
  KtSource *source;
  GError *error;
  Seen seen;
} Fixture;

/* --- the sink --- */

static gboolean
see_folder (gpointer data, const KtSourceFolder *folder, GError **error)
{
  Seen *seen = data;
  g_string_append_printf (seen->folders, "%s=%s:%s ", folder->name, folder->wire_name,
                          folder->role);
  return TRUE;
}

static gboolean
see_uids (gpointer data, const KtSourceUid *uids, gsize n, GError **error)
{
  Seen *seen = data;
  g_array_append_vals (seen->uids, uids, n);
  return TRUE;
}

static gboolean
see_item (gpointer data, const KtSourceItem *item, GError **error)
{
  Seen *seen = data;
  g_ptr_array_add (seen->letters, g_strdup_printf ("%u:%.*s", (guint)item->uid, (int)item->length,
                                                   (const char *)item->data));
  g_array_append_val (seen->times, item->time);
  seen->partial += item->partial;
  return TRUE;
}

/* --- a session --- */

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->seen = (Seen){ .folders = g_string_new (NULL),
                    .uids = g_array_new (FALSE, FALSE, sizeof (KtSourceUid)),
                    .letters = g_ptr_array_new_with_free_func (g_free),
                    .times = g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

/* Ends the session; what the server got. */
static char *
finish (Fixture *f, gsize *ret_sent)
{
  if (f->source != NULL)
    f->source->driver->close (f->source);
  f->source = NULL;
  g_clear_error (&f->error);
  return fake_stop (g_steal_pointer (&f->fake), ret_sent);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  if (f->fake != NULL)
    g_free (finish (f, NULL));
  g_string_free (f->seen.folders, TRUE);
  g_array_unref (f->seen.uids);
  g_ptr_array_unref (f->seen.letters);
  g_array_unref (f->seen.times);
}

static void
empty (Fixture *f)
{
  tear_down (f, NULL);
  *f = (Fixture){ 0 };
  set_up (f, NULL);
}

typedef struct
{
  KtSourceKind kind;
  const char *host, *user, *ca, *secret, *sent;
  const char *const *folders;
  guint deadline_ms;
  int tunnel;
} Options;

static gboolean
open_with (Fixture *f, Options options)
{
  g_autofree char *ca = g_build_filename (certificates, "ca.pem", NULL);
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
                        .tunnel = options.tunnel > 0 ? options.tunnel : -1 };
  gsize length = strlen (secret);
  g_clear_error (&f->error);
  f->source = kt_imap_driver.open (&spec, &f->error);
  for (gsize i = 0; i < length; i++)
    g_assert_cmpint (secret[i], ==, 0);
  return f->source != NULL;
}

static gboolean
open_script (Fixture *f, FakeScript script)
{
  f->fake = fake_start (&script, certificates);
  return open_with (f, (Options){ script.plain ? KT_SOURCE_IMAP_STARTTLS : KT_SOURCE_IMAPS });
}

static gboolean
ask_folders (Fixture *f)
{
  KtSourceSink sink = { see_folder, see_uids, see_item, &f->seen };
  g_clear_error (&f->error);
  return f->source->driver->folders (f->source, &sink, &f->error);
}

static gboolean
ask_list (Fixture *f, gint64 since, guint64 first, guint64 modseq)
{
  KtSourceSink sink = { see_folder, see_uids, see_item, &f->seen };
  KtListRequest request = { "INBOX", since, first, modseq };
  guint64 ignored;
  g_clear_error (&f->error);
  return f->source->driver->list (f->source, &request, &sink, &ignored, &f->error);
}

static gboolean
ask_letters (Fixture *f, guint32 octets)
{
  static const guint64 uids[] = { 5, 3, 5 };
  KtSourceSink sink = { see_folder, see_uids, see_item, &f->seen };
  KtFetchRequest request = { "INBOX", uids, 3, octets };
  g_clear_error (&f->error);
  return f->source->driver->fetch (f->source, &request, &sink, &f->error);
}

static void
assert_letters (Fixture *f, const char *expected)
{
  g_ptr_array_add (f->seen.letters, NULL);
  g_autofree char *all = g_strjoinv (" ", (char **)f->seen.letters->pdata);
  g_ptr_array_set_size (f->seen.letters, (int)f->seen.letters->len - 1);
  g_assert_cmpstr (all, ==, expected);
}

/* --- what goes well --- */

static void
test_session (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_script (f, (FakeScript){ 0 }));
  g_assert_true (ask_folders (f));
  g_assert_cmpstr (f->seen.folders->str, ==, "INBOX=INBOX:inbox Sent=Sent:sent ");
  g_assert_true (ask_list (f, 0, 1, 0));
  g_assert_cmpuint (f->seen.uids->len, ==, 2);
  g_assert_true (ask_letters (f, 0));
  assert_letters (f, "3:hello 5:goodbye");
  g_assert_cmpint (g_array_index (f->seen.times, gint64, 0), ==, 837596665);
  g_assert_cmpint (g_array_index (f->seen.times, gint64, 1), ==, 837571465);
  g_autofree char *received = finish (f, NULL);
  g_assert_nonnull (strstr (received, "AUTHENTICATE PLAIN " SECRET_CODED "\r\n"));
  g_assert_nonnull (strstr (received, " UID FETCH 3,5 (UID FLAGS INTERNALDATE RFC822.SIZE "
                                      "BODY.PEEK[]<0.52428800>)\r\n"));
  g_assert_nonnull (strstr (received, " LOGOUT\r\n"));
  g_assert_null (strstr (received, "SELECT"));
}

static void
test_flags_without_condstore (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_script (
      f, (FakeScript){
             .rules
             = { { "(UID FLAGS)",
                   "* 1 FETCH (UID 2 FLAGS (\\Flagged))\r\n* 2 FETCH (FLAGS (\\Draft) UID 3)\r\n"
                   "* 3 FETCH (FLAGS (\\Seen))\r\n$T OK x\r\n" } } }));
  g_assert_true (ask_list (f, 0, 3, 1));
  const KtSourceUid *u = (const KtSourceUid *)(gpointer)f->seen.uids->data;
  g_assert_cmpuint (f->seen.uids->len, ==, 3);
  g_assert_cmpuint (u[0].uid, ==, 2);
  g_assert_cmpuint (u[0].flags, ==, KT_FLAG_FLAGGED);
  g_assert_cmpuint (u[0].what, ==, KT_UID_PRESENT | KT_UID_FLAGS);
  g_assert_cmpuint (u[1].uid, ==, 3);
  g_assert_cmpuint (u[1].flags, ==, KT_FLAG_DRAFT);
  g_assert_cmpuint (u[1].what, ==, KT_UID_PRESENT | KT_UID_WANTED | KT_UID_FLAGS);
  g_assert_cmpuint (u[2].what, ==, KT_UID_PRESENT | KT_UID_WANTED);
}

/* "6:*" names the last letter although it is older. */
static void
test_first (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_script (f, (FakeScript){ 0 }));
  g_assert_true (ask_list (f, 0, 6, 0));
  g_assert_cmpuint (f->seen.uids->len, ==, 0);
  g_assert_true (ask_list (f, 86400 * 2, 4, 0));
  g_assert_cmpuint (f->seen.uids->len, ==, 1);
  g_autofree char *received = finish (f, NULL);
  g_assert_nonnull (strstr (received, "UID SEARCH UID 6:*\r\n"));
  g_assert_nonnull (strstr (received, "UID SEARCH UID 4:* SINCE 2-Jan-1970\r\n"));
}

static void
test_folder_names (Fixture *f, gconstpointer unused)
{
  static const char *const all[] = { "*", NULL };
  FakeScript script = { .rules = { { "LIST", "* LIST () \".\" inbox\r\n"
                                             "* LIST (\\Noselect) \".\" Clients\r\n"
                                             "* LIST () \".\" \"Clients.R&ASs-ga\"\r\n"
                                             "* LIST () \".\" \"a/b\"\r\n"
                                             "* LIST () \".\" {6}\r\na\r\nb c\r\n"
                                             "* LIST () NIL {5}\r\n&bad-\r\n"
                                             "* LIST () \".\" \"caf\xe9\"\r\n"
                                             "* LIST () \".\" \"INBOX.Gesendete Objekte\"\r\n"
                                             "* LIST (\\Trash) \".\" Sent\r\n$T OK x\r\n" } } };
  f->fake = fake_start (&script, certificates);
  g_assert_true (open_with (f, (Options){ .folders = all }));
  g_assert_true (ask_folders (f));
  g_assert_cmpstr (f->seen.folders->str, ==,
                   "inbox=inbox:inbox Clients/Rīga=Clients.R&ASs-ga:other a∕b=a/b:other "
                   "&bad-=&bad-:other INBOX/Gesendete Objekte=INBOX.Gesendete Objekte:sent "
                   "Sent=Sent:trash ");
}

/* --- what breaks the session, and what does not --- */

typedef struct
{
  const char *reply;
  FakeAction action;
  const char *letters, *message; /* message NULL: it goes well */
} Case;

#define LOST "lost the connection to localhost, "
#define UNUSABLE LOST "its answer is unusable: "
#define HELLO "* 1 FETCH (UID 3 BODY[]<0> {5}\r\nhello)\r\n"

static const Case fetch_cases[] = {
  { HELLO "* 9 FETCH (UID 99 BODY[]<0> {1}\r\nx)\r\n" HELLO "$T OK x\r\n", 0, "3:hello", NULL },
  { "* 1 FETCH (UID 3 FLAGS ())\r\n" HELLO "$T OK x\r\n", 0, "3:hello", NULL },
  { "* 1 FETCH (UID 3 BODY[]<0> NIL)\r\n$T OK x\r\n", 0, "3:", NULL },
  { "* 1 FETCH (BODY[]<0> \"a\\\"b\" UID 3)\r\n$T OK x\r\n", 0, "3:a\"b", NULL },
  { "* 1 FETCH (BODY[]<0> {3}\r\na\1b UID 3)\r\n$T OK x\r\n", 0, "3:a", NULL },
  { "* XFOO bar\r\n* OK\r\n* NO [ALERT] full\r\n" HELLO "$T OK\r\n", 0, "3:hello", NULL },
  { HELLO "* 2 FETCH (UID 5 BODY[]<0> {1000}\r\nabc", FAKE_HANG_UP, "3:hello",
    LOST "the server hung up" },
  { HELLO, FAKE_HANG_UP, "3:hello", LOST "the server hung up" },
  { HELLO "* BYE going down\r\n", FAKE_HANG_UP, "3:hello", UNUSABLE "the server says goodbye" },
  { HELLO "* \1 FETCH\r\n$T OK x\r\n", 0, "3:hello", UNUSABLE "a NUL in a line" },
  { HELLO "9999 OK x\r\n", 0, "3:hello", LOST "its answer makes no sense" },
  { HELLO "lkjasd lkj\r\n", 0, "3:hello", UNUSABLE "not the language of a mail server" },
  { HELLO "* 2 FETCH (UID 5 BODY[]<0> {4294967301}\r\nhello)\r\n$T OK x\r\n", 0, "3:hello",
    UNUSABLE "a text is too large" },
  { HELLO "* 2 FETCH (UID 4294967301 BODY[]<0> {1}\r\nx)\r\n$T OK x\r\n", 0, "3:hello",
    UNUSABLE "a number is too large" },
  { HELLO "* 2 FETCH (UID 5 INTERNALDATE \"99-Foo-20222 9\" BODY[]<0> {1}\r\nx)\r\n$T OK x\r\n", 0,
    "3:hello", LOST "its answer makes no sense" },
  { HELLO "* 2 FETCH (UID 5 FOO (1 (2)) BODY[]<0> {1}\r\nx)\r\n$T OK x\r\n", 0, "3:hello",
    LOST "its answer makes no sense" },
};

static void
test_fetch_answers (Fixture *f, gconstpointer unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fetch_cases); i++)
    {
      const Case *c = &fetch_cases[i];
      FakeScript script = { .rules = { { "FETCH", c->reply, c->action } } };
      g_test_message ("case %zu", i);
      g_assert_true (open_script (f, script));
      g_assert_cmpint (ask_letters (f, 0), ==, c->message == NULL);
      assert_letters (f, c->letters);
      if (c->message != NULL)
        {
          g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
          g_assert_cmpstr (f->error->message, ==, c->message);
          g_assert_false (ask_folders (f));
          g_assert_cmpstr (f->error->message, ==, c->message);
          g_assert_false (ask_letters (f, 0));
          g_assert_false (ask_list (f, 0, 1, 0));
        }
      empty (f);
    }
}

/* Servers that send more than asked for, and lie about sizes. */
static void
test_cut_letters (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_script (
      f, (FakeScript){
             .rules
             = { { "FETCH",
                   "* 1 FETCH (UID 3 RFC822.SIZE 2 BODY[]<0> {5}\r\nhello)\r\n"
                   "* 2 FETCH (UID 5 RFC822.SIZE 900 BODY[]<0> {2}\r\nhi)\r\n$T OK x\r\n" } } }));
  g_assert_true (ask_letters (f, 4));
  assert_letters (f, "3:hell 5:hi");
  g_assert_cmpuint (f->seen.partial, ==, 1);
}

/* NO to many: one by one. A letter that cannot be had is left; when none can, that is an error. */
static void
test_refused_letters (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_script (f, (FakeScript){ .rules = { { "FETCH 3,5", "$T NO trouble\r\n" },
                                                          { "FETCH 3 ", HELLO "$T OK x\r\n" },
                                                          { "FETCH 5 ", "$T NO trouble\r\n" } } }));
  g_assert_true (ask_letters (f, 0));
  assert_letters (f, "3:hello");
  empty (f);
  g_assert_true (open_script (f, (FakeScript){ .rules = { { "FETCH", "$T NO trouble\r\n" } } }));
  g_assert_false (ask_letters (f, 0));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
  g_assert_true (ask_list (f, 0, 1, 0));
}

static void
test_slow_server (Fixture *f, gconstpointer unused)
{
  FakeScript script = { .rules = { { "FETCH", HELLO, FAKE_DRIP } } };
  f->fake = fake_start (&script, certificates);
  g_assert_true (open_with (f, (Options){ .deadline_ms = 300 }));
  g_assert_false (ask_letters (f, 0));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
  g_assert_cmpstr (f->error->message, ==, LOST "the server does not answer in time");
}

/* Silent from some point on. */
static void
test_silent_server (Fixture *f, gconstpointer unused)
{
  FakeScript script = { .rules = { { "LIST", "* LIST () " } } };
  f->fake = fake_start (&script, certificates);
  g_assert_true (open_with (f, (Options){ .deadline_ms = 300 }));
  g_assert_false (ask_folders (f));
  g_assert_cmpstr (f->error->message, ==, LOST "the server does not answer in time");
  empty (f);
  script = (FakeScript){ .mute = TRUE };
  f->fake = fake_start (&script, certificates);
  g_assert_false (open_with (f, (Options){ .deadline_ms = 300 }));
  g_assert_cmpstr (f->error->message, ==,
                   "not connecting to localhost\n  it does not answer" NOTHING_SENT);
}

/* An answer that never ends is cut at the command's cap of octets. */
static void
test_flood (Fixture *f, gconstpointer unused)
{
  g_autoptr (GString) flood = g_string_new (NULL);
  for (guint i = 0; i < 400000; i++)
    g_string_append (flood, "* 5 EXISTS\r\n");
  FakeScript script = { .rules = { { "FETCH", flood->str } } };
  g_assert_true (open_script (f, script));
  g_assert_false (ask_letters (f, 100));
  g_assert_cmpstr (f->error->message, ==, LOST "the answer is too large");
}

static gboolean
run_all (Fixture *f, FakeScript script, gboolean tunnel)
{
  int fd = 0;
  f->fake = tunnel ? fake_start_tunnel (&script, &fd) : fake_start (&script, certificates);
  Options options = { .kind = tunnel ? KT_SOURCE_IMAP_TUNNEL : KT_SOURCE_IMAPS, .tunnel = fd };
  return open_with (f, options) && ask_folders (f) && ask_list (f, 0, 1, 0) && ask_letters (f, 0);
}

/* The connection breaks after each octet of a whole session: always an error, never more. */
static void
cut_everywhere (Fixture *f, FakeScript script, gboolean tunnel, gsize step)
{
  gsize whole;
  g_assert_true (run_all (f, script, tunnel));
  g_free (finish (f, &whole));
  for (script.cut = 1; script.cut < whole; script.cut += step)
    {
      empty (f);
      g_assert_false (run_all (f, script, tunnel));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
      g_assert_true (g_str_has_prefix (f->error->message, "lost the connection to "));
      g_assert_true (g_str_has_suffix (f->error->message, ", the server hung up"));
    }
}

static void
test_cut_everywhere (Fixture *f, gconstpointer unused)
{
  FakeScript preauth = { .plain = TRUE, .greeting = "* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n" };
  cut_everywhere (f, preauth, TRUE, 1);
  empty (f);
  cut_everywhere (f, (FakeScript){ 0 }, FALSE, 37);
}

static void
test_new_validity (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_script (
      f, (FakeScript){ .rules = { { "EXAMINE", "* OK [UIDVALIDITY 8] x\r\n$T OK x\r\n" } } }));
  g_assert_true (ask_folders (f));
  g_assert_false (ask_list (f, 0, 1, 0));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
  empty (f);
  g_assert_true (open_script (f, (FakeScript){ .rules = { { "EXAMINE", "$T OK x\r\n" } } }));
  g_assert_false (ask_letters (f, 0));
}

/* A folder without a state must not look like one that is gone. */
static void
test_no_status (Fixture *f, gconstpointer unused)
{
  static const char *const replies[]
      = { "$T NO x\r\n", "$T OK x\r\n", "* STATUS x (MESSAGES 1)\r\n$T OK x\r\n",
          "* STATUS x ()\r\n$T OK x\r\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_assert_true (open_script (f, (FakeScript){ .rules = { { "STATUS Sent", replies[i] },
                                                              { "STATUS \"Sent", replies[i] } } }));
      g_assert_false (ask_folders (f));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
      empty (f);
    }
}

/* --- who is let near the password --- */

static void
assert_nothing_said (Fixture *f, const char *detail, const char *said)
{
  g_autofree char *message
      = g_strdup_printf ("not connecting to localhost\n  %s" NOTHING_SENT, detail);
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
  g_assert_cmpstr (f->error->message, ==, message);
  g_autofree char *received = finish (f, NULL);
  g_assert_cmpstr (received, ==, said);
  empty (f);
}

static void
test_certificates (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *name, *detail;
  } cases[] = {
    { "wrong", "its certificate is for www.host.example" },
    { "expired", "its certificate expired on 2021-01-01" },
    { "self", "its certificate is signed by an unknown authority" },
    { "other", "its certificate is signed by an unknown authority" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int plain = 0; plain < 2; plain++)
      {
        g_assert_false (
            open_script (f, (FakeScript){ .plain = plain, .certificate = cases[i].name }));
        assert_nothing_said (f, cases[i].detail, plain ? "1 STARTTLS\r\n" : "");
      }
}

static void
test_system_authorities (Fixture *f, gconstpointer unused)
{
  FakeScript script = { 0 };
  f->fake = fake_start (&script, certificates);
  g_assert_false (open_with (f, (Options){ .ca = "" }));
  assert_nothing_said (f, "its certificate is signed by an unknown authority", "");
  f->fake = fake_start (&script, certificates);
  g_assert_false (open_with (f, (Options){ .ca = "/nonexistent/ca.pem" }));
  g_assert_cmpstr (f->error->message, ==, "cannot read the authorities in «/nonexistent/ca.pem»");
}

/* Text where TLS is expected. */
static void
test_no_tls (Fixture *f, gconstpointer unused)
{
  FakeScript script = { .plain = TRUE };
  f->fake = fake_start (&script, certificates);
  g_assert_false (open_with (f, (Options){ 0 }));
  g_assert_nonnull (strstr (f->error->message, "it does not speak TLS 1.2 or newer there"));
  g_autofree char *received = finish (f, NULL);
  g_assert_null (strstr (received, SECRET));
  g_assert_null (strstr (received, SECRET_CODED));
}

static void
test_starttls (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *greeting, *reply, *detail, *said;
  } cases[] = {
    { "* PREAUTH hello\r\n", NULL, "it lets everybody in without a password (PREAUTH)", "" },
    { "* OK hello\r\n", "$T NO not now\r\n", "it refuses to encrypt (STARTTLS)", "1 STARTTLS\r\n" },
    { "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n", "$T BAD what\r\n",
      "it refuses to encrypt (STARTTLS)", "1 STARTTLS\r\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (open_script (f, (FakeScript){ .plain = TRUE,
                                                    .greeting = cases[i].greeting,
                                                    .rules = { { "STARTTLS", cases[i].reply } } }));
      assert_nothing_said (f, cases[i].detail, cases[i].said);
    }
  g_assert_true (open_script (f, (FakeScript){ .plain = TRUE }));
  g_assert_true (ask_letters (f, 0));
  g_autofree char *received = finish (f, NULL);
  /* what was told before TLS is asked again inside */
  g_assert_true (g_str_has_prefix (received, "1 STARTTLS\r\n2 CAPABILITY\r\n3 AUTHENTICATE PLAIN"));
}

/* Text slipped in behind the OK to STARTTLS, or before it. */
static void
test_starttls_injection (Fixture *f, gconstpointer unused)
{
  static const char *const replies[] = {
    "$T OK go\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n",
    "$T OK go\r\n2 OK logged in\r\n",
    "$T OK go\r\n* ",
    "* CAPABILITY IMAP4rev1\r\n$T OK go\r\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_assert_false (open_script (
          f, (FakeScript){ .plain = TRUE, .rules = { { "STARTTLS", replies[i], FAKE_TLS } } }));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
      g_assert_nonnull (strstr (f->error->message, "unasked text before encryption"));
      g_autofree char *received = finish (f, NULL);
      g_assert_cmpstr (received, ==, "1 STARTTLS\r\n");
      empty (f);
    }
}

static void
test_preauth (Fixture *f, gconstpointer unused)
{
  g_assert_false (open_script (f, (FakeScript){ .greeting = "* PREAUTH hello\r\n" }));
  assert_nothing_said (f, "it lets everybody in without a password (PREAUTH)", "");
}

static void
test_login (Fixture *f, gconstpointer unused)
{
  FakeScript script = { .greeting = "* OK [CAPABILITY IMAP4rev1] x\r\n" };
  f->fake = fake_start (&script, certificates);
  g_assert_true (open_with (f, (Options){ .secret = "a\"b\\c d" }));
  g_autofree char *received = finish (f, NULL);
  g_assert_nonnull (strstr (received, "LOGIN \"anna\" \"a\\\"b\\\\c d\"\r\n"));
  empty (f);
  g_assert_false (open_script (
      f, (FakeScript){ .greeting = "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] x\r\n" }));
  assert_nothing_said (f, "it takes no password (LOGINDISABLED)", "");
  g_assert_false (open_script (
      f, (FakeScript){ .rules = { { "AUTHENTICATE", "$T NO [UNAVAILABLE] x\r\n" } } }));
  g_assert_cmpstr (f->error->message, ==, "localhost lets nobody in at the moment");
  empty (f);
  g_assert_false (open_script (
      f, (FakeScript){ .rules
                       = { { "AUTHENTICATE", "$T NO [AUTHENTICATIONFAILED] " SECRET "\r\n" } } }));
  g_assert_cmpstr (f->error->message, ==, "localhost refused the password for anna");
}

static void
test_injection (Fixture *f, gconstpointer unused)
{
  static const Options cases[]
      = { { .user = "anna\r\n1 DELETE INBOX" }, { .secret = "x\ny" }, { .secret = "x\r" } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FakeScript script = { 0 };
      f->fake = fake_start (&script, certificates);
      g_assert_false (open_with (f, cases[i]));
      assert_nothing_said (f, "user name or password hold a line break", "");
    }
}

static void
test_tunnel (Fixture *f, gconstpointer unused)
{
  int fd;
  FakeScript script = { .plain = TRUE, .greeting = "* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n" };
  f->fake = fake_start_tunnel (&script, &fd);
  g_assert_true (open_with (f, (Options){ .kind = KT_SOURCE_IMAP_TUNNEL, .tunnel = fd }));
  g_assert_true (ask_letters (f, 0));
  assert_letters (f, "3:hello 5:goodbye");
  empty (f);
  script.greeting = NULL;
  f->fake = fake_start_tunnel (&script, &fd);
  g_assert_false (open_with (f, (Options){ .kind = KT_SOURCE_IMAP_TUNNEL, .tunnel = fd }));
  g_assert_nonnull (strstr (f->error->message, "has to log in by itself (PREAUTH)"));
  g_autofree char *received = finish (f, NULL);
  g_assert_cmpstr (received, ==, "");
}

/* Answers with pieces replaced, doubled and lost: whatever happens, it ends, and in good order. */
static char *
mutate (GRand *random, const char *text)
{
  static const char *const pieces[]
      = { "NIL",     "(",   ")",           "\"", "{3}\r\n", "\\",     "[",   "]",
          "{0}\r\n", "-1",  "99999999999", "*",  "FETCH",   " ",      "UID", "\"\"",
          "\1",      "1:*", "$T ",         "OK", "\r\n* ",  "{9}\r\n" };
  GString *changed = g_string_new (text);
  for (gint n = g_rand_int_range (random, 1, 5); n > 0; n--)
    {
      gint at = g_rand_int_range (random, 0, (gint)changed->len);
      gint length = g_rand_int_range (random, 0, 9);
      if (g_rand_boolean (random))
        g_string_erase (changed, at, MIN (length, (gint)changed->len - at));
      if (g_rand_boolean (random))
        g_string_insert (changed, MIN (at, (gint)changed->len),
                         pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      if (changed->len == 0)
        g_string_append_c (changed, '*');
    }
  return g_string_free (changed, FALSE);
}

static void
test_mutations (Fixture *f, gconstpointer unused)
{
  static const FakeRule victims[] = {
    { "LIST",
      "* LIST (\\HasNoChildren) \"/\" INBOX\r\n* LIST (\\Sent) NIL {4}\r\nSent\r\n$T OK x\r\n",
      FAKE_HANG_UP },
    { "STATUS", "* STATUS x (MESSAGES 2 UIDNEXT 9 UIDVALIDITY 7 HIGHESTMODSEQ 5)\r\n$T OK x\r\n",
      FAKE_HANG_UP },
    { "EXAMINE",
      "* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n* 2 EXISTS\r\n"
      "* OK [UIDVALIDITY 7] x\r\n* OK [HIGHESTMODSEQ 9] x\r\n$T OK [READ-ONLY] x\r\n",
      FAKE_HANG_UP },
    { "SEARCH", "* SEARCH 3 5 (MODSEQ 9)\r\n$T OK x\r\n", FAKE_HANG_UP },
    { "BODY",
      "* 1 FETCH (UID 3 FLAGS (\\Seen x) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" "
      "RFC822.SIZE 5 MODSEQ (12) BODY[]<0> {5}\r\nhello)\r\n"
      "* 2 FETCH (BODY[]<0> \"a\\\"b\" UID 5)\r\n$T OK x\r\n",
      FAKE_HANG_UP },
    { "(UID FLAGS)", "* 1 FETCH (UID 2 FLAGS (\\Flagged) MODSEQ (7))\r\n$T OK x\r\n",
      FAKE_HANG_UP },
  };
  guint rounds = g_test_slow () ? 20000 : 300;
  g_autoptr (GRand) random = g_rand_new_with_seed (4417);
  for (guint round = 0; round < rounds; round++)
    {
      int fd;
      const FakeRule *victim = &victims[round % G_N_ELEMENTS (victims)];
      g_autofree char *reply = mutate (random, victim->reply);
      FakeScript script
          = { .plain = TRUE,
              .greeting = "* PREAUTH [CAPABILITY IMAP4rev1 CONDSTORE SPECIAL-USE] x\r\n",
              .rules = { { victim->when, reply, victim->action } } };
      f->fake = fake_start_tunnel (&script, &fd);
      g_assert_true (open_with (f, (Options){ .kind = KT_SOURCE_IMAP_TUNNEL, .tunnel = fd }));
      gboolean ok = ask_folders (f) && ask_list (f, 86400 * 3, 1, 5) && ask_letters (f, 0);
      g_assert_cmpint (ok, ==, f->error == NULL);
      empty (f);
    }
}

static gboolean
make_certificates (void)
{
  int status;
  g_autoptr (GError) error = NULL;
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *script
      = g_test_build_filename (G_TEST_DIST, "tests/servers/certificates.sh", NULL);
  if (openssl == NULL)
    return FALSE;
  certificates = g_dir_make_tmp ("kontor-test-XXXXXX", &error);
  g_assert_no_error (error);
  const char *argv[] = { "bash", script, certificates, NULL };
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return TRUE;
}

static void
remove_certificates (void)
{
  g_autoptr (GDir) directory = g_dir_open (certificates, 0, NULL);
  for (const char *name; (name = g_dir_read_name (directory)) != NULL;)
    {
      g_autofree char *path = g_build_filename (certificates, name, NULL);
      g_unlink (path);
    }
  g_rmdir (certificates);
  g_free (certificates);
}

#define add(name, function) g_test_add ("/imap/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!make_certificates ())
    {
      g_print ("1..0 # SKIP openssl is not installed\n");
      return 0;
    }
  add ("session", test_session);
  add ("flags-without-condstore", test_flags_without_condstore);
  add ("first", test_first);
  add ("folder-names", test_folder_names);
  add ("fetch-answers", test_fetch_answers);
  add ("cut-letters", test_cut_letters);
  add ("refused-letters", test_refused_letters);
  add ("slow-server", test_slow_server);
  add ("silent-server", test_silent_server);
  add ("flood", test_flood);
  add ("cut-everywhere", test_cut_everywhere);
  add ("new-validity", test_new_validity);
  add ("no-status", test_no_status);
  add ("certificates", test_certificates);
  add ("system-authorities", test_system_authorities);
  add ("no-tls", test_no_tls);
  add ("starttls", test_starttls);
  add ("starttls-injection", test_starttls_injection);
  add ("preauth", test_preauth);
  add ("login", test_login);
  add ("injection", test_injection);
  add ("tunnel", test_tunnel);
  add ("mutations", test_mutations);
  int status = g_test_run ();
  remove_certificates ();
  return status;
}
