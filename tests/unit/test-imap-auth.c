/* How a login is said, by what the server takes; and what follows when it says no. */
#include "config.h"
#include "imap-fixture.h"
#include <string.h>

#define TOKEN "ya29.kalns-4417"
/* user=anna\1auth=Bearer TOKEN\1\1 */
#define XOAUTH2_CODED "dXNlcj1hbm5hAWF1dGg9QmVhcmVyIHlhMjkua2FsbnMtNDQxNwEB"
#define CAPABILITY(words) "* OK [CAPABILITY IMAP4rev1 " words "] hello\r\n"
#define IN "1 OK [CAPABILITY IMAP4rev1] in\r\n"

/* What was said for the login: without LOGOUT. */
static char *
said (ImapFixture *f)
{
  char *received = imap_finish (f, NULL), *logout = strstr (received, "2 LOGOUT");
  if (logout != NULL)
    *logout = '\0';
  return received;
}

static void
assert_said (ImapFixture *f, const char *expected)
{
  g_assert_no_error (f->error);
  g_autofree char *received = said (f);
  g_assert_cmpstr (received, ==, expected);
  imap_empty (f);
}

static void
test_plain_at_once (ImapFixture *f, gconstpointer unused)
{
  g_assert_true (imap_open_script (f, (FakeScript){ 0 }));
  assert_said (f, "1 AUTHENTICATE PLAIN " SECRET_CODED "\r\n");
}

static void
test_plain_when_asked (ImapFixture *f, gconstpointer unused)
{
  FakeScript script
      = { .greeting = CAPABILITY ("AUTH=PLAIN LOGINDISABLED"),
          .rules = { { "AUTHENTICATE PLAIN", "* OK wait\r\n+ \r\n" }, { SECRET_CODED, IN } } };
  g_assert_true (imap_open_script (f, script));
  assert_said (f, "1 AUTHENTICATE PLAIN\r\n" SECRET_CODED "\r\n");
}

static void
test_login_command (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .greeting = CAPABILITY ("SASL-IR AUTH=LOGIN") };
  g_assert_true (imap_open_script (f, script));
  assert_said (f, "1 LOGIN \"anna\" \"" SECRET "\"\r\n");
}

static void
test_sasl_login (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .greeting = CAPABILITY ("SASL-IR AUTH=LOGIN LOGINDISABLED"),
                        .rules = { { "AUTHENTICATE LOGIN", "+ VXNlcm5hbWU6\r\n" },
                                   { "YW5uYQ==", "+ UGFzc3dvcmQ6\r\n" },
                                   { "a2FsbnM0NDE3", IN } } };
  g_assert_true (imap_open_script (f, script));
  assert_said (f, "1 AUTHENTICATE LOGIN\r\nYW5uYQ==\r\na2FsbnM0NDE3\r\n");
}

/* It may ask for ever: nothing more is told it, and the session is over. */
static void
test_asked_too_much (ImapFixture *f, gconstpointer unused)
{
  FakeScript script
      = { .rules = { { "AUTHENTICATE PLAIN", "+ more\r\n" }, { "*", "+ more\r\n" } } };
  g_assert_false (imap_open_script (f, script));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_cmpstr (received, ==, "1 AUTHENTICATE PLAIN " SECRET_CODED "\r\n*\r\n");
}

/* --- tokens --- */

static gboolean
open_with_token (ImapFixture *f, FakeScript script, const char *user)
{
  f->fake = fake_start (&script, imap_certificates);
  return imap_open_with (f, (ImapOptions){ .secret = TOKEN, .token = TRUE, .user = user });
}

static void
test_xoauth2 (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .greeting = CAPABILITY ("SASL-IR AUTH=XOAUTH2 AUTH=PLAIN"),
                        .rules = { { "AUTHENTICATE XOAUTH2", IN } } };
  g_assert_true (open_with_token (f, script, NULL));
  assert_said (f, "1 AUTHENTICATE XOAUTH2 " XOAUTH2_CODED "\r\n");
  script = (FakeScript){ .greeting = CAPABILITY ("AUTH=XOAUTH2"),
                         .rules = { { "AUTHENTICATE XOAUTH2", "+ \r\n" }, { XOAUTH2_CODED, IN } } };
  g_assert_true (open_with_token (f, script, NULL));
  assert_said (f, "1 AUTHENTICATE XOAUTH2\r\n" XOAUTH2_CODED "\r\n");
}

/* What comes first in both is preferred; "," and "=" of a name are coded. */
static void
test_oauthbearer (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .greeting = CAPABILITY ("SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER"),
                        .rules = { { "AUTHENTICATE OAUTHBEARER", IN } } };
  g_assert_true (open_with_token (f, script, "a=b,c"));
  g_autofree char *plain = g_strdup_printf (
      "n,a=a=3Db=2Cc,\001host=localhost\001port=%u\001auth=Bearer " TOKEN "\001\001",
      fake_port (f->fake));
  g_autofree char *coded = g_base64_encode ((const guchar *)plain, strlen (plain));
  g_autofree char *expected = g_strconcat ("1 AUTHENTICATE OAUTHBEARER ", coded, "\r\n", NULL);
  assert_said (f, expected);
}

/* The server explains in a challenge, wants an answer to it, and then says NO (RFC 7628 §3.2.3). */
static void
test_token_refused (ImapFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *mechanism, *answer;
  } cases[] = { { "OAUTHBEARER", "AQ==" }, { "XOAUTH2", "" } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int at_once = 0; at_once < 2; at_once++)
      {
        g_autofree char *greeting = g_strdup_printf (CAPABILITY ("%sAUTH=%s"),
                                                     at_once ? "SASL-IR " : "", cases[i].mechanism);
        g_autofree char *start = g_strconcat ("AUTHENTICATE ", cases[i].mechanism, NULL);
        FakeScript script = { .greeting = greeting,
                              .rules = { { start, "+ eyJzdGF0dXMiOiI0MDEifQ==\r\n" },
                                         { "==", "1 NO [AUTHENTICATIONFAILED] no\r\n" },
                                         { "LOGOUT", "" },
                                         { "", at_once || *cases[i].answer != '\0'
                                                   ? "1 NO [AUTHENTICATIONFAILED] no\r\n"
                                                   : "+ eyJzdGF0dXMiOiI0MDEifQ\r\n" } } };
        if (!at_once) /* the token, the challenge; then its answer */
          {
            script.rules[0].reply = "+ \r\n";
            script.rules[1] = (FakeRule){ "AQ==", "1 NO [AUTHENTICATIONFAILED] no\r\n" };
            script.rules[2] = (FakeRule){ "A", "+ eyJzdGF0dXMiOiI0MDEifQ==\r\n" };
            script.rules[3] = (FakeRule){ "", "1 NO no\r\n" };
          }
        g_assert_false (open_with_token (f, script, NULL));
        g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
        g_assert_cmpstr (f->error->message, ==, "localhost refused the token for anna");
        g_assert_true (f->refused);
        g_autofree char *received = imap_finish (f, NULL);
        g_autofree char *end = g_strconcat ("\r\n", cases[i].answer, "\r\n", NULL);
        g_assert_true (g_str_has_suffix (received, end));
        imap_empty (f);
      }
}

/* A server that takes no token gets none. */
static void
test_no_token_taken (ImapFixture *f, gconstpointer unused)
{
  g_assert_false (open_with_token (f, (FakeScript){ 0 }, NULL));
  g_assert_cmpstr (
      f->error->message, ==,
      "not connecting to localhost\n  it takes no token (OAUTHBEARER, XOAUTH2)" NOTHING_SENT);
  g_assert_false (f->refused);
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_cmpstr (received, ==, "");
}

/* Fields are parted by \1: none may come in by a name or a token. */
static void
test_token_injection (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .greeting = CAPABILITY ("SASL-IR AUTH=XOAUTH2") };
  g_assert_false (open_with_token (f, script, "anna\001auth=Bearer x"));
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_cmpstr (received, ==, "");
}

#define add(name, function)                                                                        \
  g_test_add ("/imap-auth/" name, ImapFixture, NULL, imap_set_up, function, imap_tear_down)

int
main (int argc, char **argv)
{
  if (!imap_begin (&argc, &argv))
    return 0;
  add ("plain-at-once", test_plain_at_once);
  add ("plain-when-asked", test_plain_when_asked);
  add ("login-command", test_login_command);
  add ("sasl-login", test_sasl_login);
  add ("asked-too-much", test_asked_too_much);
  add ("xoauth2", test_xoauth2);
  add ("oauthbearer", test_oauthbearer);
  add ("token-refused", test_token_refused);
  add ("no-token-taken", test_no_token_taken);
  add ("token-injection", test_token_injection);
  return imap_run ();
}
