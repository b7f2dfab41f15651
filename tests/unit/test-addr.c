#include "config.h"
#include "kontor/addr.h"
#include "kontor/error.h"
#include <string.h>

static void
test_norm (void)
{
  static const char *const pairs[][2] = {
    { "anna@studija.example", "anna@studija.example" },
    { "<Anna@Studija.EXAMPLE.>", "anna@studija.example" },
    { "  anna@studija.example\n", "anna@studija.example" },
    { "anna+shop@x.example", "anna+shop@x.example" },
    { "\"anna\"@x.example", "anna@x.example" },
    { "\"an\\na\"@x.example", "anna@x.example" },
    { "\"a@b\"@x.example", "\"a@b\"@x.example" },
    { "a..b.@x.example", "a..b.@x.example" }, /* against the RFC, yet in use */
    { "info@Bērziņš.example", "info@xn--brzi-bva32apg.example" },
    { "info@XN--BRZI-BVA32APG.example", "info@xn--brzi-bva32apg.example" },
    { "ПОЧТА@почта.example", "почта@xn--80a1acny.example" },
    { "a\xCC\x84nna@x.example", "ānna@x.example" }, /* NFD */
    { "anna@[192.0.2.1]", "anna@[192.0.2.1]" },
    { "anna@localhost", "anna@localhost" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtAddr) addr = kt_addr_parse (pairs[i][0], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (kt_addr_norm (addr), ==, pairs[i][1]);
      g_autofree char *joined
          = g_strconcat (kt_addr_local (addr), "@", kt_addr_domain (addr), NULL);
      g_assert_cmpstr (joined, ==, pairs[i][1]);
    }
}

static void
test_refused (void)
{
  static const char *const bad[] = { "",
                                     "anna",
                                     "@x.example",
                                     "anna@",
                                     "anna@.",
                                     "anna@x..example",
                                     "anna@-x.example",
                                     "anna@x.exa mple",
                                     "an na@x.example",
                                     "\"an na\"@x.example",
                                     "anna\r\nBcc: x@x.example",
                                     "anna\x1b@x.example",
                                     "anna\x7f@x.example",
                                     "an\xE2\x80\xAEna@x.example", /* U+202E */
                                     "an\xE2\x80\x8Bna@x.example", /* U+200B */
                                     "an\xC2\xA0na@x.example",     /* no-break space */
                                     "an\xC2\x9Bna@x.example",     /* U+009B */
                                     "ann\xFF@x.example",
                                     "a,b@x.example",
                                     "a@b@x.example",
                                     "Anna <anna@x.example>",
                                     "<<anna@x.example>>",
                                     "\"anna@x.example",
                                     "\"\"@x.example",
                                     "\"anna\\\"@x.example",
                                     "\"an\"na\"@x.example",
                                     "anna@x.example/path",
                                     "anna@[]",
                                     "anna@[192.0.2.1" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (kt_addr_parse (bad[i], &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_limit (void)
{
  static const gsize lengths[] = { KT_ADDR_MAX, KT_ADDR_MAX + 1, 10000000 };
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strnfill (lengths[i], 'a');
      memcpy (text + lengths[i] - 10, "@x.example", 10);
      g_autoptr (KtAddr) addr = kt_addr_parse (text, &error);
      g_assert_true ((addr != NULL) == (lengths[i] <= KT_ADDR_MAX));
      g_assert_true (addr != NULL || strlen (error->message) < 200);
    }
  g_autofree char *label = g_strnfill (64, 'x');
  g_autofree char *text = g_strconcat ("a@", label, ".example", NULL);
  g_assert_null (kt_addr_parse (text, NULL));
}

static void
test_match (void)
{
  static const KtAddrRules none = { FALSE, FALSE };
  static const struct
  {
    const char *text;
    const KtAddrRules *rules;
    const char *match;
  } cases[] = {
    { "Anna+shop@x.example", &kt_addr_rules_default, "anna@x.example" },
    { "Anna+shop@x.example", &none, "anna+shop@x.example" },
    { "+371@x.example", &kt_addr_rules_default, "+371@x.example" },
    { "a.n.n.a@x.example", &kt_addr_rules_default, "a.n.n.a@x.example" },
    { "a.n.n.a+b@googlemail.com", &kt_addr_rules_default, "anna@gmail.com" },
    { "a.n.n.a@gmail.com", &none, "a.n.n.a@gmail.com" },
    { "anna@googlemail.com", &none, "anna@gmail.com" },
    { "...@gmail.com", &kt_addr_rules_default, "...@gmail.com" },
    { "\"a@b+c\"@x.example", &kt_addr_rules_default, "\"a@b+c\"@x.example" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (cases[i].text, NULL);
      g_autofree char *match = kt_addr_match (addr, cases[i].rules);
      g_assert_cmpstr (match, ==, cases[i].match);
    }
}

typedef gboolean (*Judge) (const KtAddr *addr);

static void
check_names (const char *const *names, Judge judge, gboolean expected)
{
  for (; *names != NULL; names++)
    {
      g_autofree char *text = g_strconcat (*names, "@x.example", NULL);
      g_autoptr (KtAddr) addr = kt_addr_parse (text, NULL);
      if (judge (addr) != expected)
        g_error ("%s", text);
    }
}

static void
test_role (void)
{
  static const char *const roles[]
      = { "info",      "INFO",       "info+2026", "office",      "Sales",       "gramatvediba",
          "buhgalter", "front-desk", "hr",        "rezervacija", "buchhaltung", "customer.service",
          NULL };
  static const char *const persons[]
      = { "anna", "informant", "in", "anna.info", "infoanna", "officer", "x", NULL };
  check_names (roles, kt_addr_is_role, TRUE);
  check_names (persons, kt_addr_is_role, FALSE);
}

static void
test_machine (void)
{
  static const char *const machines[] = { "no-reply",
                                          "noreply",
                                          "NoReply",
                                          "no_reply",
                                          "bookings-noreply",
                                          "noreply-7f3a",
                                          "do-not-reply",
                                          "donotreply",
                                          "mailer-daemon",
                                          "notifications",
                                          "bounce-12",
                                          "bounces+anna=x",
                                          "newsletter",
                                          "postmaster",
                                          "neatbildet",
                                          "alerts2",
                                          NULL };
  static const char *const persons[]
      = { "anna", "newsom", "alertsson", "bouncer", "info", "news.anna", "reply", NULL };
  check_names (machines, kt_addr_is_machine, TRUE);
  check_names (persons, kt_addr_is_machine, FALSE);
}

static void
test_free_mail (void)
{
  static const char *const free_mail[]
      = { "gmail.com", "GMail.com",     "inbox.lv",   "mail.ru",    "ukr.net",  "web.de",
          "yahoo.de",  "hotmail.co.uk", "outlook.lv", "icloud.com", "posteo.de" };
  static const char *const own[] = { "studija.example",
                                     "yahoo",
                                     "yahoo.mail.example.com",
                                     "notgmail.com",
                                     "mail.gmail.com",
                                     "outlook.example.org",
                                     "",
                                     "lv",
                                     "inbox.lv apollo.lv" };
  for (gsize i = 0; i < G_N_ELEMENTS (free_mail); i++)
    g_assert_true (kt_domain_is_free_mail (free_mail[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    g_assert_false (kt_domain_is_free_mail (own[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/addr/norm", test_norm);
  g_test_add_func ("/addr/refused", test_refused);
  g_test_add_func ("/addr/limit", test_limit);
  g_test_add_func ("/addr/match", test_match);
  g_test_add_func ("/addr/role", test_role);
  g_test_add_func ("/addr/machine", test_machine);
  g_test_add_func ("/addr/free-mail", test_free_mail);
  return g_test_run ();
}
