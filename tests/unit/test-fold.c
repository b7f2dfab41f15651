#include "config.h"
#include "kontor/fold.h"
#include <string.h>

static void
test_fold (void)
{
  static const char *const pairs[][2] = {
    { "Anna", "anna" },
    { "Bērziņa", "berzina" },
    { "Be\xCC\x84rzin\xCC\xA7\x61", "berzina" }, /* NFD */
    { "ŠĶŪŅIS", "skunis" },
    { "Алёна", "алена" },
    { "Але\xCC\x88на", "алена" },
    { "Ёлка", "елка" },
    { "Андрей", "андрей" }, /* й stays: not андреи */
    { "Андре\xD0\xB8\xCC\x86", "андрей" },
    { "ЙОД", "йод" },
    { "Київ", "київ" }, /* ї stays */
    { "Ки\xD1\x96\xCC\x88в", "київ" },
    { "ЇЖАК", "їжак" },
    { "Ґалаґан", "галаган" },
    { "О'Коннор", "оконнор" },
    { "Об’єднання", "обєднання" },
    { "Обʼєднання", "обєднання" },
    { "O'Neil", "oneil" },
    { "Straße", "strasse" },
    { "Müller", "muller" },
    { "ﬁn", "fin" },
    { "Ａｎｎａ", "anna" },
    { "so\xC2\xADlo", "solo" },                  /* soft hyphen */
    { "so\xE2\x80\x8Blo", "solo" },              /* zero-width space */
    { "\xCC\x81\xD0\xB8\xCC\x81\xCC\x86", "й" }, /* a mark first; an accent between и and breve */
    { "", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *folded = kt_fold (pairs[i][0]);
      g_assert_cmpstr (folded, ==, pairs[i][1]);
      g_autofree char *twice = kt_fold (folded);
      g_assert_cmpstr (twice, ==, folded);
    }
}

/* Letters taken from the table become what they become apart, in a text that goes the long way. */
static void
test_letters_alone (void)
{
  for (gunichar c = 0x80; c < 0x2030; c++)
    {
      char letter[8] = "";
      if (!g_unichar_isdefined (c) || (c >= 0x500 && c < 0x2000))
        continue;
      g_unichar_to_utf8 (c, letter);
      g_autofree char *apart = g_utf8_normalize (letter, -1, G_NORMALIZE_NFD);
      g_autofree char *whole = g_strconcat ("a ", letter, "b", NULL);
      g_autofree char *split = g_strconcat ("a ", apart, "b\xE2\x80\x8B", NULL);
      g_autofree char *fast = kt_fold (whole), *slow = kt_fold (split);
      g_assert_cmpstr (fast, ==, slow);
    }
}

static void
test_nfc (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    const char *nfc;
  } cases[] = {
    { "Anna", -1, "Anna" },
    { "Anna", 2, "An" },
    { "Be\xCC\x84rzin\xCC\xA7\x61", -1, "Bērziņa" },
    { "\xD0\xB8\xCC\x86", -1, "й" },
    { "a\xFFz", -1, "a\xEF\xBF\xBDz" },
    { "a\0z", 3, "a\xEF\xBF\xBDz" },
    { "ā", 1, "\xEF\xBF\xBD" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *nfc = kt_nfc (cases[i].text, cases[i].length);
      g_assert_cmpstr (nfc, ==, cases[i].nfc);
    }
}

/* A megabyte of marks, in the order that costs most to sort, is cut to what a letter can have. */
static void
test_marks (void)
{
  GString *hostile = g_string_new ("a");
  for (int i = 0; i < 250000; i++)
    g_string_append (hostile, "\xCC\x81\xCC\xA7");
  g_string_append (hostile, "b");
  g_autofree char *folded = kt_fold (hostile->str);
  g_autofree char *nfc = kt_nfc (hostile->str, hostile->len);
  g_assert_cmpstr (folded, ==, "ab");
  g_assert_cmpuint (strlen (nfc), <, 100);
  g_assert_true (g_str_has_suffix (nfc, "b"));
  g_string_free (hostile, TRUE);
}

static void
test_long (void)
{
  GString *text = g_string_new (NULL);
  for (int i = 0; i < 100000; i++)
    g_string_append (text, "Йё");
  g_autofree char *folded = kt_fold (text->str);
  g_assert_cmpuint (strlen (folded), ==, 400000);
  g_assert_true (g_str_has_prefix (folded, "йейе"));
  g_string_free (text, TRUE);
}

/* Usual letters go a shorter way, which a letter of another script keeps the text from. */
static void
test_ways (void)
{
  for (gunichar c = 0x80; c < 0x2100; c++)
    {
      char letter[8] = "";
      g_unichar_to_utf8 (c, letter);
      g_autofree char *both = g_strconcat ("Q", letter, "qβ", NULL);
      g_autofree char *alone = g_strconcat ("Q", letter, "q", NULL);
      g_autofree char *usual = kt_fold (alone);
      g_autofree char *long_way = kt_fold (both);
      g_autofree char *expected = g_strconcat (usual, "β", NULL);
      g_assert_cmpstr (long_way, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/letters-alone", test_letters_alone);
  g_test_add_func ("/fold/fold", test_fold);
  g_test_add_func ("/fold/nfc", test_nfc);
  g_test_add_func ("/fold/marks", test_marks);
  g_test_add_func ("/fold/long", test_long);
  g_test_add_func ("/fold/ways", test_ways);
  return g_test_run ();
}
