#include "config.h"
#include "kontor/utf8.h"

static const char *const pieces[] = {
  "a",    "twelve chars", "ж",          "āž",       "’",         "€",    "\xf0\x9f\x98\x80",
  "\xc3", "\xe2\x80",     "\xf0\x9f",   "\x80",     "\xc0\xaf",  "\xff", "\xed\xa0\x80",
  "\xe0", "привет, мир",  "Sveiki tur", "\xf4\x90", "\xc2\x41z", "\n",   "ї",
};

/* The same word as the library's, whatever stands before and after. */
static void
test_same (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = (guint)g_test_rand_int_range (0, 12);
      for (guint i = 0; i < n; i++)
        {
          gboolean rare = g_test_rand_int_range (0, 8) == 0;
          int at = g_test_rand_int_range (0, G_N_ELEMENTS (pieces));
          g_string_append (text, rare ? pieces[at] : pieces[at % 7]);
        }
      if (g_test_rand_int_range (0, 50) == 0)
        g_string_append_c (text, '\0');
      g_assert_cmpint (kt_utf8_is_valid (text->str, text->len), ==,
                       g_utf8_validate (text->str, (gssize)text->len, NULL));
    }
}

/* A long run of rare letters is looked at in pieces, which may end within a letter. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("x");
  for (guint i = 0; i < 200; i++)
    g_string_append (text, i % 3 == 0 ? "\xf0\x9f\x98\x80" : "€");
  g_assert_true (kt_utf8_is_valid (text->str, text->len));
  for (gsize length = 0; length < text->len; length++)
    g_assert_cmpint (kt_utf8_is_valid (text->str, length), ==,
                     g_utf8_validate (text->str, (gssize)length, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/utf8/same", test_same);
  g_test_add_func ("/utf8/long", test_long);
  return g_test_run ();
}
