#include "config.h"
#include "kontor/keys.h"

static void
check (const char *octets, gsize n, gboolean quiet, KtKeyKind kind, gsize used, const char *text)
{
  KtKey key;
  g_assert_cmpuint (kt_key_decode (octets, n, quiet, &key), ==, used);
  g_assert_cmpint (key.kind, ==, kind);
  g_assert_cmpstr (key.text, ==, text);
}

static void
test_keys (void)
{
  check ("b", 1, FALSE, KT_KEY_TEXT, 1, "b");
  check ("ba", 2, FALSE, KT_KEY_TEXT, 1, "b");
  check ("\r", 1, FALSE, KT_KEY_ENTER, 1, "");
  check ("\t", 1, FALSE, KT_KEY_TAB, 1, "");
  check ("\177", 1, FALSE, KT_KEY_BACKSPACE, 1, "");
  check ("\033[A", 3, FALSE, KT_KEY_UP, 3, "");
  check ("\033OB", 3, FALSE, KT_KEY_DOWN, 3, "");
  check ("\033[Z", 3, FALSE, KT_KEY_BACK_TAB, 3, "");
  check ("\033[3~x", 5, FALSE, KT_KEY_DELETE, 4, "");
  check ("\033[1;5C", 6, FALSE, KT_KEY_OTHER, 6, "");
  check ("\003", 1, FALSE, KT_KEY_END, 1, "");
  check ("\001", 1, FALSE, KT_KEY_OTHER, 1, "");
}

static void
test_characters (void)
{
  check ("ļ", 2, FALSE, KT_KEY_TEXT, 2, "ļ");
  check ("чт", 4, FALSE, KT_KEY_TEXT, 2, "ч");
  check ("😀", 4, FALSE, KT_KEY_TEXT, 4, "😀");
  check ("\xc4", 1, FALSE, KT_KEY_NONE, 0, "");
  check ("\xc4", 1, TRUE, KT_KEY_OTHER, 1, "");
  check ("\xff", 1, FALSE, KT_KEY_OTHER, 1, "");
  check ("\u202e", 3, FALSE, KT_KEY_OTHER, 3, "");
  check ("\xc2\x85", 2, FALSE, KT_KEY_OTHER, 2, "");
}

/* An ESC alone is the key only when nothing follows it. */
static void
test_escape (void)
{
  check ("", 0, TRUE, KT_KEY_NONE, 0, "");
  check ("\033", 1, FALSE, KT_KEY_NONE, 0, "");
  check ("\033", 1, TRUE, KT_KEY_ESCAPE, 1, "");
  check ("\033\033", 2, FALSE, KT_KEY_ESCAPE, 1, "");
  check ("\033[", 2, FALSE, KT_KEY_NONE, 0, "");
  check ("\033[", 2, TRUE, KT_KEY_OTHER, 2, "");
  check ("\033[1;", 4, FALSE, KT_KEY_NONE, 0, "");
  check ("\033x", 2, FALSE, KT_KEY_OTHER, 2, "");
  char endless[64] = "\033[";
  memset (endless + 2, '1', sizeof endless - 2);
  check (endless, sizeof endless, FALSE, KT_KEY_OTHER, 32, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/keys", test_keys);
  g_test_add_func ("/keys/characters", test_characters);
  g_test_add_func ("/keys/escape", test_escape);
  return g_test_run ();
}
