/* Who is let near the password: no octet of a login leaves where it should not. */
#include "config.h"
#include "imap-fixture.h"
#include <string.h>

static void
assert_nothing_said (ImapFixture *f, const char *detail, const char *said)
{
  g_autofree char *message
      = g_strdup_printf ("not connecting to localhost\n  %s" NOTHING_SENT, detail);
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
  g_assert_cmpstr (f->error->message, ==, message);
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_cmpstr (received, ==, said);
  imap_empty (f);
}

static void
test_certificates (ImapFixture *f, gconstpointer unused)
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
            imap_open_script (f, (FakeScript){ .plain = plain, .certificate = cases[i].name }));
        assert_nothing_said (f, cases[i].detail, plain ? "1 STARTTLS\r\n" : "");
      }
}

static void
test_system_authorities (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { 0 };
  f->fake = fake_start (&script, imap_certificates);
  g_assert_false (imap_open_with (f, (ImapOptions){ .ca = "" }));
  assert_nothing_said (f, "its certificate is signed by an unknown authority", "");
  f->fake = fake_start (&script, imap_certificates);
  g_assert_false (imap_open_with (f, (ImapOptions){ .ca = "/nonexistent/ca.pem" }));
  g_assert_cmpstr (f->error->message, ==, "cannot read the authorities in «/nonexistent/ca.pem»");
}

/* Text where TLS is expected. */
static void
test_no_tls (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .plain = TRUE };
  f->fake = fake_start (&script, imap_certificates);
  g_assert_false (imap_open_with (f, (ImapOptions){ 0 }));
  g_assert_nonnull (strstr (f->error->message, "it does not speak TLS 1.2 or newer there"));
  g_assert_nonnull (strstr (f->error->message, "may begin unencrypted: url = imap+starttls://"));
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_null (strstr (received, SECRET));
  g_assert_null (strstr (received, SECRET_CODED));
}

static void
test_starttls (ImapFixture *f, gconstpointer unused)
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
      g_assert_false (
          imap_open_script (f, (FakeScript){ .plain = TRUE,
                                             .greeting = cases[i].greeting,
                                             .rules = { { "STARTTLS", cases[i].reply } } }));
      assert_nothing_said (f, cases[i].detail, cases[i].said);
    }
  g_assert_true (imap_open_script (f, (FakeScript){ .plain = TRUE }));
  g_assert_true (imap_ask_letters (f, 0));
  g_autofree char *received = imap_finish (f, NULL);
  /* what was told before TLS is asked again inside */
  g_assert_true (g_str_has_prefix (received, "1 STARTTLS\r\n2 CAPABILITY\r\n3 AUTHENTICATE PLAIN"));
}

/* Text slipped in behind the OK to STARTTLS, or before it. */
static void
test_starttls_injection (ImapFixture *f, gconstpointer unused)
{
  static const char *const replies[] = {
    "$T OK go\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n",
    "$T OK go\r\n2 OK logged in\r\n",
    "$T OK go\r\n* ",
    "* CAPABILITY IMAP4rev1\r\n$T OK go\r\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_assert_false (imap_open_script (
          f, (FakeScript){ .plain = TRUE, .rules = { { "STARTTLS", replies[i], FAKE_TLS } } }));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
      g_assert_nonnull (strstr (f->error->message, "unasked text before encryption"));
      g_autofree char *received = imap_finish (f, NULL);
      g_assert_cmpstr (received, ==, "1 STARTTLS\r\n");
      imap_empty (f);
    }
}

static void
test_preauth (ImapFixture *f, gconstpointer unused)
{
  g_assert_false (imap_open_script (f, (FakeScript){ .greeting = "* PREAUTH hello\r\n" }));
  assert_nothing_said (f, "it lets everybody in without a password (PREAUTH)", "");
}

static void
test_login (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .greeting = "* OK [CAPABILITY IMAP4rev1] x\r\n" };
  f->fake = fake_start (&script, imap_certificates);
  g_assert_true (imap_open_with (f, (ImapOptions){ .secret = "a\"b\\c d" }));
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_nonnull (strstr (received, "LOGIN \"anna\" \"a\\\"b\\\\c d\"\r\n"));
  imap_empty (f);
  g_assert_false (imap_open_script (
      f, (FakeScript){ .greeting = "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] x\r\n" }));
  assert_nothing_said (f, "it takes no password (LOGINDISABLED)", "");
  g_assert_false (imap_open_script (
      f, (FakeScript){ .rules = { { "AUTHENTICATE", "$T NO [UNAVAILABLE] x\r\n" } } }));
  g_assert_cmpstr (f->error->message, ==, "localhost lets nobody in at the moment");
  imap_empty (f);
  g_assert_false (imap_open_script (
      f, (FakeScript){ .rules
                       = { { "AUTHENTICATE", "$T NO [AUTHENTICATIONFAILED] " SECRET "\r\n" } } }));
  g_assert_cmpstr (f->error->message, ==, "localhost refused the password for anna");
}

static void
test_injection (ImapFixture *f, gconstpointer unused)
{
  static const ImapOptions cases[]
      = { { .user = "anna\r\n1 DELETE INBOX" }, { .secret = "x\ny" }, { .secret = "x\r" } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FakeScript script = { 0 };
      f->fake = fake_start (&script, imap_certificates);
      g_assert_false (imap_open_with (f, cases[i]));
      assert_nothing_said (f, "user name or password hold a line break", "");
    }
}

#define add(name, function)                                                                        \
  g_test_add ("/imap-login/" name, ImapFixture, NULL, imap_set_up, function, imap_tear_down)

int
main (int argc, char **argv)
{
  if (!imap_begin (&argc, &argv))
    return 0;
  add ("certificates", test_certificates);
  add ("system-authorities", test_system_authorities);
  add ("no-tls", test_no_tls);
  add ("starttls", test_starttls);
  add ("starttls-injection", test_starttls_injection);
  add ("preauth", test_preauth);
  add ("login", test_login);
  add ("injection", test_injection);
  return imap_run ();
}
