/* The IMAP driver against servers that misbehave. */
#include "config.h"
#include "imap-fixture.h"
#include <string.h>

/* --- what goes well --- */

static void
test_session (ImapFixture *f, gconstpointer unused)
{
  g_assert_true (imap_open_script (f, (FakeScript){ 0 }));
  g_assert_true (imap_ask_folders (f));
  g_assert_cmpstr (f->seen.folders->str, ==, "INBOX=INBOX:inbox Sent=Sent:sent ");
  g_assert_true (imap_ask_list (f, 0, 1, 0));
  g_assert_cmpuint (f->seen.uids->len, ==, 2);
  g_assert_true (imap_ask_letters (f, 0));
  imap_assert_letters (f, "3:hello 5:goodbye");
  g_assert_cmpint (g_array_index (f->seen.times, gint64, 0), ==, 837596665);
  g_assert_cmpint (g_array_index (f->seen.times, gint64, 1), ==, 837571465);
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_nonnull (strstr (received, "AUTHENTICATE PLAIN " SECRET_CODED "\r\n"));
  g_assert_nonnull (strstr (received, " UID FETCH 3,5 (UID FLAGS INTERNALDATE RFC822.SIZE "
                                      "BODY.PEEK[]<0.52428800>)\r\n"));
  g_assert_nonnull (strstr (received, " LOGOUT\r\n"));
  g_assert_null (strstr (received, "SELECT"));
}

static void
test_flags_without_condstore (ImapFixture *f, gconstpointer unused)
{
  g_assert_true (imap_open_script (
      f, (FakeScript){
             .rules
             = { { "(UID FLAGS)",
                   "* 1 FETCH (UID 2 FLAGS (\\Flagged))\r\n* 2 FETCH (FLAGS (\\Draft) UID 3)\r\n"
                   "* 3 FETCH (FLAGS (\\ImapSeen))\r\n$T OK x\r\n" } } }));
  g_assert_true (imap_ask_list (f, 0, 3, 1));
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
test_first (ImapFixture *f, gconstpointer unused)
{
  g_assert_true (imap_open_script (f, (FakeScript){ 0 }));
  g_assert_true (imap_ask_list (f, 0, 6, 0));
  g_assert_cmpuint (f->seen.uids->len, ==, 0);
  g_assert_true (imap_ask_list (f, 86400 * 2, 4, 0));
  g_assert_cmpuint (f->seen.uids->len, ==, 1);
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_nonnull (strstr (received, "UID SEARCH UID 6:*\r\n"));
  g_assert_nonnull (strstr (received, "UID SEARCH UID 4:* SINCE 2-Jan-1970\r\n"));
}

static void
test_folder_names (ImapFixture *f, gconstpointer unused)
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
  f->fake = fake_start (&script, imap_certificates);
  g_assert_true (imap_open_with (f, (ImapOptions){ .folders = all }));
  g_assert_true (imap_ask_folders (f));
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
    "3:hello 5:x", NULL },
  { "* 1 FETCH (UID 3 RFC822.SIZE 5 BODY[]<0> {0}\r\n)\r\n" HELLO "$T OK x\r\n", 0, "3:hello",
    NULL },
  { HELLO "* 2 FETCH (UID 5 FOO (1 (2)) BODY[]<0> {1}\r\nx)\r\n$T OK x\r\n", 0, "3:hello",
    LOST "its answer makes no sense" },
};

static void
test_fetch_answers (ImapFixture *f, gconstpointer unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fetch_cases); i++)
    {
      const Case *c = &fetch_cases[i];
      FakeScript script = { .rules = { { "FETCH", c->reply, c->action } } };
      g_test_message ("case %zu", i);
      g_assert_true (imap_open_script (f, script));
      g_assert_cmpint (imap_ask_letters (f, 0), ==, c->message == NULL);
      imap_assert_letters (f, c->letters);
      if (c->message != NULL)
        {
          g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
          g_assert_cmpstr (f->error->message, ==, c->message);
          g_assert_false (imap_ask_folders (f));
          g_assert_cmpstr (f->error->message, ==, c->message);
          g_assert_false (imap_ask_letters (f, 0));
          g_assert_false (imap_ask_list (f, 0, 1, 0));
        }
      imap_empty (f);
    }
}

/* Servers that send more than asked for, and lie about sizes. */
static void
test_cut_letters (ImapFixture *f, gconstpointer unused)
{
  g_assert_true (imap_open_script (
      f, (FakeScript){
             .rules
             = { { "FETCH",
                   "* 1 FETCH (UID 3 RFC822.SIZE 2 BODY[]<0> {5}\r\nhello)\r\n"
                   "* 2 FETCH (UID 5 RFC822.SIZE 900 BODY[]<0> {2}\r\nhi)\r\n$T OK x\r\n" } } }));
  g_assert_true (imap_ask_letters (f, 4));
  imap_assert_letters (f, "3:hell 5:hi");
  g_assert_cmpuint (f->seen.partial, ==, 1);
}

/* NO to many: one by one. A letter that cannot be had is left; a server in trouble is an error. */
static void
test_refused_letters (ImapFixture *f, gconstpointer unused)
{
  g_assert_true (
      imap_open_script (f, (FakeScript){ .rules = { { "FETCH 3,5", "$T NO trouble\r\n" },
                                                    { "FETCH 3 ", HELLO "$T OK x\r\n" },
                                                    { "FETCH 5 ", "$T NO trouble\r\n" } } }));
  g_assert_true (imap_ask_letters (f, 0));
  imap_assert_letters (f, "3:hello");
  imap_empty (f);
  g_assert_true (
      imap_open_script (f, (FakeScript){ .rules = { { "FETCH 3,5", HELLO "$T NO trouble\r\n" },
                                                    { "FETCH 5 ", "$T NO trouble\r\n" } } }));
  g_assert_true (imap_ask_letters (f, 0));
  imap_assert_letters (f, "3:hello");
  imap_empty (f);
  g_assert_true (
      imap_open_script (f, (FakeScript){ .rules = { { "FETCH", "$T NO broken\r\n" } } }));
  g_assert_true (imap_ask_letters (f, 0));
  imap_assert_letters (f, "");
  imap_empty (f);
  g_assert_true (
      imap_open_script (f, (FakeScript){ .rules = { { "FETCH", "$T NO [INUSE] trouble\r\n" } } }));
  g_assert_false (imap_ask_letters (f, 0));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
  g_assert_true (imap_ask_list (f, 0, 1, 0));
  imap_empty (f);
  g_assert_true (imap_open_script (
      f, (FakeScript){ .rules = { { "FETCH 3,5", "$T NO trouble\r\n" },
                                  { "FETCH 3 ", "$T NO [UNAVAILABLE] trouble\r\n" },
                                  { "FETCH 5 ", "* 2 FETCH (UID 5 BODY[]<0> {2}\r\nhi)\r\n"
                                                "$T OK x\r\n" } } }));
  g_assert_false (imap_ask_letters (f, 0));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
  imap_assert_letters (f, "5:hi");
  imap_empty (f);
  g_assert_true (
      imap_open_script (f, (FakeScript){ .rules = { { "FETCH 3,5", HELLO "$T NO trouble\r\n" },
                                                    { "FETCH 5 ", "$T NO [LIMIT] x\r\n" } } }));
  g_assert_false (imap_ask_letters (f, 0));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
  imap_assert_letters (f, "3:hello");
}

/* Two letters are there: a whole listing that does not tell both is not believed. */
static void
test_partly (ImapFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *when, *reply;
    gint64 since;
    guint32 total; /* 0: fails */
  } rows[] = {
    { "SEARCH", "* SEARCH 3\r\n$T OK x\r\n", 0, 0 },
    { "SEARCH", "* SEARCH 3\r\n* 2 EXPUNGE\r\n$T OK x\r\n", 0, 1 },
    { "SEARCH", "* SEARCH 3\r\n* VANISHED 5\r\n$T OK x\r\n", 0, 1 },
    { "SEARCH", "* SEARCH 3\r\n* VANISHED 5\r\n* 2 EXISTS\r\n$T OK x\r\n", 0, 2 },
    { "SEARCH", "* SEARCH 3\r\n* VANISHED (EARLIER) 4\r\n$T OK x\r\n", 0, 0 },
    { "SEARCH", "* SEARCH 3\r\n* VANISHED 1:99\r\n$T OK x\r\n", 0, 0 },
    { ":* (UID)", "* 1 FETCH (UID 3)\r\n$T OK x\r\n", 86400, 2 }, /* with what SEARCH tells */
    { ":* (UID)", "* 1 FETCH (UID 3)\r\n* 2 FETCH (UID 5)\r\n$T NO x\r\n", 86400, 0 },
    { ":* (UID FLAGS)", "* 1 FETCH (UID 3 FLAGS ())\r\n$T NO x\r\n", 0, 2 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FakeScript script = { .rules = { { rows[i].when, rows[i].reply } } };
      g_assert_true (imap_open_script (f, script));
      g_assert_cmpint (imap_ask_list (f, rows[i].since, 1, 1), ==, rows[i].total > 0);
      if (rows[i].total == 0)
        g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
      g_assert_cmpuint (f->seen.listed.total, ==, rows[i].total);
      imap_empty (f);
    }
}

static void
test_slow_server (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .rules = { { "FETCH", HELLO, FAKE_DRIP } } };
  f->fake = fake_start (&script, imap_certificates);
  g_assert_true (imap_open_with (f, (ImapOptions){ .deadline_ms = 300 }));
  g_assert_false (imap_ask_letters (f, 0));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
  g_assert_cmpstr (f->error->message, ==, LOST "the server does not answer in time");
}

/* Silent from some point on. */
static void
test_silent_server (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .rules = { { "LIST", "* LIST () " } } };
  f->fake = fake_start (&script, imap_certificates);
  g_assert_true (imap_open_with (f, (ImapOptions){ .deadline_ms = 300 }));
  g_assert_false (imap_ask_folders (f));
  g_assert_cmpstr (f->error->message, ==, LOST "the server does not answer in time");
  imap_empty (f);
  script = (FakeScript){ .mute = TRUE };
  f->fake = fake_start (&script, imap_certificates);
  g_assert_false (imap_open_with (f, (ImapOptions){ .deadline_ms = 300 }));
  g_assert_cmpstr (f->error->message, ==,
                   "not connecting to localhost\n  it does not answer" NOTHING_SENT);
}

static void
flood (ImapFixture *f, const char *line, const char *message)
{
  g_autoptr (GString) flood = g_string_new (NULL);
  for (guint i = 0; i < 400000; i++)
    g_string_append (flood, line);
  FakeScript script = { .rules = { { "FETCH", flood->str } } };
  g_assert_true (imap_open_script (f, script));
  g_assert_false (imap_ask_letters (f, 100));
  g_assert_cmpstr (f->error->message, ==, message);
  imap_empty (f);
}

/* An answer that never ends is cut at the command's caps. */
static void
test_flood (ImapFixture *f, gconstpointer unused)
{
  flood (f, "* 5 FETCH (FLAGS ())\r\n", LOST "the answer is too large");
  flood (f, "* 5 EXISTS\r\n", UNUSABLE "too many answers to one question");
}

static gboolean
run_all (ImapFixture *f, FakeScript script, gboolean tunnel)
{
  int fd = 0;
  f->fake = tunnel ? fake_start_tunnel (&script, &fd) : fake_start (&script, imap_certificates);
  ImapOptions options = { .kind = tunnel ? KT_SOURCE_IMAP_TUNNEL : KT_SOURCE_IMAPS, .tunnel = fd };
  return imap_open_with (f, options) && imap_ask_folders (f) && imap_ask_list (f, 0, 1, 0)
         && imap_ask_letters (f, 0);
}

/* The connection breaks after each octet of a whole session: always an error, never more. */
static void
cut_everywhere (ImapFixture *f, FakeScript script, gboolean tunnel, gsize step)
{
  gsize whole;
  g_assert_true (run_all (f, script, tunnel));
  g_free (imap_finish (f, &whole));
  for (script.cut = 1; script.cut < whole; script.cut += step)
    {
      imap_empty (f);
      g_assert_false (run_all (f, script, tunnel));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
      g_assert_true (g_str_has_prefix (f->error->message, "lost the connection to "));
      g_assert_true (g_str_has_suffix (f->error->message, ", the server hung up"));
    }
}

static void
test_cut_everywhere (ImapFixture *f, gconstpointer unused)
{
  FakeScript preauth = { .plain = TRUE, .greeting = "* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n" };
  cut_everywhere (f, preauth, TRUE, 1);
  imap_empty (f);
  cut_everywhere (f, (FakeScript){ 0 }, FALSE, 37);
}

static void
test_new_validity (ImapFixture *f, gconstpointer unused)
{
  g_assert_true (imap_open_script (
      f, (FakeScript){ .rules = { { "EXAMINE", "* OK [UIDVALIDITY 8] x\r\n$T OK x\r\n" } } }));
  g_assert_true (imap_ask_folders (f));
  g_assert_false (imap_ask_list (f, 0, 1, 0));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
  imap_empty (f);
  g_assert_true (imap_open_script (f, (FakeScript){ .rules = { { "EXAMINE", "$T OK x\r\n" } } }));
  g_assert_false (imap_ask_letters (f, 0));
}

/* A folder without a state must not look like one that is gone. */
static void
test_no_status (ImapFixture *f, gconstpointer unused)
{
  static const char *const replies[]
      = { "$T NO x\r\n", "$T OK x\r\n", "* STATUS x (MESSAGES 1)\r\n$T OK x\r\n",
          "* STATUS x ()\r\n$T OK x\r\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_assert_true (
          imap_open_script (f, (FakeScript){ .rules = { { "STATUS Sent", replies[i] },
                                                        { "STATUS \"Sent", replies[i] } } }));
      g_assert_false (imap_ask_folders (f));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
      imap_empty (f);
    }
}

static void
test_tunnel (ImapFixture *f, gconstpointer unused)
{
  int fd;
  FakeScript script = { .plain = TRUE, .greeting = "* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n" };
  f->fake = fake_start_tunnel (&script, &fd);
  g_assert_true (imap_open_with (f, (ImapOptions){ .kind = KT_SOURCE_IMAP_TUNNEL, .tunnel = fd }));
  g_assert_true (imap_ask_letters (f, 0));
  imap_assert_letters (f, "3:hello 5:goodbye");
  imap_empty (f);
  script.greeting = NULL;
  f->fake = fake_start_tunnel (&script, &fd);
  g_assert_false (imap_open_with (f, (ImapOptions){ .kind = KT_SOURCE_IMAP_TUNNEL, .tunnel = fd }));
  g_assert_nonnull (strstr (f->error->message, "has to log in by itself (PREAUTH)"));
  g_autofree char *received = imap_finish (f, NULL);
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
test_mutations (ImapFixture *f, gconstpointer unused)
{
  static const FakeRule victims[] = {
    { "LIST",
      "* LIST (\\HasNoChildren) \"/\" INBOX\r\n* LIST (\\Sent) NIL {4}\r\nSent\r\n$T OK x\r\n",
      FAKE_HANG_UP },
    { "STATUS", "* STATUS x (MESSAGES 2 UIDNEXT 9 UIDVALIDITY 7 HIGHESTMODSEQ 5)\r\n$T OK x\r\n",
      FAKE_HANG_UP },
    { "EXAMINE",
      "* FLAGS (\\ImapSeen)\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n* 2 EXISTS\r\n"
      "* OK [UIDVALIDITY 7] x\r\n* OK [HIGHESTMODSEQ 9] x\r\n$T OK [READ-ONLY] x\r\n",
      FAKE_HANG_UP },
    { "SEARCH", "* SEARCH 3 5 (MODSEQ 9)\r\n$T OK x\r\n", FAKE_HANG_UP },
    { "BODY",
      "* 1 FETCH (UID 3 FLAGS (\\ImapSeen x) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" "
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
      g_assert_true (
          imap_open_with (f, (ImapOptions){ .kind = KT_SOURCE_IMAP_TUNNEL, .tunnel = fd }));
      gboolean ok
          = imap_ask_folders (f) && imap_ask_list (f, 86400 * 3, 1, 5) && imap_ask_letters (f, 0);
      g_assert_cmpint (ok, ==, f->error == NULL);
      imap_empty (f);
    }
}

#define add(name, function)                                                                        \
  g_test_add ("/imap/" name, ImapFixture, NULL, imap_set_up, function, imap_tear_down)

int
main (int argc, char **argv)
{
  if (!imap_begin (&argc, &argv))
    return 0;
  add ("session", test_session);
  add ("flags-without-condstore", test_flags_without_condstore);
  add ("first", test_first);
  add ("folder-names", test_folder_names);
  add ("fetch-answers", test_fetch_answers);
  add ("cut-letters", test_cut_letters);
  add ("refused-letters", test_refused_letters);
  add ("partly", test_partly);
  add ("slow-server", test_slow_server);
  add ("silent-server", test_silent_server);
  add ("flood", test_flood);
  add ("cut-everywhere", test_cut_everywhere);
  add ("new-validity", test_new_validity);
  add ("no-status", test_no_status);
  add ("tunnel", test_tunnel);
  add ("mutations", test_mutations);
  return imap_run ();
}
