#include "config.h"
#include "kontor/phone.h"
#include "kontor/error.h"
#include <string.h>

static void
test_normalise (void)
{
  static const char *const cases[][3] = {
    { "8 (495) 274-22-22", "RU", "+74952742222" }, { "+7 495 2742222", "LV", "+74952742222" },
    { "7(495)2742222", "RU", "+74952742222" },     { "29 123 456", "LV", "+37129123456" },
    { "29 123 456", "lv", "+37129123456" },        { "+371 29-123-456", NULL, "+37129123456" },
    { "00371 29123456", "LV", "+37129123456" },    { "tel. 29123456", "LV", "+37129123456" },
    { "(044) 123 45 67", "UA", "+380441234567" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *e164 = kt_phone_normalise (cases[i][0], cases[i][1], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (e164, ==, cases[i][2]);
    }
}

static void
test_refused (void)
{
  g_autofree char *huge = g_strnfill (1000000, '3');
  g_autofree char *over = g_strnfill (KT_PHONE_MAX + 1, ' ');
  memcpy (over, "+37129123456", 12);
  const char *const bad[] = { "", "anna", "12", "29123456", "+371\xFF", huge, over };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (kt_phone_normalise (bad[i], NULL, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
    }
  over[KT_PHONE_MAX] = '\0'; /* the longest that is looked at */
  g_autofree char *e164 = kt_phone_normalise (over, NULL, NULL);
  g_assert_cmpstr (e164, ==, "+37129123456");
  g_assert_null (kt_phone_normalise ("29123456", "XX", NULL));
}

static void
test_digits (void)
{
  char digits[KT_PHONE_DIGITS];
  g_assert_true (kt_phone_digits ("+371 (29) 12-34.56", digits));
  g_assert_cmpstr (digits, ==, "37129123456");
  g_assert_true (kt_phone_digits ("0938", digits));
  g_assert_cmpstr (digits, ==, "0938");

  static const char *const bad[] = { "", "+-", "anna", "12a", "12\n", "١٢" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kt_phone_digits (bad[i], digits));

  g_autofree char *long_one = g_strnfill (KT_PHONE_DIGITS, '1');
  g_assert_false (kt_phone_digits (long_one, digits));
  long_one[KT_PHONE_DIGITS - 1] = '\0';
  g_assert_true (kt_phone_digits (long_one, digits));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/normalise", test_normalise);
  g_test_add_func ("/phone/refused", test_refused);
  g_test_add_func ("/phone/digits", test_digits);
  return g_test_run ();
}
