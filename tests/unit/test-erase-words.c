#include "config.h"
#include "kontor/erase-words.h"
#include <string.h>

static GPtrArray *
forms_of (const char *text)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_ptr_array_add (texts, (gpointer)text);
  return kt_erase_forms (texts);
}

static gboolean
stands_in (const char *text, const char *octets)
{
  g_autoptr (GPtrArray) forms = forms_of (text);
  return kt_erase_find (forms, octets, strlen (octets)) >= 0;
}

static void
test_spellings (void)
{
  g_assert_true (stands_in ("Marta Liepa", "x Marta Liepa y"));
  g_assert_true (stands_in ("Marta Liepa", "x marta liepa y"));
  g_assert_true (stands_in ("Zane Bērziņa", "Zane Be\xcc\x84rzin\xcc\xa7"
                                            "a"));            /* NFD */
  g_assert_true (stands_in ("Zane Bērziņa", "zane berzina")); /* folded */
  g_assert_false (stands_in ("Marta Liepa", "Marta Liepiņa"));
  g_assert_false (stands_in ("Marta Liepa", ""));
}

/* Wherever in a base64 text it begins, and whatever follows. */
static void
test_base64 (void)
{
  static const char *const before[] = { "", "a", "ab", "abc", "abcd" };
  static const char *const after[] = { "", "x", "xy", "xyz" };
  static const char *const names[] = { "Marta Liepa", "Marta Liepas", "Marta Liepasu" };
  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
      for (gsize k = 0; k < G_N_ELEMENTS (after); k++)
        {
          g_autofree char *plain = g_strconcat (before[i], names[n], after[k], NULL);
          g_autofree char *encoded = g_base64_encode ((const guchar *)plain, strlen (plain));
          g_assert_true (stands_in (names[n], encoded));
        }
  g_autofree char *other = g_base64_encode ((const guchar *)"Marta Kalna", 11);
  g_assert_false (stands_in ("Marta Liepa", other));
}

/* What is short stands everywhere, and is not looked for. */
static void
test_short (void)
{
  g_autoptr (GPtrArray) forms = forms_of ("Anna");
  g_assert_cmpuint (forms->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erase-words/spellings", test_spellings);
  g_test_add_func ("/erase-words/base64", test_base64);
  g_test_add_func ("/erase-words/short", test_short);
  return g_test_run ();
}
