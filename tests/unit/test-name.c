#include "config.h"
#include "kontor/name.h"

static const struct
{
  const char *display, *address;
  const char *name, *given, *family, *patronymic;
  gboolean company;
} cases[] = {
  { "Toms Kalns", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "Kalns, Toms", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "KALNS Toms", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "TOMS KALNS", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "toms kalns", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "'Toms Kalns'", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "\"Kalns, Toms\"", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "  Toms \t Kalns ", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "Toms Kalns (Rīga)", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "Toms Kalns via Bureau", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "Toms Kalns | Rīgas Brīze", "t@brize.example", "Toms Kalns", "Toms", "Kalns" },
  { "Dr. Hanna Weber", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "Hanna Weber, PhD", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "Weber, Hanna Dr.", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "Prof. Dr. Hanna Weber", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "Dr.-Ing. Hanna Weber", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "Dipl.-Kffr. Hanna Weber", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "Univ.-Prof. Dr. h.c. Hanna Weber", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "Dr. med. Weber, Hanna", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "‘Hanna Weber’", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "‚Weber, Hanna‘", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "‹Hanna Weber›", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "„Hanna Weber“", "h@weber.example", "Hanna Weber", "Hanna", "Weber" },
  { "Hanna O’Weber", "h@weber.example", "Hanna O’Weber", "Hanna", "O’Weber" },
  { "Hanna von Weber", "h@weber.example", "Hanna von Weber", "Hanna", "von Weber" },
  { "von Weber, Hanna", "h@weber.example", "Hanna von Weber", "Hanna", "von Weber" },
  { "Anna Maria Weber", "h@weber.example", "Anna Maria Weber", "Anna Maria", "Weber" },
  { "ANNA-MARIA KALVE", "a@kalve.example", "Anna-Maria Kalve", "Anna-Maria", "Kalve" },
  { "Гончар Світлана Іванівна", "s@x.example", "Світлана Іванівна Гончар", "Світлана", "Гончар",
    "Іванівна" },
  { "Світлана Іванівна Гончар", "s@x.example", "Світлана Іванівна Гончар", "Світлана", "Гончар",
    "Іванівна" },
  { "Олег Савчук", "o@x.example", "Олег Савчук", "Олег", "Савчук" },
  { "ОЛЕГ САВЧУК", "o@x.example", "Олег Савчук", "Олег", "Савчук" },
  { "Anna", "a@x.example", "Anna", "Anna" },
  { "Weber Verlag GmbH", "h@weber.example", "Weber Verlag GmbH", NULL, NULL, NULL, TRUE },
  { "Brīvais Vilnis, SIA", "h@vilnis.example", "Brīvais Vilnis, SIA", NULL, NULL, NULL, TRUE },
  { "SIA «Brīvais Vilnis»", "h@vilnis.example", "SIA Brīvais Vilnis", NULL, NULL, NULL, TRUE },
  { "ТОВ Зоря", "o@x.example", "ТОВ Зоря", NULL, NULL, NULL, TRUE },
  { "Ilze As", "i@x.example", "Ilze As", "Ilze", "As" },
  { NULL, "toms.kalns@brize.example", "Toms Kalns" },
  { "", "toms_kalns@brize.example", "Toms Kalns" },
  { "toms.kalns@brize.example", "toms.kalns@brize.example", "Toms Kalns" },
  { "toms.kalns", "toms.kalns@brize.example", "Toms Kalns" },
  { NULL, "anna.berzina1986@mail.example", "Anna Berzina" },
  { NULL, "o.savchuk@mail.example", "O. Savchuk" },
  { NULL, "anna+shop@mail.example", "Anna" },
  { NULL, "12345@mail.example", "12345@mail.example" },
  { NULL, "info@weber-verlag.example", "Weber Verlag", NULL, NULL, NULL, TRUE },
  { "Nordic Pharma", "info@nordic.example", "Nordic Pharma", NULL, NULL, NULL, TRUE },
  { "x@other.example", "info@nordic.example", "Nordic", NULL, NULL, NULL, TRUE },
  { "()", "toms.kalns@brize.example", "Toms Kalns" },
  { ",", "a@x.example", "a@x.example" },
};

static void
test_guess (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (cases[i].address, NULL);
      g_autoptr (KtNameGuess) guess = kt_name_guess (cases[i].display, addr);
      g_test_message ("«%s» %s", cases[i].display, cases[i].address);
      g_assert_cmpstr (guess->name, ==, cases[i].name);
      g_assert_cmpstr (guess->given, ==, cases[i].given);
      g_assert_cmpstr (guess->family, ==, cases[i].family);
      g_assert_cmpstr (guess->patronymic, ==, cases[i].patronymic);
      g_assert_cmpint (guess->company, ==, cases[i].company);
    }
}

static void
test_company (void)
{
  static const struct
  {
    const char *domain, *company;
  } table[] = {
    { "weber-verlag.example", "Weber Verlag" },
    { "mail.studija.example", "Studija" },
    { "firm.co.uk", "Firm" },
    { "post.firm.com.ua", "Firm" },
    { "xn--brze-rya.example", "Brīze" },
    { "gmail.com", NULL },
    { "localhost", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *company = kt_name_of_company (table[i].domain);
      g_assert_cmpstr (company, ==, table[i].company);
    }
}

static void
test_company_beside (void)
{
  static const struct
  {
    const char *name, *address, *company;
  } table[] = {
    { "Toms Kalns", "toms@brize.example", "Brize" },  { "Toms Kalns", "toms@kalns.example", NULL },
    { "Anna Bērziņa", "anna@berzina.example", NULL }, { "Nordic SIA", "a@nordic.example", NULL },
    { "Toms", "toms@kalns.example", "Kalns" },        { "Toms Kalns", "toms@gmail.com", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (table[i].address, NULL);
      g_autoptr (KtNameGuess) guess = kt_name_guess (table[i].name, addr);
      g_autofree char *company = kt_name_company_beside (guess, addr);
      g_assert_cmpstr (company, ==, table[i].company);
    }
}

static void
test_limits (void)
{
  g_autoptr (KtAddr) addr = kt_addr_parse ("a@x.example", NULL);
  g_autofree char *long_name = g_strnfill (100000, 'x');
  g_autoptr (KtNameGuess) guess = kt_name_guess (long_name, addr);
  g_assert_cmpint (g_utf8_strlen (guess->name, -1), ==, 100);
  g_autoptr (KtNameGuess) broken = kt_name_guess ("\xff\xfe Toms", addr);
  g_assert_true (g_utf8_validate (broken->name, -1, NULL));
  g_autoptr (KtNameGuess) hidden = kt_name_guess ("To\u202ems Kal\u200bns", addr);
  g_assert_cmpstr (hidden->name, ==, "Toms Kalns");
}

static void
test_shown_address (void)
{
  g_autoptr (KtAddr) addr = kt_addr_parse ("x91@gift.example", NULL);
  const KtAddrRules *rules = &kt_addr_rules_default;
  g_autofree char *other = kt_name_shows_address ("toms.kalns@brize.example", addr, rules);
  g_assert_cmpstr (other, ==, "toms.kalns@brize.example");
  g_autofree char *inside = kt_name_shows_address ("Toms <toms@brize.example>", addr, rules);
  g_assert_cmpstr (inside, ==, "toms@brize.example");
  g_assert_null (kt_name_shows_address ("X91@GIFT.example", addr, rules));
  g_assert_null (kt_name_shows_address ("x91+shop@gift.example", addr, rules));
  g_assert_null (kt_name_shows_address ("Toms @ work", addr, rules));
  g_assert_null (kt_name_shows_address (NULL, addr, rules));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/guess", test_guess);
  g_test_add_func ("/name/company", test_company);
  g_test_add_func ("/name/company-beside", test_company_beside);
  g_test_add_func ("/name/limits", test_limits);
  g_test_add_func ("/name/shown-address", test_shown_address);
  return g_test_run ();
}
