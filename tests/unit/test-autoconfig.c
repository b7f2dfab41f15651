/* Settings documents of strangers: what is taken from them, and what is not. */
#include "config.h"
#include "kontor/error.h"
#include "kontor/mail-find.h"
#include <string.h>

#define DOCUMENT(servers)                                                                          \
  "<?xml version=\"1.0\"?><clientConfig version=\"1.1\"><emailProvider id=\"x\"><domain>x.example" \
  "</domain><displayName>X</displayName>" servers "</emailProvider></clientConfig>"
#define SERVER(type, host, port, socket, user)                                                     \
  "<incomingServer type=\"" type "\"><hostname>" host "</hostname><port>" port "</port>"           \
  "<socketType>" socket "</socketType><username>" user                                             \
  "</username><authentication>password-cleartext</authentication></incomingServer>"

static char *
read_text (const char *text, gsize length)
{
  g_auto (KtFound) found = { 0 };
  g_autoptr (GError) error = NULL;
  if (!kt_autoconfig_read (text, length, "anna.k@x.example", &found, &error))
    {
      g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
      return g_strdup (error->message);
    }
  g_assert_cmpint (found.how, ==, KT_FOUND_DOCUMENT);
  g_assert_false (found.foreign);
  return g_strdup_printf ("%s %s %u %s", found.kind == KT_SOURCE_IMAPS ? "tls" : "starttls",
                          found.host, found.port, found.user);
}

static void
test_documents (void)
{
#define NONE "it names no IMAP server with TLS"
#define BROKEN "it is no settings document"
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { DOCUMENT (SERVER ("imap", "imap.x.example", "993", "SSL", "%EMAILADDRESS%")),
      "tls imap.x.example 993 anna.k@x.example" },
    { DOCUMENT (SERVER ("imap", " imap.x.example\n", " 1993 ", "TLS", "%EMAILLOCALPART%")),
      "tls imap.x.example 1993 anna.k" },
    { DOCUMENT (SERVER ("imap", "h", "143", "STARTTLS", "u-%EMAILLOCALPART%-%EMAILDOMAIN%")),
      "starttls h 143 u-anna.k-x.example" },
    /* the first with TLS from the start wins */
    { DOCUMENT (
          SERVER ("pop3", "pop", "995", "SSL", "u") SERVER ("imap", "a", "143", "STARTTLS", "u")
              SERVER ("imap", "b", "993", "SSL", "u") SERVER ("imap", "c", "993", "SSL", "u")),
      "tls b 993 u" },
    { DOCUMENT (SERVER ("imap", "h", "993", "SSL", "")), "tls h 993 anna.k@x.example" },
    /* what would go unencrypted, other protocols, servers for sending */
    { DOCUMENT (SERVER ("imap", "h", "143", "plain", "u")), NONE },
    { DOCUMENT (SERVER ("pop3", "h", "995", "SSL", "u")), NONE },
    { DOCUMENT ("<outgoingServer type=\"imap\"><hostname>h</hostname><port>993</port>"
                "<socketType>SSL</socketType></outgoingServer>"),
      NONE },
    /* hosts and ports that are none */
    { DOCUMENT (SERVER ("imap", "a/b", "993", "SSL", "u")), NONE },
    { DOCUMENT (SERVER ("imap", "u@evil.example", "993", "SSL", "u")), NONE },
    { DOCUMENT (SERVER ("imap", "-oProxy", "993", "SSL", "u")), NONE },
    { DOCUMENT (SERVER ("imap", "a..b", "993", "SSL", "u")), NONE },
    { DOCUMENT (SERVER ("imap", "", "993", "SSL", "u")), NONE },
    { DOCUMENT (SERVER ("imap", "h", "0", "SSL", "u")), NONE },
    { DOCUMENT (SERVER ("imap", "h", "65536", "SSL", "u")), NONE },
    { DOCUMENT (SERVER ("imap", "h", "993x", "SSL", "u")), NONE },
    { DOCUMENT (SERVER ("imap", "h", "993", "SSL", "a&#10;[me]")), NONE },
    { DOCUMENT (""), NONE },
    /* values deeper than they belong are none */
    { DOCUMENT ("<incomingServer type=\"imap\"><x><hostname>h</hostname></x><port>993</port>"
                "<socketType>SSL</socketType></incomingServer>"),
      NONE },
    /* no XML, other XML, a document type */
    { "", BROKEN },
    { "<html><body>not found</body></html>", BROKEN },
    { "<clientConfig><emailProvider>", BROKEN },
    { "\xff\xfe", BROKEN },
    { "<!DOCTYPE c [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><clientConfig>&b;"
      "</clientConfig>",
      BROKEN },
    { "<!DOCTYPE c SYSTEM \"file:///etc/passwd\">" DOCUMENT (
          SERVER ("imap", "h", "993", "SSL", "u")),
      BROKEN },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = read_text (cases[i].text, strlen (cases[i].text));
      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

static void
test_limits (void)
{
  g_autofree char *name = g_strnfill (600, 'a'), *much = g_strnfill (300000, ' ');
  g_autofree char *long_name
      = g_strdup_printf (DOCUMENT (SERVER ("imap", "%s", "993", "SSL", "u")), name);
  g_autofree char *got = read_text (long_name, strlen (long_name));
  g_assert_cmpstr (got, ==, BROKEN);
  g_autofree char *large = read_text (much, strlen (much));
  g_assert_cmpstr (large, ==, "it is too long");
  g_autoptr (GString) deep = g_string_new ("<clientConfig>");
  for (guint i = 0; i < 20; i++)
    g_string_append (deep, "<x>");
  g_autofree char *depth = read_text (deep->str, deep->len);
  g_assert_cmpstr (depth, ==, BROKEN);
  /* cut anywhere, it is none: nothing of it is believed */
  const char *whole = DOCUMENT (SERVER ("imap", "h", "993", "SSL", "u"));
  for (gsize n = 0; n < strlen (whole); n++)
    {
      g_autofree char *part = read_text (whole, n);
      g_assert_cmpstr (part, ==, BROKEN);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autoconfig/documents", test_documents);
  g_test_add_func ("/autoconfig/limits", test_limits);
  return g_test_run ();
}
