#include "config.h"
#include "kontor/html-page.h"
#include <string.h>

static void
test_escapes (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  kt_html_append (out, "<script>alert('x')</script> \"&\x1b[31m \xe2\x80\xae");
  g_assert_null (strchr (out->str, '<'));
  g_assert_null (strchr (out->str, '>'));
  g_assert_null (strchr (out->str, '"'));
  g_assert_null (strchr (out->str, '\''));
  g_assert_null (strchr (out->str, 0x1b));
  g_assert_null (strstr (out->str, "\xe2\x80\xae"));
  g_assert_nonnull (strstr (out->str, "&amp;"));
}

static void
test_links (void)
{
  static const char *const followed[]
      = { "https://brize.example/?a=1&b=2", "http://x.example", "mailto:anna@x.example" };
  static const char *const text_only[]
      = { "javascript:alert(1)", "data:text/html,x", " https://x.example", "vbscript:x", "//x" };
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      kt_html_append_link (out, followed[i], "here");
      g_assert_true (g_str_has_prefix (out->str, "<a href=\""));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (text_only); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      kt_html_append_link (out, text_only[i], "here");
      g_assert_cmpstr (out->str, ==, "here");
    }
}

static void
test_page (void)
{
  g_autofree char *page = kt_html_page ("</title><script>", "l\"v", "p{margin:0}", "<p>x</p>");
  g_assert_null (strstr (page, "<script>"));
  g_assert_nonnull (strstr (page, "lang=\"l&quot;v\""));
  g_assert_nonnull (strstr (page, "default-src 'none'"));
  g_assert_nonnull (strstr (page, "<p>x</p>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html-page/escapes", test_escapes);
  g_test_add_func ("/html-page/links", test_links);
  g_test_add_func ("/html-page/page", test_page);
  return g_test_run ();
}
