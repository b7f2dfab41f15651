#include "config.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include <string.h>

static void
test_text (void)
{
  static const char *const pairs[][2] = {
    { "cut, colour; 2 h", "SUMMARY:cut\\, colour\\; 2 h\r\n" },
    { "a\\nb", "SUMMARY:a\\\\nb\r\n" },
    { "a\nb\r\nc\rd", "SUMMARY:a\\nb\\nc\\nd\r\n" },
    { "a\x1b\x07\x7f\tb", "SUMMARY:a\tb\r\n" },
    { "Bērziņa ёї", "SUMMARY:Bērziņa ёї\r\n" },
    { "a\xFFz", "SUMMARY:a\xEF\xBF\xBDz\r\n" },
    { "x\r\nATTENDEE:mailto:eve@x.example", "SUMMARY:x\\nATTENDEE:mailto:eve@x.example\r\n" },
    { "", "SUMMARY:\r\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_assert_true (kt_contentline_text (out, "SUMMARY", NULL, pairs[i][0], NULL));
      g_assert_cmpstr (out->str, ==, pairs[i][1]);
    }
}

static void
test_params (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const KtParam params[]
      = { { "CN", "Anna \"A\" ^" }, { "X", "a:b" }, { "Y", "a\nb\x1b;c" }, { NULL } };
  g_assert_true (kt_contentline_value (out, "ATTENDEE", params, "mailto:anna@x.example", NULL));
  g_string_replace (out, "\r\n ", "", 0);
  g_assert_cmpstr (out->str, ==,
                   "ATTENDEE;CN=Anna ^'A^' ^^;X=\"a:b\";Y=\"a^nb;c\":mailto:anna@x.example\r\n");
}

static void
test_refused (void)
{
  static const char *const bad[]
      = { "mailto:a\r\nX:y", "a\nb", "a\rb", "a\tb", "a\x01", "a\x7f", "a\xFF" };
  g_autoptr (GString) out = g_string_new ("before");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (kt_contentline_value (out, "URL", NULL, bad[i], &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
    }
  g_assert_cmpstr (out->str, ==, "before");
}

/* Whatever is written, no line passes 75 octets, none breaks a character, and unfolding gives the
 * text back. */
static void
test_fold (void)
{
  static const char *const units[] = { "a", "ā", "日", "\xF0\x9F\x92\x87" };
  for (gsize u = 0; u < G_N_ELEMENTS (units); u++)
    for (int n = 0; n < 300; n++)
      {
        g_autoptr (GString) text = g_string_new (n % 2 ? "x" : "");
        for (int i = 0; i < n; i++)
          g_string_append (text, units[u]);
        g_autoptr (GString) out = g_string_new (NULL);
        g_assert_true (kt_contentline_text (out, "N", NULL, text->str, NULL));
        g_auto (GStrv) lines = g_strsplit (out->str, "\r\n", -1);
        for (char **line = lines; *line != NULL; line++)
          {
            g_assert_cmpuint (strlen (*line), <=, 75);
            g_assert_true (g_utf8_validate (*line, -1, NULL));
          }
        g_string_replace (out, "\r\n ", "", 0);
        g_string_prepend (text, "N:");
        g_string_append (text, "\r\n");
        g_assert_cmpstr (out->str, ==, text->str);
      }
}

static void
test_fold_exactly (void)
{
  for (int n = 75; n <= 76; n++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *value = g_strnfill (n - 2, 'x');
      g_assert_true (kt_contentline_value (out, "N", NULL, value, NULL));
      g_assert_true ((strstr (out->str, "\r\n x\r\n") != NULL) == (n == 76));
    }
}

static void
test_limit (void)
{
  for (int over = 0; over < 2; over++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *text = g_strnfill (KT_CONTENTLINE_MAX - 2 + over, 'x');
      g_assert_true (kt_contentline_text (out, "N", NULL, text, &error) == !over);
      g_assert_true ((out->len == 0) == over);
      g_assert_true (!over || g_error_matches (error, KT_ERROR, KT_ERROR_FAILED));
    }
}

static void
test_escape (void)
{
  g_autoptr (GString) value = g_string_new (NULL);
  kt_contentline_escape (value, "Bērziņa; A");
  g_string_append_c (value, ';');
  kt_contentline_escape (value, "Anna");
  g_assert_cmpstr (value->str, ==, "Bērziņa\\; A;Anna");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contentline/text", test_text);
  g_test_add_func ("/contentline/params", test_params);
  g_test_add_func ("/contentline/refused", test_refused);
  g_test_add_func ("/contentline/fold", test_fold);
  g_test_add_func ("/contentline/fold-exactly", test_fold_exactly);
  g_test_add_func ("/contentline/limit", test_limit);
  g_test_add_func ("/contentline/escape", test_escape);
  return g_test_run ();
}
