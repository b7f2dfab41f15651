#include "config.h"
#include "kontor/utf7.h"
#include <glib.h>

static void
test_both_ways (void)
{
  static const struct
  {
    const char *utf8, *utf7;
  } cases[] = {
    { "INBOX", "INBOX" },
    { "", "" },
    { "A&B", "A&-B" },
    { "~peter/mail/日本語/台北", "~peter/mail/&ZeVnLIqe-/&U,BTFw-" }, /* RFC 3501 §5.1.3 */
    { "Отправленные", "&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-" },
    { "Nosūtītie & 😀", "Nos&AWs-t&ASs-tie &- &2D3eAA-" },
    { "Entwürfe", "Entw&APw-rfe" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *encoded = kt_utf7_encode (cases[i].utf8);
      g_autofree char *decoded = kt_utf7_decode (cases[i].utf7);
      g_assert_cmpstr (encoded, ==, cases[i].utf7);
      g_assert_cmpstr (decoded, ==, cases[i].utf8);
    }
}

static void
test_refuses (void)
{
  static const char *const broken[] = {
    "&",           "&AWs",
    "a&!!-",       "&AW-",
    "&AAA-",                                          /* NUL */
    "&AEE-",       /* "A" needs no coding */ "&2D0-", /* half a pair */
    "&3gA-",       "&2D0AQQ-",
    "caf\xc3\xa9", "a\nb",
    "&AWt-", /* bits left over */
    "&AAo-", /* line feed */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *decoded = kt_utf7_decode (broken[i]);
      g_assert_cmpstr (decoded, ==, NULL);
    }
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (gint n = g_rand_int_range (random, 0, 8); n > 0; n--)
        {
          gunichar c = (gunichar)g_rand_int_range (random, 0x20, 0x11000);
          if ((c < 0x7f || c >= 0xa0) && (c < 0xd800 || c > 0xdfff))
            g_string_append_unichar (text, c);
        }
      g_autofree char *encoded = kt_utf7_encode (text->str);
      g_autofree char *decoded = kt_utf7_decode (encoded);
      g_assert_cmpstr (decoded, ==, text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/utf7/both-ways", test_both_ways);
  g_test_add_func ("/utf7/refuses", test_refuses);
  g_test_add_func ("/utf7/round-trip", test_round_trip);
  return g_test_run ();
}
